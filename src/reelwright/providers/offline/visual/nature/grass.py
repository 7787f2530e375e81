"""Grass and flowers, blade by blade, on ground near the eye."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, fit
from reelwright.providers.offline.visual.brush.stamp import Numbers, along, blank, press
from reelwright.providers.offline.visual.nature.terrain import Relief
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.view import View

HEART = rgb(0.6, 0.42, 0.12)
"""What the middle of a blossom keeps of its petals' colour."""


@dataclass(frozen=True, slots=True)
class Sward:
    """Grass to grow: from where to where in metres ahead, how tall, how many blades, what colours.

    `petals` are the colours of blossoms, on a share `blooming` of the blades.
    """

    near: float
    far: float
    tall: float
    blades: int
    colours: Plane
    petals: Plane | None = None
    blooming: float = 0.0


_MOST = 32_000
"""Blades; OpenCV's warps, which find the ground under them, take sides of less than 32,768."""


@dataclass(frozen=True, slots=True)
class _Blades:
    """Blades from far to near: curves in pixels of the layer, colours, metres ahead, haze."""

    starts: Plane
    bends: Plane
    tops: Plane
    tint: Plane
    ahead: Plane
    haze: Plane
    share: Plane


def grow(stage: Stage, view: View, sward: Sward, relief: Relief) -> None:
    """Grow grass on `relief`, seen from `view`, the nearest blades over the others."""
    rng = stage.rng("grass")
    fine = 2 if view.unit < 1300 else 1  # drawn twice as large where that smooths the edges
    blades = _sown(stage, view, sward, relief, rng)
    top = int(np.clip(blades.tops[:, 1].min(), 0, view.height - 2))
    box = Box(0, top, view.width, view.height)
    numbers = blank(box.right * fine, (box.bottom - top) * fine)
    _draw(numbers, blades, (fine, top), stage.look.grain)
    seen = numbers >= 0
    layer = np.zeros((*numbers.shape, 4), np.float32)
    rows = np.float32(top) + np.nonzero(seen)[0].astype(np.float32) / np.float32(fine)
    layer[seen] = _coloured(stage, blades, numbers[seen], rows)
    if sward.petals is not None:
        _bloom(stage, layer, blades, sward, (fine, top, rng))
    ahead = np.where(seen, blades.ahead[numbers], 0)
    nearest = ahead.reshape(-1, fine, box.right, fine).max(axis=(1, 3))
    _lay(stage, fit(layer, box.right, box.bottom - top), nearest, box)


def _lay(stage: Stage, layer: Plane, ahead: Plane, box: Box) -> None:
    canvas, cover = stage.canvas, layer[..., 3]
    colour = layer[..., :3] / np.maximum(cover[..., None], np.float32(1e-3))
    open_ = canvas.depth[box.window] >= ahead * np.float32(0.93)
    canvas.light[box.window] = blend(canvas.light[box.window], colour, cover * open_)


def _sown(
    stage: Stage, view: View, sward: Sward, relief: Relief, rng: np.random.Generator
) -> _Blades:
    count = min(_MOST, int(sward.blades / stage.look.grain))
    span = np.log(sward.far / sward.near)
    ahead = (sward.near * np.exp(span * np.sort(rng.random(count))[::-1])).astype(np.float32)
    seat = np.float32(view.width) * (0.5 + rng.uniform(-0.55, 0.55, count).astype(np.float32))
    scale = np.float32(view.focal) / ahead
    across = (seat - np.float32(view.middle)) / scale
    foot = relief(across[None], ahead[None])[0]
    patchy = 1 + 0.35 * np.sin(across * 1.7) * np.sin(ahead * 1.3)
    tall = sward.tall * rng.uniform(0.4, 1.25, count) * patchy
    lean = rng.normal(0.12, 0.38, count) * tall
    starts = np.stack([seat, view.horizon - (foot - view.eye) * scale], axis=-1)
    reach = np.stack([lean, -tall], axis=-1) * scale[:, None]
    tones = sward.colours[rng.integers(0, len(sward.colours), count)]
    columns = np.clip(seat.astype(int), 0, view.width - 1)
    return _Blades(
        starts=starts.astype(np.float32),
        bends=(starts + reach * [0.2, 0.6]).astype(np.float32),
        tops=(starts + reach).astype(np.float32),
        tint=(tones * rng.uniform(0.6, 1.35, (count, 1))).astype(np.float32),
        ahead=ahead,
        haze=stage.air.haze[columns],
        share=stage.air.share(ahead, 0.3)[:, None],
    )


def _draw(numbers: Numbers, blades: _Blades, place: tuple[int, int], grain: float) -> None:
    """Draw each blade in its number, thinner towards the tip."""
    fine, top = place
    points, _ = along(blades.starts, blades.bends, blades.tops, 6)
    eighths = np.round((points - [0, top]) * (fine * 8)).astype(np.int32)
    length = np.linalg.norm(blades.tops - blades.starts, axis=1) * fine
    thick = np.maximum(1, np.round(length * 0.034 * grain)).astype(int).tolist()
    for number, (curve, width) in enumerate(zip(eighths, thick, strict=True)):
        if width > 1:
            cv2.polylines(numbers, [curve[:4]], False, number, width, cv2.LINE_8, 3)
        cv2.polylines(numbers, [curve], False, number, max(1, width - 2), cv2.LINE_8, 3)


def _coloured(stage: Stage, blades: _Blades, blade: NDArray[np.int32], rows: Plane) -> Plane:
    tall = np.maximum(blades.starts[:, 1] - blades.tops[:, 1], 1)
    rise = clip((blades.starts[blade, 1] - rows) / tall[blade])[:, None]
    light = stage.light
    through = np.float32(0.45 + 0.5 * max(0.0, float(light.sun.direction[2])))
    falls = light.sun.colour * (np.float32(0.2) + through * rise)
    falls += light.ambient * (np.float32(0.3) + np.float32(0.7) * rise)
    colour = blades.tint[blade] * falls * (np.float32(0.35) + np.float32(0.65) * rise)
    hazed = colour + (blades.haze[blade] - colour) * blades.share[blade]
    return np.concatenate([hazed, np.ones_like(rise)], axis=-1)


def _bloom(
    stage: Stage,
    layer: Plane,
    blades: _Blades,
    sward: Sward,
    place: tuple[int, int, np.random.Generator],
) -> None:
    """Set blossoms on the tips of some blades."""
    fine, top, rng = place
    chosen = np.flatnonzero(rng.random(len(blades.ahead)) < sward.blooming)
    petals = sward.petals if sward.petals is not None else sward.colours
    tone = petals[rng.integers(0, len(petals), len(chosen))]
    light, ahead = stage.light, blades.ahead[chosen]
    lit = tone * (light.sun.colour * np.float32(0.55) + light.ambient * np.float32(0.9))
    lit = lit * rng.uniform(0.7, 1.1, (len(chosen), 1)).astype(np.float32)
    lit = lit + (blades.haze[chosen] - lit) * blades.share[chosen]
    x, y = blades.tops[chosen, 0] * fine, (blades.tops[chosen, 1] - top) * fine
    wide = 0.03 * stage.view.focal / ahead * fine * stage.look.grain**0.5
    radius = np.clip(wide, 1, 24).round()
    discs = np.argsort(radius, kind="stable")
    whole, heart = (_pressed(layer, x[discs], y[discs], radius[discs] * part) for part in (1, 0.38))
    for plane, shade in ((whole, rgb(1, 1, 1)), (heart, HEART)):
        seen = (plane >= 0) & (plane == whole)
        layer[seen, :3] = (lit[discs] * shade)[plane[seen]]
        layer[seen, 3] = 1


def _pressed(layer: Plane, x: Plane, y: Plane, radius: Plane) -> Numbers:
    """Return which of some discs is seen at each pixel of a layer, the larger over the smaller."""
    plane = blank(layer.shape[1], layer.shape[0])
    for size in np.unique(radius):
        which = np.flatnonzero(radius == size)
        press(plane, x[which], y[which], float(size), int(which[0]))
    return plane

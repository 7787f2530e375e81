"""Glassware: flasks, tubes and retorts, what is in them, and how it shines."""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    clip,
    ramp,
    times,
    tint,
)
from reelwright.providers.offline.visual.built.skins import Skin, scatter
from reelwright.providers.offline.visual.stage import Stage

Profile = tuple[tuple[float, float], ...]
PROFILES: dict[str, Profile] = {
    "cone": (
        (0, 0.36),
        (0.03, 0.385),
        (0.08, 0.38),
        (0.62, 0.12),
        (0.93, 0.11),
        (0.97, 0.15),
        (1, 0.15),
    ),
    "round": (
        (0, 0.1),
        (0.02, 0.2),
        (0.1, 0.31),
        (0.27, 0.38),
        (0.45, 0.32),
        (0.57, 0.14),
        (0.62, 0.09),
        (0.95, 0.085),
        (1, 0.12),
    ),
    "beaker": ((0, 0.36), (0.04, 0.4), (0.94, 0.4), (1, 0.43)),
    "tube": ((0, 0.02), (0.04, 0.075), (0.1, 0.1), (0.95, 0.1), (1, 0.125)),
    "cylinder": ((0, 0.2), (0.03, 0.2), (0.04, 0.1), (0.95, 0.1), (1, 0.13)),
    "bottle": (
        (0, 0.24),
        (0.03, 0.26),
        (0.6, 0.26),
        (0.74, 0.1),
        (0.9, 0.09),
        (0.92, 0.12),
        (1, 0.12),
    ),
    "jar": ((0, 0.3), (0.04, 0.33), (0.78, 0.33), (0.84, 0.27), (0.88, 0.3), (1, 0.3)),
}
"""Outlines: heights and radii at them, as shares of the whole height."""


@dataclass(frozen=True, slots=True)
class Vessel:
    """A vessel: its outline's name, its height in metres, and what is in it, up to which share.

    `glow` is how much its liquid shines by itself.
    """

    kind: str
    tall: float
    liquid: Plane
    level: float
    glow: float = 0.0


def stand(stage: Stage, vessel: Vessel, place: tuple[float, float, float], lit: Plane) -> None:
    """Set a vessel down at a place to the right, up and ahead, in light `lit`."""
    across, foot, ahead = place
    view, canvas = stage.view, stage.canvas
    x, y, scale = view.x(across, ahead), view.y(foot, ahead), view.focal / ahead * vessel.tall
    _contact(stage, (x, y), scale, ahead)
    box = Box(int(x - scale * 0.5) - 1, int(y - scale) - 1, int(x + scale * 0.5) + 2, int(y) + 2)
    box = box.within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    radius = np.interp(-down, *_outline(vessel.kind)).astype(np.float32)
    turn = clip(right / radius, -1, 1)
    inside = clip((radius - np.abs(right)) * scale + np.float32(0.5))
    inside = inside * clip(-down * scale + 1) * clip((1 + down) * scale + 1)
    seen = _glass(canvas.light[box.window], turn, -down, vessel, lit)
    hidden = canvas.depth[box.window] <= ahead - 0.02
    canvas.lay(seen, inside * ~hidden, box, ahead)
    if vessel.glow > 0:
        _halo(stage, (x, y - scale * vessel.level * 0.5), scale, vessel, ahead)


@lru_cache(maxsize=16)
def _outline(kind: str) -> tuple[Plane, Plane]:
    """Return heights and the radii there, the corners of the outline blown round."""
    heights, radii = np.array(PROFILES[kind]).T
    dense = np.linspace(-0.05, 1.05, 221)
    kernel = np.hanning(19)
    wide = np.convolve(np.interp(dense, heights, radii), kernel / kernel.sum(), mode="same")
    return dense[9:-9], wide[9:-9]


def _glass(behind: Plane, turn: Plane, up: Plane, vessel: Vessel, lit: Plane) -> Plane:
    """Return what is seen through and of a vessel."""
    edge = np.abs(turn) ** 4
    wide = np.ones_like(turn)
    seen: Plane = times(behind, np.float32(0.9) - np.float32(0.35) * edge) + tint(
        np.float32(0.05) + np.float32(0.3) * edge, lit
    )
    deep = np.sqrt(1 - turn**2)
    full = clip((np.float32(vessel.level) - up - np.float32(0.012) * deep) * 90) * wide
    own = np.float32(0.34) + np.float32(0.4) * deep
    body = tint(own, vessel.liquid * lit) + tint(
        np.float32(0.35) + deep * np.float32(0.75), vessel.liquid * np.float32(vessel.glow)
    )
    through = np.asarray(body + behind * vessel.liquid * np.float32(0.35), np.float32)
    seen = blend(seen, through, full * np.float32(0.93))
    top = np.asarray(np.exp(-(((up - vessel.level) / np.float32(0.016)) ** 2)) * wide, np.float32)
    seen += tint(top * np.float32(0.35), vessel.liquid * (lit + np.float32(vessel.glow)))
    streak: Plane = np.exp(-(((turn + np.float32(0.58)) / np.float32(0.13)) ** 2)) * 0.55
    streak = streak + np.exp(-(((turn - np.float32(0.74)) / np.float32(0.08)) ** 2)) * 0.22
    streak = streak * ramp(np.abs(np.mod(up * 1.3, 1) - np.float32(0.5)), 0.5, 0.3)
    rim = np.exp(-(((up - np.float32(0.985)) / np.float32(0.014)) ** 2)) * np.float32(0.4)
    return np.asarray(seen + tint(streak + rim * wide, lit), np.float32)


def _contact(stage: Stage, at: tuple[float, float], scale: float, ahead: float) -> None:
    """Darken what a vessel stands on."""
    box = Box.around(*at, scale * 0.7).within(stage.view.box)
    if not box:
        return
    right, down = box.offsets(*at, scale)
    flat = stage.view.eye / ahead * 0.5 + 0.05
    dark = np.exp(-((right / np.float32(0.4)) ** 2) - (down / np.float32(0.4 * flat)) ** 2)
    near = np.abs(stage.canvas.depth[box.window] - np.float32(ahead)) < 0.9
    canvas = stage.canvas
    canvas.light[box.window] = times(canvas.light[box.window], 1 - dark * near * np.float32(0.55))


def _halo(
    stage: Stage, at: tuple[float, float], scale: float, vessel: Vessel, ahead: float
) -> None:
    box = Box.around(*at, scale * 1.6).within(stage.view.box)
    if not box:
        return
    far = np.hypot(*box.offsets(*at, scale))
    glow = np.exp(-far / np.float32(0.3)) * (1 - ramp(far, 0.8, 1.6)) * np.float32(0.3)
    open_ = stage.canvas.depth[box.window] > ahead - 0.5
    stage.canvas.shine(vessel.liquid * np.float32(vessel.glow), glow * open_, box)


def pipe(
    stage: Stage,
    points: list[tuple[float, float, float]],
    thick: float,
    lit: Plane,
    liquid: Plane | None = None,
) -> None:
    """Draw a tube of glass through places in space, `thick` metres wide."""
    view = stage.view
    ahead = float(np.mean([z for _, _, z in points]))
    curve = np.array([(view.x(x, z), view.y(y, z)) for x, y, z in points])
    wide = max(1.0, thick * view.focal / ahead)
    low, high = curve.min(axis=0) - wide * 2, curve.max(axis=0) + wide * 2
    box = Box(int(low[0]), int(low[1]), int(high[0]) + 1, int(high[1]) + 1).within(view.box)
    if not box:
        return
    cover, core = (_stroke(curve, box, wide * share) for share in (1.0, 0.35))
    behind = stage.canvas.light[box.window]
    seen = times(behind, 1 - cover * np.float32(0.3)) + tint(cover * np.float32(0.14), lit)
    seen += tint(core * np.float32(0.3), lit if liquid is None else liquid)
    stage.canvas.lay(np.asarray(seen, np.float32), cover, box, ahead)


def _stroke(curve: np.ndarray, box: Box, wide: float) -> Plane:
    mask = np.zeros((box.bottom - box.top, box.right - box.left), np.uint8)
    line = np.round((curve - [box.left, box.top]) * 16).astype(np.int32)
    cv2.polylines(mask, [line], False, 255, max(1, round(wide)), cv2.LINE_AA, 4)
    return mask.astype(np.float32) / 255


def stoppered(
    tones: tuple[str, ...], cell: float, shelf: float, seed: int, back: str = "#1a1512"
) -> Skin:
    """Return shelves of jars and bottles, `cell` metres to each; the second direction is up."""
    colours = np.stack([colour(text) for text in tones])

    def skin(first: Plane, second: Plane) -> Plane:
        level = np.floor(second / np.float32(shelf))
        number = np.floor(first / np.float32(cell) + level * np.float32(0.37))
        part = first / np.float32(cell) + level * np.float32(0.37) - number - np.float32(0.5)
        chance, other = scatter(number, level + seed), scatter(number + 31, level + seed)
        up = (second / np.float32(shelf) - level) / (np.float32(0.5) + np.float32(0.38) * other)
        wide = np.float32(0.26) + np.float32(0.16) * chance
        neck = np.where(chance < 0.5, np.float32(0.4), np.float32(0.85))
        half = wide * np.where(up > 0.72, neck, np.float32(1))
        there = (np.abs(part) < half) & (up < 1) & (chance < 0.9)
        turn = part / np.maximum(half, np.float32(0.01))
        tone = np.ascontiguousarray(colours[(other * len(colours)).astype(int) % len(colours)])
        round_ = np.sqrt(clip(1 - turn**2)) * np.float32(0.7) + np.float32(0.2)
        round_ = round_ + np.exp(-(((turn + np.float32(0.5)) / np.float32(0.16)) ** 2)) * 0.7
        tone = blend(tone, colour("#5a4028"), np.asarray(up > 0.86, np.float32))
        label = (np.abs(turn) < 0.6) & (up > 0.28) & (up < 0.55) & (chance > 0.3)
        tone = blend(tone, colour("#d8cfb4"), np.asarray(label, np.float32))
        return blend(
            np.broadcast_to(colour(back), tone.shape).copy(),
            times(tone, round_),
            np.asarray(there, np.float32),
        )

    return skin

"""Running water: it lies where the land is under its level, mirrors its banks, shows its bed."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, at, blend, blur, clip, fit
from reelwright.providers.offline.visual.nature import waves
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.view import View

Foam = Callable[[Plane, Plane], Plane]
"""How white water is, 0 to 1, at places given as metres to the right and ahead."""
GRAZING = 0.92
"""How much of the light far water sends back is mirrored; near water lets one look into it."""
STEPS = 28
"""At how many places on its way back from the water a ray is looked for something it hits."""


@dataclass(frozen=True, slots=True)
class Water:
    """Water whose surface lies at `level` metres, with ripples as steep as `ripple` says.

    One sees a third of its bed through `clear` metres of it, beyond that its own colour, `deep`.
    `reach` is how far ahead it is looked for.
    """

    level: float
    ripple: float
    deep: Plane
    clear: float = 1.2
    foam: Foam | None = None
    reach: float = 4_000.0


@dataclass(frozen=True, slots=True)
class _Band:
    """A band of water: where it is, in rows and metres, and which row of the picture it mirrors."""

    box: Box
    row: Plane
    ahead: Plane
    mirrors: Plane


def fill(stage: Stage, water: Water) -> None:
    """Let water stand wherever it is nearer than what has been painted so far; mirror the rest."""
    canvas = stage.canvas
    view = replace(stage.view, eye=stage.view.eye - water.level)
    source = blur(canvas.light, 0.5 + view.unit * water.ripple * 0.06)
    drift = stage.rng("stream").random(6).astype(np.float32)
    top = int(np.clip(view.horizon + view.focal * view.eye / water.reach, 1, view.height - 1))
    mirrors = _mirrors(canvas.depth, view, top)
    for box in Box(0, top, view.width, view.height).bands():
        row = np.arange(box.top, box.bottom, dtype=np.float32)[:, None]
        part = mirrors[box.top - top : box.bottom - top]
        _lay(stage, water, _Band(box, row, _ahead(view, row), part), (view, source, drift))


def _ahead(view: View, row: Plane) -> Plane:
    """Return how far ahead the water's plane is seen at rows."""
    below = np.maximum(row - np.float32(view.horizon), 0.5)
    return np.asarray(np.float32(view.eye * view.focal) / below, np.float32)


def _mirrors(depth: Plane, view: View, top: int) -> Plane:
    """Return the row that each place on the water mirrors, from row `top` down.

    A mirrored ray climbs the picture from the water towards as far above the horizon as it started
    below; it ends at the first thing that is no farther away than the ray has come.
    """
    step = max(1, round(view.unit / 540))
    row = np.arange(top, view.height, step, dtype=np.float32)[:, None]
    columns = np.arange(0, view.width, step)[None, :]
    start, end = _ahead(view, row), 2 * np.float32(view.horizon) - row
    rows = np.broadcast_to(end, (row.shape[0], columns.shape[1])).astype(np.float32)
    found = np.zeros(rows.shape, bool)
    for part in np.linspace(0.03, 0.98, STEPS, dtype=np.float32):
        here = row + (end - row) * part
        seen = depth[np.clip(np.abs(here), 0, view.height - 1).astype(np.int32), columns]
        hit = ~found & (seen > start * np.float32(0.97)) & (seen < start / (1 - part))
        near = end + (row - end) * clip(start / np.maximum(seen, 1e-3))
        rows = np.where(hit, np.maximum(near, here), rows)
        found |= hit
    return fit(rows, view.width, view.height - top)


def _lay(stage: Stage, water: Water, band: _Band, source: tuple[View, Plane, Plane]) -> None:
    (view, picture, drift), canvas = source, stage.canvas
    across = band.ahead * view.columns[None, :]
    slopes, _ = waves.surface(across, band.ahead, view, drift)
    under, behind = canvas.light[band.box.window], canvas.depth[band.box.window]
    wet = behind > band.ahead
    through = np.maximum(behind - band.ahead, 0) / band.ahead * np.float32(view.eye)
    hides = 1 - np.exp(-through / np.float32(water.clear))
    light = stage.light
    deep = water.deep * (light.ambient + light.sun.colour * np.float32(0.25))
    mirrored = _mirrored(picture, band, slopes, np.float32(water.ripple * view.focal * 2.2))
    colour = blend(blend(under, deep, hides), mirrored, _share(view, water, band, slopes))
    if water.foam is not None:
        white = light.ambient * np.float32(0.85) + light.sun.colour * np.float32(0.33)
        colour = blend(colour, white, clip(water.foam(across, band.ahead), 0, 0.95))
    canvas.light[band.box.window] = blend(under, colour, wet.astype(np.float32))
    canvas.flood(wet, band.box, np.broadcast_to(band.ahead, wet.shape))


def _mirrored(picture: Plane, band: _Band, slopes: Plane, bend: np.floating) -> Plane:
    rows, columns = picture.shape[:2]
    x = np.arange(columns, dtype=np.float32)[None, :] + slopes[..., 0] * bend * np.float32(0.45)
    shaken = band.row - np.float32(band.box.top) + slopes[..., 1] * bend * np.float32(0.35)
    aside = x + slopes[..., 1] * bend * np.float32(0.25)  # edges of what is mirrored waver too
    mirrors = at(band.mirrors, clip(aside, 0, columns - 1), shaken)
    y = np.minimum(np.abs(mirrors + slopes[..., 1] * bend), band.row)
    return at(picture, clip(x, 0, columns - 1), clip(y, 0, rows - 1))


def _share(view: View, water: Water, band: _Band, slopes: Plane) -> Plane:
    down = (band.row - np.float32(view.horizon)) / np.float32(view.unit)
    share = np.float32(GRAZING) - np.float32(0.75) * down
    return clip(share - slopes[..., 1] * np.float32(water.ripple * 9), 0.16, 0.95)

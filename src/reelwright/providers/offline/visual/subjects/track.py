"""Track: the railway that a train runs on, laid across the picture."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.marks import Mark

RAIL, TIE, BED = 0.14, 0.34, 1.1
"""How far below the wheels the rail, the ties and the bed of gravel end, in metres."""
TIES = 0.65
"""Metres from one tie to the next."""
STEEL, WOOD, GRAVEL, EARTH = (colour(tone) for tone in ("#6e6a68", "#4a3c30", "#8d8a84", "#5f5a3c"))


def lay(stage: Stage, footing: Footing, mark: Mark, metre: float) -> None:
    """Lay a track across the picture under a mark, where a metre is `metre` pixels.

    It is level: where the land beside it lies lower there is a bank, where it lies higher the land
    is cut.
    """
    low = _ground(stage, footing, mark)
    bottom = np.maximum(mark.y + BED * metre, low + 0.4 * metre)
    box = Box(0, round(mark.y), stage.canvas.width, int(bottom.max()) + 1)
    box = box.within(stage.canvas.box)
    if not box:
        return
    rows = np.arange(box.top, box.bottom, dtype=np.float32)[:, None] + np.float32(0.5)
    deep = np.asarray((rows - np.float32(mark.y)) / np.float32(metre), np.float32)
    left = clip((bottom[None, :] - rows) / np.float32(0.5 * metre))
    stone = stage.rng("gravel").uniform(0.75, 1.25, (deep.shape[0], stage.canvas.width))
    albedo = _albedo(deep, metre, mark, stone.astype(np.float32))
    light = stage.light
    open_ = light.ambient + light.sun.colour * np.float32(max(0.25, light.sun.direction[1]))
    hazed = stage.air.veil(albedo * open_, mark.ahead, 1.0, slice(box.left, box.right))
    seen = stage.canvas.depth[box.window] > mark.ahead * 0.6
    stage.canvas.lay(hazed, np.asarray(left * seen, np.float32), box, mark.ahead)


def _ground(stage: Stage, footing: Footing, mark: Mark) -> Plane:
    """Return the row of the ground as far away as a mark, for each column of the picture."""
    view, width = footing.view, stage.canvas.width
    columns = np.linspace(0, width, 33)
    across = (columns - view.middle) * mark.ahead / view.focal
    rows = [view.y(footing.height(float(x), mark.ahead), mark.ahead) for x in across]
    return np.asarray(np.interp(np.arange(width), columns, rows), np.float32)


def _albedo(deep: Plane, metre: float, mark: Mark, stone: Plane) -> Plane:
    """Return the colours of a track: a rail on ties, gravel under them, and the earth of a bank."""
    columns = np.arange(stone.shape[1], dtype=np.float32)[None, :]
    tie = np.cos((columns - np.float32(mark.x)) * np.float32(2 * np.pi / (TIES * metre)))
    gravel = GRAVEL * stone[..., None]
    bank = blend(gravel, EARTH * stone[..., None], ramp(deep, BED * 0.6, BED * 1.6) + 0 * stone)
    wood = ramp(tie, -0.1, 0.3) * (deep < TIE)
    return blend(blend(bank, WOOD, wood), STEEL, (deep < RAIL) + 0 * stone)

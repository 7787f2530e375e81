"""Smoke that rises from a chimney or a fire and drifts away."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, tiled
from reelwright.providers.offline.visual.stage import Stage

TALL = 9.0
"""How many metres smoke rises before it is gone."""


def rise(stage: Stage, place: tuple[float, float, float], rng: np.random.Generator) -> None:
    """Let smoke rise from a place: metres to the right, up and ahead."""
    across, up, ahead = place
    view, light, canvas = stage.view, stage.light, stage.canvas
    scale, x, y = view.focal / ahead, view.x(across, ahead), view.y(up, ahead)
    reach = TALL * scale
    box = Box(int(x - reach * 0.5), int(y - reach), int(x + reach * 0.8), int(y) + 1)
    box = box.within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    cover = _drifting(right, -down, rng) * (canvas.depth[box.window] > ahead * 0.97)
    grey = light.ambient * np.float32(0.75) + light.sun.colour * np.float32(0.22)
    canvas.light[box.window] = blend(canvas.light[box.window], grey, cover)


def _drifting(right: Plane, higher: Plane, rng: np.random.Generator) -> Plane:
    """Return how thick smoke is at metres to the right of its source and above it."""
    share = clip(higher / np.float32(TALL))
    sway = np.sin(higher * np.float32(0.9) + rng.uniform(0, 6)) * share * np.float32(0.7)
    middle = np.float32(0.35 * TALL) * share**1.5 + sway
    wide = np.float32(0.16) + share * np.float32(TALL * 0.13)
    u, v = right / 9 + np.float32(rng.random()), higher / 14 - share * np.float32(0.2)
    wisp = ramp(tiled(noise.cloudy(161, gain=0.6), u, v), 0.25, 0.7)
    thick = np.exp(-(((right - middle) / wide) ** 2)) * (1 - share) ** 1.2 * wisp
    return np.asarray(thick * np.float32(0.5), np.float32)

"""Spindrift: snow that the wind blows off the crests of mountains."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    blur,
    clip,
    fit,
    ramp,
    tiled,
)
from reelwright.providers.offline.visual.stage import Stage

NEAREST, FARTHEST = 2_500.0, 30_000.0
"""From crests how many metres ahead snow is blown."""
LONG = 33
"""How many steps it is carried, in 360ths of a unit."""


def blow(stage: Stage, side: int) -> None:
    """Let snow blow off the crests to the left (-1) or right (1), lit by the sun."""
    canvas, view, rng = stage.canvas, stage.view, stage.rng("spindrift")
    step = max(1, round(view.unit / 360))
    depth = canvas.depth[::step, ::step]
    source = _crests(depth, view.horizon / step, view.unit / step)
    source = source * ramp(noise.line(depth.shape[1], 9, 0.5, rng), 0.05, 0.3)[None, :]
    drift, (height, width) = rng.random(2).astype(np.float32), depth.shape
    u = np.arange(width, dtype=np.float32)[None, :] / np.float32(180) + drift[0]
    v = np.arange(height, dtype=np.float32)[:, None] / np.float32(180) + drift[1]
    puff = ramp(tiled(noise.cloudy(62, gain=0.6), u, v), 0.3, 0.65)
    blown = blur(np.asarray(_carried(source, side) * puff * np.float32(0.3), np.float32), 1.2)
    share = clip(fit(blown, view.width, view.height), 0, 0.6)
    white = stage.light.ambient * np.float32(0.8) + stage.light.sun.colour * np.float32(0.4)
    canvas.light = blend(canvas.light, white, share * (canvas.depth > NEAREST))


def _crests(depth: Plane, horizon: float, unit: float) -> Plane:
    """Return 1 where a high, distant crest stands against what is behind it."""
    rock = ((depth > NEAREST) & (depth < FARTHEST)).astype(np.float32)
    crest = np.zeros_like(rock)
    crest[1:] = clip(rock[1:] - rock[:-1])
    rows = np.arange(depth.shape[0], dtype=np.float32)[:, None]
    return crest * ramp(-rows, -horizon + unit * 0.12, -horizon + unit * 0.3)


def _carried(source: Plane, side: int) -> Plane:
    """Return what is carried aside and a little up, thinning out."""
    blown, part = source, source
    for step in range(1, LONG):
        part = np.roll(part, side, axis=1)
        if step % 3 == 0:
            part = np.roll(part, -1, axis=0)
        blown = blown + part * np.float32(np.exp(-step / 11))
    return blown

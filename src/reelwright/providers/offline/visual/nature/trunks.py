"""Trunks close to the eye, with their bark."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, clip, tiled, times, tint
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.stage import Stage


def stand(stage: Stage, spot: Spot, bark: Plane, rng: np.random.Generator) -> None:
    """Paint a trunk `spot.tall` metres thick at its foot, rising out of the picture."""
    view, canvas = stage.view, stage.canvas
    scale, foot = view.focal / spot.ahead, view.y(spot.up, spot.ahead)
    half = scale * spot.tall / 2
    rows = np.arange(0, min(view.height, int(foot + half * 0.3)), dtype=np.float32)[:, None]
    if rows.size < 2:
        return
    rise = (np.float32(foot) - rows) / np.float32(scale)
    sway = rng.normal(0, 0.02) * rise + 0.04 * np.sin(rise * 0.9 + rng.uniform(0, 6))
    middle = np.float32(view.x(spot.across, spot.ahead)) + sway * np.float32(scale)
    flare = 1 + 0.55 * np.exp(-np.maximum(rise, 0) / np.float32(spot.tall * 0.55))
    wide = np.float32(half) * flare * clip(1 - rise * np.float32(0.018), 0.4)
    left, right = int((middle - wide).min()) - 3, int((middle + wide).max()) + 3
    box = Box(left, 0, right, len(rows)).within(view.box)
    if not box:
        return
    across, _ = box.offsets(-0.5, 0)
    turn = (across - middle) / wide
    cover = _outline(turn, rise, wide, (foot - rows, half), rng)
    seen = _bark(turn, rise, spot.tall, stage, rng) * bark
    hazed = stage.air.veil(seen, spot.ahead, np.maximum(rise, 0), slice(box.left, box.right))
    canvas.lay(hazed, cover * (canvas.depth[box.window] > spot.ahead), box, spot.ahead)


def _outline(
    turn: Plane, rise: Plane, wide: Plane, foot: tuple[Plane, float], rng: np.random.Generator
) -> Plane:
    """Return what a trunk covers: its sides a little uneven, its foot spread into roots."""
    above, half = foot
    u, v = turn * np.float32(0.03) + np.float32(rng.random()), rise * np.float32(0.35)
    uneven = tiled(noise.cloudy(71, gain=0.65), u, v) - np.float32(0.5)
    side = (1 - np.abs(turn)) * wide + uneven * wide * np.float32(0.18)
    roots = np.float32(0.22) * np.cos(turn * 9 + rng.uniform(0, 6)) * np.abs(turn) - np.float32(0.1)
    return clip(side) * clip(above + roots * np.float32(half))


def _bark(turn: Plane, rise: Plane, thick: float, stage: Stage, rng: np.random.Generator) -> Plane:
    """Return the light that furrowed bark sends back, before its colour."""
    light, round_ = stage.light, clip(turn, -0.99, 0.99)
    u = np.arcsin(round_) * np.float32(thick * 0.32) + np.float32(rng.random())
    v = rise * np.float32(0.10)
    furrow = tiled(noise.billowy(72), u, v)
    slope = tiled(noise.billowy(72), u + np.float32(0.006 * light.sun.side), v) - furrow
    right, _, ahead = light.sun.direction
    facing = round_ * right - np.sqrt(1 - round_**2) * ahead + slope * np.float32(3.0)
    rim = np.maximum(0, round_ * light.sun.side) ** 4 * np.float32(max(0.0, float(ahead)) * 0.8)
    open_ = np.float32(0.35) + np.float32(0.65) * furrow
    falls = tint((np.maximum(facing, 0) * np.float32(0.6) + rim) * open_, light.sun.colour)
    falls += tint((np.float32(0.35) + np.float32(0.3) * np.abs(round_)) * open_, light.ambient)
    return times(falls, np.float32(0.55) + np.float32(0.8) * furrow)

"""Giant trees close to the eye: trunks on buttress roots, and the lianas that hang beside them."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    blur,
    clip,
    ramp,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.stage import Stage

Ends = tuple[tuple[float, float], tuple[float, float]]
"""Two places in the picture: columns and rows."""
LEAF = rgb(0.05, 0.13, 0.03)
"""The leaves of lianas."""
FINS = 5
"""Into how many buttresses a trunk spreads at its foot."""


def stand(stage: Stage, spot: Spot, bark: Plane, moss: Plane, rng: np.random.Generator) -> None:
    """Paint a trunk `spot.tall` metres thick, spread into buttresses, rising out of the picture."""
    view, canvas = stage.view, stage.canvas
    scale, foot = view.focal / spot.ahead, view.y(spot.up, spot.ahead)
    half = spot.tall / 2
    rows = np.arange(0, min(view.height, int(foot + half * scale * 0.5)), dtype=np.float32)[:, None]
    if rows.size < 2:
        return
    rise = (np.float32(foot) - rows) / np.float32(scale)
    flare = np.float32(2.1) * np.exp(-np.maximum(rise, -0.2) / np.float32(spot.tall * 0.75))
    lean = rise * np.float32(rng.normal(0, 0.015)) + np.sin(rise * 0.35 + rng.uniform(0, 6)) * 0.06
    wide = np.float32(half) * (1 + flare)
    x = np.float32(view.x(spot.across, spot.ahead))
    left, right = int(x - wide.max() * scale * 1.1), int(x + wide.max() * scale * 1.1) + 2
    box = Box(left, 0, right, len(rows)).within(view.box)
    if not box:
        return
    across, _ = box.offsets(float(x) - 0.5, 0, scale)
    turn = (across - lean) / wide
    relief, cover = _shape(turn, rise, (flare, wide * np.float32(scale)), rng)
    seen = _bark(stage, (turn, rise), relief, (bark, moss))
    hazed = stage.air.veil(seen, spot.ahead, np.maximum(rise, 0), slice(box.left, box.right))
    cover = cover * (canvas.depth[box.window] > spot.ahead)
    canvas.lay(hazed, np.asarray(cover, np.float32), box, spot.ahead)


def _shape(
    turn: Plane, rise: Plane, size: tuple[Plane, Plane], rng: np.random.Generator
) -> tuple[Plane, Plane]:
    """Return how far the trunk stands out at places across it, and what it covers."""
    flare, pixels = size
    phase, skew = rng.uniform(0, 6.28), rng.uniform(-0.4, 0.4)
    fins = np.cos(
        turn * np.float32(FINS * 1.35) + np.float32(phase) + turn * turn * np.float32(skew)
    )
    share = clip(flare / np.float32(1.4))
    u, v = turn * np.float32(0.05) + np.float32(rng.random()), rise * np.float32(0.12)
    uneven = tiled(noise.cloudy(71, gain=0.65), u, v) - np.float32(0.5)
    relief = fins * share * np.float32(0.5) + uneven * np.float32(0.35)
    side = (1 - np.abs(turn)) * pixels + uneven * pixels * np.float32(0.12)
    sunk = rise * pixels / np.maximum(flare, 0.3) + (fins * share * np.float32(0.16)) * pixels
    return np.asarray(relief, np.float32), clip(side) * clip(sunk + pixels * np.float32(0.12))


def _bark(
    stage: Stage, place: tuple[Plane, Plane], relief: Plane, tones: tuple[Plane, Plane]
) -> Plane:
    """Return the light of smooth pale bark with streaks, moss on what is damp."""
    turn, rise = place
    light, round_ = stage.light, clip(turn, -0.98, 0.98)
    streak = tiled(noise.cloudy(71, gain=0.65), turn * np.float32(0.13), rise * np.float32(0.03))
    grain = tiled(noise.billowy(72), turn * np.float32(0.2), rise * np.float32(0.1))
    soft = blur(relief, stage.view.unit * 0.004)
    bend = np.gradient(soft, axis=1) * np.float32(relief.shape[1] * 0.2)
    right, _, ahead = light.sun.direction
    faced = clip(round_ * np.float32(0.8) - bend, -0.98, 0.98)
    facing = faced * right - np.sqrt(1 - faced**2) * ahead
    rim = np.maximum(0, round_ * light.sun.side) ** 3 * np.float32(max(0.0, float(ahead)) * 0.7)
    open_ = clip(np.float32(0.5) + relief * np.float32(0.8) + grain * np.float32(0.35), 0.1, 1)
    tone = np.float32(0.55) + streak * np.float32(0.9)
    patch = tiled(noise.cloudy(181), turn * np.float32(0.1), rise * np.float32(0.05))
    damp = ramp(patch + streak * np.float32(0.3), 0.6, 0.85) * np.exp(-np.maximum(rise, 0) / 9)
    albedo = blend(tones[0], tones[1], np.asarray(damp * np.float32(0.8), np.float32))
    falls = tint((np.maximum(facing, 0) * np.float32(0.55) + rim) * open_ * tone, light.sun.colour)
    falls += tint(
        (np.float32(0.4) + np.float32(0.3) * np.abs(round_)) * open_ * tone, light.ambient
    )
    return np.asarray(albedo * falls, np.float32)


def liana(
    stage: Stage, ends: Ends, ahead: float, sag: float, thick: float, rng: np.random.Generator
) -> None:
    """Hang a liana between two places in the picture, `thick` pixels, with leaves along it."""
    points = _hung(ends, sag, thick, rng)
    low, high = points.min(axis=0) - thick * 8, points.max(axis=0) + thick * 8
    box = Box(int(low[0]), int(low[1]), int(high[0]) + 2, int(high[1]) + 2).within(stage.view.box)
    if not box:
        return
    points = points - [box.left, box.top]
    stem = np.zeros((box.bottom - box.top, box.right - box.left), np.uint8)
    line = (points * 16).astype(np.int32)
    cv2.polylines(stem, [line], False, 255, max(1, round(thick)), cv2.LINE_AA, 4)
    light = stage.light
    bark = light.ambient * np.float32(0.09) + light.sun.colour * np.float32(0.03)
    green = LEAF * (light.ambient * np.float32(0.9) + light.sun.colour * np.float32(0.6))
    _lay(stage, stem, bark, box, ahead)
    _lay(stage, _leaves(points, stem.shape, thick, rng), green, box, ahead)


def _hung(ends: Ends, sag: float, thick: float, rng: np.random.Generator) -> Plane:
    """Return places along a liana, in pixels: it sags, and winds a little."""
    (x0, y0), (x1, y1) = ends
    t = np.linspace(0, 1, 40)
    x = x0 + (x1 - x0) * t + np.sin(t * rng.uniform(4, 9)) * thick * 1.5
    y = y0 + (y1 - y0) * t + sag * 4 * t * (1 - t)
    return np.stack([x, y], axis=-1)


def _leaves(
    points: Plane, shape: tuple[int, ...], thick: float, rng: np.random.Generator
) -> NDArray[np.uint8]:
    """Return a mask of leaves that hang in threes along some of the points."""
    mask = np.zeros(shape, np.uint8)
    for spot in points[rng.random(len(points)) < 0.6]:
        for _ in range(3):
            long, turn = thick * rng.uniform(1.2, 3.0), rng.uniform(20, 160)
            way = np.array([np.cos(np.radians(turn)), np.sin(np.radians(turn))])
            x, y = ((spot + way * long) * 16).astype(int).tolist()
            size = max(8, int(long * 16)), max(4, int(long * 6))
            cv2.ellipse(mask, (x, y), size, turn, 0, 360, 255, -1, cv2.LINE_AA, 4)
    return mask


def _lay(stage: Stage, mask: NDArray[np.uint8], tone: Plane, box: Box, ahead: float) -> None:
    """Paint what a mask covers in one colour; nearer things hide it."""
    cover = mask.astype(np.float32) / 255 * (stage.canvas.depth[box.window] > ahead)
    seen = np.broadcast_to(tone, (*cover.shape, 3)).astype(np.float32)
    hazed = stage.air.veil(seen, ahead, 5.0, slice(box.left, box.right))
    stage.canvas.lay(hazed, np.asarray(cover, np.float32), box, ahead)

"""Plumes: ash and steam that rise from a crater, widen and lean with the wind; fire under them."""

from dataclasses import dataclass

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    blur,
    clip,
    fit,
    ramp,
    slope,
    tint,
)
from reelwright.providers.offline.visual.nature import heaps
from reelwright.providers.offline.visual.stage import Stage

FIRE = rgb(2.6, 0.62, 0.10)
"""The light of molten rock, against a sun of about 2.5."""


@dataclass(frozen=True, slots=True)
class Plume:
    """A plume from a place in the picture: column, row; all lengths in pixels.

    `wide` is half its width at its foot, `tall` how far it rises, `lean` how far aside it has
    drifted at its top; `thick` 0.3 is steam, 1 ash. `dark` is the albedo of what it is made of.
    `fire` is how strongly it is lit from its foot.
    """

    x: float
    y: float
    wide: float
    tall: float
    lean: float
    thick: float
    dark: float
    fire: float


def rise(stage: Stage, plume: Plume, ahead: float, rng: np.random.Generator) -> None:
    """Let a plume rise, `ahead` metres away."""
    canvas, reach = stage.canvas, plume.tall * 0.75
    left, right = plume.x + min(0.0, plume.lean) - reach, plume.x + max(0.0, plume.lean) + reach
    box = Box(int(left), int(plume.y - plume.tall), int(right), int(plume.y + plume.wide))
    box = box.within(canvas.box)
    if box.bottom - box.top < 4 or box.right - box.left < 4:
        return
    step = max(1, round(stage.view.unit / 640))
    size = (box.right - box.left) // step, (box.bottom - box.top) // step
    x = np.linspace(box.left, box.right, max(2, size[0]), dtype=np.float32)[None, :]
    y = np.linspace(box.top, box.bottom, max(2, size[1]), dtype=np.float32)[:, None]
    colour, cover = _seen(stage, plume, (x, y), step, rng)
    colour, cover = (
        fit(plane, box.right - box.left, box.bottom - box.top) for plane in (colour, cover)
    )
    cover = cover * (canvas.depth[box.window] > ahead * 0.98)
    hazed = stage.air.veil(colour, ahead * 0.7, 900.0, slice(box.left, box.right))
    canvas.light[box.window] = blend(canvas.light[box.window], hazed, cover)


def _seen(
    stage: Stage, plume: Plume, place: tuple[Plane, Plane], step: int, rng: np.random.Generator
) -> tuple[Plane, Plane]:
    """Return the colours of a plume and what it covers."""
    x, y = (np.ascontiguousarray(plane) for plane in np.broadcast_arrays(*place))
    spheres = _piled(plume, rng)
    solid = heaps.thickness(x, y, spheres, plume.tall * 1.2, rng.random(2)) / np.float32(step)
    size = float(spheres[:, 2].mean()) / step
    facing, open_ = _shape(solid, size, stage.light.sun.direction)
    light = stage.light
    shine = ramp(facing, -0.75, 0.95) * (np.float32(0.4) + np.float32(0.6) * open_)
    colour = blend(light.cloud_shade, light.cloud_lit, shine) * np.float32(plume.dark)
    t = clip((np.float32(plume.y) - y) / np.float32(plume.tall))
    foot = np.exp(-t * np.float32(6.0)) * (np.float32(0.25) + open_) * ramp(-facing, -0.9, 0.6)
    colour = colour + tint(np.asarray(foot, np.float32), FIRE * np.float32(plume.fire))
    soft = np.float32(size * (0.7 if plume.thick < 0.7 else 0.18))
    cover = (1 - np.exp(-solid / soft)) * (1 - ramp(t, 0.45, 1.0)) * np.float32(plume.thick)
    return np.asarray(colour, np.float32), np.asarray(cover, np.float32)


def _piled(plume: Plume, rng: np.random.Generator) -> np.ndarray:
    """Return the puffs of a plume as rows of column, row and radius: wider the higher they are."""
    t = np.sort(rng.random(150)) ** 1.25
    wide = plume.wide * 0.8 + plume.tall * 0.2 * t**0.85
    bend = np.sin(t * 6 + rng.uniform(0, 6)) * wide * 0.3 * t
    middle = plume.x + plume.lean * t**1.5 + bend
    aside = np.clip(rng.normal(0, 0.5, len(t)), -1, 1) * wide
    radius = wide * rng.uniform(0.34, 0.72, len(t))
    return np.stack([middle + aside, plume.y - plume.tall * t, radius], axis=-1).astype(np.float32)


def _shape(solid: Plane, size: float, sun: Plane) -> tuple[Plane, Plane]:
    """Return how squarely the sun shines on what bulges so far, and how open it lies."""
    broad, fine = slope(blur(solid, size * 0.16)), slope(blur(solid, size * 0.035))
    east = broad[0] * np.float32(0.75) + fine[0] * np.float32(0.25)
    down = broad[1] * np.float32(0.75) + fine[1] * np.float32(0.25)
    facing = (-east * sun[0] + down * sun[1] - sun[2]) / np.sqrt(1 + east**2 + down**2)
    open_ = clip(np.float32(0.5) + (solid - blur(solid, size * 0.5)) / np.float32(size * 0.9))
    return facing, open_


def fountain(
    stage: Stage, place: tuple[float, float], reach: float, rng: np.random.Generator
) -> None:
    """Throw glowing rock from a place in the picture, `reach` pixels high."""
    x, y = place
    sparks = np.zeros((stage.view.height, stage.view.width), np.float32)
    for _ in range(260):
        way, speed = rng.normal(0, 0.34), rng.uniform(0.25, 1.0) ** 0.7
        time = rng.uniform(0.1, 1.5) + np.array([0.0, 0.09])
        across = x + way * speed * reach * time
        high = reach * speed * (2 * time - time**2 * 1.05)
        ends = np.stack([across, y - high], axis=-1) * 16
        (x0, y0), (x1, y1) = ends.astype(int).tolist()
        bright = float(rng.uniform(0.3, 1.0) * np.exp(-time[0] * 0.8))
        wide = max(1, round(reach * rng.uniform(0.006, 0.02)))
        cv2.line(sparks, (x0, y0), (x1, y1), bright, wide, cv2.LINE_8, 4)
    sparks = blur(sparks, max(0.5, reach * 0.005)) + blur(sparks, reach * 0.06) * np.float32(0.9)
    stage.canvas.light += tint(sparks, FIRE * np.float32(2.2))


def embers(stage: Stage, many: int, rng: np.random.Generator) -> None:
    """Let embers drift before the picture, small and sharp or close and soft."""
    view = stage.view
    sparks = np.zeros((view.height, view.width), np.float32)
    for _ in range(many):
        x, y = rng.random() * view.width, view.height * rng.random() ** 0.5
        size = view.unit * 0.0006 * rng.pareto(2.2) + view.unit * 0.0005
        long = min(size, view.unit * 0.006) * rng.uniform(1, 2.5)
        turn = rng.normal(0, 0.7)
        ends = np.array([[x, y], [x + np.sin(turn) * long, y - np.cos(turn) * long]]) * 16
        (x0, y0), (x1, y1) = ends.astype(int).tolist()
        size = min(size, view.unit * 0.002)
        bright = float(rng.uniform(0.4, 1.0)) * min(1.0, size) ** 1.5  # less than a pixel: dimmer
        cv2.line(sparks, (x0, y0), (x1, y1), bright, max(1, round(size)), cv2.LINE_8, 4)
    near = blur(sparks, view.unit * 0.0006) + blur(sparks, view.unit * 0.005) * np.float32(0.8)
    stage.canvas.light += tint(near, FIRE * np.float32(1.5))

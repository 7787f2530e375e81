"""What is drawn rather than set: a flock of birds, a rainbow."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.plane import blend, ramp
from reelwright.providers.offline.visual.stage import Stage

FEW = 3


def birds(stage: Stage, middle: tuple[float, float], count: int, rng: np.random.Generator) -> None:
    """Paint birds far off as dark strokes, in a loose wedge about a place in pixels.

    A few are nearer than many.
    """
    unit, canvas = stage.view.unit, stage.canvas
    mask = np.zeros((stage.view.height, stage.view.width), np.uint8)
    side, near = rng.choice([-1, 1]), 2.2 if count < FEW else 1.0
    for number in range(count):
        rank, wing = (number + 1) // 2, 1 if number % 2 else -1
        x = middle[0] + (side * rank * 0.035 + rng.normal(0, 0.012)) * unit
        y = middle[1] + (wing * rank * 0.016 + rng.normal(0, 0.010)) * unit
        _bird(mask, (x, y), unit * rng.uniform(0.011, 0.019) * near, rng)
    cover = mask.astype(np.float32) / 255 * (canvas.depth >= FAR * 0.5)
    haze = stage.air.haze.mean(axis=0)
    dark = stage.light.ambient * np.float32(0.12) + haze * np.float32(0.10)
    canvas.light = blend(canvas.light, dark, cover * np.float32(0.92))


def _bird(
    mask: NDArray[np.uint8], place: tuple[float, float], wing: float, rng: np.random.Generator
) -> None:
    lift, turn = rng.uniform(0.15, 0.75), rng.normal(0, 0.12)
    t = np.linspace(0, 1, 9)
    thick = wing * (0.10 * (1 - t) ** 0.7 + 0.02)
    for side in (-1, 1):
        across = side * wing * t
        up = wing * (lift * np.sin(t * 2.2) * 0.8 - 0.25 * t * t) + turn * across
        top, low = np.stack([across, -up - thick], -1), np.stack([across, -up + thick], -1)
        corners = (np.concatenate([top, low[::-1]]) + place) * 16
        cv2.fillPoly(mask, [corners.round().astype(np.int32)], 255, cv2.LINE_AA, 4)


def rainbow(stage: Stage, rng: np.random.Generator) -> None:
    """Paint a rainbow: an arc about a point below the horizon, red outside, before the far land."""
    view, canvas, light = stage.view, stage.canvas, stage.light
    x, y = view.width * rng.uniform(0.35, 0.65), view.horizon + view.unit * 0.12
    across, down = view.box.offsets(x, y, view.unit * rng.uniform(0.62, 0.78))
    part = (np.hypot(across, down) - np.float32(0.93)) / np.float32(0.075)
    hues = [np.exp(-(((part - np.float32(at)) / np.float32(0.22)) ** 2)) for at in (0.82, 0.5, 0.2)]
    hues[0] += np.exp(-(((part - np.float32(0.02)) / np.float32(0.14)) ** 2)) * np.float32(0.35)
    far = np.maximum(canvas.depth >= FAR * 0.5, ramp(canvas.depth, 300, 3_000))
    bright = 0.35 + float(light.ambient.mean()) + 0.12 * float(light.sun.colour.mean())
    share = ramp(-down, 0, 0.36) * far * np.float32(0.34 * bright)
    canvas.light += np.stack(hues, axis=-1) * share[..., None]

"""Heaps of cloud that stand on the horizon: spheres piled up, as broken as cauliflower."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    blur,
    fit,
    ramp,
    slope,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.stage import Stage


def paint(stage: Stage, count: int, tall: float, rng: np.random.Generator) -> None:
    """Pile up `count` heaps, the highest `tall` units above the horizon."""
    unit = stage.view.unit
    edge = stage.view.width / 2
    for rank in range(count):
        high = rng.uniform(0.7, 1.15) * (0.5 + 0.5 * (rank + 1) / count) * tall * unit
        middle = edge + rng.uniform(-1.1, 1.1) * edge
        base = stage.view.horizon - unit * rng.uniform(0.0, 0.05)
        _heap(stage, _pile(middle, base, high, rng), (base, high), rng)


def _pile(middle: float, base: float, tall: float, rng: np.random.Generator) -> np.ndarray:
    """Return spheres as rows of column, row and radius: wide below, towers above."""
    towers = rng.integers(2, 5)
    spheres = []
    for _ in range(towers):
        lean, height = rng.normal(0, 0.7) * tall, tall * rng.uniform(0.4, 1.0)
        for level in np.linspace(0, 1, 16):
            spread = height * (0.6 - 0.42 * level)
            for _ in range(3):
                radius = height * rng.uniform(0.12, 0.22) * (1.15 - 0.5 * level)
                spheres.append(
                    (
                        middle + lean + rng.normal(0, spread),
                        base - level * (height - radius),
                        radius,
                    )
                )
    wide = tall * rng.uniform(1.2, 2.2)
    for _ in range(26):
        radius = tall * rng.uniform(0.06, 0.15)
        spheres.append(
            (middle + rng.uniform(-1, 1) * wide, base - radius * rng.uniform(0, 0.7), radius)
        )
    return np.array(spheres, np.float32)


def _heap(
    stage: Stage, spheres: np.ndarray, rise: tuple[float, float], rng: np.random.Generator
) -> None:
    """Paint a heap: the row of its base, and how many pixels it rises."""
    base, high = rise
    reach = spheres[:, 2].max() * 0.6
    box = Box(
        int((spheres[:, 0] - spheres[:, 2]).min() - reach),
        int((spheres[:, 1] - spheres[:, 2]).min() - reach),
        int((spheres[:, 0] + spheres[:, 2]).max() + reach),
        int(base + reach * 0.35),
    ).within(stage.canvas.box)
    if not box or box.bottom - box.top < 4:
        return
    step = max(1, round(stage.view.unit / 640))
    width, height = max(2, (box.right - box.left) // step), max(2, (box.bottom - box.top) // step)
    x = np.linspace(box.left, box.right, width, dtype=np.float32)[None, :] * np.ones(
        (height, 1), np.float32
    )
    y = np.linspace(box.top, box.bottom, height, dtype=np.float32)[:, None] * np.ones(
        (1, width), np.float32
    )
    thick = thickness(x, y, spheres, 2.4 * high, rng.random(2))
    colour, cover = _lit(thick / step, y, base, spheres[:, 2].mean() / step, stage)
    colour, cover = (
        fit(colour, box.right - box.left, box.bottom - box.top),
        fit(cover, box.right - box.left, box.bottom - box.top),
    )
    stage.canvas.light[box.window] = blend(stage.canvas.light[box.window], colour, cover)


def thickness(x: Plane, y: Plane, spheres: np.ndarray, unit: float, drift: np.ndarray) -> Plane:
    """Return how far the cloud bulges towards the eye, in pixels; 0 where there is none."""
    scale = np.float32(1 / (unit * 0.55))
    rough = tiled(noise.billowy(31), x * scale + drift[0], y * scale + drift[1])
    rougher = tiled(noise.billowy(31), x * scale * 2.7 + drift[1], y * scale * 2.7 + drift[0])
    bulge = np.float32(unit * 0.035) * (rough - 0.4) + np.float32(unit * 0.014) * (rougher - 0.4)
    thick = np.full_like(x, -1.0)
    left, top = x[0, 0], y[0, 0]
    right, down = x[0, 1] - left, y[1, 0] - top
    for column, row, radius in spheres:
        wide = radius + unit * 0.04
        across = slice(
            int(max(0, (column - wide - left) / right)),
            int(max(0, (column + wide - left) / right)) + 1,
        )
        along = slice(
            int(max(0, (row - wide - top) / down)), int(max(0, (row + wide - top) / down)) + 1
        )
        far = (
            np.hypot(x[along, across] - column, (y[along, across] - row) * 1.12)
            - bulge[along, across]
        )
        thick[along, across] = np.maximum(
            thick[along, across], radius * radius - np.maximum(far, 0) ** 2
        )
    return np.sqrt(np.maximum(thick, 0)) + bulge * np.float32(0.9) * (thick > 0)


def _lit(thick: Plane, y: Plane, base: float, size: float, stage: Stage) -> tuple[Plane, Plane]:
    light, unit = stage.light, stage.view.unit
    right, up, ahead = light.sun.direction
    broad, fine = slope(blur(thick, size * 0.22)), slope(blur(thick, 0.8))
    east = broad[0] * 0.62 + fine[0] * 0.38
    down = broad[1] * 0.62 + fine[1] * 0.38
    facing = (-east * right + down * up - ahead) / np.sqrt(1 + east**2 + down**2)
    open_ = np.clip(0.5 + (thick - blur(thick, size * 0.5)) / (size * 0.9), 0, 1)
    low = ramp(y, base - unit * 0.26, base)
    shine = ramp(facing, -0.75, 0.95) * (0.55 + 0.45 * open_) * (1 - 0.5 * low)
    edge = np.exp(-thick / np.float32(size * 0.30)) * np.float32(max(0.0, float(ahead)) * 0.9)
    colour = blend(light.cloud_shade * np.float32(1.12), light.cloud_lit * np.float32(1.06), shine)
    colour = colour + tint(edge, light.sun.colour * np.float32(0.25))
    haze = np.float32(0.16) + np.float32(0.66) * ramp(y, base - unit * 0.13, base + unit * 0.02)
    colour = blend(colour, light.horizon, haze)
    cover = ramp(thick, 0.4, 2.6) * (1 - ramp(y, base - unit * 0.025, base + unit * 0.015))
    return np.asarray(colour, np.float32), np.asarray(cover, np.float32)

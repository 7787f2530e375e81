"""Rocks: convex, faceted, weathered."""

from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane, blur, slope, tiled
from reelwright.providers.offline.visual.brush.sprite import Sprite, cut

SIDE = 512
VARIANTS = 6


@lru_cache(maxsize=32)
def boulder(variant: int) -> Sprite:
    """Return the `variant`th rock, as wide as it is tall, its foot buried."""
    rng = noise.generator(variant, "boulder")
    x = np.linspace(-1.15, 1.15, SIDE, dtype=np.float32)[None, :]
    y = np.linspace(1.15, -0.35, SIDE, dtype=np.float32)[:, None]
    bulge = _bulge(x, y, rng)
    ragged = tiled(
        noise.cloudy(82, gain=0.5), x * np.float32(0.06) + rng.random(), np.zeros_like(x)
    ) * np.float32(0.3)
    solid = np.clip(bulge * SIDE * 0.12, 0, 1) * np.clip(
        (y + np.float32(0.38) - ragged) * SIDE * 0.03, 0, 1
    )
    weather = tiled(
        noise.cloudy(81, gain=0.65), x * np.float32(0.3) + rng.random(), y * np.float32(0.3)
    )
    surface = np.maximum(bulge, 0) + (weather - np.float32(0.5)) * np.float32(0.12)
    right, down = slope(blur(surface, 1.2))
    pixel = np.float32(2.3 / SIDE)
    east, north = -right / pixel, down / pixel
    steep = np.sqrt(1 + east**2 + north**2)
    shade = np.clip(0.35 + 0.5 * (y + 0.3) + (weather - 0.5) * 0.9, 0.15, 1) * np.ones_like(x)
    none = np.zeros_like(solid)
    channels = [solid, east / steep, north / steep, shade, none, none]
    return cut(np.stack(channels, axis=-1).astype(np.float32))


def _bulge(x: Plane, y: Plane, rng: np.random.Generator) -> Plane:
    """Return how far a block cut by random planes stands out of the picture; below 0 outside."""
    bulge = np.minimum(1, (np.float32(1.08) - np.abs(x)) * 4) * np.ones_like(y)
    wide, tall = rng.uniform(0.8, 1.05), rng.uniform(0.45, 0.85)
    for _ in range(34):
        way = rng.normal(0, 1, 3)
        way /= np.linalg.norm(way)
        way[2] = abs(way[2]) + 0.12
        reach = rng.uniform(0.8, 1.0)
        plane = (reach - x / wide * way[0] - y / tall * way[1]) / way[2]
        bulge = np.minimum(bulge, plane.astype(np.float32))
    return bulge

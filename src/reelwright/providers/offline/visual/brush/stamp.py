"""Stamps: thousands of small marks set at once, the later over the earlier."""

from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane

Numbers = np.ndarray
"""A plane of whole numbers (int32): which mark is seen at each pixel, -1 for none."""


@lru_cache(maxsize=64)
def dot(radius: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the offsets, across and down, of the pixels of a disc of `radius` pixels."""
    reach = int(radius)
    across, down = np.meshgrid(np.arange(-reach, reach + 1), np.arange(-reach, reach + 1))
    inside = np.hypot(across, down) <= radius + 0.01
    return across[inside].astype(np.int32), down[inside].astype(np.int32)


def blank(width: int, height: int) -> Numbers:
    """Return a plane on which no mark has been set."""
    return np.full((height, width), -1, np.int32)


def press(plane: Numbers, x: Plane, y: Plane, radius: float, first: int = 0) -> None:
    """Set discs of `radius` pixels at places, numbered on from `first`.

    Where two overlap the later one stays. What falls outside is left out.
    """
    rows, columns = plane.shape
    right, below = x.astype(np.int32), y.astype(np.int32)
    across, down = dot(radius)
    reach = int(radius)
    inside = (
        (right >= -reach) & (right < columns + reach) & (below >= -reach) & (below < rows + reach)
    )
    which = np.flatnonzero(inside)
    right = right[which, None] + across
    below = below[which, None] + down
    kept = (right >= 0) & (right < columns) & (below >= 0) & (below < rows)
    numbers = np.broadcast_to(which[:, None] + first, right.shape)
    plane[below[kept], right[kept]] = numbers[kept]


def along(starts: Plane, bends: Plane, stops: Plane, count: int) -> tuple[Plane, Plane]:
    """Return points on many curves at once, and how far along each lies, 0 to 1.

    The curves begin at `starts`, are drawn towards `bends` and end at `stops` (each n by d); the
    points come as n by `count` by d.
    """
    t = np.linspace(0, 1, count, dtype=np.float32)[None, :, None]
    points = (
        starts[:, None] * (1 - t) ** 2 + bends[:, None] * (2 * t * (1 - t)) + stops[:, None] * t**2
    )
    return np.asarray(points, np.float32), np.broadcast_to(t[..., 0], points.shape[:2])

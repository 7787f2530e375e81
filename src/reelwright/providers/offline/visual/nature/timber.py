"""Wood and leaves: the strokes that trees are drawn with, in heights of the tree.

Places are given to the right of the foot and up from it, and for leaves also towards the eye.
"""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.brush.stamp import along, blank, press

TALL, WIDE = 1024, 768
"""The pixels a tree is drawn at, twice what is kept of it."""


def _place(points: Plane) -> tuple[Plane, Plane]:
    """Return the column and row of points in heights of the tree: across, and up from its foot."""
    return points[..., 0] * np.float32(TALL * 0.97) + WIDE / 2, np.float32(TALL) * (
        1 - np.float32(0.985) * points[..., 1]
    )


def unit(vectors: Plane) -> Plane:
    """Return vectors of length 1."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / (length + 1e-6), vectors.dtype)


def leaves(planes: Plane, points: Plane, facing: Plane, shade: Plane, radius: float) -> None:
    """Press leaves at points (right, up, towards the eye), the nearest last."""
    flat = points.reshape(-1, 3)
    order = np.argsort(flat[:, 2], kind="stable")
    x, y = _place(flat[order])
    ones = np.ones_like(x)
    turned = facing.reshape(-1, facing.shape[-1])[order]
    marks = np.stack(
        [ones, turned[:, 0], turned[:, 1], shade.reshape(-1)[order], ones, 0 * ones], axis=-1
    )
    _set(planes, x, y, marks, radius)


def _set(planes: Plane, x: Plane, y: Plane, marks: Plane, radius: float) -> None:
    numbers = blank(WIDE, TALL)
    press(numbers, x, y, radius)
    seen = numbers >= 0
    planes[seen] = marks[numbers[seen]]


@dataclass(frozen=True, slots=True)
class Limbs:
    """Tapering limbs: where they start, bend and stop (n by 2), half as thick as `thick` says."""

    starts: Plane
    bends: Plane
    stops: Plane
    thick: tuple[float, float]


def wood(planes: Plane, limbs: Limbs, rng: np.random.Generator, shade: float = 0.7) -> None:
    """Draw limbs as rough bark, the later over the earlier."""
    count = int(np.linalg.norm(limbs.stops - limbs.starts, axis=-1).max() * TALL * 1.25) + 8
    points, t = along(limbs.starts, limbs.bends, limbs.stops, count)
    way = unit(np.gradient(points, axis=1).astype(np.float32))
    half = (limbs.thick[0] + (limbs.thick[1] - limbs.thick[0]) * t)[..., None]
    sides = np.linspace(-1, 1, max(3, int(limbs.thick[0] * TALL * 1.4)))[:, None, None]
    across = np.stack([way[..., 1], -way[..., 0]], axis=-1) * half
    x, y = _place(points + across * sides[..., None].astype(np.float32))
    bark = shade * rng.uniform(0.7, 1.2, x.shape)
    face, none = way[..., 1] * sides * 0.9, np.zeros_like(bark)
    marks = np.stack([none + 1, face, none + 0.12, bark, none, none], axis=-1)
    _set(planes, x.ravel(), y.ravel(), marks.reshape(-1, 6), 1)


def spots(*pairs: tuple[float, float]) -> Plane:
    """Return places as rows: to the right and up."""
    return np.array(pairs, np.float32)

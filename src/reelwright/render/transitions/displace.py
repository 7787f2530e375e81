"""Planes displaced by fractions of a sample, along one axis, as clips that slide and push are."""

import cv2
import numpy as np

from reelwright.model.clip import Direction
from reelwright.render.pixels import Pixels
from reelwright.render.sampling import cubic

AXES = {Direction.LEFT: 1, Direction.RIGHT: 1, Direction.UP: 0, Direction.DOWN: 0}
SIGNS = {Direction.LEFT: -1, Direction.RIGHT: 1, Direction.UP: -1, Direction.DOWN: 1}
"""The axis of a plane's samples that a direction runs along, and which way."""


def displaced(plane: Pixels, by: float, axis: int) -> tuple[int, Pixels]:
    """Return the samples of a plane moved by `by` along `axis` that are still in its place.

    With them comes the place of the first. A plane that does not lie on whole samples ends in one
    more, its last one repeated.
    """
    whole = int(np.floor(by))
    part, length = by - whole, plane.shape[axis]
    first, stop = max(0, whole), min(length, whole + length + (part > 0))
    if part == 0 or stop <= first:
        return first, cut(plane, axis, first - whole, max(first, stop) - whole)
    begin, end = max(0, first - whole - 2), min(length, stop - whole + 2)
    sampled = _between(cut(plane, axis, begin, end), part, axis)
    skip = first - whole - begin
    return first, cut(sampled, axis, skip, skip + stop - first)


def lay_displaced(into: Pixels, plane: Pixels, by: float, axis: int) -> None:
    """Lay a plane moved by `by` over `into`; samples at its ends count as far as they are in it."""
    first, samples = displaced(plane, by, axis)
    places = np.arange(first, first + samples.shape[axis])
    covered = np.minimum(places + 1 - by, by + plane.shape[axis] - places)
    target = cut(into, axis, first, first + len(places))
    for number in np.flatnonzero(covered < 1).tolist():
        share = float(covered[number])
        edge = cut(samples, axis, number, number + 1)
        under = cut(target, axis, number, number + 1)
        np.copyto(edge, cv2.addWeighted(edge, share, under, 1 - share, 0))
    np.copyto(target, samples)


def cut(plane: Pixels, axis: int, first: int, stop: int) -> Pixels:
    """Return the rows (axis 0) or columns (axis 1) `[first, stop)` of a plane, not copied."""
    return plane[first:stop] if axis == 0 else plane[:, first:stop]


def _between(plane: Pixels, part: float, axis: int) -> Pixels:
    """Return a plane, moved by `part` of a sample, and one sample longer; its ends repeat."""
    kernel = cubic(1 - part)
    padding = (0, 1, 0, 0) if axis == 0 else (0, 0, 0, 1)
    longer = cv2.copyMakeBorder(plane, *padding, cv2.BORDER_REPLICATE)
    shaped = kernel[None, :] if axis == 1 else kernel[:, None]
    anchor = (2, 0) if axis == 1 else (0, 2)
    moved = cv2.filter2D(longer, -1, shaped, anchor=anchor, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(moved, np.uint8)

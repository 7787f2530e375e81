"""Planes: images of floats (float32, unless said), and what is done to whole ones."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Plane = NDArray[np.floating[Any]]
"""Rows by columns, or rows by columns by channels."""


def ramp(values: Plane, start: float | np.floating[Any], stop: float | np.floating[Any]) -> Plane:
    """Return 0 where `values` are at `start`, 1 at `stop`, and a smooth S between (and beyond)."""
    t = clip((values - np.float32(start)) / np.float32(stop - start))
    return t * t * (3 - 2 * t)


def clip(values: Plane, low: float = 0.0, high: float = 1.0) -> Plane:
    """Return `values` held between two."""
    return np.asarray(np.clip(values, low, high), values.dtype)


def mix(first: Plane, second: Plane, share: Plane | float) -> Plane:
    """Return `first` where `share` is 0, `second` where it is 1, a blend between."""
    return first + (second - first) * share


def tint(plane: Plane, colour: Plane) -> Plane:
    """Return pixels of one colour, as strong as `plane` says."""
    return np.asarray(cv2.merge([plane * np.float32(part) for part in colour]), np.float32)


def times(pixels: Plane, plane: Plane) -> Plane:
    """Return pixels, each times its value in `plane`."""
    plane = np.asarray(plane, np.float32)
    return np.asarray(cv2.multiply(pixels, cv2.merge([plane, plane, plane])), np.float32)


def blend(first: Plane, second: Plane, share: Plane) -> Plane:
    """Return pixels: `first` where `share` is 0, `second` where it is 1.

    Either may also be one colour; `second` may be a row of colours, the same on every line.
    """
    # Channel by channel or in OpenCV: numpy is slow where the last axis is short.
    share = np.asarray(share, np.float32)
    if first.ndim == 1 and second.ndim == 1:
        parts = [share * (b - a) + a for a, b in zip(first, second, strict=True)]
        return np.asarray(cv2.merge(parts), np.float32)
    rest = 1 - share
    if second.ndim == 2:
        second = np.broadcast_to(second, (*share.shape, 3))
    if first.ndim == 1:
        return tint(rest, first) + times(second, share)
    if second.ndim == 1:
        return tint(share, second) + times(first, rest)
    return np.asarray(cv2.blendLinear(np.ascontiguousarray(second), first, share, rest), np.float32)


def fit(plane: Plane | NDArray[np.uint8], width: int, height: int) -> Plane:
    """Return `plane` resampled to a size: averaged where that shrinks it, smooth where it grows.

    Bytes come out as floats from 0 to 255.
    """
    rows, columns = plane.shape[:2]
    if (columns, rows) == (width, height):
        return np.asarray(plane, np.float32)
    if plane.ndim == 3 and plane.shape[2] > 4:  # all that OpenCV resizes at once
        first, rest = fit(plane[..., :4], width, height), fit(plane[..., 4:], width, height)
        return np.concatenate([first, rest.reshape(height, width, -1)], axis=-1)
    shrinks = width * height < columns * rows
    how = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(plane, (width, height), interpolation=how), np.float32)


def blur(plane: Plane, sigma: float) -> Plane:
    """Return `plane` under a Gaussian of `sigma` pixels; wide ones work on a smaller copy."""
    if sigma < 0.3:
        return plane
    rows, columns = plane.shape[:2]
    shrink = min(2 ** max(0, int(np.log2(sigma / 2.5))), max(1, min(rows, columns) // 4))
    if shrink == 1:
        return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)
    small = fit(plane, max(1, columns // shrink), max(1, rows // shrink))
    return fit(
        np.asarray(cv2.GaussianBlur(small, (0, 0), sigma / shrink), np.float32), columns, rows
    )


def at(plane: Plane, x: Plane, y: Plane) -> Plane:
    """Return `plane` read at places in pixels, bilinear, its edges held outside."""
    read = cv2.remap(plane, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(read, np.float32)


def tiled(plane: Plane, x: Plane, y: Plane) -> Plane:
    """Return `plane` read at places in tiles: it repeats every 1.0 in both directions."""
    rows, columns = plane.shape[:2]
    x, y = np.broadcast_arrays(x, y)
    across = np.asarray((x - np.floor(x)) * columns, np.float32)
    down = np.asarray((y - np.floor(y)) * rows, np.float32)
    read = cv2.remap(plane, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_WRAP)
    return np.asarray(read, np.float32)


def slope(plane: Plane) -> tuple[Plane, Plane]:
    """Return how fast `plane` rises to the right and downwards, by the pixel."""
    right = cv2.Sobel(plane, cv2.CV_32F, 1, 0, ksize=3, scale=0.125)
    down = cv2.Sobel(plane, cv2.CV_32F, 0, 1, ksize=3, scale=0.125)
    return np.asarray(right, np.float32), np.asarray(down, np.float32)

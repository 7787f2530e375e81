"""How near a frame comes to the ideal one, and how far it lies from where it should."""

from itertools import pairwise
from math import log10, sqrt

import cv2
import numpy as np
from numpy.typing import NDArray

Luma = NDArray[np.uint8]
Shift = NDArray[np.float64]
"""How far a frame lies from where it should: right and down in pixels, and by how much it grew."""

_BLUR = 2.0  # pixels; what is finer is the kernel's business, not the motion's


def psnr(seen: Luma, ideal: Luma) -> float:
    """Return the peak signal-to-noise ratio of two 8-bit planes in dB, 100 for equal ones."""
    error = float(np.mean((seen.astype(np.float32) - ideal) ** 2))
    return 10 * log10(255**2 / max(error, 255**2 / 1e10))


def register(seen: Luma, ideal: Luma) -> Shift:
    """Return by how much `seen` is moved against `ideal`, by least squares over all pixels.

    Shift in both ways, growth about the middle of the whole frame, and a change of brightness are
    fitted at once to the difference of the two by the gradients of their mean, which is exact to
    the second order of the shift (Lucas and Kanade 1981).
    """
    mean = np.asarray((seen.astype(np.float32) + ideal) / 2, np.float32)
    difference = _filtered(np.asarray(seen.astype(np.float32) - ideal), _SOFT, _SOFT)
    across, down = _filtered(mean, _SLOPE, _SOFT), _filtered(mean, _SOFT, _SLOPE)
    height, width = seen.shape
    # The rows are the upper two thirds of the frame, whose middle lies below theirs.
    x = (np.arange(width, dtype=np.float32) + 0.5)[_INNER] / width - 0.5
    y = ((np.arange(height, dtype=np.float32) + 0.5)[_INNER, None] - height * 0.75) / width
    growth = across * x + down * y
    fitted = np.stack([across, down, growth, np.ones_like(across)]).reshape(4, -1)
    fitted = fitted.astype(np.float64)
    solved = np.linalg.solve(fitted @ fitted.T, fitted @ difference.ravel())
    return -np.asarray(solved[:3], np.float64) / (1, 1, width)


def _kernels(blur: float) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return a sampled Gaussian and its derivative, which differences of neighbours only near."""
    places = np.arange(-round(4 * blur), round(4 * blur) + 1)
    soft = np.exp(-(places**2) / (2 * blur**2))
    slope = soft * places
    return soft / soft.sum(), slope / (slope @ places)


_SOFT, _SLOPE = _kernels(_BLUR)
_INNER = slice(8, -8, 2)


def _filtered(
    plane: NDArray[np.float32], across: NDArray[np.float64], down: NDArray[np.float64]
) -> NDArray[np.float32]:
    """Return every second pixel of a plane put through kernels for rows and columns."""
    drawn = cv2.sepFilter2D(plane, cv2.CV_32F, across, down, borderType=cv2.BORDER_REPLICATE)
    return np.ascontiguousarray(drawn[_INNER, _INNER], np.float32)


def jitter(shifts: list[list[Shift]]) -> float:
    """Return the RMS of the frame-to-frame change of where frames lie, in pixels, both ways.

    Each list holds the frames of one clip, in order and without gaps.
    """
    steps = [later[:2] - earlier[:2] for one in shifts for earlier, later in pairwise(one)]
    return sqrt(float(np.mean(np.square(steps))))

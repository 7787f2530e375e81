"""Planes of a picture made smaller, once, and as sharp as their samples can tell."""

from functools import cache
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render.bordered import bordered
from reelwright.render.kernels.matrices import resampled
from reelwright.render.lanczos import LOBES, WIDEST
from reelwright.render.pixels import Pixels
from reelwright.render.sources.prefilter import (
    FREQUENCIES,
    Component,
    extracted,
    filtered,
    response,
    rounded,
    tapped,
)

_REACH = 5
"""Samples to each side that are weighed to make up for what making a plane smaller blurs."""

_LEAST = 8
"""Samples of a side; planes with fewer are averaged alone."""

Size = tuple[int, int]
_Floats = NDArray[np.float32]


def smaller(bgr: Pixels, size: Size, *components: Component) -> list[Pixels]:
    """Return planes of a picture at a smaller size, width and height.

    Whole numbers of pixels are averaged, and by what is left Lanczos's kernel goes, in two steps
    where it is much. A filter makes up for both up to the highest frequencies that are left.
    """
    times = max(1.0, bgr.shape[1] / size[0])
    whole = max(1, int(times + 1e-9))
    if whole > 1:
        side = tuple(max(1, round(side / whole)) for side in bgr.shape[1::-1])
        bgr = np.asarray(cv2.resize(bgr, side, interpolation=cv2.INTER_AREA), np.uint8)
    left = round(times / whole, 3)
    taps = _sharper(left, whole > 1)
    planes = (_resampled(extracted(bgr, component), size) for component in components)
    return [rounded(filtered(plane, taps, taps)) for plane in planes]


def _resampled(plane: _Floats, size: Size) -> _Floats:
    there = plane.shape[1::-1]
    if there == size:
        return plane
    if min(size) < _LEAST:
        return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
    across, down = (stored / side for stored, side in zip(there, size, strict=True))
    if max(across, down) > WIDEST:
        between = ceil(there[0] / across**0.5), ceil(there[1] / down**0.5)
        return _resampled(_resampled(plane, between), size)
    affine = np.array([[across, 0, across / 2 - 0.5], [0, down, down / 2 - 0.5]])
    made = np.empty(size[::-1], np.float32)
    for part, values in resampled(bordered(plane), affine, made.shape):
        made[part] = values
    return made


@cache
def _sharper(times: float, averaged: bool) -> _Floats:
    """Return the taps that make up for what averaging and Lanczos's kernel leave of frequencies.

    The kernel went by `times`, and what was averaged first is as much narrower than a sample.
    """
    given = np.sinc(FREQUENCIES / times) if averaged else np.ones_like(FREQUENCIES)
    if times > 1:
        given = given * response(LOBES, FREQUENCIES)
    if times > WIDEST:
        given = given * response(LOBES, FREQUENCIES / times**0.5)
    return tapped(_REACH, given, np.ones_like(given))

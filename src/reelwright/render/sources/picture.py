"""Pictures decoded: upright, 8-bit sRGB, what is transparent over black."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.errors import Invalid
from reelwright.render import probe
from reelwright.render.pixels import Pixels

_JPEG = b"\xff\xd8"
_REDUCED = {
    1: cv2.IMREAD_COLOR,
    2: cv2.IMREAD_REDUCED_COLOR_2,
    4: cv2.IMREAD_REDUCED_COLOR_4,
    8: cv2.IMREAD_REDUCED_COLOR_8,
}


def decoded(path: Path, spare: Callable[[probe.StillFacts], float] = lambda _facts: 1.0) -> Pixels:
    """Return rows of blue, green and red; `Invalid` or `NotFound` if it is no picture we take.

    `spare` says how many times larger than needed it is; a JPEG much too large is read at a half,
    a quarter or an eighth, which costs as little. JPEGs are turned as their EXIF orientation says.
    """
    larger = spare(probe.still(path))
    coded = np.fromfile(path, np.uint8)
    if coded[:2].tobytes() == _JPEG:
        return _upright(path, coded, max(part for part in _REDUCED if part <= max(1.0, larger)))
    picture = cv2.imdecode(coded, cv2.IMREAD_UNCHANGED)
    if picture is None:
        raise _undecodable(path)
    return _over_black(_eight_bit(np.asarray(picture)))


def _upright(path: Path, coded: Pixels, part: int) -> Pixels:
    picture = cv2.imdecode(coded, _REDUCED[part])
    if picture is None:
        raise _undecodable(path)
    return np.asarray(picture, np.uint8)


def _eight_bit(picture: NDArray[np.integer[Any] | np.floating[Any]]) -> Pixels:
    if picture.dtype == np.uint16:
        return np.asarray(cv2.convertScaleAbs(picture, alpha=255 / 65535), np.uint8)
    return np.asarray(picture, np.uint8)


def _over_black(picture: Pixels) -> Pixels:
    if picture.ndim == 2 or picture.shape[2] == 1:
        return np.asarray(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), np.uint8)
    if picture.shape[2] == 3:
        return picture
    alpha = cv2.cvtColor(picture[..., 3], cv2.COLOR_GRAY2BGR)
    return np.asarray(cv2.multiply(picture[..., :3].copy(), alpha, scale=1 / 255), np.uint8)


def _undecodable(path: Path) -> Invalid:
    return Invalid(f"{path} cannot be decoded; use a PNG, JPEG or WebP file.")

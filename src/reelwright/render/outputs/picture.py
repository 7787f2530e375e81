"""A frame as a picture of its own: sRGB, scaled, and as the bytes of a file."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.output import Kind
from reelwright.render.planes import Pixels, Planes

# ITU-R BT.709-6, 3.2-3.5 turned round: blue, green and red from luma and both colour differences
# of limited range.
_LUMA, _CHROMA = 255 / 219, 255 / 224
_TO_BGR = np.array(
    [
        [_LUMA, 1.8556 * _CHROMA, 0],
        [_LUMA, -0.1873 * _CHROMA, -0.4681 * _CHROMA],
        [_LUMA, 0, 1.5748 * _CHROMA],
    ]
)
_FROM = np.array([16, 128, 128])

_CODING = {
    Kind.PNG: (".png", [cv2.IMWRITE_PNG_COMPRESSION, 9]),
    Kind.JPEG: (".jpg", [cv2.IMWRITE_JPEG_QUALITY, 92]),
    Kind.WEBP: (".webp", [cv2.IMWRITE_WEBP_QUALITY, 90]),
}


def to_bgr(planes: Planes) -> Pixels:
    """Return planes as an 8-bit sRGB picture, channels blue first."""
    full = np.stack([planes.y, _doubled(planes.u), _doubled(planes.v)], axis=-1)
    matrix = np.column_stack([_TO_BGR, -_TO_BGR @ _FROM]).astype(np.float32)
    return np.asarray(cv2.transform(full, matrix), np.uint8)


def _doubled(chroma: Pixels) -> Pixels:
    """Return a chroma plane at twice its size; its samples lie on every other pixel of a row."""
    height, width = chroma.shape
    tall = cv2.resize(chroma, (width, 2 * height), interpolation=cv2.INTER_LINEAR)
    after = np.concatenate([tall[:, 1:], tall[:, -1:]], axis=1)
    doubled: NDArray[np.uint8] = np.empty((2 * height, 2 * width), np.uint8)
    doubled[:, ::2] = tall
    doubled[:, 1::2] = cv2.addWeighted(tall, 0.5, after, 0.5, 0)
    return doubled


def scaled(planes: Planes, size: tuple[int, int]) -> Planes:
    """Return planes averaged down to an even width and height."""
    width, height = size
    half = (width // 2, height // 2)
    return Planes(*(_averaged(one, to) for one, to in zip(planes, (size, half, half), strict=True)))


def _averaged(plane: Pixels, size: tuple[int, int]) -> Pixels:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.uint8)


def within(size: tuple[int, int], longest: int) -> tuple[int, int]:
    """Return an even size of the same shape whose longer side is `longest` or less."""
    share = min(1, longest / max(size))
    width, height = (max(2, round(side * share / 2) * 2) for side in size)
    return width, height


def coded(bgr: Pixels, kind: Kind) -> bytes:
    """Return a picture as the bytes of a PNG, JPEG or WebP file."""
    suffix, options = _CODING[kind]
    _, content = cv2.imencode(suffix, bgr, options)
    return content.tobytes()

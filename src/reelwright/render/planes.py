"""Pictures as planes: BT.709 limited-range YCbCr 4:2:0, from sRGB, and blending in place."""

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render import kernels
from reelwright.render.pixels import Pixels

__all__ = [
    "Patch",
    "Pixels",
    "Planes",
    "from_bgr",
    "halved",
    "lay",
    "left_halved",
    "mix",
    "patch",
    "weighed",
]

_RED, _GREEN, _BLUE = 0.2126, 0.7152, 0.0722
# ITU-R BT.709-6, 3.2-3.5: luma, and colour differences scaled to a swing of one, for 0..255 in and
# the 219 and 224 steps of limited range out.
LUMA = np.array([_RED, _GREEN, _BLUE]) * 219 / 255
BLUE_DIFFERENCE = np.array([-_RED, -_GREEN, 1 - _BLUE]) / (2 * (1 - _BLUE)) * 224 / 255
RED_DIFFERENCE = np.array([1 - _RED, -_GREEN, -_BLUE]) / (2 * (1 - _RED)) * 224 / 255
BLACK = (16, 128, 128)


@dataclass(frozen=True, slots=True)
class Planes:
    """Luma, and two chroma planes of half its width and height."""

    y: Pixels
    u: Pixels
    v: Pixels

    def __iter__(self) -> Iterator[Pixels]:
        return iter((self.y, self.u, self.v))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the luma plane."""
        return self.y.shape[1], self.y.shape[0]

    @classmethod
    def empty(cls, width: int, height: int) -> "Planes":
        """Return planes of unset samples for an even width and height."""
        chroma = (height // 2, width // 2)
        return cls(
            np.empty((height, width), np.uint8),
            np.empty(chroma, np.uint8),
            np.empty(chroma, np.uint8),
        )


@dataclass(frozen=True, slots=True)
class Patch:
    """A small picture with alpha to lay over frames at an even `left`, `top`.

    `ink` is multiplied by alpha already; `keep` and `keep_chroma` are 255 less alpha.
    """

    left: int
    top: int
    ink: Planes
    keep: Pixels
    keep_chroma: Pixels


def weighed(bgr: Pixels, weights: NDArray[np.float64], offset: float) -> Pixels:
    """Return a plane of a picture: what its red, green and blue come to, and `offset`."""
    row = np.array([[weights[2], weights[1], weights[0], offset]], np.float32)
    return np.asarray(cv2.transform(bgr, row), np.uint8)


def halved(plane: Pixels) -> Pixels:
    """Return a plane, or a picture, of half the size: each sample the middle of four."""
    height, width = plane.shape[:2]
    half = (max(1, width // 2), max(1, height // 2))
    return np.asarray(cv2.resize(plane, half, interpolation=cv2.INTER_AREA), np.uint8)


def left_halved(plane: Pixels) -> Pixels:
    """Return a plane, or a picture, of half the size, as H.264 has its chroma.

    Its samples lie on the left of their two columns, so the column before is averaged in:
    (1 2 1)/4.
    """
    before = np.concatenate([plane[:, :1], plane[:, :-1]], axis=1)
    return halved(np.asarray(cv2.addWeighted(plane, 0.5, before, 0.5, 0), np.uint8))


def from_bgr(bgr: Pixels) -> Planes:
    """Return the planes of an 8-bit sRGB picture of even width and height, channels blue first."""
    return Planes(
        weighed(bgr, LUMA, 16),
        halved(weighed(bgr, BLUE_DIFFERENCE, 128)),
        halved(weighed(bgr, RED_DIFFERENCE, 128)),
    )


def patch(bgra: Pixels, left: int, top: int) -> Patch:
    """Return a patch of an 8-bit picture of even sides whose colours are multiplied by alpha."""
    alpha = np.ascontiguousarray(bgra[..., 3])
    half = left_halved(bgra)
    ink = Planes(
        # The fourth channel is alpha, by which all that is added is multiplied too.
        weighed(bgra, LUMA, 16 / 255),
        weighed(half, BLUE_DIFFERENCE, 128 / 255),
        weighed(half, RED_DIFFERENCE, 128 / 255),
    )
    return Patch(left, top, ink, 255 - alpha, 255 - np.ascontiguousarray(half[..., 3]))


def mix(below: Planes, above: Planes, share: float) -> None:
    """Let `above` into `below`, in place: `share` of it, the rest what was there."""
    mixing = kernels.current()
    for under, over in zip(below, above, strict=True):
        mixing.mix(under, over, share)


def lay(frame: Planes, top: Patch) -> None:
    """Lay a patch over `frame`, in place; it must lie within the frame."""
    laying = kernels.current()
    keeps = (top.keep, top.keep_chroma, top.keep_chroma)
    for number, (plane, ink, keep) in enumerate(zip(frame, top.ink, keeps, strict=True)):
        part = 1 if number == 0 else 2
        height, width = ink.shape
        row, column = top.top // part, top.left // part
        laying.lay(plane[row : row + height, column : column + width], ink, keep)

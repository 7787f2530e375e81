"""A sheet that text is inked on: planes with alpha, built up mask by mask, cropped to a patch."""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import cv2
import numpy as np

from reelwright.render.captions.look import Rgba
from reelwright.render.planes import Patch, Pixels, Planes, from_bgr, left_halved, patch


class Box(NamedTuple):
    """Pixels of the frame from `left` and `top` up to `right` and `bottom`, all even."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.right - self.left, self.bottom - self.top


def within(bounds: tuple[float, float, float, float], frame: tuple[int, int]) -> Box:
    """Return the smallest box that has all of `bounds` that lies within a frame of even sides.

    Bounds are left, top, right and bottom; outside the frame the box has no area.
    """
    left, right = (_held(bounds[side], frame[0]) for side in (0, 2))
    top, bottom = (_held(bounds[side], frame[1]) for side in (1, 3))
    return Box(
        int(left) & ~1, int(top) & ~1, int(np.ceil(right / 2)) * 2, int(np.ceil(bottom / 2)) * 2
    )


def around(one: Box, other: Box) -> Box:
    """Return the smallest box that has both."""
    return Box(
        min(one.left, other.left),
        min(one.top, other.top),
        max(one.right, other.right),
        max(one.bottom, other.bottom),
    )


def _held(place: float, side: int) -> float:
    return max(0.0, min(place, side))


@dataclass(frozen=True, slots=True)
class Mask:
    """Coverage of the pixels of a box, 0 to 255."""

    box: Box
    pixels: Pixels


@dataclass(frozen=True, slots=True)
class Picture:
    """Blue, green, red and alpha of the pixels of a box, colours multiplied by alpha."""

    box: Box
    pixels: Pixels


class Sheet:
    """Ink on the pixels of a box, none to begin with."""

    def __init__(self, box: Box, ink: Planes, keep: Pixels, keep_chroma: Pixels) -> None:
        self._box, self._ink, self._keep, self._keep_chroma = box, ink, keep, keep_chroma

    @classmethod
    def blank(cls, box: Box) -> "Sheet":
        """Return a sheet with no ink."""
        width, height = box.size
        ink = Planes(*(np.zeros_like(plane) for plane in Planes.empty(width, height)))
        return cls(box, ink, np.full_like(ink.y, 255), np.full_like(ink.u, 255))

    def copy(self) -> "Sheet":
        """Return a sheet with the same ink."""
        ink = Planes(*(plane.copy() for plane in self._ink))
        return Sheet(self._box, ink, self._keep.copy(), self._keep_chroma.copy())

    def lay(self, mask: Mask, colour: Rgba) -> None:
        """Lay an even colour over what a mask covers of the sheet."""
        red, green, blue, alpha = colour
        covered = _common(mask.box, self._box)
        if not alpha or covered is None:
            return
        part = mask.pixels[_part(covered, mask.box)]
        coverage = part if alpha == 255 else scaled(part, alpha)
        half = left_halved(coverage)
        y, u, v = _levels(red, green, blue)
        inks = Planes(scaled(coverage, y), scaled(half, u), scaled(half, v))
        self._over(covered, inks, 255 - coverage, 255 - half)

    def paint(self, picture: Picture) -> None:
        """Lay a picture over what it covers of the sheet."""
        covered = _common(picture.box, self._box)
        if covered is not None:
            part = np.ascontiguousarray(picture.pixels[_part(covered, picture.box)])
            top = patch(part, covered.left, covered.top)
            self._over(covered, top.ink, top.keep, top.keep_chroma)

    def _over(self, box: Box, inks: Planes, keep: Pixels, keep_chroma: Pixels) -> None:
        luma = _part(box, self._box)
        chroma = _half(luma)
        _put(self._ink.y[luma], inks.y, keep)
        _put(self._ink.u[chroma], inks.u, keep_chroma)
        _put(self._ink.v[chroma], inks.v, keep_chroma)
        _thin(self._keep[luma], keep)
        _thin(self._keep_chroma[chroma], keep_chroma)

    def patch(self) -> Patch | None:
        """Return the ink as a patch no larger than it needs to be, None where there is none."""
        x, y, width, height = cv2.boundingRect(cv2.bitwise_not(self._keep))
        if not width:
            return None
        # Chroma samples take in the column before their own.
        across = slice(max(0, x - 2) & ~1, min(self._box.size[0], (x + width + 3) & ~1))
        luma = (slice(y & ~1, (y + height + 1) & ~1), across)
        chroma = _half(luma)
        ink = (self._ink.y[luma], self._ink.u[chroma], self._ink.v[chroma])
        return Patch(
            self._box.left + across.start,
            self._box.top + luma[0].start,
            Planes(*(plane.copy() for plane in ink)),
            self._keep[luma].copy(),
            self._keep_chroma[chroma].copy(),
        )


def _put(under: Pixels, ink: Pixels, keep: Pixels) -> None:
    _thin(under, keep)
    cv2.add(under, ink, dst=under)


def _thin(under: Pixels, keep: Pixels) -> None:
    cv2.multiply(under, keep, dst=under, scale=1 / 255)


def _half(part: tuple[slice, slice]) -> tuple[slice, slice]:
    down, across = (slice(side.start // 2, side.stop // 2) for side in part)
    return down, across


def _common(one: Box, other: Box) -> Box | None:
    left, top = max(one.left, other.left), max(one.top, other.top)
    right, bottom = min(one.right, other.right), min(one.bottom, other.bottom)
    return Box(left, top, right, bottom) if left < right and top < bottom else None


def _part(box: Box, of: Box) -> tuple[slice, slice]:
    return (
        slice(box.top - of.top, box.bottom - of.top),
        slice(box.left - of.left, box.right - of.left),
    )


def scaled(weights: Pixels, level: int) -> Pixels:
    """Return coverage at `level` of 255."""
    return np.asarray(cv2.convertScaleAbs(weights, alpha=level / 255), np.uint8)


@lru_cache(maxsize=64)
def _levels(red: int, green: int, blue: int) -> tuple[int, int, int]:
    planes = from_bgr(np.full((2, 2, 3), (blue, green, red), np.uint8))
    return int(planes.y[0, 0]), int(planes.u[0, 0]), int(planes.v[0, 0])

"""A picture with alpha as planes that can be laid over others, as it is or moved and scaled."""

from dataclasses import dataclass
from functools import cached_property

import cv2
import numpy as np
from av.video.frame import VideoFrame

from reelwright.render import kernels
from reelwright.render.motion.framing import Affine, chroma_map
from reelwright.render.pixels import Pixels
from reelwright.render.planes import BLACK, Patch, Planes, halved, left_halved
from reelwright.render.sources.convert import planes_of

MARGIN = 16
"""Transparent pixels around a sheet, so that what is sampled at its edges fades into nothing.

So many that some are left after it has been halved `HALVINGS` times, at chroma's resolution too.
"""

HALVINGS = 3


@dataclass(frozen=True)
class Sheet:
    """Ink multiplied by alpha, and 255 less alpha, at luma's and at chroma's resolution."""

    ink: Planes
    keep: Pixels
    keep_chroma: Pixels

    @classmethod
    def blank(cls, width: int, height: int) -> "Sheet":
        """Return an opaque sheet of no light at all, of an even size."""
        planes = Planes(*(np.zeros_like(plane) for plane in Planes.empty(width, height)))
        return cls(planes, planes.y, planes.u)

    @classmethod
    def of(cls, frame: VideoFrame, *, centred: bool) -> "Sheet":
        """Return a converted frame, with or without alpha, as a sheet of its size.

        `centred` is where its chroma lies: in the middle of its four pixels or on their left.
        """
        y, u, v, *alphas = planes_of(frame)
        if not alphas:
            ink = Planes(*(np.ascontiguousarray(plane) for plane in (y, u, v)))
            return cls(ink, np.zeros_like(ink.y), np.zeros_like(ink.u))
        keep = 255 - np.ascontiguousarray(alphas[0])
        keep_chroma = halved(keep) if centred else left_halved(keep)
        keeps = (keep, keep_chroma, keep_chroma)
        inks = (_ink(*one) for one in zip((y, u, v), keeps, BLACK, strict=True))
        return cls(Planes(*inks), keep, keep_chroma)

    def patch(self, left: int, top: int) -> Patch:
        """Return the whole sheet as a patch at an even `left` and `top`."""
        return Patch(left, top, self.ink, self.keep, self.keep_chroma)

    def margined(self) -> "Sheet":
        """Return the sheet with `MARGIN` transparent pixels around it, or a few more."""
        margins = (MARGIN, MARGIN // 2, MARGIN // 2)
        inks = (_around(*one, 0) for one in zip(self.ink, margins, strict=True))
        keep, keep_chroma = self.keep, self.keep_chroma
        return Sheet(
            Planes(*inks), _around(keep, MARGIN, 255), _around(keep_chroma, MARGIN // 2, 255)
        )

    @cached_property
    def halved(self) -> "Sheet":
        """The sheet, its margin too, at half its size; for showing it much smaller."""
        ink = Planes(*map(halved, self.ink))
        return Sheet(ink, halved(self.keep), halved(self.keep_chroma))

    def sampled(self, place: tuple[int, int], size: tuple[int, int], luma: Affine) -> Patch:
        """Return a patch at `place` (left, top) of `size`, all even, sampled where `luma` says.

        That is a map from the patch to the sheet, whose chroma must be centred.
        """
        chroma = chroma_map(luma)
        made = Planes.empty(*size)
        keep, keep_chroma = np.empty_like(made.y), np.empty_like(made.u)
        sample = kernels.current().sample
        for plane, into in ((self.ink.y, made.y), (self.keep, keep)):
            sample(plane, luma, into)
        for plane, into in (
            (self.ink.u, made.u),
            (self.ink.v, made.v),
            (self.keep_chroma, keep_chroma),
        ):
            sample(plane, chroma, into)
        return Patch(*place, made, keep, keep_chroma)


def clipped(patch: Patch, frame: tuple[int, int]) -> Patch | None:
    """Return the part of a patch that lies within a frame of (width, height); None if none does."""
    height, width = patch.keep.shape
    left, top = max(0, patch.left), max(0, patch.top)
    right, bottom = min(frame[0], patch.left + width), min(frame[1], patch.top + height)
    if left >= right or top >= bottom:
        return None

    def part(plane: Pixels, by: int) -> Pixels:
        rows = slice((top - patch.top) // by, (bottom - patch.top) // by)
        columns = slice((left - patch.left) // by, (right - patch.left) // by)
        return plane[rows, columns]

    ink = Planes(*(part(plane, by) for plane, by in zip(patch.ink, (1, 2, 2), strict=True)))
    return Patch(left, top, ink, part(patch.keep, 1), part(patch.keep_chroma, 2))


def faded(patch: Patch, opacity: float) -> Patch:
    """Return a patch that lets more of what is below show through."""
    if opacity == 1:
        return patch
    ink = Planes(*(_scaled(plane, opacity, 0) for plane in patch.ink))
    keeps = (_scaled(keep, opacity, 255 * (1 - opacity)) for keep in _keeps(patch))
    return Patch(patch.left, patch.top, ink, *keeps)


def masked(patch: Patch, cover: Patch) -> Patch:
    """Return a patch where another of the same place and size covers, and nothing elsewhere."""
    shares = (255 - cover.keep, 255 - cover.keep_chroma)
    inks = zip(patch.ink, (shares[0], shares[1], shares[1]), strict=True)
    keeps = zip(_keeps(patch), shares, strict=True)
    return Patch(
        patch.left,
        patch.top,
        Planes(*(_product(ink, share) for ink, share in inks)),
        *(255 - _product(255 - keep, share) for keep, share in keeps),
    )


def _keeps(patch: Patch) -> tuple[Pixels, Pixels]:
    return patch.keep, patch.keep_chroma


def _product(plane: Pixels, share: Pixels) -> Pixels:
    return np.asarray(cv2.multiply(plane, share, scale=1 / 255), np.uint8)


def _scaled(plane: Pixels, by: float, plus: float) -> Pixels:
    return np.asarray(cv2.convertScaleAbs(plane, alpha=by, beta=plus), np.uint8)


def _ink(plane: Pixels, keep: Pixels, black: int) -> Pixels:
    """Take away the black that a plane multiplied by alpha has in it where it is transparent."""
    return np.asarray(cv2.addWeighted(np.ascontiguousarray(plane), 1, keep, -black / 255, 0))


def _around(plane: Pixels, margin: int, value: int) -> Pixels:
    # Rounded up so that halves are exactly half as large.
    bottom, right = (margin + -side % margin for side in plane.shape)
    edges = (margin, bottom, margin, right)
    made = cv2.copyMakeBorder(plane, *edges, cv2.BORDER_CONSTANT, value=(value,))
    return np.asarray(made, np.uint8)

"""A layer of a stack: its picture, stored once, and where it lies in each frame."""

from math import ceil, pi, sin
from pathlib import Path
from typing import Self

import cv2
import numpy as np

from reelwright.model.clip import PictureClip
from reelwright.model.motion import Framing
from reelwright.model.stack import Drift, Layer
from reelwright.render.pixels import Pixels
from reelwright.render.sources.course import Course
from reelwright.render.sources.cutout import MARGIN, Cutout, decoded
from reelwright.render.sources.fitting import Fitting, corners, looks
from reelwright.render.sources.parallax import Size
from reelwright.render.sources.placed import Placed
from reelwright.render.waves import Waves


class StoredLayer:
    """A layer's picture as planes, placed for any framing and instant."""

    def __init__(
        self,
        layer: Layer,
        fitting: Fitting,
        cutout: Cutout,
        courses: tuple[Course, Course],
        frame: Size,
    ) -> None:
        self._layer, self._fitting, self._cutout = layer, fitting, cutout
        self._courses, self._frame = courses, frame

    @classmethod
    def load(cls, path: Path, layer: Layer, clip: PictureClip, frame: Size, room: float) -> Self:
        """Decode a picture and prefilter it, in about `room` frames' worth of pixels at most.

        `Invalid` or `NotFound` where it is no picture that we take.
        """
        bgra = decoded(path)
        fitting = Fitting.of((bgra.shape[1], bgra.shape[0]), layer.depth, clip.motion, frame, room)
        stored = _resized(bgra, fitting.size, layer.drift or Drift())
        if layer.opacity < 1:
            stored = np.asarray(cv2.convertScaleAbs(stored, alpha=layer.opacity), np.uint8)
        courses = _courses(layer, clip, fitting, frame)
        padded, left, top = _padded(stored, layer, courses)
        return cls(layer, fitting, Cutout.of(padded, left, top), courses, frame)

    @property
    def bytes(self) -> int:
        """How much memory its picture takes."""
        return self._cutout.bytes

    def placed(self, framing: Framing, seconds: float) -> Placed:
        """Return the layer as it lies in the frame, `seconds` after the clip began."""
        affine = self._fitting.map(framing, self._layer.depth, self._frame)
        first = corners(affine, self._frame).min(axis=1)
        pairs = zip(self._courses, first, strict=True)
        affine[:, 2] -= [course.gone(float(begin), seconds) for course, begin in pairs]
        affine[:, 2] += (self._cutout.left, self._cutout.top)
        lean, waves = self._swung(seconds)
        foot = self._cutout.top + self._fitting.size[1]
        return Placed(self._cutout, affine, lean, foot, self._frame, waves)

    def _swung(self, seconds: float) -> tuple[float, Waves | None]:
        """Return how far it leans, and the waves it is in."""
        if (sway := self._layer.sway) is None:
            return 0.0, None
        (width, height), top = self._fitting.size, self._cutout.top
        if sway.horizon is None:
            return sway.reach * width / height * sin(2 * pi * seconds / sway.period), None
        rows = (top + sway.horizon * height - 0.5, top + height - 0.5)
        return 0.0, Waves(*rows, sway.reach * width, seconds / sway.period)


def _courses(
    layer: Layer, clip: PictureClip, fitting: Fitting, frame: Size
) -> tuple[Course, Course]:
    """Return how a layer drifts across and down while a clip lasts."""
    drift, seconds = layer.drift or Drift(), float(clip.length)
    looked = looks(clip.motion) if layer.drift else []
    maps = [fitting.map(framing, layer.depth, frame) for framing in looked]
    ends = np.array([corners(one, frame) for one in maps]).reshape(-1, 2, 4)
    seen = np.stack([ends.min(axis=2), ends.max(axis=2)], axis=2)
    (wide, high), often = fitting.size, 2 if drift.mirrored else 1
    return (
        Course.of(drift.x * wide, wide, often * wide, seen[:, 0], seconds),
        Course.of(drift.y * high, high, often * high, seen[:, 1], seconds),
    )


def _resized(bgra: Pixels, size: Size, drift: Drift) -> Pixels:
    """Resize a picture; one whose other side it joins is what its edges see."""
    if drift.mirrored:
        drift = Drift()
    across, down = (3 if drift.x else 1), (3 if drift.y else 1)
    tiled = np.tile(bgra, (down, across, 1)) if across + down > 2 else bgra
    kernel = cv2.INTER_AREA if size[0] < bgra.shape[1] else cv2.INTER_CUBIC
    whole = cv2.resize(tiled, (size[0] * across, size[1] * down), interpolation=kernel)
    top, left = size[1] * (down // 2), size[0] * (across // 2)
    return np.asarray(whole[top : top + size[1], left : left + size[0]], np.uint8)


def _padded(bgra: Pixels, layer: Layer, courses: tuple[Course, Course]) -> tuple[Pixels, int, int]:
    """Return a picture with all around it that sampling may reach, and the columns and rows before.

    Beyond an edge that drifts is the other one, or the picture mirrored, as it is beyond one that
    sways; beyond others are their last pixels.
    """
    drift, (across, down) = layer.drift or Drift(), courses
    round_ = cv2.BORDER_REFLECT if drift.mirrored else cv2.BORDER_WRAP
    swung = 2 * ceil((layer.sway.reach if layer.sway else 0) * bgra.shape[1] / 2)
    sides = round_ if drift.x else cv2.BORDER_REFLECT if swung else cv2.BORDER_REPLICATE
    left, right = (MARGIN + swung + more for more in (across.before, across.after))
    wide = cv2.copyMakeBorder(bgra, 0, 0, left, right, sides)
    ends = round_ if drift.y else cv2.BORDER_REPLICATE
    top, bottom = MARGIN + down.before, MARGIN + down.after
    return np.asarray(cv2.copyMakeBorder(wide, top, bottom, 0, 0, ends), np.uint8), left, top

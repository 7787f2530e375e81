"""A layer of a stack: its picture, stored once, and where it lies in each frame."""

from math import ceil, pi, sin
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.motion import Framing, Motion
from reelwright.model.stack import Drift, Layer
from reelwright.render.pixels import Pixels
from reelwright.render.sources.cutout import MARGIN, Cutout, decoded
from reelwright.render.sources.fitting import Fitting, corners, looks
from reelwright.render.sources.parallax import Size
from reelwright.render.sources.placed import Placed


class StoredLayer:
    """A layer's picture as planes, placed for any framing and instant."""

    def __init__(self, layer: Layer, fitting: Fitting, cutout: Cutout, frame: Size) -> None:
        self._layer, self._fitting, self._cutout, self._frame = layer, fitting, cutout, frame
        drift = layer.drift or Drift()
        self._drift = np.array([drift.x, drift.y])

    @classmethod
    def load(
        cls, path: Path, layer: Layer, motion: Motion, frame: Size, room: float
    ) -> "StoredLayer":
        """Decode a picture and prefilter it, in about `room` frames' worth of pixels at most.

        `Invalid` or `NotFound` where it is no picture that we take.
        """
        bgra = decoded(path)
        fitting = Fitting.of((bgra.shape[1], bgra.shape[0]), layer.depth, motion, frame, room)
        stored = _resized(bgra, fitting.size, layer.drift or Drift())
        if layer.opacity < 1:
            stored = np.asarray(cv2.convertScaleAbs(stored, alpha=layer.opacity), np.uint8)
        maps = [fitting.map(framing, layer.depth, frame) for framing in looks(motion)]
        across, down = np.max([np.ptp(corners(one, frame), axis=1) for one in maps], axis=0)
        padded, left = _padded(stored, layer, (ceil(across), ceil(down)))
        return cls(layer, fitting, Cutout.of(padded, left, MARGIN), frame)

    def placed(self, framing: Framing, seconds: float) -> Placed:
        """Return the layer as it lies in the frame, `seconds` after the clip began."""
        width, height = self._fitting.size
        affine = self._fitting.map(framing, self._layer.depth, self._frame)
        affine[:, 2] -= self._drifted(corners(affine, self._frame).min(axis=1), seconds)
        affine[:, 2] += (self._cutout.left, self._cutout.top)
        sway = self._layer.sway
        lean = sway.reach * width / height * sin(2 * pi * seconds / sway.period) if sway else 0.0
        return Placed(self._cutout, affine, lean, self._cutout.top + height, self._frame)

    def _drifted(self, first: NDArray[np.float64], seconds: float) -> NDArray[np.float64]:
        """Return how far it has drifted, in stored pixels, whole rounds of it left out.

        `first` is where the frame's first corner lies in it; less the result it lies within the
        first round, after which the picture is stored on as far as a frame reaches.
        """
        size = np.array(self._fitting.size)
        gone = np.asarray(self._drift * seconds % 1 * size)
        rounds = np.where(self._drift == 0, 0, np.floor((first - gone) / size))
        return np.asarray(gone + rounds * size)


def _resized(bgra: Pixels, size: Size, drift: Drift) -> Pixels:
    """Resize a picture; one that drifts joins its other side, so that is what its edges see."""
    across, down = (3 if drift.x else 1), (3 if drift.y else 1)
    tiled = np.tile(bgra, (down, across, 1))
    kernel = cv2.INTER_AREA if size[0] < bgra.shape[1] else cv2.INTER_CUBIC
    whole = cv2.resize(tiled, (size[0] * across, size[1] * down), interpolation=kernel)
    top, left = size[1] * (down // 2), size[0] * (across // 2)
    return np.asarray(whole[top : top + size[1], left : left + size[0]], np.uint8)


def _padded(bgra: Pixels, layer: Layer, seen: Size) -> tuple[Pixels, int]:
    """Return a stored picture with all around it that sampling may reach, and the columns before.

    Beyond an edge that drifts is the other one, beyond one that sways the picture mirrored, and
    beyond others their last pixels. `seen` is the most that a frame shows.
    """
    drift = layer.drift or Drift()
    swung = 2 * ceil((layer.sway.reach if layer.sway else 0) * bgra.shape[1] / 2)
    sides = cv2.BORDER_WRAP if drift.x else cv2.BORDER_REFLECT if swung else cv2.BORDER_REPLICATE
    left, right = MARGIN + swung, MARGIN + swung + (seen[0] + 1 & ~1 if drift.x else 0)
    wide = cv2.copyMakeBorder(bgra, 0, 0, left, right, sides)
    ends = cv2.BORDER_WRAP if drift.y else cv2.BORDER_REPLICATE
    bottom = MARGIN + (seen[1] + 1 & ~1 if drift.y else 0)
    return np.asarray(cv2.copyMakeBorder(wide, MARGIN, bottom, 0, 0, ends), np.uint8), left

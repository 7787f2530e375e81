"""A still picture, decoded and converted once, then shown through any framing."""

from pathlib import Path
from typing import Self

import cv2
import numpy as np

from reelwright.model.errors import Invalid
from reelwright.model.timeline import Framing, Motion
from reelwright.render import probe
from reelwright.render.motion.framing import Affine, chroma_map, luma_map
from reelwright.render.planes import Pixels, Planes, from_bgr

OVERSAMPLING = 1.5
"""Stored pixels for each frame pixel at the motion's closest zoom.

Sampling between pixels in straight lines softens; from 1.5 times as many of them it is within
0.6 dB of a bicubic kernel at a quarter of its cost (docs/decisions/0006).
"""


class Still:
    """A picture as planes, as large as the closest zoom of its motion needs and no larger."""

    def __init__(self, planes: Planes) -> None:
        self._planes = planes

    @classmethod
    def load(cls, path: Path, motion: Motion, frame: tuple[int, int]) -> Self:
        """Decode `path` for a frame of (width, height); `Invalid` if it is no picture we take."""
        probe.still(path)
        bgr = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_COLOR)
        if bgr is None:
            raise Invalid(f"{path} cannot be decoded; use a PNG, JPEG or WebP file.")
        return cls(from_bgr(_prefiltered(np.asarray(bgr, np.uint8), motion, frame)))

    def show(self, framing: Framing, into: Planes) -> None:
        """Fill a frame with what `framing` shows of the picture."""
        luma = luma_map(framing, self._planes.size, into.size)
        chroma = chroma_map(luma)
        _warp(self._planes.y, luma, into.y)
        _warp(self._planes.u, chroma, into.u)
        _warp(self._planes.v, chroma, into.v)


def _warp(plane: Pixels, affine: Affine, into: Pixels) -> None:
    height, width = into.shape
    cv2.warpAffine(
        plane,
        affine,
        (width, height),
        dst=into,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )


def _prefiltered(bgr: Pixels, motion: Motion, frame: tuple[int, int]) -> Pixels:
    """Resize so that the closest zoom has `OVERSAMPLING` pixels a frame pixel; sides even."""
    height, width = bgr.shape[:2]
    closest = max(motion.begin.zoom, motion.end.zoom)
    scale = max(frame[0] / width, frame[1] / height) * closest * OVERSAMPLING
    scale = min(scale, probe.LARGEST_SIDE / max(width, height))
    size = (max(2, round(width * scale / 2) * 2), max(2, round(height * scale / 2) * 2))
    kernel = cv2.INTER_AREA if scale < 1 else cv2.INTER_LANCZOS4
    return np.asarray(cv2.resize(bgr, size, interpolation=kernel), np.uint8)

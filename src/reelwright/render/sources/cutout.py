"""A picture with alpha, stored once as planes multiplied by it, and where it is clear or opaque."""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.errors import Invalid
from reelwright.render import probe
from reelwright.render.pixels import Pixels
from reelwright.render.planes import Planes, patch
from reelwright.render.sampling import CELL, Counts

MARGIN = 16
"""Pixels kept around what is not clear, so that sampling never leaves the planes; even."""


def decoded(path: Path) -> Pixels:
    """Return a picture as BGRA, colours multiplied by alpha; `Invalid` or `NotFound` if none."""
    probe.still(path)
    data = np.fromfile(path, np.uint8)
    bgra = cv2.imdecode(data, cv2.IMREAD_UNCHANGED)
    if bgra is None:
        raise Invalid(f"{path} cannot be decoded; use a PNG, JPEG or WebP file.")
    if bgra.ndim == 2 or bgra.shape[2] != 4:
        bgr = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
        return np.asarray(cv2.cvtColor(bgr, cv2.COLOR_BGR2BGRA), np.uint8)
    if bgra.dtype == np.uint16:
        bgra = cv2.convertScaleAbs(bgra, alpha=1 / 257)
    alpha = bgra[..., 3]
    shares = cv2.merge([alpha, alpha, alpha, np.full_like(alpha, 255)])
    return np.asarray(cv2.multiply(bgra, shares, scale=1 / 255), np.uint8)


@dataclass(frozen=True, slots=True)
class Cutout:
    """The planes of a picture and their alpha, without what is clear at its edges.

    `left` and `top` say where in the planes the picture's own first pixel lies, which may be
    outside. Chroma lies where H.264's does, on the left of its pair of columns.
    """

    ink: Planes
    alpha: Pixels
    chroma_alpha: Pixels
    left: int
    top: int
    counts: Counts
    """How many cells are clear, and how many opaque, above and left of each corner of one.

    What lies outside of the planes is as clear, or not, as their margin.
    """

    @classmethod
    def of(cls, bgra: Pixels, left: int, top: int) -> "Cutout":
        """Store a picture multiplied by its alpha, of even sides, whose own pixels begin there."""
        bgra, across, down = _trimmed(bgra)
        made = patch(bgra, 0, 0)
        alpha = 255 - made.keep
        counts = np.stack([_counts(alpha == 0), _counts(alpha == 255)])
        return cls(made.ink, alpha, 255 - made.keep_chroma, left - across, top - down, counts)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the planes."""
        return self.ink.size

    @property
    def bytes(self) -> int:
        """How much memory it takes."""
        planes = (*self.ink, self.alpha, self.chroma_alpha, self.counts)
        return sum(plane.nbytes for plane in planes)

    @property
    def solid(self) -> bool:
        """Whether nothing shows through it anywhere."""
        return bool(self.alpha.min() == 255)


def _trimmed(bgra: Pixels) -> tuple[Pixels, int, int]:
    """Return a picture without its clear edges, but for the margin, and how much has gone."""
    left, top, width, height = cv2.boundingRect(np.ascontiguousarray(bgra[..., 3]))
    first = (max(0, top - MARGIN) & ~1, max(0, left - MARGIN) & ~1)
    stop = (top + max(2, height) + MARGIN + 1 & ~1, left + max(2, width) + MARGIN + 1 & ~1)
    kept = bgra[first[0] : stop[0], first[1] : stop[1]]
    return np.ascontiguousarray(kept), first[1], first[0]


def _counts(pixels: NDArray[np.bool_]) -> Counts:
    """Return for each corner of a cell how many cells above and left of it have all pixels set."""
    spare = [(0, -side % CELL) for side in pixels.shape]
    height, width = (side + more for side, (_, more) in zip(pixels.shape, spare, strict=True))
    padded = np.pad(pixels, spare, mode="edge")
    cells = padded.reshape(height // CELL, CELL, width // CELL, CELL).all(axis=(1, 3))
    return np.pad(cells.cumsum(0).cumsum(1), ((1, 0), (1, 0))).astype(np.int32)

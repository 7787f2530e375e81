"""A layer as it lies in one frame: which tiles of the frame it touches, and how it is drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from reelwright.render.kernels.drawing import DrawLayer, Mark
from reelwright.render.motion.framing import Affine
from reelwright.render.pixels import Pixels
from reelwright.render.planes import Planes
from reelwright.render.sampling import COPIED, MIXED, SKIPPED, Hidden, Place
from reelwright.render.sources.cutout import Cutout
from reelwright.render.sources.parallax import Size
from reelwright.render.waves import Waves

_SPARE = 8
"""Luma samples, and half as many of chroma, around a turned layer.

Sampled again it is never left then.
"""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cutout seen through `affine`, from frame pixels to its own, leaning or in waves.

    `lean` is a shear about the row `foot`: a row that many above lies as many pixels to the right.
    """

    cutout: Cutout
    affine: Affine
    lean: float
    foot: float
    frame: Size
    waves: Waves | None = None

    @property
    def turned(self) -> bool:
        """Whether the camera is not upright."""
        return bool(self.affine[0, 1] or self.affine[1, 0])

    def tiles(self, hidden: Hidden, mark: Mark) -> Pixels:
        """Return what to do with each tile of the frame.

        Those that are `hidden` are skipped, and those that it hides added to them.
        """
        if not self.turned:
            return mark(self.cutout.counts, self.cutout.alpha.shape, self._place(), hidden)
        solid = self.cutout.solid
        states = np.where(hidden, SKIPPED, COPIED if solid else MIXED).astype(np.uint8)
        hidden |= solid
        return states

    def draw(self, tiles: Pixels, into: Planes, draw: DrawLayer) -> None:
        """Draw the layer where `tiles` has it so."""
        cutout, place = self.cutout, self._place()
        luma, chroma = (into.y,), (into.u, into.v)
        full = self._seen((cutout.alpha, cutout.ink.y), into.y)
        half = self._seen((cutout.chroma_alpha, cutout.ink.u, cutout.ink.v), into.u)
        draw(luma, full[0], full[1:], tiles, place)
        draw(chroma, half[0], half[1:], tiles, place.halved())

    def _place(self) -> Place:
        if self.turned:
            return Place((1, 1), (_SPARE, _SPARE))
        (across, _, left), (_, down, top) = self.affine
        return Place((across, down), (left, top), self.lean, self.foot, self.waves)

    def _seen(self, stored: Sequence[Pixels], plane: Pixels) -> Sequence[Pixels]:
        """Return the planes to sample: those stored, or where the camera turns, turned ones."""
        return [self._turned(one, plane) for one in stored] if self.turned else stored

    def _turned(self, stored: Pixels, plane: Pixels) -> Pixels:
        """Return a plane of the layer warped to one of the frame, and a little beyond."""
        height, width = plane.shape
        half = width < self.frame[0]
        affine, spare = self._sheared(half), _SPARE // 2 if half else _SPARE
        begin = affine[:, 2] - affine[:, :2] @ [spare, spare]
        size = (width + 2 * spare, height + 2 * spare)
        straight = np.column_stack([affine[:, :2], begin])
        if self.waves:
            return _carried(stored, straight, size, self.waves.halved() if half else self.waves)
        warped = cv2.warpAffine(
            stored,
            straight,
            size,
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
            borderMode=cv2.BORDER_REPLICATE,
        )
        return np.asarray(warped, np.uint8)

    def _sheared(self, half: bool) -> Affine:
        shear = np.array([[1.0, self.lean], [0.0, 1.0]])
        affine = shear @ self.affine - [[0, 0, self.lean * self.foot], [0, 0, 0]]
        return _halved(affine) if half else affine


def _carried(stored: Pixels, affine: Affine, size: Size, waves: Waves) -> Pixels:
    """Return a plane warped to another one of some width and height, and in waves."""
    across, down = np.meshgrid(np.arange(size[0]), np.arange(size[1]))
    x, y = (row[0] * across + row[1] * down + row[2] for row in affine)
    right, below = waves.at(y)
    x, y = (np.asarray(one, np.float32) for one in (x + right, y + below))
    warped = cv2.remap(stored, x, y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(warped, np.uint8)


def _halved(luma: Affine) -> Affine:
    """Return the map for chroma that lies left in its pair of columns and between its rows."""
    there = luma[:, :2] @ [0, 0.5] + luma[:, 2] - [0, 0.5]
    return np.column_stack([luma[:, :2], there / 2])

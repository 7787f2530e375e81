"""Sprites: cut-out things that know which way their surface faces, so that any light suits them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.visual.brush.plane import Plane, clip, fit

COVER, RIGHT, UP, SHADE, LEAF, GLOW = range(6)
"""The channels of a sprite.

How solid it is; how far it faces to the right and up; how open it is to the sky; which of its two
colours it has (1 the leaf's or roof's, 0 the wood's or wall's); how much it shines after dark.
"""


@dataclass(frozen=True)
class Sprite:
    """A cut-out, its foot in the middle of its lower edge, its channels in bytes.

    All channels but the first are multiplied by it, so that they can be averaged.
    """

    planes: NDArray[np.uint8]

    @cached_property
    def _halves(self) -> list[NDArray[np.uint8]]:
        halves = [self.planes]
        while min(halves[-1].shape[:2]) > 24:
            rows, columns = halves[-1].shape[:2]
            small = fit(halves[-1].astype(np.float32), columns // 2, rows // 2)
            halves.append(np.asarray(np.round(small), np.uint8))
        return halves

    def sized(self, height: int) -> Plane:
        """Return the channels at `height` pixels tall, the width in proportion, not multiplied."""
        rows, columns = self.planes.shape[:2]
        width = max(1, round(columns * height / rows))
        fine = [half for half in self._halves if half.shape[0] >= height]
        source = fine[-1] if fine else self.planes
        planes = fit(source, width, height) * np.float32(1 / 255)
        planes[..., 1:] /= np.maximum(planes[..., :1], np.float32(1e-3))
        planes[..., RIGHT : UP + 1] = planes[..., RIGHT : UP + 1] * 2 - 1
        return planes


def cut(planes: Plane) -> Sprite:
    """Return a sprite of what is drawn twice its size, facing from -1 to 1, the rest 0 to 1."""
    whole = planes.copy()
    whole[..., RIGHT : UP + 1] = whole[..., RIGHT : UP + 1] * 0.5 + 0.5
    whole[..., 1:] *= whole[..., :1]
    rows, columns = whole.shape[:2]
    small = fit(whole, columns // 2, rows // 2)
    filled = np.flatnonzero(small[..., COVER].max(axis=0) > 0.01)
    middle = columns // 4
    reach = int(max(middle - filled[0], filled[-1] - middle)) + 2
    small = small[:, max(0, middle - reach) : middle + reach]
    return Sprite(np.asarray(np.round(clip(small) * 255), np.uint8))

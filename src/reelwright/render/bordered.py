"""Planes stored with a border, so that sampling them need not look where they end."""

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render.lanczos import BORDER
from reelwright.render.pixels import Pixels


@dataclass(frozen=True, slots=True)
class Bordered:
    """A plane whose edges are repeated all around it: `padded`, each value less 128."""

    padded: NDArray[np.int8]

    @classmethod
    def of(cls, plane: Pixels) -> "Bordered":
        """Return a plane with its border."""
        return cls((bordered(plane) ^ 128).view(np.int8))

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the plane, its border left out."""
        height, width = self.padded.shape
        return width - 2 * BORDER, height - 2 * BORDER

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return self.padded.nbytes


def bordered(plane: NDArray[Any]) -> NDArray[Any]:
    """Return a plane of any kind of numbers with a border."""
    return np.asarray(cv2.copyMakeBorder(plane, *(BORDER,) * 4, cv2.BORDER_REPLICATE))

"""The inner loops in OpenCV and numpy alone."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render.bordered import Bordered
from reelwright.render.kernels.matrices import resampled
from reelwright.render.pixels import Pixels


class Plain:
    """Kernels that need nothing that is compiled for them."""

    name = "opencv"

    def sample(self, plane: Pixels, affine: NDArray[np.float64], into: Pixels) -> None:
        """Warp; OpenCV 5 takes coordinates and weights of straight lines as they are, in floats."""
        turned(plane, affine, into)

    def resample(self, plane: Bordered, affine: NDArray[np.float64], into: Pixels) -> None:
        """Resample columns and rows apart, in floats."""
        for part, made in resampled(plane.padded, affine, into.shape):
            cv2.addWeighted(made, 1, made, 0, 128, dst=into[part], dtype=cv2.CV_8U)

    def mix(self, below: Pixels, above: Pixels, share: float) -> None:
        """Mix in floats, rounded to the nearest."""
        cv2.addWeighted(above, share, below, 1 - share, 0, dst=below)

    def lay(self, under: Pixels, ink: Pixels, keep: Pixels) -> None:
        """Lay in two steps, each rounded to the nearest."""
        cv2.multiply(under, keep, dst=under, scale=1 / 255)
        cv2.add(under, ink, dst=under)


def turned(plane: Pixels, affine: NDArray[np.float64], into: Pixels) -> None:
    """Fill `into` with `plane` through any affine map, turned ones among them."""
    height, width = into.shape
    cv2.warpAffine(
        plane,
        affine,
        (width, height),
        dst=into,
        flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP,
        borderMode=cv2.BORDER_REPLICATE,
    )


KERNELS = Plain()

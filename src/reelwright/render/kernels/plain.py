"""The inner loops in OpenCV alone."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render.pixels import Pixels


class Plain:
    """Kernels that need nothing but OpenCV."""

    name = "opencv"

    def sample(self, plane: Pixels, affine: NDArray[np.float64], into: Pixels) -> None:
        """Warp; OpenCV 5 takes coordinates and weights of straight lines as they are, in floats."""
        turned(plane, affine, into)

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

"""PNG files, as this vendor's painter and animator hand them over."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.model.errors import Broken


def encoded(pixels: NDArray[Any]) -> bytes:
    """Return a picture, blue before red and alpha last if it has any, packed quickly.

    Rather than small, that is: it is read again soon.
    """
    done, png = cv2.imencode(".png", pixels, [cv2.IMWRITE_PNG_COMPRESSION, 1])
    if not done:
        raise Broken("A picture could not be written as a PNG.")
    return png.tobytes()


def decoded(png: bytes) -> NDArray[Any]:
    """Return the pixels of a PNG that `encoded` wrote, as many channels and bits as it has."""
    return np.asarray(cv2.imdecode(np.frombuffer(png, np.uint8), cv2.IMREAD_UNCHANGED))

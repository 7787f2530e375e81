"""Smearing: taking the texture out of a picture and leaving its shapes."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, times

_CORNERS = ((0, 0), (-1, 0), (0, -1), (-1, -1))


def smear(picture: Plane, radius: int, firm: float = 8.0) -> Plane:
    """Return the picture in strokes about `radius` pixels wide, its edges kept (Kuwahara's filter).

    Each pixel takes the means of the four squares that touch it, the more the more even they are;
    `firm` says how much the most even one prevails.
    """
    if radius < 1:
        return picture
    rows, columns = picture.shape[:2]
    smeared = np.empty_like(picture)
    for band in Box(0, 0, columns, rows).bands():  # with enough above and below to know its edges
        top, bottom = max(0, band.top - radius - 1), min(rows, band.bottom + radius + 1)
        part = _smeared(picture[top:bottom], radius, firm)
        smeared[band.top : band.bottom] = part[band.top - top : band.bottom - top]
    return smeared


def _smeared(picture: Plane, radius: int, firm: float) -> Plane:
    size = radius + 1
    grey = luma(picture)
    square = grey * grey
    total = np.zeros_like(picture)
    weights = np.zeros_like(grey)
    for right, below in _CORNERS:
        anchor = (radius if right else 0, radius if below else 0)
        mean = cv2.boxFilter(grey, -1, (size, size), anchor=anchor)
        spread = np.maximum(cv2.boxFilter(square, -1, (size, size), anchor=anchor) - mean * mean, 0)
        weight = np.asarray((spread + np.float32(2e-5)) ** np.float32(-firm / 4), np.float32)
        weight *= np.float32(1e-4)
        total += times(
            np.asarray(cv2.boxFilter(picture, -1, (size, size), anchor=anchor), np.float32), weight
        )
        weights += weight
    return times(total, 1 / np.maximum(weights, np.float32(1e-20)))

"""Dissolve by luma: the brightest parts of the new clip come first."""

import cv2
import numpy as np

from reelwright.model.clip import Direction
from reelwright.render.pixels import Pixels
from reelwright.render.planes import Planes

SOFTNESS = 0.4
"""The share of a dissolve that a point takes to come in."""

_CONTRAST = 64
"""Codes between the first and the last to come, at least: less would make noise of a plain sky."""

_COARSE = 1 / 135
"""Of the frame's shorter side, a sample of what decides: noise and grain must not show in it."""


def blend(below: Planes, above: Planes, share: float, _direction: Direction) -> None:
    """Let points of `above` in, in the order of the brightness around them."""
    coming = _coming(above, share)
    for into, plane in zip(below, above, strict=True):
        height, width = plane.shape
        arrived = cv2.resize(coming, (width, height), interpolation=cv2.INTER_LINEAR)
        cv2.multiply(into, cv2.bitwise_not(arrived), dst=into, scale=1 / 255)
        cv2.add(into, cv2.multiply(plane, arrived, scale=1 / 255), dst=into)


def _coming(above: Planes, share: float) -> Pixels:
    """Return, coarsely, how far each part of a frame has come in, 255 being wholly."""
    width, height = above.size
    coarse = max(4, round(min(width, height) * _COARSE))
    size = (width // coarse, height // coarse)
    around = cv2.GaussianBlur(cv2.resize(above.y, size, interpolation=cv2.INTER_AREA), (0, 0), 1.0)
    darkest, brightest = np.percentile(around, (2, 98))
    spare = max(0.0, _CONTRAST - (brightest - darkest)) / 2
    return np.asarray(cv2.LUT(around, arrival(share, darkest - spare, brightest + spare)), np.uint8)


def arrival(share: float, darkest: float, brightest: float) -> Pixels:
    """Return for each luma, 0 to 255, how far a point of it has come in at `share` of the way."""
    waits = np.clip((brightest - np.arange(256)) / (brightest - darkest), 0, 1) * (1 - SOFTNESS)
    come = np.clip((share - waits) / SOFTNESS, 0, 1)
    return np.asarray(np.rint(255 * come * come * (3 - 2 * come)), np.uint8)

"""Glints: the bright crests of water as two thin layers that swing against each other."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.animator.filling import Pixels

STRENGTH = 5.0
"""How solid a crest is for each step it is brighter than the water around it."""

_SIDE = 24
"""Of every so many pixels of a picture's diagonal, one: how far glints stay off the shore."""


def glints(bgr: Pixels, where: Pixels) -> tuple[Pixels, Pixels]:
    """Return two layers of what is bright on the water; `where` is 255 where water is seen.

    Crests are shared out between the two by small patches, so that they pass through each other.
    """
    grey = cv2.cvtColor(bgr, cv2.COLOR_BGR2GRAY).astype(np.float32)
    unit = float(np.hypot(*grey.shape))
    crest = np.maximum(grey - cv2.GaussianBlur(grey, (0, 0), unit / 220), 0)
    alpha = np.clip(crest * np.float32(STRENGTH), 0, 255) * _inside(where, unit)
    shared = _patches(grey.shape, unit)
    bright = np.clip(bgr.astype(np.float32) * np.float32(1.12) + 6, 0, 255).astype(np.uint8)
    first, second = (np.asarray(alpha * part, np.uint8) for part in (shared, 1 - shared))
    return np.dstack([bright, first]), np.dstack([bright, second])


def _inside(where: Pixels, unit: float) -> NDArray[np.float32]:
    """Return 1 well within the water and 0 at its edges: glints must not swing ashore."""
    reach = max(3, round(unit / _SIDE / 4) * 2 + 1)
    inner = cv2.erode(where, np.ones((3, reach), np.uint8))
    return np.asarray(cv2.blur(inner, (reach, 3)), np.float32) / np.float32(255)


def _patches(shape: tuple[int, ...], unit: float) -> NDArray[np.float32]:
    rows, columns = shape
    rng = np.random.default_rng(11)
    small = rng.random((max(2, round(rows / unit * 160)), max(2, round(columns / unit * 60))))
    soft = cv2.resize(small.astype(np.float32), (columns, rows), interpolation=cv2.INTER_CUBIC)
    return np.asarray(np.clip(soft * 2 - np.float32(0.5), 0, 1), np.float32)

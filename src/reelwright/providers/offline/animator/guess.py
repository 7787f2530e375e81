"""Distances guessed, for pictures whose maker told none: the sky far, the foot of it near."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.ports.visual import MadeLife
from reelwright.providers.offline import png
from reelwright.providers.offline.animator.filling import Pixels

_SMALL = 480
"""Pixels of the longer side at which distances are guessed."""

_EVEN = 9.0
"""How little a sky changes: the standard deviation of its brightness over some pixels."""


def life(bgr: Pixels) -> MadeLife:
    """Return a guess at how far away everything is; nothing is said to move by itself.

    The sky is what is even and hangs together with the upper edge. The rest is nearer the lower it
    is, as on a plain, with steps where the picture has edges (a guided filter: He, Sun and Tang,
    2013), so that things hold together.
    """
    rows, columns = bgr.shape[:2]
    scale = min(1.0, _SMALL / max(rows, columns))
    small = cv2.resize(bgr, (max(8, round(columns * scale)), max(8, round(rows * scale))))
    grey = cv2.cvtColor(small, cv2.COLOR_BGR2GRAY).astype(np.float32)
    sky = _sky(grey)
    plain = np.where(sky, 1, _plain(sky)).astype(np.float32)
    smooth = _guided(np.asarray(grey / 255, np.float32), plain, max(4, min(grey.shape) // 12))
    relief = np.where(sky, 1, np.clip(smooth, 0.05, 0.97)).astype(np.float32)
    whole = cv2.resize(relief, (columns, rows), interpolation=cv2.INTER_LINEAR)
    return MadeLife(relief=png.encoded(np.asarray(whole * 65535, np.uint16)))


def _sky(grey: NDArray[np.float32]) -> NDArray[np.bool_]:
    mean, square = cv2.blur(grey, (9, 9)), cv2.blur(grey * grey, (9, 9))
    even = (np.sqrt(np.maximum(square - mean * mean, 0)) < _EVEN).astype(np.uint8)
    _, parts = cv2.connectedComponents(even, connectivity=4)
    rows, columns = grey.shape
    top, counts = np.unique(parts[0][even[0] > 0], return_counts=True)
    wide = top[counts > columns * 0.15]
    found = np.isin(parts, wide)
    found[round(rows * 0.75) :] = False
    return np.asarray(found if found.mean() > 0.04 else np.zeros_like(found))


def _plain(sky: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Return the relief of a plain that begins where the sky ends."""
    rows, _ = sky.shape
    horizon = min(float(sky.mean(axis=1).sum()), rows * 0.6)
    down = (np.arange(rows, dtype=np.float32) - np.float32(horizon)) / np.float32(rows - horizon)
    return np.asarray(0.9 - 0.75 * np.clip(down, 0, 1) ** 0.7, np.float32)[:, None]


def _guided(
    guide: NDArray[np.float32], plane: NDArray[np.float32], reach: int
) -> NDArray[np.float32]:
    size = (2 * reach + 1, 2 * reach + 1)
    mean, value = cv2.blur(guide, size), cv2.blur(plane, size)
    slope = (cv2.blur(guide * plane, size) - mean * value) / (
        cv2.blur(guide * guide, size) - mean * mean + np.float32(0.004)
    )
    level = value - slope * mean
    return np.asarray(cv2.blur(slope, size) * guide + cv2.blur(level, size), np.float32)

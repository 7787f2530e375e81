"""Mist: a bank of it in the colour of the distance, which drifts."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.animator.filling import Pixels
from reelwright.providers.offline.animator.slices import SKY, Relief

SPEED = 0.012
"""How fast a bank drifts: widths of the picture a second."""

MOST = 120
"""The alpha of the thickest mist there is."""

_OCTAVES = ((3, 2, 0.5), (7, 4, 0.3), (15, 9, 0.2))
"""Waves of noise: how many across and down, and their share."""


def bank(bgr: Pixels, relief: Relief, thick: float, seed: int) -> Pixels:
    """Return a bank of mist over the far ground of a picture: colours and alpha.

    `thick` is 0 for none, 1 for all there can be.
    """
    rows, columns = relief.shape
    level, tall = _lying(relief)
    down = (np.arange(rows, dtype=np.float32)[:, None] - np.float32(level)) / np.float32(tall)
    height = np.exp(-(down**2))
    alpha = height * _wisps(rows, columns, seed) * np.float32(MOST * thick)
    colour = _distance(bgr, relief)
    made = np.empty((rows, columns, 4), np.uint8)
    made[..., :3], made[..., 3] = colour, np.asarray(alpha, np.uint8)
    return made


def _lying(relief: Relief) -> tuple[float, float]:
    """Return the row that mist lies around, and how tall it is: where the ground is far off."""
    far = (relief < SKY) & (relief > np.float32(0.35))
    weights = far.sum(axis=1).astype(np.float64)
    rows = len(weights)
    if weights.sum() < 1:
        return rows * 0.6, rows * 0.15
    place = np.cumsum(weights) / weights.sum()
    low = float(np.searchsorted(place, 0.85))
    return low, max(rows * 0.08, (low - float(np.searchsorted(place, 0.3))) * 0.6)


def _distance(bgr: Pixels, relief: Relief) -> NDArray[np.uint8]:
    """Return the colour of the farthest ground there is, made a little paler."""
    ground = relief[relief < SKY]
    if not ground.size:
        return np.full(3, 200, np.uint8)
    far = (relief < SKY) & (relief >= np.quantile(ground, 0.8))
    mean = bgr[far].astype(np.float32).mean(axis=0)
    return np.asarray(mean + (235 - mean) * np.float32(0.25), np.uint8)


def _wisps(rows: int, columns: int, seed: int) -> NDArray[np.float32]:
    """Return noise from 0 to 1, longer across than down."""
    rng = np.random.default_rng([seed, 77])
    total = np.zeros((rows, columns), np.float32)
    for across, down, share in _OCTAVES:
        grid = rng.random((down + 1, across + 1), dtype=np.float32)
        whole = cv2.resize(grid, (columns, rows), interpolation=cv2.INTER_CUBIC)
        total += whole * np.float32(share)
    return np.asarray(np.clip((total - np.float32(0.3)) / np.float32(0.45), 0, 1), np.float32)

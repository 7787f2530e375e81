"""What lies behind things: pixels nobody has seen, carried on from those around them."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Plane = NDArray[np.float32]

_LEAST = np.float32(1e-4)


def filled(pixels: Pixels, known: Pixels) -> Pixels:
    """Return a picture whose pixels are as they were where `known` is 255, and made up elsewhere.

    What is made up is a blend of what is known nearby, the smoother the farther from it (the pull
    and push of a pyramid: Gortler and others, 1996). The pyramid narrows faster than it sinks,
    because skies and plains are more alike from side to side than from top to bottom. It is
    reckoned at half the size, which does not show in what is smooth.
    """
    rows, columns = known.shape
    size = (max(1, columns // 2), max(1, rows // 2))
    seen = _halved(cv2.copyTo(pixels, known), size).astype(np.float32)
    share = _halved(known, size).astype(np.float32) / np.float32(255)
    pulled = np.asarray(_pulled(seen, share) + np.float32(0.5), np.uint8)
    spread = cv2.resize(pulled, (columns, rows), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.copyTo(pixels, known, spread), np.uint8)


def _pulled(seen: Plane, share: Plane) -> Plane:
    """Return the colours of a level, filled from coarser ones where it has none of its own."""
    rows, columns = share.shape
    own = seen / np.maximum(share, _LEAST)[..., None]
    if rows < 3:
        total = max(float(share.sum()), float(_LEAST))
        mean = seen.sum(axis=(0, 1)) / np.float32(total)
        return np.where(share[..., None] > _LEAST, own, mean).astype(np.float32)
    size = (max(1, columns // 4), max(1, rows // 2))
    coarse = _pulled(
        np.asarray(_halved(seen, size), np.float32), np.asarray(_halved(share, size), np.float32)
    )
    below = cv2.resize(coarse, (columns, rows), interpolation=cv2.INTER_LINEAR)
    trust = np.minimum(share * 4, 1)[..., None]
    return np.asarray(below + (own - below) * trust, np.float32)


def _halved(plane: NDArray[Any], size: tuple[int, int]) -> NDArray[Any]:
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA))

"""Lanczos's kernel as whole numbers: what each sample of a frame is made of, by where it lies."""

from functools import lru_cache
from math import ceil

import numpy as np
from numpy.typing import ArrayLike, NDArray

PHASES = 512
"""Places between two stored samples that are told apart: a frame moves by such parts evenly."""

LOBES = 3

TAPS = 10
"""Stored samples along a line that a frame's is made of, at most."""

WIDEST = 1.5
"""Stored samples for each of the frame's, at most; `TAPS` and the loops' windows would bear 1.6."""

ACROSS, DOWN = 26214, 20480
"""What weights across and weights down add up to.

The upper half of 32 bits is kept each time. Of a stored value with eight bits below it that leaves
102.4 times the value across, and 32 times it after down; both have room for what Lanczos adds.
"""

BORDER = 24
"""Samples around a stored plane that repeat its edges: loops need not look where it ends."""

REACH = 2
"""Samples beyond the ends of a plane, as far as a frame is let look."""

Weights = NDArray[np.int16]


def width(step: float) -> float:
    """Return how wide the kernel is for frames whose samples lie `step` stored ones apart.

    In whole hundredths, so that few tables serve a zoom; it is never narrower than one sample.
    """
    return max(1.0, round(step, 2))


def taps(wide: float) -> int:
    """Return how many stored samples a kernel reaches, an even number."""
    return 2 * ceil(LOBES * wide)


@lru_cache(maxsize=128)
def weights(wide: float, unit: int) -> Weights:
    """Return weights that add up to `unit`, shaped (`PHASES` + 1, `TAPS`), with zeros at the end.

    Row p has those for a place p / `PHASES` of the way from sample number `taps` / 2 - 1 to the
    next.
    """
    count = taps(wide)
    places = np.arange(count) - (count // 2 - 1) - np.arange(PHASES + 1)[:, None] / PHASES
    due = kernel(LOBES, places / wide)
    due *= unit / due.sum(axis=1, keepdims=True)
    whole = np.rint(due).astype(np.int16)
    # What rounding has left over goes where it shows least: to the largest.
    whole[np.arange(PHASES + 1), due.argmax(axis=1)] += unit - whole.sum(axis=1, dtype=np.int16)
    made = np.zeros((PHASES + 1, TAPS), np.int16)
    made[:, :count] = whole
    made.flags.writeable = False
    return made


def kernel(lobes: int, places: ArrayLike) -> NDArray[np.float64]:
    """Return the Lanczos kernel at places, in samples (Duchon, J. Appl. Meteor. 18, 1979)."""
    at = np.asarray(places, np.float64)
    return np.asarray(np.where(np.abs(at) < lobes, np.sinc(at) * np.sinc(at / lobes), 0))

"""Waves of water: how far each row of a picture of it is carried, by the time and its nearness."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

_SWELLS = ((4.1, 1.0, 0.6), (7.3, 1.6, 0.4))
"""Two trains of waves: how many while nearness grows e-fold, how often in a period, their share."""

_RISE = 0.6
"""How far waves go up and down, in parts of how far they go from side to side."""

_FIRST = 0.02
"""How near the first wave is: those farther off are too small to be seen."""


@dataclass(frozen=True, slots=True)
class Waves:
    """Waves between two rows of a picture, the `horizon` and the `foot`, `turn` of a period on.

    The ground between them is seen by someone who stands on it: what is twice as far below the
    horizon is half as far off. So waves that keep their distance and height are twice as long and
    as high there, and come nearer twice as fast: their phase goes with the logarithm of nearness.
    They carry a row at the foot `reach` pixels away at most.
    """

    horizon: float
    foot: float
    reach: float
    turn: float

    def halved(self) -> "Waves":
        """Return the waves in planes of half the size, whose rows lie between two of these."""
        rows = (self.horizon / 2 - 0.25, self.foot / 2 - 0.25)
        return Waves(*rows, self.reach / 2, self.turn)

    def at(self, rows: ArrayLike) -> NDArray[np.float64]:
        """Return how far right and down rows are carried, in pixels, shaped (2, rows)."""
        near = (np.asarray(rows, np.float64) - self.horizon) / (self.foot - self.horizon)
        near = np.clip(near, 0, 1)
        far = np.log(np.maximum(near, _FIRST))
        right, down = np.zeros_like(near), np.zeros_like(near)
        for count, often, share in _SWELLS:
            phase = 2 * np.pi * (count * far - often * self.turn)
            right += share * np.sin(phase)
            down += share * np.cos(phase)
        return np.stack([right, down * _RISE]) * (self.reach * near)

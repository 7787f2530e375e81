"""The course of a layer that drifts, along one axis: how far it is, and what of it is stored."""

from dataclasses import dataclass
from math import ceil, floor
from typing import Self

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Course:
    """A layer that drifts at `speed`, in stored pixels a second, and repeats every `round` of them.

    So many pixels `before` its first one and `after` its last are stored as well; both are even.
    Where it goes so far that all of it comes by it has to be `wrapped`: rounds are left out.
    """

    speed: float
    round: int
    before: int
    after: int
    wrapped: bool

    @classmethod
    def of(
        cls, speed: float, size: int, round_: int, seen: NDArray[np.float64], seconds: float
    ) -> Self:
        """Return the course, over some seconds, of a layer that is `size` stored pixels long.

        `seen` is where frames begin and end in it, were it to stand still, shaped (frames, 2).
        """
        if not speed:
            return cls(0.0, round_, 0, 0, wrapped=False)
        gone = sorted((0.0, speed * seconds))
        first, last = float(seen[:, 0].min()) - gone[1], float(seen[:, 1].max()) - gone[0]
        longest = float((seen[:, 1] - seen[:, 0]).max())
        if last - first > round_ + longest:
            return cls(speed, round_, 0, _even(round_ - size + longest), wrapped=True)
        before, after = _even(max(0, -floor(first))), _even(max(0, ceil(last) - size))
        return cls(speed, round_, before, after, wrapped=False)

    def gone(self, first: float, seconds: float) -> float:
        """Return how far it has gone, less what rounds bring the frame to where it is stored.

        `first` is where the frame begins in it, were it to stand still.
        """
        if not self.wrapped:
            return self.speed * seconds
        gone = self.speed * seconds % self.round
        return gone + self.round * floor((first - gone) / self.round)


def _even(pixels: float) -> int:
    return ceil(pixels) + 1 & ~1

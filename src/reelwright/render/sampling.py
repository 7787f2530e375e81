"""Where a frame's samples lie in a stored plane, and the weights of the stored ones around them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from reelwright.render.waves import Waves

SKIPPED, MIXED, COPIED = 0, 1, 2
"""What happens to a tile of the frame: nothing, or a layer is laid over it, or hides all below."""

TILE = (8, 64)
"""Height and width, in luma pixels, of the tiles that are drawn, or not, as one."""

CELL = 8
"""Height and width of the cells of a stored picture that are known to be clear or opaque."""

REACH = 6
"""Stored pixels around a point that sampling it touches at most, chroma's counted in luma's."""

COARSE, FINE, WHOLE = 192, 21845, 32768
"""What weights of rows, of columns, and of rows moved before they are looked up add up to.

With 192 the sums that cubic weights make of 128 either way still fit 16 bits; 21845 is two thirds
of a half of 65536, which leaves 64 times a value of them.
"""

Numbers = NDArray[np.int64]
Weights = NDArray[np.float32]
Counts = NDArray[np.int32]
Hidden = NDArray[np.bool_]


def cubic(at: ArrayLike) -> Weights:
    """Return, in a last axis of four, the weights for points `at`, 0 to 1, between two samples.

    Keys' cubic convolution with a = -1/2 (IEEE Trans. ASSP 29, 1981): straight lines stay straight,
    and a picture hardly softens midway, so that slow motion does not shimmer.
    """
    part = np.asarray(at, np.float64)[..., None]
    return np.asarray(((part * _CUBE + _SQUARE) * part + _LINE) * part + _ONE, np.float32)


_CUBE = np.array([-0.5, 1.5, -1.5, 0.5])
_SQUARE = np.array([1.0, -2.5, 2.0, -0.5])
_LINE = np.array([-0.5, 0.0, 0.5, 0.0])
_ONE = np.array([0.0, 1.0, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stored plane lies in a frame's: moved, scaled, leant and in waves, but not turned.

    The frame's first sample is at `begin` (across, down) in the stored plane and the others are
    `steps` apart. Each row lies farther right in the stored plane by `lean` times its distance from
    the stored row `foot`, downwards, and where `waves` carry it.
    """

    steps: tuple[float, float]
    begin: tuple[float, float]
    lean: float = 0.0
    foot: float = 0.0
    waves: Waves | None = None

    def halved(self) -> "Place":
        """Return the place of chroma, which lies left in its pair of columns, between its rows."""
        down = self.begin[1] + 0.5 * self.steps[1] - 0.5
        waves = self.waves.halved() if self.waves else None
        foot = self.foot / 2 - 0.25
        return Place(self.steps, (self.begin[0] / 2, down / 2), self.lean, foot, waves)

    @property
    def straight(self) -> bool:
        """Whether stored columns are as far apart as the frame's."""
        return self.steps[0] == 1

    @property
    def numbers(self) -> tuple[float, float, float, float, float, float, float]:
        """The step and begin across, those down, the lean and the foot, and what waves reach."""
        (across, down), (left, top) = self.steps, self.begin
        reach = self.waves.reach if self.waves else 0.0
        return float(across), float(left), float(down), float(top), self.lean, self.foot, reach

    def lines(self, count: int) -> NDArray[np.float64]:
        """Return for each row of a frame's plane which one it is of the stored, and its way right.

        That includes where the rows begin, where they are `straight`. Shaped (count, 2).
        """
        down = np.arange(count) * self.steps[1] + self.begin[1]
        across = self.lean * (down - self.foot)
        if self.waves:
            carried = self.waves.at(down)
            across, down = across + carried[0], down + carried[1]
        return np.stack([down, across + self.begin[0] if self.straight else across], axis=1)


@dataclass(frozen=True, slots=True)
class Sampling:
    """Bicubic sampling of a stored plane in whole numbers.

    Row `y` of the frame is made of the four stored rows from `rows[y] - 1` on, by weights of
    `COARSE`. Along it, column `x` is made of four from `columns[x] - 1` on, by weights of `FINE`,
    after the row as a whole has been moved left by `leans[y]` and a part. Where the stored columns
    are as far apart as the frame's, `straight`, a column has no part of its own. Columns from
    `bounds[y, 0]` up to `bounds[y, 1]` of the frame can be made.
    """

    rows: Numbers
    row_weights: Numbers
    columns: Numbers
    column_weights: Numbers
    leans: Numbers
    lean_weights: Numbers
    bounds: Numbers
    straight: bool

    @classmethod
    def of(cls, place: Place, stored: tuple[int, int], size: tuple[int, int]) -> "Sampling":
        """Return how a frame's plane of `size` (width, height) samples a plane of `stored` size."""
        straight = place.straight
        across = np.arange(size[0]) * place.steps[0] + (0.0 if straight else place.begin[0])
        down, leant = place.lines(size[1]).T
        rows, columns, leans = (np.floor(one).astype(np.int64) for one in (down, across, leant))
        # Two columns to spare, since a row that is moved and then looked up is taken twice.
        bounds = np.searchsorted(columns, [3 - leans, stored[0] - 4 - leans])
        coarse = _whole(down - rows, COARSE)
        coarse[:, 1] += COARSE - coarse.sum(axis=1)
        return cls(
            np.clip(rows, 1, stored[1] - 3),
            coarse,
            columns,
            _fine(across - columns, FINE),
            leans,
            _fine(leant - leans, FINE if straight else WHOLE),
            np.ascontiguousarray(bounds.T),
            straight,
        )


def _fine(parts: NDArray[np.float64], unit: int) -> Numbers:
    return np.minimum(_whole(parts, unit), 32767)


def _whole(part: NDArray[np.float64], unit: int) -> Numbers:
    """Return cubic weights that add up to about `unit`.

    Step by step as `kernels.stack` has them: at a tie, one more or less is seen in a frame.
    """
    weights = (
        ((-0.5 * part + 1.0) * part - 0.5) * part * unit,
        ((1.5 * part - 2.5) * part * part + 1) * unit,
        ((-1.5 * part + 2.0) * part + 0.5) * part * unit,
        (0.5 * part - 0.5) * part * part * unit,
    )
    return np.floor(np.stack(weights, axis=-1) + 0.5).astype(np.int64)

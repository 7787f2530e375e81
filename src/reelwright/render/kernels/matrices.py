"""A bordered plane resampled by Lanczos's kernel as products of matrices.

That is for where nothing is compiled. A matrix makes some lines of a frame out of the few that they
are made of; most of it is zeros, but the products of such matrices are what numpy does fastest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from threading import local
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.render import lanczos
from reelwright.render.lanczos import BORDER, REACH

_BLOCK = 24
"""Lines that are made by one product of matrices: a few more are needed of those they come from."""

_TILE = (12 * _BLOCK, 14 * _BLOCK)
"""Height and width of what is made of a frame at a time, so that it stays in a near cache."""

_Floats = NDArray[np.float32]
_Part = tuple[slice, slice]


class _Room(local):
    """Arrays that a thread uses again and again: new ones would cost as much as what fills them."""

    def __init__(self) -> None:
        self._kept: dict[str, _Floats] = {}

    def array(self, name: str, shape: tuple[int, int]) -> _Floats:
        """Return an array of unset numbers, which is another one's once that is asked for."""
        size = shape[0] * shape[1]
        if name not in self._kept or self._kept[name].size < size:
            self._kept[name] = np.empty(size, np.float32)
        return self._kept[name][:size].reshape(shape)


_ROOM = _Room()


def resampled(
    padded: NDArray[Any], affine: NDArray[np.float64], shape: tuple[int, ...]
) -> Iterator[tuple[_Part, _Floats]]:
    """Yield parts of a plane of `shape`, and which, as `Kernels.resample` fills one.

    Each must be used before the next is asked for.
    """
    (height, width), (high, wide) = shape, (side - 2 * BORDER for side in padded.shape)
    across = _bands(float(affine[0, 0]), float(affine[0, 2]), width, wide, lanczos.ACROSS)
    down = _bands(float(affine[1, 1]), float(affine[1, 2]), height, high, lanczos.DOWN)
    for top in range(0, height, _TILE[0]):
        for left in range(0, width, _TILE[1]):
            part = slice(top, min(height, top + _TILE[0])), slice(left, min(width, left + _TILE[1]))
            yield part, _made(padded, part, down, across)


def _made(padded: NDArray[Any], part: _Part, down: "_Bands", across: "_Bands") -> _Floats:
    rows, columns = part
    above, left = down.reached(rows), across.reached(columns)
    high, wide = above.stop - above.start, columns.stop - columns.start
    upended = _ROOM.array("upended", (left.stop - left.start, high))
    np.copyto(upended, cv2.transpose(padded[above, left]))
    narrowed = _ROOM.array("narrowed", (wide, high))
    across.make(upended, narrowed, columns.start)
    lines = _ROOM.array("lines", (high, wide))
    cv2.transpose(narrowed, dst=lines)
    made = _ROOM.array("made", (rows.stop - rows.start, wide))
    down.make(lines, made, rows.start)
    return made


@dataclass(frozen=True, slots=True)
class _Bands:
    """A matrix for each `_BLOCK` lines of a frame, and the first of `reach` lines it makes them of.

    These are numbered in the padded plane.
    """

    begins: list[int]
    matrices: _Floats

    @property
    def reach(self) -> int:
        """How many lines a block is made of."""
        return int(self.matrices.shape[2])

    def reached(self, lines: slice) -> slice:
        """Return which lines those of a frame are made of."""
        last = self.begins[(lines.stop - 1) // _BLOCK] + self.reach
        return slice(self.begins[lines.start // _BLOCK], last)

    def make(self, lines: _Floats, out: _Floats, first: int) -> None:
        """Make lines from number `first` on, which begins a block, out of those it `reached`."""
        skipped = self.begins[first // _BLOCK]
        for number in range(0, len(out), _BLOCK):
            begin = self.begins[(first + number) // _BLOCK] - skipped
            made = out[number : number + _BLOCK]
            matrix = self.matrices[(first + number) // _BLOCK, : len(made)]
            np.matmul(matrix, lines[begin : begin + self.reach], out=made)


@lru_cache(maxsize=16)
def _bands(step: float, begin: float, count: int, stored: int, unit: int) -> _Bands:
    wide = lanczos.width(step)
    taps = lanczos.taps(wide)
    at = np.clip(np.arange(count) * step + begin, -REACH, stored - 1 + REACH)
    whole = np.floor(at).astype(np.int64)
    phases = ((at - whole) * lanczos.PHASES + 0.5).astype(np.int64)
    firsts = whole - (taps // 2 - 1) + BORDER
    begins = firsts[::_BLOCK]
    block, line = np.divmod(np.arange(count), _BLOCK)
    reach = int((firsts - begins[block]).max()) + taps
    begins = np.minimum(begins, stored + 2 * BORDER - reach)
    places = (firsts - begins[block])[:, None] + np.arange(taps)
    matrices = np.zeros((len(begins), _BLOCK, reach), np.float32)
    weights = lanczos.weights(wide, unit)[phases, :taps]
    matrices[block[:, None], line[:, None], places] = weights / np.float32(unit)
    return _Bands(begins.tolist(), matrices)

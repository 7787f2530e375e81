"""What a layer does to each tile of a frame, from what is counted in it: compiled by numba."""

# Numba infers types, by the signature.
# ruff: noqa: ANN001, ANN202
# mypy: disable-error-code="no-untyped-def"

import numpy as np

from reelwright.render.kernels.jit import compiled, inlined
from reelwright.render.pixels import Pixels
from reelwright.render.sampling import (
    CELL,
    COPIED,
    MIXED,
    REACH,
    SKIPPED,
    TILE,
    Counts,
    Hidden,
    Place,
)


@inlined
def _cells(first, last, size):
    """Return first and stop of the cells that a stretch of pixels lies in."""
    begin = np.int64(min(max(first - REACH, 0.0), size - 1.0)) // CELL
    return begin, np.int64(min(max(last + REACH, 0.0), size - 1.0)) // CELL + 1


@inlined
def _inside(counts, top, bottom, begin, end):
    below = counts[bottom, end] - counts[bottom, begin]
    return below - (counts[top, end] - counts[top, begin])


@compiled("void(i4[:, :, ::1], UniTuple(i8, 2), UniTuple(f8, 6), b1[:, ::1], u1[:, ::1])")
def _mark(counts, stored, place, hidden, states):
    across, left, down, above, lean, foot = place
    for band in range(states.shape[0]):
        y = band * (TILE[0] * down) + above
        top, bottom = _cells(y, y + (TILE[0] - 1) * down, stored[0])
        one = lean * (y - REACH - foot)
        two = lean * (y + (TILE[0] - 1) * down + REACH - foot)
        for tile in range(states.shape[1]):
            states[band, tile] = SKIPPED
            if hidden[band, tile]:
                continue
            x = tile * (TILE[1] * across) + left
            last = x + (TILE[1] - 1) * across + max(one, two)
            begin, end = _cells(x + min(one, two), last, stored[1])
            every = (bottom - top) * (end - begin)
            if _inside(counts[1], top, bottom, begin, end) == every:
                states[band, tile] = COPIED
                hidden[band, tile] = True
            elif _inside(counts[0], top, bottom, begin, end) != every:
                states[band, tile] = MIXED


def mark(counts: Counts, stored: tuple[int, int], place: Place, hidden: Hidden) -> Pixels:
    """Return what to do with each tile of a frame, where `counts` are those of a `Cutout`.

    `stored` is the height and width of the stored picture. Tiles that are `hidden` are skipped;
    those that the layer hides are added to them.
    """
    states = np.empty(hidden.shape, np.uint8)
    _mark(counts, stored, place.numbers, hidden, states)
    return states

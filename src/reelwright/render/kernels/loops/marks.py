"""What a layer does to each tile of a frame, from what is counted in it."""

# Numba infers types, and all that a loop works on comes as arguments.
# ruff: noqa: ANN001, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def"

import numpy as np

from reelwright.render.kernels.loops.jit import array, inlined, larger, smaller
from reelwright.render.sampling import CELL, COPIED, MIXED, REACH, SKIPPED, TILE


@inlined
def _cells(first, last, size):
    """Return first and stop of the cells that a stretch of pixels lies in."""
    begin = np.int64(smaller(larger(first - REACH, 0.0), size - 1.0)) // CELL
    return begin, np.int64(smaller(larger(last + REACH, 0.0), size - 1.0)) // CELL + 1


@inlined
def _inside(counts, top, bottom, begin, end):
    below = counts[bottom, end] - counts[bottom, begin]
    return below - (counts[top, end] - counts[top, begin])


def marks(counts, rows, columns, height, width, place, hidden, states, bands, across) -> None:
    """Say what to do with each tile; see `kernels.tiles.mark`."""
    counts = array(counts, (2, rows, columns), np.int32)
    place = array(place, 7, np.float64)
    hidden = array(hidden, (bands, across), np.uint8)
    states = array(states, (bands, across), np.uint8)
    step, left, down, above, lean, foot = place[0], place[1], place[2], place[3], place[4], place[5]
    waves = place[6]
    for band in range(bands):
        y = band * (TILE[0] * down) + above
        top, bottom = _cells(y - waves, y + (TILE[0] - 1) * down + waves, height)
        one = lean * (y - REACH - foot)
        two = lean * (y + (TILE[0] - 1) * down + REACH - foot)
        for tile in range(across):
            states[band, tile] = SKIPPED
            if hidden[band, tile]:
                continue
            x = tile * (TILE[1] * step) + left
            last = x + (TILE[1] - 1) * step + (larger(one, two) + waves)
            begin, end = _cells(x + (smaller(one, two) - waves), last, width)
            every = (bottom - top) * (end - begin)
            if _inside(counts[1], top, bottom, begin, end) == every:
                states[band, tile] = COPIED
                hidden[band, tile] = 1
            elif _inside(counts[0], top, bottom, begin, end) != every:
                states[band, tile] = MIXED


LOOPS = (marks,)

"""What a layer does to each tile of a frame, from what is counted in it, with numpy alone."""

import numpy as np
from numpy.typing import NDArray

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
    Numbers,
    Place,
)


def mark(counts: Counts, stored: tuple[int, int], place: Place, hidden: Hidden) -> Pixels:
    """Do what `kernels.tiles.mark` does."""
    across, left, down, above, lean, foot, waves = place.numbers
    y = np.arange(hidden.shape[0]) * (TILE[0] * down) + above
    x = np.arange(hidden.shape[1]) * (TILE[1] * across) + left
    rows = np.stack([y, y + (TILE[0] - 1) * down])
    ends = np.stack([y - REACH, rows[1] + REACH])
    leans = np.sort(lean * (ends - foot), axis=0)[:, :, None] + [[[-waves]], [[waves]]]
    top, bottom = _cells(np.add(rows, [[-waves], [waves]]), stored[0])
    begin, end = _cells(np.stack([x, x + (TILE[1] - 1) * across])[:, None] + leans, stored[1])
    bands = counts[:, bottom] - counts[:, top]
    stop, first = (
        np.take_along_axis(bands, np.broadcast_to(one, (2, *one.shape)), 2) for one in (end, begin)
    )
    clear, opaque = stop - first == (bottom - top)[:, None] * (end - begin)
    states = np.where(opaque, COPIED, np.where(clear, SKIPPED, MIXED)).astype(np.uint8)
    states[hidden] = SKIPPED
    hidden |= opaque
    return states


def _cells(pixels: NDArray[np.float64], size: int) -> tuple[Numbers, Numbers]:
    """Return first and stop of the cells that stretches of pixels lie in."""
    reach = np.stack([pixels[0] - REACH, pixels[1] + REACH])
    within = np.clip(reach, 0, size - 1).astype(np.int64) // CELL
    return within[0], within[1] + 1

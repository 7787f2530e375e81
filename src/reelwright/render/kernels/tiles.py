"""What a layer does to each tile of a frame: in machine code, made of `loops.marks`."""

import numpy as np

from reelwright.render.kernels.machine import address, functions
from reelwright.render.pixels import Pixels
from reelwright.render.sampling import Counts, Hidden, Place

_LOOPS = functions()


def mark(counts: Counts, stored: tuple[int, int], place: Place, hidden: Hidden) -> Pixels:
    """Return what to do with each tile of a frame, where `counts` are those of a `Cutout`.

    `stored` is the height and width of the stored picture. Tiles that are `hidden` are skipped;
    those that the layer hides are added to them.
    """
    states = np.empty(hidden.shape, np.uint8)
    counts, numbers = np.ascontiguousarray(counts), np.array(place.numbers, np.float64)
    _LOOPS["marks"](
        *(address(counts), *counts.shape[1:], *stored, address(numbers)),
        *(address(hidden), address(states), *hidden.shape),
    )
    return states

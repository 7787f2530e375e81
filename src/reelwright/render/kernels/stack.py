"""Laying a layer over a frame, resampled on the way: in machine code, made of `loops.layers`."""

from collections.abc import Sequence

import numpy as np

from reelwright.render.kernels.machine import address, functions
from reelwright.render.pixels import Pixels
from reelwright.render.sampling import TILE, Place

_LOOPS = functions()


def draw(
    into: Sequence[Pixels], alpha: Pixels, ink: Sequence[Pixels], tiles: Pixels, place: Place
) -> None:
    """Draw planes of a layer that share their alpha over planes of a frame, in place.

    One plane is luma; two, whose rows lie as far apart, are chroma. `ink` is multiplied by `alpha`
    already. `tiles` says, for each tile of the frame, whether it is `SKIPPED`, `MIXED` or `COPIED`.
    """
    part, (height, width) = len(into), into[0].shape
    alpha, tiles = np.ascontiguousarray(alpha), np.ascontiguousarray(tiles)
    first, second = np.ascontiguousarray(ink[0]), np.ascontiguousarray(ink[-1])
    numbers, lines = np.array(place.numbers, np.float64), place.lines(height)
    reach = (max(width, alpha.shape[1]) + 131) // 4
    room = np.empty(10 * width + 17 * reach + 257, np.uint64)
    _LOOPS["layer"](
        *(address(into[0]), address(into[-1]), into[0].strides[0], height, width),
        *(address(alpha), address(first), address(second), *alpha.shape, part),
        *(address(tiles), *tiles.shape, TILE[0] // part, TILE[1] // part),
        *(address(numbers), address(lines), address(room)),
    )

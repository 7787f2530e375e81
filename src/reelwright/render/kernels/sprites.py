"""Drawing sprites on a frame: in machine code, made of `loops.sprites`."""

from math import ceil

import numpy as np

from reelwright.render.kernels.machine import address, functions
from reelwright.render.particles.sprites import Sprites
from reelwright.render.pixels import Pixels

_LOOPS = functions()


def draw(sprites: Sprites, into: tuple[Pixels, Pixels, Pixels]) -> None:
    """Draw sprites, one over the other, on a frame's luma and its two chroma planes."""
    reach = float(np.hypot(*sprites.numbers[2:4]).max(initial=0))
    luma, blue, red = into
    height, width = luma.shape
    side = 2 * ceil(reach) + 8
    covers = np.empty((min(height, side), min(width, side) + 2), np.float32)
    shape, places = np.ascontiguousarray(sprites.shape), np.ascontiguousarray(sprites.numbers)
    ink = np.ascontiguousarray(sprites.ink)
    _LOOPS["sprites"](
        *(address(luma), luma.strides[0], address(blue), address(red), blue.strides[0]),
        *(height, width, address(shape), address(places), address(ink), shape.size),
        *(address(covers), *covers.shape),
    )

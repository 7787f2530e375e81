"""The canvas: linear light and depth, painted from far to near in boxes."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, blend, tint

FAR = np.float32(1e6)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels, stop exclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @classmethod
    def around(cls, x: float, y: float, reach: float) -> "Box":
        """Return the square of pixels within `reach` of a place."""
        return cls(int(x - reach), int(y - reach), int(x + reach) + 1, int(y + reach) + 1)

    def __bool__(self) -> bool:
        return self.right > self.left and self.bottom > self.top

    @property
    def window(self) -> tuple[slice, slice]:
        """The box as an index into rows and columns."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def offsets(self, x: float, y: float, unit: float = 1.0) -> tuple[Plane, Plane]:
        """Return how far its columns lie to the right of a place and its rows below, in units."""
        across = np.arange(self.left, max(self.left, self.right), dtype=np.float32)
        down = np.arange(self.top, max(self.top, self.bottom), dtype=np.float32)
        return (across - np.float32(x))[None] / np.float32(unit), (down - np.float32(y))[
            :, None
        ] / np.float32(unit)

    def bands(self, pixels: int = 1 << 20) -> Iterator["Box"]:
        """Give the box in bands of about so many pixels, from the top down."""
        rows = max(16, pixels // max(1, self.right - self.left))
        for top in range(self.top, self.bottom, rows):
            yield Box(self.left, top, self.right, min(self.bottom, top + rows))

    def within(self, other: "Box") -> "Box":
        """Return what this box shares with another."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Box(left, top, min(self.right, other.right), min(self.bottom, other.bottom))


class Canvas:
    """A picture being painted: `light` is linear and unbounded, `depth` is metres from the eye.

    `water` is true where water is seen.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.light = np.zeros((height, width, 3), np.float32)
        self.depth = np.full((height, width), FAR, np.float32)
        self.water = np.zeros((height, width), np.bool_)

    @property
    def box(self) -> Box:
        """The whole of it."""
        return Box(0, 0, self.width, self.height)

    def lay(self, colour: Plane, cover: Plane, box: Box, depth: Plane | float) -> None:
        """Cover `box` with `colour` where `cover` is 1; there it is `depth` metres away.

        `colour` and `cover` are as large as the box, which must lie inside; `colour` may also be
        one colour.
        """
        self.light[box.window] = blend(self.light[box.window], colour, cover)
        self.reach(cover > 0.5, box, depth)

    def reach(self, where: np.ndarray, box: Box, depth: Plane | float) -> None:
        """Note that what is seen `where` in `box` is `depth` metres away."""
        np.copyto(self.depth[box.window], np.asarray(depth, np.float32), where=where)
        self.water[box.window] &= ~where

    def flood(self, where: np.ndarray, box: Box, depth: Plane | float) -> None:
        """Note that what is seen `where` in `box` is water, `depth` metres away."""
        self.reach(where, box, depth)
        self.water[box.window] |= where

    def shine(self, colour: Plane, amount: Plane, box: Box) -> None:
        """Add light of `colour` in `box`."""
        self.light[box.window] += tint(amount, colour)

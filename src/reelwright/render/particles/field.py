"""The field that particles fly in: chance, wrapping at its edges, and the camera in it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelwright.render.particles.sprites import Sprites

Numbers = NDArray[np.float64]

_ROLLS = 12
"""How many numbers of chance each particle has."""


@dataclass(frozen=True, slots=True)
class View:
    """A frame of (width, height) pixels, and where the camera is, as a plain picture shows it.

    `way` is how far that has gone across and down the frame, in pixels. `side` is as in
    `model.stack.Particles`.
    """

    frame: tuple[int, int]
    zoom: float = 1.0
    way: tuple[float, float] = (0.0, 0.0)
    depth: float = 1.0
    side: float = 0.0

    @property
    def aspect(self) -> float:
        """The frame's width in heights of it."""
        return self.frame[0] / self.frame[1]

    def place(
        self, x: Numbers, y: Numbers, near: Numbers, margin: float
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Return where particles are, and how large a height is there, all in pixels.

        `x` and `y` are in heights of the frame, from its top left, and go on for ever: what leaves
        the field, which is `margin` larger all around, comes in at its other side. `near` is how
        far each follows the camera, in parts of the layer's depth.
        """
        width, height = self.frame
        depth = self.depth * near
        zoom = 1 + (self.zoom - 1) * depth
        ways = [depth * way / height / zoom for way in self.way]
        across = (x + ways[0] + margin) % (self.aspect + 2 * margin) - margin
        down = (y + ways[1] + margin) % (1 + 2 * margin) - margin
        left = width / 2 + (across - self.aspect / 2) * zoom * height - 0.5
        top = height / 2 + (down - 0.5) * zoom * height - 0.5
        return left, top, zoom * height


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of weather: so many particles in a 16:9 frame, and what they are at an instant.

    `sprites` is a pure function of chance, shaped (12, n) and uniform from 0 to 1, of the time in
    seconds and of the view.
    """

    count: int
    sprites: Callable[[Numbers, float, View], Sprites]


def rolls(seed: int, count: int) -> Numbers:
    """Return the chance of `count` particles; those of a smaller count are the first of it."""
    return np.random.default_rng(seed).random((count, _ROLLS)).T

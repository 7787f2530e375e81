"""The shapes of sprites: how much of a point each covers. For numbers compiled and arrays alike.

`u` runs along a sprite and `v` across it, both from -1 to 1; `across` is half its width in pixels.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from reelwright.render.particles.sprites import Shape

_0, _1, _2, _3 = (np.float32(one) for one in range(4))
# Of 32 bits like all they meet: whole numbers would make it 64 where it is compiled.

Cover = Callable[[Any, Any, Any, Any], Any]


def disc(u: Any, v: Any, soft: Any, _across: Any) -> Any:  # noqa: ANN401 - a number or an array
    """A disc whose edge falls off smoothly over `soft` of the radius."""
    edge = np.minimum(_1, np.maximum(_0, (_1 - np.sqrt(u * u + v * v)) / soft))
    return edge * edge * (_3 - _2 * edge)


def glow(u: Any, v: Any, _soft: Any, _across: Any) -> Any:  # noqa: ANN401 - a number or an array
    """Nearly a Gaussian, but for an end."""
    left = np.maximum(_0, _1 - u * u - v * v)
    return left * left * left


def streak(u: Any, v: Any, soft: Any, _across: Any) -> Any:  # noqa: ANN401 - a number or an array
    """A line that thins out towards both ends."""
    edge = np.minimum(_1, np.maximum(_0, (_1 - np.abs(v)) / soft))
    return np.maximum(_0, _1 - u * u) * edge * edge * (_3 - _2 * edge)


def leaf(u: Any, v: Any, _soft: Any, across: Any) -> Any:  # noqa: ANN401 - a number or an array
    """Two parabolas that meet in points, with an edge of about a pixel."""
    return np.minimum(1, np.maximum(0, (1 - u * u - np.abs(v)) * across / 1.3 + 0.5))


def bubble(u: Any, v: Any, _soft: Any, across: Any) -> Any:  # noqa: ANN401 - a number or an array
    """A film that shows most where it is seen from its side, lit from the upper left."""
    square = u * u + v * v
    inside = np.minimum(1, np.maximum(0, (1 - np.sqrt(square)) * across / 1.3 + 0.5))
    light = np.maximum(0, 1 - ((u + 0.4) * (u + 0.4) + (v + 0.44) * (v + 0.44)) / 0.07)
    echo = np.maximum(0, 1 - ((u - 0.46) * (u - 0.46) + (v - 0.5) * (v - 0.5)) / 0.04)
    film = 0.06 + 0.7 * square * square * square * square
    return np.minimum(1, inside * (film + 1.1 * light * light + 0.35 * echo * echo))


def gain(v: Any, across: Any) -> Any:  # noqa: ANN401 - a number or an array
    """How much lighter a leaf is there than on average: one half is, the other is darker."""
    return 1 - 0.14 * np.minimum(1, np.maximum(-1, v * across))


COVERS: dict[Shape, Cover] = {
    Shape.DISC: disc,
    Shape.GLOW: glow,
    Shape.STREAK: streak,
    Shape.LEAF: leaf,
    Shape.BUBBLE: bubble,
}

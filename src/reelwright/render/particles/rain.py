"""Rain: drops too quick to see, drawn as the way they go while a shutter is open."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, ycc

_SLANT = 0.11
"""Radians from upright that the wind drives all drops by."""

_SHUTTER = 1 / 45
"""Seconds."""


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the drops at an instant."""
    chance = chance[:, np.argsort(chance[2])]
    near = chance[2] ** 1.6
    speed = (1.1 + 1.7 * near) * (0.9 + 0.2 * chance[3])
    slant = _SLANT + 0.02 * (chance[4] - 0.5)
    x = chance[0] * (view.aspect + 1) - np.sin(slant) * speed * seconds
    y = chance[1] * 3 + np.cos(slant) * speed * seconds
    left, top, height = view.place(x, y, 0.6 + 0.8 * near, 0.06)
    sizes = (speed * _SHUTTER / 2 * height * 1.4, (0.00055 + 0.0009 * near) * height)
    return Sprites.of(
        Shape.STREAK,
        (left, top),
        sizes,
        ycc(214, 224, 236),
        0.2 + 0.32 * near,
        angle=np.pi / 2 + slant,
        veil=0.75,
    )


RAIN = Kind(520, sprites)

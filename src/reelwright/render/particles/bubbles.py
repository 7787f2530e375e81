"""Bubbles: they wobble up, the large ones quickest, with light on their rims."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, ycc


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the bubbles at an instant."""
    chance = chance[:, np.argsort(chance[2])]
    turn = 2 * np.pi
    size = chance[2] ** 2.5
    wobble = turn * (seconds / (1.1 + 1.5 * chance[3]) + chance[4])
    x = chance[0] * (view.aspect + 1) + (0.006 + 0.008 * size) * np.sin(wobble)
    x = x + 0.02 * np.sin(turn * (seconds / (6 + 5 * chance[5]) + chance[6]))
    y = chance[1] * 2 - (0.05 + 0.11 * size) * (0.85 + 0.3 * chance[7]) * seconds
    left, top, height = view.place(x, y, 0.7 + 0.6 * size, 0.05)
    radius = (0.0035 + 0.026 * size) * height
    squash = 0.05 * np.sin(2 * wobble)
    sizes = (radius * (1 + squash), radius * (1 - squash))
    return Sprites.of(
        Shape.BUBBLE, (left, top), sizes, ycc(226, 244, 255), 0.5 + 0.3 * chance[8], veil=0.7
    )


BUBBLES = Kind(60, sprites)

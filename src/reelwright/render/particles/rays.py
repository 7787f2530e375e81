"""Rays: shafts of sunlight through leaves or water, which wander a little and come and go."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, ycc

_LIGHT = ycc(255, 238, 206)

_ABOVE = 0.3
"""How far above the frame they come from, in heights of it."""

_LONG = 1.75
"""How far they reach, in heights of the frame."""

_FAN = 0.62
"""Radians from the first of them to the last."""


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the rays at an instant."""
    turn = 2 * np.pi
    wander = 0.02 * np.sin(turn * (seconds / (13 + 9 * chance[3]) + chance[4]))
    heading = np.arctan2(0.9 + _ABOVE, -0.45 * view.side * view.aspect)
    angle = heading + _FAN * (chance[0] - 0.5) + wander
    x = view.aspect * (0.5 + 0.45 * view.side) + _LONG / 2 * np.cos(angle)
    y = _LONG / 2 * np.sin(angle) - _ABOVE
    left, top, height = view.place(x, y, np.ones(chance.shape[1]), 2.0)
    slow = np.sin(turn * (seconds / (4.4 + 3.6 * chance[5]) + chance[6]))
    quick = np.sin(turn * (seconds / (2.2 + 1.8 * chance[7]) + chance[8]))
    shine = 0.58 + 0.28 * slow + 0.14 * quick
    width = (0.02 + 0.034 * chance[2]) * height
    return Sprites.of(
        Shape.STREAK,
        (left, top),
        (_LONG / 2 * height, width),
        _LIGHT,
        (0.08 + 0.06 * chance[9]) * shine,
        angle=angle,
        veil=0.0,
    )


RAYS = Kind(8, sprites)

"""Leaves: they sail down from side to side, turn and tumble, in the colours of autumn."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, ycc

_COLOURS = np.array(
    [
        ycc(*rgb)
        for rgb in ((196, 72, 28), (222, 140, 38), (168, 48, 34), (214, 178, 62), (138, 92, 44))
    ]
).T


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the leaves at an instant."""
    chance = chance[:, np.argsort(chance[2])]
    turn = 2 * np.pi
    near = chance[2] ** 1.5
    swing = turn * (seconds / (2.2 + 1.6 * chance[3]) + chance[4])
    x = chance[0] * (view.aspect + 1) + (0.03 + 0.05 * chance[5]) * seconds
    x = x + (0.03 + 0.04 * near) * np.sin(swing)
    # A leaf falls quickest in the middle of its swing.
    y = chance[1] * 2 + (0.09 + 0.12 * near) * seconds - 0.012 * np.sin(2 * swing)
    left, top, height = view.place(x, y, 0.6 + 0.8 * near, 0.05)
    length = (0.009 + 0.017 * near) * (0.8 + 0.4 * chance[6]) * height
    tumble = np.cos(turn * (seconds / (1.6 + 2.4 * chance[7]) + chance[8]))
    lit = 0.84 + 0.16 * tumble
    ink = _COLOURS[:, (chance[9] * _COLOURS.shape[1]).astype(int)].copy()
    ink[0] = 16 + (ink[0] - 16) * lit
    angle = turn * chance[10] + 0.7 * np.sin(swing) + (chance[11] - 0.5) * 0.8 * seconds
    width = length * 0.46 * (0.18 + 0.82 * np.abs(tumble))
    return Sprites.of(Shape.LEAF, (left, top), (length, width), ink, 0.96, angle=angle)


LEAVES = Kind(44, sprites)

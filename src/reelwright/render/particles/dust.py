"""Dust: motes that hang in warm light, catch it and lose it."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, joined, ycc

_LIGHT = ycc(255, 236, 200)


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the motes at an instant."""
    turn = 2 * np.pi
    drift = np.sin(turn * (seconds / (9 + 7 * chance[3]) + chance[4]))
    bob = np.sin(turn * (seconds / (7 + 6 * chance[5]) + chance[6]))
    x = chance[0] * (view.aspect + 1) + 0.05 * drift + (chance[7] - 0.4) * 0.02 * seconds
    y = chance[1] * 2 + 0.035 * bob - 0.006 * seconds
    near = chance[2] ** 2
    left, top, height = view.place(x, y, 0.5 + near, 0.03)
    caught = 0.5 + 0.5 * np.sin(turn * (seconds / (2.5 + 4 * chance[8]) + chance[9]))
    blurred = chance[10] > 0.82
    radius = np.where(blurred, 0.005 + 0.011 * chance[11], 0.0009 + 0.0016 * near) * height
    alpha = np.where(blurred, 0.05 + 0.10 * caught, 0.15 + 0.75 * caught**2)
    soft = np.where(blurred, 0.35, 1.0)
    motes = Sprites.of(
        Shape.DISC, (left, top), (radius, radius), _LIGHT, alpha, soft=soft, veil=0.15
    )
    bright = (~blurred) & (chance[11] > 0.6)
    halo = radius[bright] * 4.5
    glows = Sprites.of(
        Shape.GLOW,
        (left[bright], top[bright]),
        (halo, halo),
        _LIGHT,
        0.22 * caught[bright] ** 2,
        veil=0.0,
    )
    return joined(glows, motes)


DUST = Kind(190, sprites)

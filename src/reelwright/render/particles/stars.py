"""Stars: they stand, and twinkle; few are bright, and those have a colour and a glow."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, joined, ycc

_WHITE, _BLUE, _AMBER = (
    np.array(ycc(*rgb))[:, None] for rgb in ((250, 250, 255), (190, 214, 255), (255, 222, 180))
)


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the stars at an instant."""
    turn = 2 * np.pi
    left, top, height = view.place(
        chance[0] * (view.aspect + 0.04), chance[1] * 1.04, np.ones(chance.shape[1]), 0.02
    )
    bright = chance[2] ** 9
    slow = np.sin(turn * (seconds / (2.3 + 3 * chance[3]) + chance[4]))
    quick = np.sin(turn * (seconds / (0.7 + 0.6 * chance[5]) + chance[6]))
    shine = 1 - (0.2 + 0.3 * chance[7]) * (0.5 + 0.32 * slow + 0.18 * quick)
    tint = chance[8]
    ink = np.where(tint < 0.3, _BLUE, np.where(tint > 0.82, _AMBER, _WHITE))
    radius = (0.00095 + 0.0014 * bright + 0.0004 * chance[9]) * height
    alpha = np.minimum(1, (0.4 + 0.6 * bright + 0.4 * chance[9] ** 2) * shine)
    points = Sprites.of(Shape.DISC, (left, top), (radius, radius), ink, alpha, veil=0.3)
    big = bright > 0.4
    halo = radius[big] * (4 + 1.5 * shine[big])
    glow = Sprites.of(
        Shape.GLOW, (left[big], top[big]), (halo, halo), ink[:, big], 0.3 * shine[big], veil=0.0
    )
    return joined(glow, points)


STARS = Kind(620, sprites)

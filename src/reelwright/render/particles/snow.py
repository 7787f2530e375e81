"""Snow: flakes that sink and swing, the near ones large, quick and out of focus."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, ycc


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the flakes at an instant."""
    chance = chance[:, np.argsort(chance[2])]
    near = chance[2] ** 2.2
    swing = np.sin(2 * np.pi * (seconds / (3 + 4 * chance[3]) + chance[4]))
    x = chance[0] * (view.aspect + 1) + (0.01 + 0.035 * near) * seconds + 0.018 * swing
    y = chance[1] * 2 + (0.05 + 0.17 * near) * (0.85 + 0.3 * chance[5]) * seconds
    left, top, height = view.place(x, y, 0.6 + 0.8 * near, 0.03)
    close = chance[6] > 0.965
    radius = np.where(close, 0.009 + 0.012 * chance[7], 0.0011 + 0.0042 * near) * height
    alpha = np.where(close, 0.22, 0.55 + 0.4 * chance[7] * (1 - 0.4 * near))
    soft = np.where(close, 0.7, 0.75 + 0.25 * near)
    return Sprites.of(
        Shape.DISC, (left, top), (radius, radius), ycc(246, 250, 255), alpha, soft=soft
    )


SNOW = Kind(520, sprites)

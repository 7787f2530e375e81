"""Embers: sparks that rise in the heat, waver, cool from yellow to red and go out."""

import numpy as np

from reelwright.render.particles.field import Kind, Numbers, View
from reelwright.render.particles.sprites import Shape, Sprites, joined, ycc

_HOT, _WARM, _COLD = (
    np.array(ycc(*rgb))[:, None] for rgb in ((255, 226, 150), (255, 140, 40), (190, 40, 12))
)


def sprites(chance: Numbers, seconds: float, view: View) -> Sprites:
    """Return the embers and their glow at an instant."""
    turn = 2 * np.pi
    life = 3.5 + 4 * chance[3]
    age = (seconds / life + chance[4]) % 1
    near = chance[2] ** 1.8
    waver = np.sin(turn * (age * (1.3 + 1.2 * chance[5]) + chance[6]))
    flutter = np.sin(turn * (age * (3.5 + 3 * chance[7]) + chance[8]))
    # Where it begins is new chance in every life, so that no ember comes twice the same way.
    lives = np.floor(seconds / life + chance[4])
    start = (chance[0] + 0.618034 * lives) % 1
    x = start * (view.aspect + 0.12) - 0.06 + age * (0.05 + 0.05 * waver) + 0.008 * flutter
    y = 1.03 - (0.45 + 0.9 * chance[1]) * age**0.9 - 0.006 * flutter
    # They are born and go out where they are: nothing wraps but what the camera passes.
    left, top, height = view.place(x, y, 0.6 + 0.8 * near, 0.12)
    flicker = 0.75 + 0.25 * np.sin(turn * (seconds * (2 + 3 * chance[9]) + chance[10]))
    light = np.clip(age / 0.08, 0, 1) * (1 - age) ** 0.6 * flicker
    radius = (0.0012 + 0.0028 * near) * (1 - 0.45 * age) * height
    cooled = np.clip(age * 1.5, 0, 1)
    ink = np.where(
        cooled < 0.5, _HOT + (_WARM - _HOT) * cooled * 2, _WARM + (_COLD - _WARM) * (cooled * 2 - 1)
    )
    heading = np.pi / 2 + 0.5 * waver
    core = Sprites.of(
        Shape.DISC,
        (left, top),
        (radius * (1.3 + 0.6 * chance[11]), radius),
        ink,
        np.minimum(1, 1.25 * light),
        angle=heading,
        veil=0.35,
    )
    halo = radius * 5.5
    glow = Sprites.of(Shape.GLOW, (left, top), (halo, halo), _WARM, 0.4 * light, veil=0.0)
    return joined(glow, core)


EMBERS = Kind(190, sprites)

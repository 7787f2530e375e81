"""Buildings known by their outline: a church, a lighthouse, a windmill; and all by name."""

from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.draft import Draft, box
from reelwright.providers.offline.visual.brush.sprite import Sprite
from reelwright.providers.offline.visual.built.houses import VARIANTS, cabin, cottage, window
from reelwright.providers.offline.visual.nature.planting import Paint

COLOURS = {
    "cottage": (
        ("#8a4630", "#d8ccb4"),
        ("#6e3c2c", "#cbb894"),
        ("#5a4a44", "#e0d8c8"),
        ("#7a5238", "#b8b0a0"),
    ),
    "church": (("#5a4a44", "#d0c8b8"), ("#8a4630", "#e0d8c8")),
    "lighthouse": (("#b03028", "#dcd8d0"), ("#2f4a6e", "#dcd8d0")),
    "windmill": (("#5a3c2a", "#d0c4ac"), ("#6e3c2c", "#b8aa94")),
    "cabin": (("#4a4038", "#7a5a3c"), ("#3f4a3c", "#6d4c32")),
}
"""The colours of buildings: roof and wall."""


@lru_cache(maxsize=1)
def church() -> Sprite:
    """Return a village church, 26 metres tall."""
    draft = Draft(26, 26, 14)
    draft.face(box(-3.5, 0, 9.5, 7), (0.6, 0))
    draft.lay(box(-3.5, 0, 9.5, 7), 0.5, 0.35)
    for x in np.arange(-1.0, 8.5, 2.6):
        _arch(draft, float(x), 1.8, 1.1, 3.4)
    nave = [(-3.8, 6.7), (10.2, 6.7), (8.6, 12), (-3.8, 12)]
    draft.face(nave, (0.3, 0.75), roof=1.0)
    draft.lay(nave, 0.4, 0.45, brick=1.3)
    for left, right, facing in ((-8.5, -6.2, -0.75), (-6.2, -3.2, 0.6)):
        draft.face(box(left, 0, right, 16), (facing, 0))
    draft.lay(box(-8.5, 0, -3.2, 16), 0.5, 0.35)
    _arch(draft, -5.4, 11.5, 1.2, 2.6)
    _arch(draft, -7.7, 11.5, 0.7, 2.6)
    draft.face([(-8.9, 15.8), (-6.2, 15.8), (-5.9, 24.5)], (-0.7, 0.4), roof=1.0)
    draft.face([(-6.2, 15.8), (-2.9, 15.8), (-5.9, 24.5)], (0.55, 0.4), roof=1.0)
    draft.face(box(-5.97, 24.3, -5.83, 25.9), (0, 0), 0.5)
    draft.face(box(-6.4, 25.1, -5.4, 25.25), (0, 0), 0.5)
    draft.stain(0.14, 3)
    return draft.sprite()


def _arch(draft: Draft, x: float, y: float, wide: float, tall: float) -> None:
    turn = np.linspace(0, np.pi, 9)
    crown = [
        (
            x + wide / 2 + float(np.cos(a)) * wide / 2,
            y + tall - wide / 2 + float(np.sin(a)) * wide / 2,
        )
        for a in turn
    ]
    draft.face([(x, y), (x + wide, y), *crown], (0.5, 0.1), 0.15, glow=1.0)


@lru_cache(maxsize=1)
def lighthouse() -> Sprite:
    """Return a lighthouse on its rock, 30 metres tall."""
    draft = Draft(26, 30, 14)
    _rock(draft, noise.generator(1, "lighthouse"))
    draft.cone([(-2.5, 4), (2.5, 4), (1.6, 22.5), (-1.6, 22.5)], 0.06, 1.15)
    for low in (8.2, 13.6, 19.0):
        foot, head = (2.5 - (y - 4) * 0.0486 for y in (low, low + 2.6))
        stripe = [(-foot, low), (foot, low), (head, low + 2.6), (-head, low + 2.6)]
        draft.cone(stripe, 0.06, roof=1.0)
    for y in (6.4, 11.8, 17.2):
        draft.face(box(0.2, y, 0.75, y + 1.0), (0.3, 0), 0.15, glow=0.8)
    _lantern(draft)
    draft.stain(0.12, 5)
    return draft.sprite()


ROCK = (
    (-11.5, 0), (11.5, 0), (9.5, 1.6), (6.8, 2.4), (5.2, 3.9), (1.5, 4.4), (-2.5, 4.2),
    (-5.5, 3.4), (-7.0, 2.0), (-10, 1.2),
)  # fmt: skip
"""The outline of the rock that the lighthouse stands on."""


def _rock(draft: Draft, rng: np.random.Generator) -> None:
    draft.face(list(ROCK), (0.1, 0.4), 0.42)
    for _ in range(26):
        x, y, size = rng.uniform(-9, 8), rng.uniform(0, 3.0), rng.uniform(0.8, 2.4)
        low = (x + size, y + rng.uniform(-0.3, 0.3))
        shape = [(x, y), low, (x + size * 0.8, y + size * 0.5), (x + size * 0.2, y + size * 0.6)]
        facing, shade = (rng.uniform(-0.7, 0.7), rng.uniform(0.1, 0.7)), rng.uniform(0.3, 0.55)
        if y + size * 0.6 < 3.6 - abs(x) * 0.24:
            draft.face(shape, facing, shade)


def _lantern(draft: Draft) -> None:
    draft.cone([(-2.3, 22.4), (2.3, 22.4), (2.3, 22.9), (-2.3, 22.9)], 0.1, 0.5)
    for x in np.linspace(-2.25, 2.15, 9).tolist():
        draft.face(box(x, 22.9, x + 0.1, 24.0), (0, 0), 0.4)
    draft.drum(-1.3, 1.3, 22.9, 25.8, 0.25)
    draft.face(box(-1.05, 23.4, 1.05, 25.6), (0, 0.3), 0.7, glow=3.0)
    for x in (-1.3, -0.45, 0.4, 1.2):
        draft.face(box(x, 22.9, x + 0.1, 25.8), (0, 0), 0.3)
    draft.cone([(-1.75, 25.7), (1.75, 25.7), (0.12, 28.2), (-0.12, 28.2)], 0.5, 0.9, roof=1.0)
    draft.face(box(-0.05, 28.0, 0.05, 29.6), (0, 0), 0.4)


@lru_cache(maxsize=1)
def windmill() -> Sprite:
    """Return a windmill, 20 metres tall."""
    draft = Draft(20, 20, 18)
    draft.cone([(-3.2, 0), (3.2, 0), (1.9, 11), (-1.9, 11)], 0.1)
    draft.lay([(-3.2, 0), (3.2, 0), (1.9, 11), (-1.9, 11)], 0.4, 0.3)
    for y in (2.6, 6.2):
        window(draft, -0.4, y, (0.8, 1.2), 0.1)
    draft.cone([(-2.2, 10.8), (2.2, 10.8), (1.2, 13.1), (0, 13.8), (-1.2, 13.1)], 0.5, roof=1.0)
    for quarter in range(4):
        angle = np.pi / 4 * 0.7 + quarter * np.pi / 2
        _sail(draft, float(np.cos(angle)), float(np.sin(angle)))
    draft.face([(0.35, 11.9), (0, 12.3), (-0.35, 11.9), (0, 11.5)], (0, 0.2), 0.4)
    draft.stain(0.14, 7)
    return draft.sprite()


def _sail(draft: Draft, east: float, north: float) -> None:
    def place(along: float, aside: float) -> tuple[float, float]:
        return along * east - aside * north, 11.9 + along * north + aside * east

    draft.face(
        [place(0, -0.14), place(7.6, -0.1), place(7.6, 0.1), place(0, 0.14)], (0.1, 0.1), 0.35
    )
    draft.face(
        [place(1.4, 0.1), place(7.4, 0.1), place(7.4, 1.5), place(1.4, 1.5)], (0.15, 0.1), 1.15
    )
    for step in np.linspace(1.4, 7.4, 9):
        draft.face(
            [
                place(step - 0.05, 0.1),
                place(step + 0.05, 0.1),
                place(step + 0.05, 1.5),
                place(step - 0.05, 1.5),
            ],
            (0, 0),
            0.4,
        )
    for aside in (0.1, 0.8, 1.5):
        draft.face(
            [
                place(1.4, aside - 0.05),
                place(7.4, aside - 0.05),
                place(7.4, aside + 0.05),
                place(1.4, aside + 0.05),
            ],
            (0, 0),
            0.4,
        )


def named(name: str, rng: np.random.Generator) -> Sprite:
    """Return the building called `name`, one of them if there are several."""
    if name == "cottage":
        return cottage(int(rng.integers(VARIANTS)))
    return {"church": church, "lighthouse": lighthouse, "windmill": windmill, "cabin": cabin}[
        name
    ]()


def paint(name: str, rng: np.random.Generator) -> Paint:
    """Return the colours of the building called `name`: its roof's and its walls'."""
    roof, wall = COLOURS[name][rng.integers(len(COLOURS[name]))]
    return Paint(colour(roof), colour(wall))

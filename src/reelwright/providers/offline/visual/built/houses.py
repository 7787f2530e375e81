"""Houses of the country: cottages, and a cabin of logs."""

from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.draft import Draft, box
from reelwright.providers.offline.visual.brush.sprite import Sprite

VARIANTS = 6


@lru_cache(maxsize=32)
def cottage(variant: int) -> Sprite:
    """Return the `variant`th cottage: 9 metres tall, seen from one corner."""
    rng = noise.generator(variant, "cottage")
    draft = Draft(16, 9, 32)
    long, deep, eaves, ridge = (
        rng.uniform(5.5, 8),
        rng.uniform(3.2, 4.4),
        rng.uniform(2.7, 4.6),
        0.0,
    )
    ridge = eaves + deep * rng.uniform(0.55, 0.8)
    left = -(long + deep) / 2
    corner, right = left + deep, left + deep + long
    lean, over = 0.55, 0.35
    gable = [(left, 0), (corner, 0), (corner, eaves), ((left + corner) / 2, ridge), (left, eaves)]
    draft.face(gable, (-0.75, 0.0))
    draft.face(box(corner, 0, right, eaves), (0.62, 0.0))
    _walls(draft, (left, corner, right), eaves, variant % 3, rng)
    top = (left + corner) / 2
    slope = [
        (corner + over * 0.3, eaves - 0.25),
        (right + over, eaves - 0.25),
        (right + over - (corner - top) * 0.98 + 0.2, ridge),
        (top - 0.15, ridge),
    ]
    draft.face(slope, (0.35, 0.75), roof=1.0)
    draft.lay(slope, 0.26, 0.5, brick=1.3)
    edge = [
        (left - over, eaves - 0.3),
        (top - 0.15, ridge),
        (top + 0.12, ridge + 0.05),
        (left - over + 0.1, eaves - 0.5),
    ]
    draft.face(edge, (-0.5, 0.3), 0.7, roof=0.6)
    chimney = rng.uniform(corner + 0.4, right - 2.2)
    draft.face(box(chimney, ridge - lean, chimney + 0.75, ridge + 0.9), (0.5, 0.1), 0.8)
    draft.lay(box(chimney, ridge - lean, chimney + 0.75, ridge + 0.9), 0.22, 0.5)
    draft.stain(0.16, variant)
    return draft.sprite()


def _walls(
    draft: Draft,
    across: tuple[float, float, float],
    eaves: float,
    kind: int,
    rng: np.random.Generator,
) -> None:
    left, corner, right = across
    if kind == 0:
        draft.lay(box(left, 0, right, eaves), 0.34, 0.42)
    elif kind == 1:
        _timber(draft, across, eaves)
    floors = 2 if eaves > 3.8 else 1
    door = rng.uniform(corner + 0.8, right - 1.8)
    for floor in range(floors):
        foot = 0.9 + floor * 1.75
        for x in np.arange(corner + 0.7, right - 0.9, rng.uniform(1.5, 2.0)):
            if floor or abs(x + 0.4 - door - 0.45) > 1.0:
                window(draft, float(x), foot, (0.8, 1.0), 0.62)
        window(draft, (left + corner) / 2 - 0.38, foot, (0.76, 1.0), -0.75)
    draft.face(box(door - 0.12, 0, door + 1.02, 2.12), (0.62, 0), 1.2)
    draft.face(box(door, 0, door + 0.9, 2.0), (0.62, 0), 0.28)


def _timber(draft: Draft, across: tuple[float, float, float], eaves: float) -> None:
    left, corner, right = across
    for start, stop, facing in ((left, corner, -0.75), (corner, right, 0.62)):
        for x in np.linspace(start, stop - 0.18, max(3, int((stop - start) / 1.3) + 1)):
            draft.face(box(float(x), 0, float(x) + 0.18, eaves), (facing, 0), 0.3)
        for y in (0.75, eaves * 0.52, eaves - 0.2):
            draft.face(box(start, y, stop, y + 0.18), (facing, 0), 0.3)


def window(draft: Draft, x: float, y: float, size: tuple[float, float], facing: float) -> None:
    """Draw a window of some width and height in a wall that faces so far to the right."""
    wide, tall = size
    draft.face(box(x - 0.1, y - 0.1, x + wide + 0.1, y + tall + 0.1), (facing, 0), 1.15)
    draft.face(box(x, y, x + wide, y + tall), (facing, 0.2), 0.16, glow=1.0)
    draft.face(box(x + wide / 2 - 0.035, y, x + wide / 2 + 0.035, y + tall), (facing, 0), 0.7)
    draft.face(box(x, y + tall * 0.5 - 0.035, x + wide, y + tall * 0.5 + 0.035), (facing, 0), 0.7)


@lru_cache(maxsize=1)
def cabin() -> Sprite:
    """Return a log cabin, 6 metres tall."""
    draft = Draft(12, 6, 46)
    left, corner, right, eaves, ridge = -5.0, -1.6, 4.6, 2.4, 4.4
    top = (left + corner) / 2
    draft.face([(left, 0), (corner, 0), (corner, eaves), (top, ridge), (left, eaves)], (-0.7, 0))
    draft.face(box(corner, 0, right, eaves), (0.6, 0))
    draft.lay(box(left, 0, right, ridge), 0.27, 0.75, brick=40)
    for x in (-0.9, 2.9):
        window(draft, x, 0.95, (0.85, 0.85), 0.6)
    window(draft, top - 0.4, 0.95, (0.8, 0.85), -0.7)
    draft.face(box(1.1, 0, 2.05, 1.95), (0.6, 0), 0.35)
    slope = [
        (corner + 0.1, eaves - 0.25),
        (right + 0.5, eaves - 0.25),
        (right - 0.9, ridge),
        (top - 0.1, ridge),
    ]
    draft.face(slope, (0.3, 0.75), roof=1.0)
    draft.lay(slope, 0.22, 0.5, brick=1.6)
    draft.face(
        [
            (left - 0.4, eaves - 0.3),
            (top - 0.1, ridge),
            (top + 0.15, ridge + 0.06),
            (left - 0.25, eaves - 0.5),
        ],
        (-0.5, 0.3),
        0.6,
        roof=0.5,
    )
    draft.face(box(2.4, ridge - 0.7, 3.1, ridge + 0.8), (0.4, 0.1), 0.7)
    draft.lay(box(2.4, ridge - 0.7, 3.1, ridge + 0.8), 0.2, 0.5)
    draft.stain(0.18, 9)
    return draft.sprite()

"""Castles: a keep, towers with pointed roofs or battlements, and walls between them."""

from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.draft import Draft, box
from reelwright.providers.offline.visual.brush.sprite import Sprite

VARIANTS = 5
TALL, WIDE = 64.0, 84.0


@lru_cache(maxsize=8)
def castle(variant: int) -> Sprite:
    """Return the `variant`th castle, 64 metres tall and at most 84 wide."""
    rng = noise.generator(variant, "castle")
    draft = Draft(WIDE, TALL, 9)
    for x in rng.uniform(-14, 14, 3):
        _tower(draft, float(x), rng.uniform(2.6, 3.6), rng.uniform(36, 48), rng, pointed=True)
    _keep(draft, rng)
    for x in (-17, 16):
        _tower(
            draft,
            x + rng.uniform(-2, 2),
            rng.uniform(3.2, 4.2),
            rng.uniform(26, 36),
            rng,
            pointed=bool(rng.random() < 0.75),
        )
    _wall(draft, -33, 33, 12 + rng.uniform(0, 3))
    for x in (-33, -9.5, 9.5, 33):
        tall = rng.uniform(17, 24)
        _tower(
            draft,
            x + rng.uniform(-1, 1),
            rng.uniform(3.4, 4.6),
            tall,
            rng,
            pointed=bool(rng.random() < 0.6),
        )
    _gate(draft)
    draft.stain(0.2, variant)
    return draft.sprite()


def _keep(draft: Draft, rng: np.random.Generator) -> None:
    wide, tall = rng.uniform(9, 12), rng.uniform(27, 33)
    draft.face(box(-wide, 0, wide * 0.2, tall), (-0.55, 0.0))
    draft.face(box(wide * 0.2, 0, wide, tall), (0.65, 0.0))
    draft.lay(box(-wide, 0, wide, tall), 0.9, 0.3)
    _battlements(draft, -wide - 0.4, wide + 0.4, tall)
    for row in range(3):
        for x in np.linspace(-wide + 2, wide - 2.6, 5):
            _slit(draft, float(x), tall * (0.42 + 0.17 * row), 0.9, 2.3)


def _tower(
    draft: Draft, x: float, half: float, tall: float, rng: np.random.Generator, *, pointed: bool
) -> None:
    draft.drum(x - half, x + half, 0, tall)
    draft.lay(box(x - half, 0, x + half, tall), 0.8, 0.3)
    draft.cone(
        [
            (x - half, tall - 1.6),
            (x + half, tall - 1.6),
            (x + half + 0.7, tall - 0.4),
            (x - half - 0.7, tall - 0.4),
        ],
        -0.3,
        0.75,
    )
    draft.drum(x - half - 0.7, x + half + 0.7, tall - 0.4, tall + 1.4, 0.95)
    for y in np.arange(tall * 0.45, tall - 2.5, 5.5):
        _slit(draft, x + rng.uniform(-0.35, 0.35) * half, float(y), 0.7, 1.9)
    if not pointed:
        _battlements(draft, x - half - 0.8, x + half + 0.8, tall + 1.2)
        return
    peak = tall + half * rng.uniform(2.6, 3.6)
    roof = [
        (x - half - 1.1, tall + 1.2),
        (x + half + 1.1, tall + 1.2),
        (x + 0.08, peak),
        (x - 0.08, peak),
    ]
    draft.cone(roof, 0.42, roof=1.0)
    draft.lay(roof, 0.6, 0.35, brick=1.2)
    draft.face(box(x - 0.09, peak - 0.4, x + 0.09, peak + 2.6), (0, 0), 0.4)
    draft.face(
        [(x + 0.05, peak + 2.5), (x + 2.3, peak + 2.0), (x + 0.05, peak + 1.3)],
        (0.2, 0.3),
        1.1,
        roof=1.0,
    )


def _wall(draft: Draft, left: float, right: float, tall: float) -> None:
    draft.face(box(left, 0, right, tall), (0.1, 0.0), 0.92)
    draft.lay(box(left, 0, right, tall), 0.9, 0.32)
    draft.face(box(left, tall - 1.1, right, tall - 0.6), (0.1, -0.2), 0.6)
    _battlements(draft, left, right, tall)


def _battlements(draft: Draft, left: float, right: float, top: float) -> None:
    count = max(3, round((right - left) / 2.0))
    step = (right - left) / count
    for i in range(count):
        x = left + i * step
        draft.face(box(x, top - 0.2, x + step * 0.58, top + 1.3), (0.15, 0.1), 1.0)


def _slit(draft: Draft, x: float, y: float, wide: float, tall: float) -> None:
    turn = np.linspace(0, np.pi, 7)
    crown = [
        (x + float(np.cos(a)) * wide / 2, y + tall - wide / 2 + float(np.sin(a)) * wide / 2)
        for a in turn
    ]
    draft.face([(x - wide / 2, y), (x + wide / 2, y), *crown], (0.1, 0.1), 0.12, glow=1.0)


def _gate(draft: Draft) -> None:
    draft.face(box(-4.6, 0, 4.6, 15.5), (0.1, 0.0))
    draft.lay(box(-4.6, 0, 4.6, 15.5), 0.9, 0.32)
    _battlements(draft, -5, 5, 15.5)
    turn = np.linspace(0, np.pi, 13)
    arch = [(float(np.cos(a)) * 2.3, 4.6 + float(np.sin(a)) * 2.3) for a in turn]
    draft.face([(-2.3, 0), (2.3, 0), *arch], (0, 0), 0.14, glow=0.35)
    for x in np.linspace(-1.8, 1.8, 5):
        draft.face(box(float(x) - 0.1, 0.4, float(x) + 0.1, 6.4), (0, 0), 0.4)
    for y in np.linspace(1.0, 5.8, 5):
        draft.face(box(-2.2, float(y) - 0.1, 2.2, float(y) + 0.1), (0, 0), 0.4)

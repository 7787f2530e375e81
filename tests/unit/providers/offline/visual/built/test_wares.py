"""What stands in the windows of shops."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.built import wares
from reelwright.providers.offline.visual.built.wares import SHELF, TOP, WARES

KINDS = range(len(WARES))


def window(seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the goods of 3 metres of front, from 3 metres up down to the street."""
    along = np.arange(0, 3, 0.01, dtype=np.float32)[None]
    up = np.arange(3, 0, -0.01, dtype=np.float32)[:, None]
    first, second = (np.array(one) for one in np.broadcast_arrays(along, up))
    return wares.goods(seed, first, second)


@pytest.mark.parametrize("seed", KINDS)
def test_goods_stand_on_shelves(seed: int) -> None:
    """Between the topmost and the street there is something, above and below nothing."""
    _, there = window(seed)
    up = np.arange(3, 0, -0.01)
    assert there.min() >= 0
    assert there.max() <= 1
    assert there[(up > TOP + 0.05) | (up < SHELF - 0.02)].max() == 0
    assert 0.1 < there[(up < TOP - 0.05) & (up > SHELF)].mean() < 0.85


@pytest.mark.parametrize("seed", KINDS)
def test_goods_are_of_several_colours(seed: int) -> None:
    tone, there = window(seed)
    sold = tone[there > 0.9].reshape(-1, 3)
    assert sold.std(axis=0).max() > 0.03
    assert 0 <= sold.min() < sold.max() <= 1.2


def test_shops_sell_different_things() -> None:
    seen = [window(seed)[0] for seed in KINDS]
    apart = [np.abs(a - b).mean() for n, a in enumerate(seen) for b in seen[n + 1 :]]
    assert min(apart) > 0.03


def test_shops_keep_their_goods() -> None:
    for first, again in zip(window(3), window(3), strict=True):
        assert np.array_equal(first, again)

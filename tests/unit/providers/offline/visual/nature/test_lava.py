"""Lava."""

from collections.abc import Callable

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.nature import lava
from reelwright.providers.offline.visual.nature.lava import Way
from reelwright.providers.offline.visual.nature.terrain import Land

DRIFT = np.array([0.2, 0.4, 0.6, 0.8], np.float32)


@given(st.floats(0, 1, width=32), st.floats(0, 1, width=32))
def test_hotter_rock_shines_more(first: float, second: float) -> None:
    low, high = (
        lava.glow(np.full((1, 1), heat, np.float32))[0, 0] for heat in sorted((first, second))
    )
    assert (high >= low - 1e-6).all()


def test_crust_is_dark_and_fire_red() -> None:
    cold, warm, hot = lava.glow(np.array([[0.0, 0.3, 1.0]], np.float32))[0]
    assert not cold.any()
    assert warm[0] > 3 * warm[1] > 3 * warm[2]
    assert hot[1] / hot[0] > warm[1] / warm[0]


def test_streams_follow_their_way(landed: Callable[..., Land]) -> None:
    part, turn = np.meshgrid(
        np.linspace(0.05, 1, 64, dtype=np.float32), np.linspace(-1, 1, 64, dtype=np.float32)
    )
    land = landed(64, 64)
    heat = lava.streams(land, (part, turn), [Way(0.4, 0.0, 0.6)], DRIFT)
    assert heat.max() > 0.3
    assert heat[:, part[0] > 0.62].max() == 0
    assert heat[:20].max() < 0.01


def test_cold_cones_have_no_streams(landed: Callable[..., Land]) -> None:
    place = np.full((24, 32), 0.3, np.float32), np.zeros((24, 32), np.float32)
    assert not lava.streams(landed(), place, [], DRIFT).any()


def test_rivers_are_hottest_in_their_bed(landed: Callable[..., Land]) -> None:
    across = np.broadcast_to(np.linspace(-60, 60, 160, dtype=np.float32), (40, 160))
    ahead = np.broadcast_to(np.linspace(60, 20, 40, dtype=np.float32)[:, None], (40, 160))
    heat, near = lava.river(landed(160, 40, across=across, ahead=ahead), 0.0, DRIFT)
    assert 0 <= heat.min() <= heat.max() <= 1
    assert heat[near > 0.99].mean() > 5 * heat[near < 0.05].mean()
    assert 0 < near.min() < 0.05 < 0.99 < near.max() <= 1

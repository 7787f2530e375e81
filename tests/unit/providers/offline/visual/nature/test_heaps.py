"""Heaps of cloud on the horizon."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.plane import blur
from reelwright.providers.offline.visual.nature import heaps
from reelwright.providers.offline.visual.stage import Stage

Hidden = Callable[[Callable[[Stage], object], Stage, Stage], np.ndarray]
SIZE = (160, 120)


def piled(count: int, tall: float) -> Callable[[Stage], None]:
    return lambda stage: heaps.paint(stage, count, tall, stage.rng("heaps"))


def top(share: np.ndarray) -> int:
    return int(np.flatnonzero(share.max(axis=1) > 0.3)[0])


def test_none_asked_for_leaves_the_sky(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    before = stage.canvas.light.copy()
    heaps.paint(stage, 0, 0.4, stage.rng("heaps"))
    assert np.array_equal(stage.canvas.light, before)


@pytest.mark.parametrize("seed", range(1, 5))
@pytest.mark.parametrize("tall", [0.1, 0.3])
def test_heaps_stay_by_the_horizon(
    staged: Callable[..., Stage], hidden: Hidden, seed: int, tall: float
) -> None:
    share = hidden(piled(3, tall), staged(SIZE, seed=seed), staged(SIZE, seed=seed))
    unit, horizon = 0.75 * np.sqrt(160 * 120), 60
    assert share.min() >= -1e-5
    assert share.max() <= 1 + 1e-5
    assert top(share) >= horizon - (1.15 * tall + 0.12) * unit
    assert share[horizon + int(0.15 * unit) :].max() < 1e-5


@pytest.mark.parametrize("seed", range(1, 5))
def test_taller_heaps_reach_higher(staged: Callable[..., Stage], hidden: Hidden, seed: int) -> None:
    tops = [
        top(hidden(piled(1, tall), staged(SIZE, seed=seed), staged(SIZE, seed=seed)))
        for tall in (0.12, 0.25, 0.4)
    ]
    assert tops[0] > tops[1] > tops[2]


@pytest.mark.parametrize("seed", range(1, 5))
def test_sunny_side_is_lighter(staged: Callable[..., Stage], hidden: Hidden, seed: int) -> None:
    lit = []
    for azimuth in (-1.4, 1.4):
        stage = staged(SIZE, seed=seed, sun=(azimuth, 0.4, False))
        stage.canvas.light[:] = 0.0
        piled(2, 0.4)(stage)
        lit.append(stage.canvas.light.sum(axis=-1))
    share = hidden(piled(2, 0.4), staged(SIZE, seed=seed), staged(SIZE, seed=seed))
    to_the_right = -np.gradient(blur(share.astype(np.float32), 4), axis=1)
    assert np.corrcoef((lit[1] - lit[0]).ravel(), to_the_right.ravel())[0, 1] > 0.1


def test_heaps_are_seen_against_a_night_sky(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, hour=Hour.NIGHT)
    before = stage.canvas.light.copy()
    heaps.paint(stage, 4, 0.4, stage.rng("heaps"))
    assert np.isfinite(stage.canvas.light).all()
    assert np.abs(stage.canvas.light - before).max() > 0.01


def test_heaps_keep_their_seed(staged: Callable[..., Stage]) -> None:
    painted = []
    for seed in (1, 1, 2):
        stage = staged(SIZE, seed=seed)
        heaps.paint(stage, 3, 0.3, stage.rng("heaps"))
        painted.append(stage.canvas.light)
    assert np.array_equal(painted[0], painted[1])
    assert not np.array_equal(painted[0], painted[2])

"""Smoke."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.nature import smoke
from reelwright.providers.offline.visual.stage import Stage

Hidden = Callable[[Callable[[Stage], object], Stage, Stage], np.ndarray]
PLACE = (0.0, 2.0, 30.0)


def risen(
    staged: Callable[..., Stage],
    hidden: Hidden,
    place: tuple[float, float, float] = PLACE,
    seed: int = 1,
    near: slice | None = None,
) -> np.ndarray:
    stages = staged((120, 90), horizon=0.7), staged((120, 90), horizon=0.7)
    for stage in stages:
        stage.canvas.depth[near or slice(0, 0)] = 5.0
    return hidden(lambda stage: smoke.rise(stage, place, np.random.default_rng(seed)), *stages)


@pytest.mark.parametrize("seed", range(4))
def test_smoke_rises_from_its_place(
    staged: Callable[..., Stage], hidden: Hidden, seed: int
) -> None:
    view = staged((120, 90), horizon=0.7).view
    share = risen(staged, hidden, seed=seed)
    assert share.max() > 0.1
    assert share.max() <= 0.51
    assert share[int(view.y(2, 30)) + 1 :].max() < 1e-4
    assert share[: int(view.y(2 + smoke.TALL, 30)) - 1].max() < 1e-4


@pytest.mark.parametrize("seed", range(4))
def test_smoke_thins_as_it_rises(staged: Callable[..., Stage], hidden: Hidden, seed: int) -> None:
    view = staged((120, 90), horizon=0.7).view
    share = risen(staged, hidden, seed=seed)
    low, high = (int(view.y(2 + up, 30)) for up in (1.0, 7.5))
    assert share[low - 3 : low + 3].max() > share[high - 3 : high + 3].max()


def test_far_smoke_is_smaller(staged: Callable[..., Stage], hidden: Hidden) -> None:
    areas = [
        (risen(staged, hidden, (0.0, 2.0, ahead)) > 0.02).sum() for ahead in (20.0, 40.0, 90.0)
    ]
    assert areas[0] > areas[1] > areas[2] > 0


def test_nearer_things_hide_smoke(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share = risen(staged, hidden, near=slice(0, 45))
    assert share[:45].max() < 1e-4
    assert share[45:].max() > 0.05


def test_smoke_out_of_sight_changes_nothing(staged: Callable[..., Stage], hidden: Hidden) -> None:
    assert risen(staged, hidden, (900.0, 2.0, 30.0)).max() < 1e-6


def test_smoke_is_no_lamp_at_night(staged: Callable[..., Stage]) -> None:
    stage = staged((120, 90), hour=Hour.NIGHT, horizon=0.7)
    stage.canvas.light[:] = 0.0
    smoke.rise(stage, PLACE, np.random.default_rng(1))
    assert 0 < stage.canvas.light.max() < 0.5


def test_smoke_keeps_its_seed(staged: Callable[..., Stage], hidden: Hidden) -> None:
    first, again, other = (risen(staged, hidden, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

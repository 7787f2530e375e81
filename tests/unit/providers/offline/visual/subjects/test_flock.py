"""What is drawn rather than set."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import flock

SIZE = (480, 270)


def flown(stage: Stage, count: int = 9, seed: int = 1, level: float = 0.8) -> np.ndarray:
    """Return where birds are, by how much darker it is there."""
    stage.canvas.light[:] = level
    flock.birds(stage, (240.0, 70.0), count, np.random.default_rng(seed))
    return np.asarray(level - stage.canvas.light.mean(axis=-1))


def bowed(staged: Callable[..., Stage], seed: int = 1, **asked: object) -> tuple[Stage, np.ndarray]:
    """Return the light that a rainbow adds."""
    stage = staged(SIZE, horizon=0.6, **asked)
    stage.canvas.light[:] = 0.2
    flock.rainbow(stage, np.random.default_rng(seed))
    return stage, np.asarray(stage.canvas.light - np.float32(0.2))


@pytest.mark.parametrize("seed", range(4))
def test_birds_are_dark_against_the_sky(staged: Callable[..., Stage], seed: int) -> None:
    dark = flown(staged(SIZE), seed=seed)
    assert dark.min() >= -1e-4
    assert dark.max() > 0.3
    assert 0.0005 < (dark > 0.1).mean() < 0.03


@pytest.mark.parametrize("seed", range(4))
def test_flocks_gather_about_their_place(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged(SIZE)
    rows, columns = np.nonzero(flown(stage, seed=seed) > 0.1)
    unit = stage.view.unit
    assert abs(columns.mean() - 240) < 0.2 * unit
    assert abs(rows.mean() - 70) < 0.1 * unit
    assert np.ptp(rows) < 0.4 * unit
    assert np.ptp(columns) < 0.5 * unit


def test_more_birds_are_more(staged: Callable[..., Stage]) -> None:
    areas = [int((flown(staged(SIZE), count) > 0.1).sum()) for count in (1, 4, 13)]
    assert 0 < areas[0] < areas[1] < areas[2]


def test_birds_are_seen_at_night(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, hour=Hour.NIGHT)
    assert np.isfinite(flown(stage, level=0.15)).all()


def test_birds_fly_behind_near_things(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    stage.canvas.depth[:, :240] = 40.0
    dark = flown(stage)
    assert dark[:, :240].max() < 1e-4
    assert dark[:, 240:].max() > 0.2


def test_flocks_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (flown(staged(SIZE), seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


@pytest.mark.parametrize("seed", range(4))
def test_rainbows_only_add_light(staged: Callable[..., Stage], seed: int) -> None:
    _, more = bowed(staged, seed)
    assert more.min() >= 0
    assert 0.1 < more.max() < 1


@pytest.mark.parametrize("seed", range(4))
def test_rainbows_are_red_outside(staged: Callable[..., Stage], seed: int) -> None:
    _, more = bowed(staged, seed)
    column = int(more.max(axis=-1).sum(axis=0).argmax())
    apex = more[:, column]
    tops = [int(apex[:, channel].argmax()) for channel in range(3)]
    assert tops[0] < tops[1] < tops[2]


def test_rainbows_are_arcs(staged: Callable[..., Stage]) -> None:
    stage, more = bowed(staged)
    grey = more[..., 1]
    left, right = (
        int(np.argmax(grey[140] * side)) for side in (np.arange(480) < 240, np.arange(480) >= 240)
    )
    high = int(grey.max(axis=1).argmax())
    assert 0 < high < 140
    assert right - left > 0.6 * stage.view.unit


def test_rainbows_stand_on_the_horizon(staged: Callable[..., Stage]) -> None:
    stage, more = bowed(staged)
    foot = int(stage.view.horizon + stage.view.unit * 0.13)
    assert more[foot:].max() < 1e-6


def test_near_land_hides_a_rainbow(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, horizon=0.6)
    stage.canvas.light[:] = 0.2
    stage.canvas.depth[100:] = 100.0
    flock.rainbow(stage, np.random.default_rng(1))
    assert (stage.canvas.light[100:] == np.float32(0.2)).all()
    assert stage.canvas.light[:100].max() > 0.25


def test_rainbows_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (bowed(staged, seed)[1] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

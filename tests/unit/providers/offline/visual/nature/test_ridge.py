"""The ground close by."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.nature.ridge import Ridge
from reelwright.providers.offline.visual.stage import Stage

SIZE = (120, 90)


def laid(staged: Callable[..., Stage], drop: float, **asked: object) -> tuple[Stage, Ridge]:
    stage = staged(SIZE, horizon=0.4, **asked)
    ridge = Ridge(stage, drop)
    ridge.paint()
    return stage, ridge


def edge(stage: Stage) -> float:
    """Return the share of the height at which ground begins, on average."""
    return float((stage.canvas.depth < FAR).argmax(axis=0).mean() / stage.size.height)


@pytest.mark.parametrize("drop", [0.55, 0.65, 0.75])
def test_ground_begins_about_where_asked(staged: Callable[..., Stage], drop: float) -> None:
    stages = [laid(staged, drop, seed=seed)[0] for seed in range(1, 6)]
    assert np.mean([edge(stage) for stage in stages]) == pytest.approx(drop, abs=0.08)


@pytest.mark.parametrize("seed", range(1, 5))
def test_ground_reaches_the_lower_edge(staged: Callable[..., Stage], seed: int) -> None:
    stage, ridge = laid(staged, 0.7, seed=seed)
    assert (stage.canvas.depth[-1] < ridge.far * 0.7).all()
    assert stage.canvas.depth[stage.canvas.depth < FAR].max() < ridge.far * 2 + 0.01


@pytest.mark.parametrize("seed", range(1, 5))
def test_ground_falls_away_beyond_its_edge(staged: Callable[..., Stage], seed: int) -> None:
    _, ridge = laid(staged, 0.7, seed=seed)
    across = np.linspace(-6, 6, 13, dtype=np.float32)[None]
    near, far = (ridge.relief(across, np.array([[ahead]], np.float32)) for ahead in (10.0, 66.0))
    assert (far < near - 20).all()
    assert np.abs(near).max() < ridge.view.eye


def test_one_stands_on_level_ground(staged: Callable[..., Stage]) -> None:
    _, ridge = laid(staged, 0.7)
    foot = ridge.relief(np.array([[0.0]], np.float32), np.array([[1.0]], np.float32)).item()
    assert foot == pytest.approx(0, abs=1e-5)


def test_winter_ground_is_white(staged: Callable[..., Stage]) -> None:
    summer, winter = (
        laid(staged, 0.6, season=season)[0].canvas.light[75:].mean()
        for season in (Season.SUMMER, Season.WINTER)
    )
    assert winter > 2 * summer


def test_grass_grows_but_not_in_snow(staged: Callable[..., Stage]) -> None:
    changed = []
    for season in (Season.SUMMER, Season.WINTER):
        stage, ridge = laid(staged, 0.65, season=season)
        before = stage.canvas.light.copy()
        ridge.dress(trees=0, rocks=0, kinds=("spruce",))
        changed.append(float((stage.canvas.light != before).any(axis=-1).mean()))
    assert changed[0] > 0.2
    assert changed[1] == 0


def test_trees_rise_above_the_ground(staged: Callable[..., Stage]) -> None:
    stage, ridge = laid(staged, 0.75, season=Season.WINTER)
    before = edge(stage)
    ridge.dress(trees=5, rocks=0, kinds=("spruce",))
    assert edge(stage) < before - 0.02


def test_trees_leave_the_middle_open(staged: Callable[..., Stage]) -> None:
    stage, ridge = laid(staged, 0.75, season=Season.WINTER)
    before = stage.canvas.light.copy()
    ridge.dress(trees=6, rocks=0, kinds=("spruce",))
    changed = (stage.canvas.light != before).any(axis=(0, 2))
    assert changed.any()
    assert not changed[52:68].any()


def test_rocks_lie_on_the_ground(staged: Callable[..., Stage]) -> None:
    stage, ridge = laid(staged, 0.65, season=Season.WINTER)
    before = stage.canvas.light.copy()
    ridge.dress(trees=0, rocks=8, kinds=("spruce",))
    rows = np.flatnonzero((stage.canvas.light != before).any(axis=(1, 2)))
    assert rows.size
    assert rows.min() > 90 * 0.45


def test_ground_keeps_its_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (laid(staged, 0.7, seed=seed)[0].canvas.depth for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

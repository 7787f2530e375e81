"""What sways and rises under water."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.nature import weed
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.stage import Stage

SHINE = rgb(0.4, 0.8, 1.0)


def floor(across: Plane, ahead: Plane) -> Plane:
    return 0 * across * ahead


def swayed(staged: Callable[..., Stage], clumps: int, seed: int = 1) -> Stage:
    stage = staged((160, 120), horizon=0.35, eye=2.0)
    weed.sway(stage, Grove(stage, floor), np.random.default_rng(seed), clumps)
    return stage


def risen(staged: Callable[..., Stage], seed: int = 1) -> np.ndarray:
    stage = staged((160, 120))
    stage.canvas.light[:] = 0.0
    weed.bubbles(stage, SHINE, np.random.default_rng(seed))
    return stage.canvas.light


@pytest.mark.parametrize("seed", range(3))
def test_weed_stands_on_the_floor(staged: Callable[..., Stage], seed: int) -> None:
    stage = swayed(staged, 4, seed)
    depth, view = stage.canvas.depth, stage.view
    for ahead in np.unique(depth[depth < FAR]).tolist():
        rows = np.flatnonzero((depth == np.float32(ahead)).any(axis=1))
        assert rows[-1] <= min(119, view.y(0, ahead) + 1)
        assert rows[0] >= view.y(3.35, ahead) - 2


def test_weed_grows_within_reach(staged: Callable[..., Stage]) -> None:
    depth = swayed(staged, 12).canvas.depth
    near = depth[depth < FAR]
    assert 4.5 <= near.min() < near.max() <= 18


def test_weed_leaves_the_middle_open(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120), horizon=0.35, eye=2.0)
    for seed in range(4):
        weed.sway(stage, Grove(stage, floor), np.random.default_rng(seed), 4)
    open_ = (stage.canvas.depth == FAR).mean(axis=0)
    assert open_[70:90].mean() > open_[:40].mean()


def test_more_clumps_cover_more(staged: Callable[..., Stage]) -> None:
    covered = [int((swayed(staged, count).canvas.depth < FAR).sum()) for count in (0, 3, 15)]
    assert covered[0] == 0 < covered[1] < covered[2]


def test_nearer_things_hide_weed(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120), horizon=0.35, eye=2.0)
    stage.canvas.depth[:] = 2.0
    before = stage.canvas.light.copy()
    weed.sway(stage, Grove(stage, floor), np.random.default_rng(1), 6)
    assert stage.canvas.light == pytest.approx(before, abs=1e-4)


def test_bubbles_only_add_light(staged: Callable[..., Stage]) -> None:
    seen = risen(staged)
    assert seen.min() >= 0
    assert 0.1 < seen.max() < 3
    assert (seen.max(axis=-1) < 0.01).mean() > 0.5


def test_bubbles_have_the_colour_asked(staged: Callable[..., Stage]) -> None:
    seen = risen(staged)
    there = seen[..., 2] > 0.05
    assert seen[there] / seen[there][:, 2:] == pytest.approx(
        np.broadcast_to(SHINE, seen[there].shape), rel=1e-3
    )


def test_bubbles_leave_the_lowest_rows(staged: Callable[..., Stage]) -> None:
    seen = np.max([risen(staged, seed) for seed in range(4)], axis=0).max(axis=-1)
    assert (seen[30:100] > 0.3).any()
    assert not (seen[108:] > 0.45).any()


def test_weed_and_bubbles_keep_their_seed(staged: Callable[..., Stage]) -> None:
    for painted in (
        [swayed(staged, 4, seed).canvas.light for seed in (1, 1, 2)],
        [risen(staged, seed) for seed in (1, 1, 2)],
    ):
        assert np.array_equal(painted[0], painted[1])
        assert not np.array_equal(painted[0], painted[2])

"""A city seen from afar."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.built import skyline
from reelwright.providers.offline.visual.built.skyline import Row
from reelwright.providers.offline.visual.stage import Stage

PLAN = Row(900.0, (30.0, 220.0), (25.0, 50.0), 12.0)


def built(
    staged: Callable[..., Stage], plan: Row = PLAN, middle: float = 0.0, **asked: object
) -> Stage:
    stage = staged((240, 180), horizon=0.7, **asked)
    skyline.row(stage, plan, "glass", middle)
    return stage


def roofs(stage: Stage) -> np.ndarray:
    """Return the row at which towers begin, by column; the picture's height where there are none."""
    there = stage.canvas.depth < FAR
    return np.where(there.any(axis=0), there.argmax(axis=0), stage.size.height)


@pytest.mark.parametrize("seed", range(1, 4))
def test_towers_stand_within_their_heights(staged: Callable[..., Stage], seed: int) -> None:
    stage = built(staged, seed=seed)
    view = stage.view
    rows = np.flatnonzero((stage.canvas.depth < FAR).any(axis=1))
    assert rows[-1] <= view.y(0, 930) + 2
    assert rows[0] >= view.y(220 * 1.25, 900) - 1
    assert rows[0] < view.y(60, 900)


def test_towers_are_as_far_as_planned(staged: Callable[..., Stage]) -> None:
    depth = built(staged).canvas.depth
    near = depth[depth < FAR]
    assert 900 <= near.min() < near.max() <= 930


@pytest.mark.parametrize("seed", range(1, 4))
def test_rows_reach_from_edge_to_edge(staged: Callable[..., Stage], seed: int) -> None:
    stage = built(staged, Row(900, (60, 220), (25, 50), 0.0), seed=seed)
    assert (roofs(stage) < stage.view.y(50, 930)).mean() > 0.93


def test_wider_gaps_let_more_sky_through(staged: Callable[..., Stage]) -> None:
    open_ = [
        float((roofs(built(staged, Row(900, (60, 220), (25, 50), gap))) == 180).mean())
        for gap in (0.0, 60.0, 300.0)
    ]
    assert open_[0] < open_[1] < open_[2]


@pytest.mark.parametrize("middle", [-0.7, 0.7])
def test_the_tallest_crowd_around_their_middle(staged: Callable[..., Stage], middle: float) -> None:
    tall = np.mean(
        [180 - roofs(built(staged, middle=middle, seed=seed)) for seed in range(1, 6)], axis=0
    )
    left, right = tall[:100].mean(), tall[140:].mean()
    assert (right - left) * middle > 0


def test_farther_rows_are_lower_and_paler(staged: Callable[..., Stage]) -> None:
    near, far = (
        built(staged, Row(ahead, PLAN.tall, PLAN.wide, PLAN.gap), clear=3_000.0)
        for ahead in (900.0, 2_400.0)
    )
    assert roofs(far).min() > roofs(near).min()
    away = []
    for stage in (near, far):
        there = stage.canvas.depth < FAR
        haze = np.broadcast_to(stage.air.haze[None], stage.canvas.light.shape)
        away.append(float(np.abs(stage.canvas.light - haze)[there].mean()))
    assert away[1] < away[0]


def test_nothing_is_painted_over_the_sky(staged: Callable[..., Stage]) -> None:
    before, after = staged((240, 180), horizon=0.7), built(staged)
    open_ = after.canvas.depth == FAR
    assert after.canvas.light[open_] == pytest.approx(before.canvas.light[open_], abs=1e-4)


def test_windows_are_lit_at_night(staged: Callable[..., Stage]) -> None:
    contrast = []
    for hour in (Hour.DAY, Hour.NIGHT):
        stage = built(staged, clear=1e6, hour=hour)
        grey = stage.canvas.light.sum(axis=-1)[stage.canvas.depth < FAR]
        contrast.append(float(np.quantile(grey, 0.97) / np.median(grey)))
    assert contrast[1] > 1.5 * contrast[0]


def test_masts_have_red_lamps_at_night(staged: Callable[..., Stage]) -> None:
    reds = []
    for hour in (Hour.DAY, Hour.NIGHT):
        before = staged((240, 180), horizon=0.7, hour=hour).canvas.light
        more = built(staged, hour=hour, clear=1e6).canvas.light - before
        reds.append(int(((more[..., 0] > 0.3) & (more[..., 0] > 6 * more[..., 2])).sum()))
    assert reds[0] == 0 < reds[1]


def test_nearer_land_hides_towers(staged: Callable[..., Stage]) -> None:
    stage = staged((240, 180), horizon=0.7)
    stage.canvas.depth[:, :120] = 50.0
    skyline.row(stage, PLAN, "stone", 0.0)
    assert (stage.canvas.depth[:, :120] == 50).all()


@pytest.mark.parametrize("side", [-1, 1])
def test_sunny_sides_are_lighter(staged: Callable[..., Stage], side: int) -> None:
    lit, shade = (
        built(staged, sun=(turn, 0.5), clear=1e6).canvas for turn in (side * 2.4, side * 0.3)
    )
    there = lit.depth < FAR
    assert lit.light[there].mean() > 1.2 * shade.light[there].mean()


def test_rows_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (built(staged, seed=seed).canvas.depth for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

"""Mountain ranges."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.nature import ranges
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.stage import Stage

FULL = 4_500.0
REACH = Reach(650, 27_000, 160)


def test_worn_land_is_a_tile_of_shares() -> None:
    tile = ranges.worn()
    assert tile.ndim == 2
    assert tile.dtype == np.float32
    assert tile.min() >= 0
    assert 0.8 < tile.max() <= 1


@pytest.mark.parametrize("axis", [0, 1])
def test_worn_land_repeats_without_a_seam(axis: int) -> None:
    tile = np.moveaxis(ranges.worn(), axis, 0)
    inside = np.abs(np.diff(tile, axis=0)).mean()
    assert np.abs(tile[0] - tile[-1]).mean() < 2 * inside


@settings(max_examples=30, deadline=None)
@given(st.floats(-8_000, 8_000), st.floats(1, 30_000), st.floats(0, 6.28))
def test_heights_stay_within_bounds(across: float, ahead: float, turn: float) -> None:
    relief = ranges.seen_from(np.array([0.2, 0.7]), turn, FULL, 2_000)
    height = relief(np.array([[across]], np.float32), np.array([[ahead]], np.float32)).item()
    assert 0 <= height <= 2_000


def test_land_is_flat_at_the_eye() -> None:
    relief = ranges.seen_from(np.array([0.2, 0.7]), 1.0, FULL)
    ahead = np.array([[100], [FULL * 0.15], [FULL * 0.5], [FULL]], np.float32)
    heights = relief(np.zeros_like(ahead), ahead).ravel()
    assert heights[:2] == pytest.approx([0, 0])
    assert heights[2:].min() > 0


def test_heights_grow_in_proportion() -> None:
    place = np.array([[300, 900]], np.float32), np.array([[6_000, 9_000]], np.float32)
    low, high = (ranges.seen_from(np.array([0.1, 0.1]), 0.5, FULL, tall) for tall in (500, 1_500))
    assert high(*place) == pytest.approx(3 * low(*place), rel=1e-4)


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("peak", [0.15, 0.3])
def test_prospects_have_the_peak_asked_for(
    staged: Callable[..., Stage], seed: int, peak: float
) -> None:
    view = staged((96, 64)).view
    relief = ranges.prospect(view, np.random.default_rng(seed), peak)
    ahead = np.geomspace(FULL * 0.16, 20_000, 60).astype(np.float32)[:, None]
    rise = relief(ahead * view.columns[None], ahead) / ahead
    skyline = rise.max(axis=0)
    assert skyline.max() == pytest.approx(peak, abs=0.08)
    assert rise[:24].max() < 0.25
    assert skyline.std() > 0.01


def test_prospects_keep_their_seed(staged: Callable[..., Stage]) -> None:
    view = staged((96, 64)).view
    place = np.array([[-900, 0, 800]], np.float32), np.array([[7_000]], np.float32)
    first, again, other = (
        ranges.prospect(view, np.random.default_rng(seed), 0.25)(*place) for seed in (1, 1, 2)
    )
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def scene(staged: Callable[..., Stage], snow_line: float, **asked: object) -> Stage:
    stage = staged((96, 64), clear=60_000.0, sun=(0.9, 0.6, False), **asked)
    relief = ranges.seen_from(np.array([0.35, 0.2]), 0.8, FULL, 1_800)
    ranges.paint(stage, relief, REACH, snow_line)
    return stage


def test_ranges_stand_before_the_sky(staged: Callable[..., Stage]) -> None:
    depth = scene(staged, 1_200).canvas.depth
    assert (depth[0] == FAR).all()
    assert (depth[45:] < 27_001).all()
    assert depth.min() >= 640


def test_lower_lines_show_more_snow(staged: Callable[..., Stage]) -> None:
    low, mid, high = (
        luma(scene(staged, line).canvas.light).mean() for line in (50.0, 900.0, 9_000.0)
    )
    assert low > mid > high


def test_winter_brings_the_line_down(staged: Callable[..., Stage]) -> None:
    summer, winter = (
        luma(scene(staged, 1_500, season=season).canvas.light).mean()
        for season in (Season.SUMMER, Season.WINTER)
    )
    assert winter > summer


def test_farther_ranges_are_paler(staged: Callable[..., Stage]) -> None:
    stage = staged((64, 64), clear=6_000.0)
    ranges.paint(stage, ranges.seen_from(np.array([0.35, 0.2]), 0.8, FULL), REACH, 9_000)
    land = stage.canvas.depth < FAR
    away = np.abs(stage.canvas.light - stage.air.haze[None]).sum(axis=-1)
    far, near = (stage.canvas.depth > 9_000) & land, stage.canvas.depth < 1_500
    assert away[far].mean() < away[near].mean() / 2

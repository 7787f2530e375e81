"""The open sea."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.colour import colour, luma
from reelwright.providers.offline.visual.nature import waves
from reelwright.providers.offline.visual.nature.waves import Sea
from reelwright.providers.offline.visual.stage import Stage

BREEZE = Sea(0.16, colour("#04202c"), colour("#0c4a50"))
DRIFT = np.linspace(0.1, 0.6, 6, dtype=np.float32)
AHEAD = np.geomspace(4, 4_000, 40, dtype=np.float32)[:, None]


def surface(staged: Callable[..., Stage], drift: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    view = staged((160, 90), eye=3.0).view
    return waves.surface(AHEAD * view.columns[None], AHEAD, view, drift)


def painted(
    staged: Callable[..., Stage], sea: Sea = BREEZE, seed: int = 1, **asked: object
) -> Stage:
    stage = staged((160, 120), eye=3.0, **asked)
    waves.paint(stage.canvas, stage.view, stage.light, sea, np.random.default_rng(seed))
    return stage


def test_surfaces_have_slopes_and_height(staged: Callable[..., Stage]) -> None:
    seen, rough = surface(staged, DRIFT)
    assert (seen.shape, rough.shape) == ((40, 160, 3), (40, 1))
    assert seen.dtype == rough.dtype == np.float32
    assert np.isfinite(seen).all()


def test_waves_get_finer_with_distance(staged: Callable[..., Stage]) -> None:
    seen, rough = surface(staged, DRIFT)
    assert (np.diff(rough[:, 0]) >= -1e-6).all()
    assert rough[0, 0] < 0.3
    assert 1 < rough[-1, 0] <= 2.25
    assert seen[:10, :, :2].std() > 3 * seen[-10:, :, :2].std()


@given(st.integers(0, 5))
def test_waves_repeat_by_the_tile(staged: Callable[..., Stage], number: int) -> None:
    moved = DRIFT.copy()
    moved[number] += 1
    assert surface(staged, moved)[0] == pytest.approx(surface(staged, DRIFT)[0], abs=0.05)


def test_waves_drift(staged: Callable[..., Stage]) -> None:
    other = surface(staged, DRIFT + np.float32(0.37))[0]
    assert np.abs(other - surface(staged, DRIFT)[0]).max() > 0.5


def test_sea_lies_below_the_horizon(staged: Callable[..., Stage]) -> None:
    before, after = staged((160, 120), eye=3.0), painted(staged)
    assert np.array_equal(after.canvas.light[:60], before.canvas.light[:60])
    assert np.array_equal(after.canvas.depth[:60], before.canvas.depth[:60])
    assert (after.canvas.depth[60:] < 1_000).all()
    assert not np.isclose(after.canvas.light[64:], before.canvas.light[64:]).all(axis=-1).any()


def test_sea_is_as_far_as_the_view_says(staged: Callable[..., Stage]) -> None:
    stage = painted(staged)
    wanted = [stage.view.ahead(row + 0.4) for row in range(70, 120)]
    assert stage.canvas.depth[70:, 80] == pytest.approx(np.array(wanted), rel=1e-4)


@pytest.mark.parametrize("hour", Hour)
def test_seas_are_light_at_every_hour(staged: Callable[..., Stage], hour: Hour) -> None:
    seen = painted(staged, hour=hour).canvas.light[60:]
    assert np.isfinite(seen).all()
    assert seen.min() >= 0
    assert 0.002 < luma(seen).mean() < 1.5


def test_sea_mirrors_the_sky(staged: Callable[..., Stage]) -> None:
    shares = []
    for tone in ((0.9, 0.1, 0.1), (0.1, 0.1, 0.9)):
        stage = staged((160, 120), eye=3.0, sun=(3.0, 0.6, False))
        stage.canvas.light[:60] = tone
        waves.paint(stage.canvas, stage.view, stage.light, BREEZE, np.random.default_rng(1))
        red, _, blue = stage.canvas.light[62:].mean(axis=(0, 1))
        shares.append(red / blue)
    assert shares[0] > 2 * shares[1]


def test_each_side_mirrors_its_own_sky(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120), eye=3.0, sun=(3.0, 0.6, False))
    stage.canvas.light[:60, :80] = (0.9, 0.1, 0.1)
    stage.canvas.light[:60, 80:] = (0.1, 0.1, 0.9)
    waves.paint(stage.canvas, stage.view, stage.light, BREEZE, np.random.default_rng(1))
    red = stage.canvas.light[75:, :, 0] / stage.canvas.light[75:, :, 2]
    assert np.median(red[:, :60]) > 2 * np.median(red[:, 100:])


def test_storms_are_rougher(staged: Callable[..., Stage]) -> None:
    seas = [Sea(steep, BREEZE.deep, BREEZE.tint, 0.0) for steep in (0.02, 0.16, 0.3)]
    spreads = [
        np.abs(np.diff(luma(painted(staged, sea).canvas.light[75:]), axis=1)).mean() for sea in seas
    ]
    assert spreads[0] < spreads[1] < spreads[2]


def test_foam_only_adds_white(staged: Callable[..., Stage]) -> None:
    bare, foamy = (
        painted(staged, Sea(0.3, BREEZE.deep, BREEZE.tint, foam)).canvas.light
        for foam in (0.0, 0.9)
    )
    more = foamy - bare
    assert more.min() >= -1e-5
    assert more.max() > 0.05


@pytest.mark.parametrize("side", [-1, 1])
def test_sun_glitters_on_its_own_side(staged: Callable[..., Stage], side: int) -> None:
    seen = luma(painted(staged, hour=Hour.SUNSET, sun=(side * 0.35, 0.08, True)).canvas.light[62:])
    left, right = seen[:, :80].mean(), seen[:, 80:].mean()
    assert (right - left) * side > 0.05


def test_horizon_melts_into_the_sky(staged: Callable[..., Stage]) -> None:
    stage = painted(staged)
    away = np.abs(stage.canvas.light - stage.canvas.light[58]).mean(axis=(1, 2))
    assert away[60] < away[70] / 2


def test_seas_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (painted(staged, seed=seed).canvas.light for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

"""Clouds overhead."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.nature import clouds
from reelwright.providers.offline.visual.stage import Stage

Hidden = Callable[[Callable[[Stage], object], Stage, Stage], np.ndarray]


def decked(cover: float, seed: int = 5) -> Callable[[Stage], None]:
    return lambda stage: clouds.deck(
        stage.canvas, stage.view, stage.light, cover, np.random.default_rng(seed)
    )


def test_no_cover_leaves_the_sky(staged: Callable[..., Stage]) -> None:
    stage = staged()
    before = stage.canvas.light.copy()
    decked(0.0)(stage)
    assert np.array_equal(stage.canvas.light, before)


def test_sky_of_a_few_rows_has_none(staged: Callable[..., Stage]) -> None:
    stage = staged(horizon=0.05)
    before = stage.canvas.light.copy()
    decked(1.0)(stage)
    assert np.array_equal(stage.canvas.light, before)


@pytest.mark.parametrize("hour", Hour)
def test_clouds_stay_above_the_horizon(staged: Callable[..., Stage], hour: Hour) -> None:
    stage = staged(hour=hour)
    before = stage.canvas.light.copy()
    decked(0.8)(stage)
    assert np.array_equal(stage.canvas.light[32:], before[32:])
    assert not np.array_equal(stage.canvas.light[:20], before[:20])


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_thicker_cover_lets_less_sky_through(
    staged: Callable[..., Stage], hidden: Hidden, seed: int
) -> None:
    shares = [
        hidden(decked(cover, seed), staged(), staged())[:32] for cover in (0.2, 0.5, 0.8, 1.0)
    ]
    for thin, thick in pairwise(shares):
        assert (thick >= thin - 1e-5).all()
        assert thick.mean() > thin.mean() + 0.02


def test_share_hidden_is_a_share(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share = hidden(decked(1.0), staged(), staged())
    assert share.min() >= -1e-5
    assert share.max() <= 1 + 1e-5


def test_clouds_fade_at_the_horizon(staged: Callable[..., Stage], hidden: Hidden) -> None:
    share = hidden(decked(1.0), staged((96, 96)), staged((96, 96)))
    assert share[47].max() < 0.25 < share[:24].mean()


def test_colours_lie_between_lit_and_shade(staged: Callable[..., Stage]) -> None:
    stage = staged(weather=Weather.CLOUDY, sun=(1.5, 0.6, False))
    stage.canvas.light[:] = stage.light.cloud_shade
    decked(1.0)(stage)
    low = np.minimum(stage.light.cloud_shade, stage.light.cloud_lit) - 1e-4
    high = np.maximum(stage.light.cloud_shade, stage.light.cloud_lit) + 1e-4
    assert ((stage.canvas.light >= low) & (stage.canvas.light <= high)).all()


def test_edges_near_the_sun_are_silver(staged: Callable[..., Stage]) -> None:
    seen, unseen = (staged(hour=Hour.SUNSET, sun=(0.0, 0.2, there)) for there in (True, False))
    for stage in (seen, unseen):
        stage.canvas.light[:] = 0.0
        decked(0.6)(stage)
    more = (seen.canvas.light - unseen.canvas.light).sum(axis=-1)
    assert more.min() >= -1e-5
    assert more[:32, 32:64].mean() > 3 * more[:32, :16].mean()


def test_decks_keep_their_seed(staged: Callable[..., Stage]) -> None:
    painted = []
    for seed in (5, 5, 6):
        stage = staged()
        decked(0.6, seed)(stage)
        painted.append(stage.canvas.light)
    assert np.array_equal(painted[0], painted[1])
    assert np.abs(painted[0] - painted[2]).max() > 0.1


def test_large_pictures_show_the_same_clouds(staged: Callable[..., Stage]) -> None:
    small, large = staged((96, 64)), staged((192, 128))
    for stage in (small, large):
        stage.canvas.light[:] = 0.0
        decked(0.7)(stage)
    halved = large.canvas.light.reshape(64, 2, 96, 2, 3).mean(axis=(1, 3))
    assert np.corrcoef(halved[:30].ravel(), small.canvas.light[:30].ravel())[0, 1] > 0.95

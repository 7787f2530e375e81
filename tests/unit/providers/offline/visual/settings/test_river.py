"""A river mirrors its banks, whitens in rapids, and floats what floats."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

SEEDS = [2, 4]


@pytest.mark.parametrize("seed", SEEDS)
def test_water_takes_the_skys_colour(paint, seed):
    day, sunset = (
        paint(Setting.RIVER, hour, seed=seed).rows(0.75, 1).columns(0.4, 0.6)
        for hour in (Hour.DAY, Hour.SUNSET)
    )
    assert day.warmth < 0
    assert sunset.warmth > day.warmth + 60


@pytest.mark.parametrize("seed", SEEDS)
def test_water_is_darker_than_the_sky(paint, seed):
    river = paint(Setting.RIVER, seed=seed)
    sky = np.quantile(river.rows(0, 0.35).light, 0.8)
    assert river.rows(0.7, 1).columns(0.3, 0.7).mean < sky


def test_rapids_are_white(paint):
    """Seed 5 has rapids, seed 2 a calm reach."""
    rapids, calm = (
        (paint(Setting.RIVER, Weather.CLOUDY, seed=seed).rows(0.65, 1).light > 150).mean()
        for seed in (5, 2)
    )
    assert rapids > calm


def test_storms_break_the_mirror(paint):
    """What is seen in the water stays where the sky is in clear weather, and not in storms."""
    clear, storm = (
        paint(Setting.RIVER, one, Hour.DAY, seed=2).rows(0.7, 1)
        for one in (Weather.CLEAR, Weather.STORM)
    )
    assert storm.chroma < 0.8 * clear.chroma


def test_banks_burn_in_autumn(paint):
    autumn, summer = (
        paint(Setting.RIVER, one, seed=2).rows(0.2, 0.6) for one in (Season.AUTUMN, Season.SUMMER)
    )
    assert autumn.redness > summer.redness + 8


def test_winter_lines_the_banks(paint):
    winter, summer = (
        paint(Setting.RIVER, one, seed=2).rows(0.45, 0.8) for one in (Season.WINTER, Season.SUMMER)
    )
    assert winter.white > summer.white + 0.15


@pytest.mark.parametrize("seed", [1, 2, 7])
def test_boats_and_beasts_are_here(paint, seed):
    assert paint(Setting.RIVER, seed=seed, names="canoe eagle").unplaced == ()
    assert paint(Setting.RIVER, seed=seed, names="deer").unplaced == ()


def test_films_keep_their_woods(paint):
    rivers = [paint(Setting.RIVER, seed=2, film=film) for film in (1, 2, 3, 4)]
    assert max(np.max(rivers[0].apart(other).mean()) for other in rivers[1:]) > 3

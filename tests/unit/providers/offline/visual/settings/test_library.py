"""A library is lined with books in shelves, lit from its windows by day and by lamps at night."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

HALL, STUDY, ROUND = 1, 2, 3
"""Seeds of each plan."""
PLANS = [HALL, STUDY, ROUND]


@pytest.mark.parametrize("seed", PLANS)
def test_books_stand_upright(paint, seed):
    """Along a shelf one spine differs from the next far more than from itself above."""
    shelves = paint(Setting.LIBRARY, seed=seed, size=(640, 360))
    spines = shelves.rows(0.5, 0.72).columns(0, 0.14).light
    across, down = (np.abs(np.diff(spines, axis=axis)).mean() for axis in (1, 0))
    assert across > 0.9 * down
    assert across > 4


@pytest.mark.parametrize("seed", PLANS)
def test_libraries_are_warm(paint, seed):
    for hour in (Hour.DAY, Hour.SUNSET, Hour.NIGHT):
        assert paint(Setting.LIBRARY, hour, seed=seed).rows(0.4, 1).warmth > 8


@pytest.mark.parametrize("seed", PLANS)
def test_lamps_are_lit_when_it_is_dark(paint, seed):
    """What is lightest then is warm."""
    night = paint(Setting.LIBRARY, Hour.NIGHT, seed=seed)
    lightest = night.light > np.quantile(night.light, 0.985)
    red, _, blue = night.pixels[lightest].mean(axis=0)
    assert red > blue + 8
    assert night.light[lightest].mean() > night.mean + 60


@pytest.mark.parametrize("seed", PLANS)
def test_the_sun_falls_through_windows(paint, seed):
    """In clear weather some of the floor and the shelves is lit far more than the rest."""
    fair, grey = (
        paint(Setting.LIBRARY, one, seed=seed).rows(0.45, 1)
        for one in (Weather.CLEAR, Weather.CLOUDY)
    )
    gain = fair.light - grey.light
    assert np.quantile(gain, 0.99) > np.median(gain) + 10


@pytest.mark.parametrize("seed", PLANS)
def test_weather_stays_outside(paint, seed):
    """Snow changes what is seen through the windows, and little else."""
    snow = paint(Setting.LIBRARY, Weather.SNOW, Season.WINTER, seed=seed)
    grey = paint(Setting.LIBRARY, Weather.CLOUDY, seed=seed)
    apart = np.sort(snow.apart(grey).ravel())
    assert apart[-len(apart) // 50 :].mean() > 2 * np.median(apart)


@pytest.mark.parametrize("names", ["book", "cup candle", "globe clock scroll"])
@pytest.mark.parametrize("seed", PLANS)
def test_small_things_lie_on_the_table(paint, names, seed):
    assert paint(Setting.LIBRARY, names=names, seed=seed).unplaced == ()


@pytest.mark.parametrize("names", ["cat", "child", "book woman"])
@pytest.mark.parametrize("seed", PLANS)
def test_larger_things_stand_on_the_floor(paint, names, seed):
    assert paint(Setting.LIBRARY, names=names, seed=seed).unplaced == ()


def test_what_is_too_tall_stays_outside(paint):
    assert paint(Setting.LIBRARY, names="giraffe sailboat").unplaced == ("giraffe", "sailboat")


def test_films_keep_their_library(paint):
    """Wood, cloth and walls are the film's: one film's two views share a palette."""
    one, again = (paint(Setting.LIBRARY, seed=seed, film=3).colour for seed in (2, 4))
    others = [paint(Setting.LIBRARY, seed=2, film=film).colour for film in (1, 2, 4, 5)]
    assert np.abs(one - again).max() < max(np.abs(one - other).max() for other in others)

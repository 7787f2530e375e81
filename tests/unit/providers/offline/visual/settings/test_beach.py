"""A beach is warm sand, cool water, and foam between them."""

import pytest

from reelwright.providers.offline.lexicon import Hour, Setting, Weather

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_sand_is_warm_and_water_cool(paint, seed):
    picture = paint(Setting.BEACH, seed=seed)
    assert picture.rows(0.92, 1).warmth > 10 > 0 > picture.rows(0.52, 0.64).warmth


@pytest.mark.parametrize("seed", SEEDS)
def test_sand_is_lighter_than_water(paint, seed):
    picture = paint(Setting.BEACH, seed=seed)
    assert picture.rows(0.92, 1).mean > picture.rows(0.52, 0.64).mean + 15


def test_rain_wets_the_sand(paint):
    rain, cloudy = (
        paint(Setting.BEACH, one).rows(0.85, 1) for one in (Weather.RAIN, Weather.CLOUDY)
    )
    assert rain.mean < 0.9 * cloudy.mean


def test_sand_is_grey_by_night(paint):
    night, day = (paint(Setting.BEACH, one).rows(0.9, 1) for one in (Hour.NIGHT, Hour.DAY))
    assert night.warmth < 0 < day.warmth


def test_land_water_and_air_are_here(paint):
    assert paint(Setting.BEACH, names="crab sailboat birds palm").unplaced == ()
    assert paint(Setting.BEACH, names="fish teapot").unplaced == ("fish",)

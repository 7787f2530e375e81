"""Above the clouds: a white floor that takes the colour of the hour, and no ground."""

import pytest

from reelwright.providers.offline.lexicon import Hour, Setting, Weather

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_clouds_below_are_white_by_day(paint, seed):
    picture = paint(Setting.SKY, seed=seed)
    assert picture.rows(0.8, 1).white > 0.95
    assert picture.rows(0.8, 1).mean > picture.rows(0, 0.2).mean + 25


@pytest.mark.parametrize("seed", SEEDS)
def test_heaven_above_is_blue_by_day(paint, seed):
    red, green, blue = paint(Setting.SKY, seed=seed).rows(0, 0.2).colour
    assert red < green < blue


@pytest.mark.parametrize("seed", SEEDS)
def test_clouds_take_the_colour_of_the_sun(paint, seed):
    sunset, day = (
        paint(Setting.SKY, one, seed=seed).rows(0.75, 1) for one in (Hour.SUNSET, Hour.DAY)
    )
    assert sunset.warmth > day.warmth + 20


def test_clouds_have_shape(paint):
    assert paint(Setting.SKY).rows(0.7, 1).spread > 4


def test_only_what_flies_is_here(paint):
    placed = paint(Setting.SKY, names="balloon oak airplane sailboat")
    assert placed.unplaced == ("oak", "sailboat")


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.SNOW])
def test_nothing_falls_above_the_clouds(paint, weather):
    """A curtain of rain would be fine detail in a sky of wide clouds."""
    foul, cloudy = (
        paint(Setting.SKY, one).rows(0, 0.3).detail for one in (weather, Weather.CLOUDY)
    )
    assert foul < cloudy + 0.3


def test_storms_stand_as_towers(paint):
    storm, rain = (
        paint(Setting.SKY, one, size=(192, 108)).rows(0.4, 0.64).detail
        for one in (Weather.STORM, Weather.RAIN)
    )
    assert storm > 1.5 * rain

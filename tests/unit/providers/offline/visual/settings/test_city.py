"""A city is grey by day, a thousand lights by night, and mirrors them when it rains."""

import numpy as np
import pytest

from reelwright.model.brief import Size
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.light import light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.settings.city import City
from reelwright.providers.offline.visual.stage import Moment, Stage

SEEDS = [1, 11]


def lit(picture) -> float:
    """Return the share that is far lighter than the whole."""
    return float((picture.light > picture.mean + 60).mean())


@pytest.mark.parametrize("seed", SEEDS)
def test_windows_are_lit_by_night(paint, seed):
    night, day = (paint(Setting.CITY, one, seed=seed) for one in (Hour.NIGHT, Hour.DAY))
    assert lit(night) > max(0.05, lit(day))


@pytest.mark.parametrize("seed", SEEDS)
def test_night_has_more_contrast_than_day(paint, seed):
    night, day = (paint(Setting.CITY, one, seed=seed) for one in (Hour.NIGHT, Hour.DAY))
    assert night.detail > day.detail


@pytest.mark.parametrize("seed", SEEDS)
def test_walls_of_streets_stand_upright(paint, seed):
    """Where a car is asked for, the city is a street."""
    street = paint(Setting.CITY, Weather.CLOUDY, seed=seed, names="car").rows(0.1, 0.5).light
    across, down = (np.abs(np.diff(street, axis=axis)).mean() for axis in (1, 0))
    assert across > down


@pytest.mark.parametrize("seed", SEEDS)
def test_streets_mirror_in_the_rain(paint, seed):
    rain, cloudy = (
        paint(Setting.CITY, one, seed=seed, names="car").rows(0.7, 1)
        for one in (Weather.RAIN, Weather.CLOUDY)
    )
    assert rain.detail > 1.25 * cloudy.detail


def test_snow_lies_in_the_streets(paint):
    snow, dry = (
        paint(Setting.CITY, *when, seed=2, names="car").rows(0.8, 1)
        for when in ((Weather.SNOW, Season.WINTER), (Weather.CLOUDY, Season.SUMMER))
    )
    assert snow.white > dry.white + 0.4


@pytest.mark.parametrize("seed", [1, 2])
def test_cars_find_a_street(paint, seed):
    assert paint(Setting.CITY, seed=seed, names="car").unplaced == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_boats_find_a_waterfront(paint, seed):
    assert paint(Setting.CITY, seed=seed, names="sailboat").unplaced == ()


@pytest.mark.parametrize("weather", Weather)
def test_cities_without_traffic_are_skylines(weather):
    plans = set()
    for seed in range(8):
        moment = Moment(Hour.DAY, weather, Season.SUMMER)
        lit = light(Hour.DAY, weather, noise.generator(seed, "light"))
        plans.add(City(Stage(Size(width=96, height=54), seed, 1, moment, lit, Look())).plan)
    assert plans == {"water", "park"}

"""A room is lit by its window by day and by its lamp at night, and has a table and a floor."""

import numpy as np
import pytest

from reelwright.model.brief import Size
from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.light import light
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.settings.room import Room
from reelwright.providers.offline.visual.stage import Moment, Stage

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_rooms_are_warm(paint, seed):
    for hour in (Hour.DAY, Hour.SUNSET):
        assert paint(Setting.ROOM, hour, seed=seed).warmth > 5


@pytest.mark.parametrize("seed", SEEDS)
def test_lamps_are_lit_when_it_is_dark(paint, seed):
    """The lamp is warm, and lighter than all around it."""
    night = paint(Setting.ROOM, Hour.NIGHT, seed=seed).rows(0.2, 0.75)
    lightest = night.light > np.quantile(night.light, 0.985)
    red, _, blue = night.pixels[lightest].mean(axis=0)
    assert red > blue + 10
    assert night.light[lightest].mean() > night.mean + 50


@pytest.mark.parametrize("seed", SEEDS)
def test_weather_stays_outside(paint, seed):
    """Snow changes what is seen through the window, far more than anything else."""
    snow = paint(Setting.ROOM, Weather.SNOW, Season.WINTER, seed=seed)
    grey = paint(Setting.ROOM, Weather.CLOUDY, seed=seed)
    apart = np.sort(snow.apart(grey).ravel())
    assert apart[-len(apart) // 50 :].mean() > 3 * np.median(apart)


@pytest.mark.parametrize("names", ["book", "cup candle", "teapot globe clock"])
def test_small_things_lie_on_the_table(paint, names):
    assert paint(Setting.ROOM, names=names).unplaced == ()


@pytest.mark.parametrize("names", ["cat", "child bed", "sofa", "telescope dog", "christmas_tree"])
def test_larger_things_stand_on_the_floor(paint, names):
    assert paint(Setting.ROOM, names=names).unplaced == ()


def test_what_is_too_tall_stays_outside(paint):
    assert paint(Setting.ROOM, names="giraffe cup lighthouse").unplaced == ("giraffe", "lighthouse")


def test_films_keep_their_room(paint):
    """Walls and curtains are the film's: one film's two views share a palette."""
    one, again = (paint(Setting.ROOM, seed=seed, film=3).colour for seed in (1, 2))
    others = [paint(Setting.ROOM, seed=1, film=film).colour for film in (1, 2, 4, 5)]
    assert np.abs(one - again).max() < max(np.abs(one - other).max() for other in others)


def test_rooms_of_a_film_are_furnished_in_turn():
    """Seed by seed a desk, a sofa or a fireplace: over some seeds all of them."""
    plans = set()
    for seed in range(12):
        moment = Moment(Hour.DAY, Weather.CLEAR, Season.SUMMER)
        size = Size(width=96, height=54)
        lit = light(Hour.DAY, Weather.CLEAR, noise.generator(seed, "light"))
        plans.add(Room(Stage(size, seed, 1, moment, lit, Look())).plan)
    assert plans == {"study", "parlour", "hearth"}

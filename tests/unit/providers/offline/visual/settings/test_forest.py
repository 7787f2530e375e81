"""A forest stands upright, keeps its trees, and has a pool for what floats."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_trees_stand_upright(paint, seed):
    wood = paint(Setting.FOREST, Weather.CLOUDY, seed=seed).rows(0.1, 0.6).light
    across, down = (np.abs(np.diff(wood, axis=axis)).mean() for axis in (1, 0))
    assert across > 1.1 * down


@pytest.mark.parametrize("seed", SEEDS)
def test_woods_are_green_in_summer(paint, seed):
    red, green, blue = paint(Setting.FOREST, seed=seed).rows(0.6, 1).colour
    assert green > max(red, blue)


@pytest.mark.parametrize("seed", SEEDS)
def test_distance_stands_in_mist(paint, seed):
    wood = paint(Setting.FOREST, Weather.FOG, seed=seed)
    assert wood.rows(0.3, 0.55).mean > wood.rows(0.8, 1).mean


def test_snow_lies_on_the_floor(paint):
    winter, summer = (
        paint(Setting.FOREST, one).rows(0.75, 1) for one in (Season.WINTER, Season.SUMMER)
    )
    assert winter.white > 0.7 > 0.1 > summer.white


@pytest.mark.parametrize("seed", [1, 2])
def test_boats_find_a_pool(paint, seed):
    assert paint(Setting.FOREST, seed=seed, names="canoe").unplaced == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_beasts_find_dry_land(paint, seed):
    assert paint(Setting.FOREST, seed=seed, names="deer").unplaced == ()


def test_films_keep_their_trees(paint):
    """The trees are the film's: a wood of another film differs though the layout is the same."""
    woods = [paint(Setting.FOREST, Hour.DAY, seed=2, film=film) for film in (1, 2, 3, 4)]
    apart = [woods[0].apart(other).mean() for other in woods[1:]]
    assert max(apart) > 3


@pytest.mark.parametrize("seed", SEEDS)
def test_nights_are_not_black(paint, seed):
    night = paint(Setting.FOREST, Hour.NIGHT, seed=seed)
    assert night.mean > 25
    assert night.black < 0.1

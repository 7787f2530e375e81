"""A jungle is green at all seasons, stands in damp air, and has its creek."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("season", [Season.SPRING, Season.SUMMER, Season.AUTUMN])
def test_leaves_are_evergreen(paint, season, seed):
    red, green, blue = paint(Setting.JUNGLE, season, seed=seed).rows(0.5, 1).colour
    assert green > max(red, blue) + 8


@pytest.mark.parametrize("seed", SEEDS)
def test_jungles_are_greener_than_forests(paint, seed):
    jungle, forest = (paint(one, seed=seed).colour for one in (Setting.JUNGLE, Setting.FOREST))
    assert jungle[1] - jungle[2] > forest[1] - forest[2]


@pytest.mark.parametrize("seed", SEEDS)
def test_close_leaves_are_darker_than_distance(paint, seed):
    jungle = paint(Setting.JUNGLE, Weather.FOG, seed=seed)
    assert jungle.rows(0.85, 1).mean < jungle.rows(0.3, 0.6).mean


def test_shafts_need_a_sun(paint):
    clear, rain = (paint(Setting.JUNGLE, one, seed=2) for one in (Weather.CLEAR, Weather.RAIN))
    assert clear.rows(0, 0.5).spread > 1.15 * rain.rows(0, 0.5).spread


def test_nights_are_dim_and_blue(paint):
    night = paint(Setting.JUNGLE, Hour.NIGHT, seed=2)
    assert night.colour[2] > night.colour[0]
    assert night.mean < 0.5 * paint(Setting.JUNGLE, seed=2).mean


def test_canopies_open_over_a_river(paint):
    """Seed 9 looks down on the roof of leaves: below the sky it is leaves and water alone."""
    vista, hall = paint(Setting.JUNGLE, seed=9), paint(Setting.JUNGLE, seed=2)
    assert vista.rows(0, 0.2).colour[2] > vista.rows(0.5, 0.8).colour[2] + 25
    assert vista.apart(hall).mean() > 25


@pytest.mark.parametrize("seed", [1, 2])
def test_canoes_find_a_creek(paint, seed):
    assert paint(Setting.JUNGLE, seed=seed, names="canoe").unplaced == ()


@pytest.mark.parametrize("seed", [1, 2])
def test_tigers_find_dry_land(paint, seed):
    assert paint(Setting.JUNGLE, seed=seed, names="tiger").unplaced == ()


def test_films_keep_their_greens(paint):
    """The greens are the film's: those of another differ though the layout is the same."""
    woods = [paint(Setting.JUNGLE, seed=2, film=film) for film in (1, 2, 3, 4)]
    assert max(np.abs(woods[0].colour - other.colour).max() for other in woods[1:]) > 2


@pytest.mark.parametrize("weather", [Weather.CLEAR, Weather.FOG])
@pytest.mark.parametrize("seed", [2, 3])
def test_nights_are_pale_behind_the_leaves(paint, weather, seed):
    """What is far is lighter than what is near, as by day."""
    night = paint(Setting.JUNGLE, Hour.NIGHT, weather, seed=seed)
    assert night.rows(0.25, 0.5).mean > 1.1 * night.rows(0.8, 1).mean

"""Mountains are high, white above and green below, and blue in the distance."""

import pytest

from reelwright.providers.offline.lexicon import Season, Setting, Weather

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_peaks_are_white_in_summer(paint, seed):
    picture = paint(Setting.MOUNTAINS, seed=seed)
    assert picture.rows(0.1, 0.5).white > 0.1
    assert picture.rows(0.75, 1).white < 0.1


@pytest.mark.parametrize("seed", SEEDS)
def test_meadows_below_are_green(paint, seed):
    red, green, blue = paint(Setting.MOUNTAINS, seed=seed).rows(0.75, 1).colour
    assert green > red > blue


def test_winter_reaches_the_valley(paint):
    winter = paint(Setting.MOUNTAINS, Season.WINTER)
    assert winter.rows(0.75, 1).white > 0.6


@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_far_is_paler(paint, seed):
    picture = paint(Setting.MOUNTAINS, Weather.CLOUDY, seed=seed)
    assert picture.rows(0.2, 0.5).chroma < picture.rows(0.8, 1).chroma


def test_nothing_floats_here(paint):
    assert paint(Setting.MOUNTAINS, names="goat sailboat eagle").unplaced == ("sailboat",)

"""A desert is warm, smooth and empty."""

import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_sand_is_warm(paint, seed):
    red, green, blue = paint(Setting.DESERT, seed=seed).rows(0.7, 1).colour
    assert red > green > blue + 20


@pytest.mark.parametrize("seed", SEEDS)
def test_sand_is_smooth(paint, seed):
    desert, meadow = (
        paint(one, seed=seed).rows(0.7, 1) for one in (Setting.DESERT, Setting.MEADOW)
    )
    assert desert.detail < 0.5 * meadow.detail


def test_low_sun_reddens_the_dunes(paint):
    sunset, day = (paint(Setting.DESERT, one).rows(0.6, 1) for one in (Hour.SUNSET, Hour.DAY))
    assert sunset.redness > day.redness + 10


def test_winter_covers_the_dunes(paint):
    assert paint(Setting.DESERT, Season.WINTER).rows(0.7, 1).white > 0.7


def test_no_water_is_here(paint):
    assert paint(Setting.DESERT, names="camel duck whale").unplaced == ("whale",)

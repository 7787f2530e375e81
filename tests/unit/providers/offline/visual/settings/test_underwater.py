"""Under water all is blue and green, and light comes from above."""

import pytest

from reelwright.providers.offline.lexicon import Hour, Setting

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_water_takes_the_red(paint, seed):
    red, green, blue = paint(Setting.UNDERWATER, seed=seed).rows(0, 0.6).colour
    assert red + 30 < min(green, blue)


@pytest.mark.parametrize("seed", SEEDS)
def test_light_comes_from_above(paint, seed):
    picture = paint(Setting.UNDERWATER, seed=seed)
    assert picture.rows(0, 0.12).mean > picture.rows(0.3, 0.5).mean + 10


@pytest.mark.parametrize("seed", SEEDS)
def test_floor_is_lighter_than_the_deep(paint, seed):
    picture = paint(Setting.UNDERWATER, seed=seed)
    assert picture.rows(0.85, 1).mean > picture.rows(0.35, 0.55).mean


def test_nights_are_blue(paint):
    red, green, blue = paint(Setting.UNDERWATER, Hour.NIGHT).colour
    assert red < green < blue


def test_fish_and_whales_swim_here(paint):
    placed = paint(Setting.UNDERWATER, names="fish whale octopus eagle")
    assert placed.unplaced == ("eagle",)

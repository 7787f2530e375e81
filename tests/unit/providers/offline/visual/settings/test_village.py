"""A village lies among green hills, with lights in its windows when it is dark."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting

SEEDS = [1, 11]


def lamplit(picture) -> float:
    """Return the share that is light and warm."""
    red, _, blue = np.moveaxis(picture.rows(0.3, 0.8).pixels.astype(int), -1, 0)
    light = picture.rows(0.3, 0.8).light
    return float(((light > 110) & (red > blue)).mean())


@pytest.mark.parametrize("seed", SEEDS)
def test_windows_are_lit_by_night(paint, seed):
    assert lamplit(paint(Setting.VILLAGE, Hour.NIGHT, seed=seed)) > 0.001


@pytest.mark.parametrize("seed", SEEDS)
def test_land_is_green_in_summer(paint, seed):
    red, green, blue = paint(Setting.VILLAGE, seed=seed).rows(0.7, 1).colour
    assert green > red > blue


@pytest.mark.parametrize("seed", SEEDS)
def test_houses_are_lighter_than_the_land(paint, seed):
    picture = paint(Setting.VILLAGE, seed=seed).rows(0.45, 0.8).light
    assert np.quantile(picture, 0.995) > 1.2 * np.median(picture)


def test_winter_covers_the_fields(paint):
    assert paint(Setting.VILLAGE, Season.WINTER).rows(0.7, 1).white > 0.7


def test_people_and_beasts_are_here(paint):
    assert paint(Setting.VILLAGE, names="man dog sailboat").unplaced == ("sailboat",)


@pytest.mark.parametrize("seed", range(1, 6))
def test_houses_are_large_enough_to_be_seen(paint, seed):
    """Lamplit windows are found in the lower half too, where the nearest houses stand."""
    night = paint(Setting.VILLAGE, Hour.NIGHT, Season.WINTER, seed=seed, size=(256, 144))
    near = night.rows(0.5, 0.9)
    red, _, blue = np.moveaxis(near.pixels.astype(int), -1, 0)
    assert ((near.light > 110) & (red > blue)).mean() > 0.001

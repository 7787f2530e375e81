"""A castle stands high above its land, and is lit within by night."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_castle_rises_near_the_middle(paint, seed):
    """In fog the sky is even, so what is dark above the horizon is the castle and its hill."""
    high = paint(Setting.CASTLE, Weather.FOG, seed=seed).rows(0.1, 0.4).light
    dark = (high < np.quantile(high, 0.9) - 6).mean(axis=0)
    middle = (dark * np.arange(len(dark))).sum() / dark.sum() / len(dark)
    assert 0.2 < middle < 0.8
    assert dark.max() > 0.4


@pytest.mark.parametrize("seed", SEEDS)
def test_windows_are_lit_by_night(paint, seed):
    night = paint(Setting.CASTLE, Hour.NIGHT, seed=seed).rows(0.15, 0.6)
    red, _, blue = np.moveaxis(night.pixels.astype(int), -1, 0)
    assert ((night.light > 70) & (red > blue)).mean() > 0.0005


@pytest.mark.parametrize("seed", SEEDS)
def test_land_is_green_in_summer(paint, seed):
    red, green, blue = paint(Setting.CASTLE, seed=seed).rows(0.7, 1).colour
    assert green > max(red, blue)


def test_winter_covers_the_hill(paint):
    assert paint(Setting.CASTLE, Season.WINTER).rows(0.7, 1).white > 0.6


def test_knights_and_dragons_are_here(paint):
    assert paint(Setting.CASTLE, names="knight dragon princess").unplaced == ()

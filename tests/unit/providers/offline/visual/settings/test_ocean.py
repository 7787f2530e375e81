"""The sea is level, darker than the sky, and as rough as the weather."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Setting, Weather

SEEDS = [1, 11, 12]


@pytest.mark.parametrize("seed", SEEDS)
def test_sea_is_darker_than_sky(paint, seed):
    picture = paint(Setting.OCEAN, seed=seed)
    assert picture.rows(0.8, 1).mean < 0.8 * picture.rows(0, 0.4).mean


@pytest.mark.parametrize("seed", SEEDS)
def test_sea_is_blue_by_day(paint, seed):
    red, green, blue = paint(Setting.OCEAN, seed=seed).rows(0.75, 1).colour
    assert red < green < blue


@pytest.mark.parametrize("seed", SEEDS)
def test_waves_lie_level(paint, seed):
    sea = paint(Setting.OCEAN, seed=seed).rows(0.7, 1).light
    across, down = (np.abs(np.diff(sea, axis=axis)).mean() for axis in (1, 0))
    assert down > across


@pytest.mark.parametrize("seed", SEEDS)
def test_storms_are_rougher_than_fog(paint, seed):
    storm, fog = (
        paint(Setting.OCEAN, one, seed=seed).rows(0.7, 1) for one in (Weather.STORM, Weather.FOG)
    )
    assert storm.detail > 1.5 * fog.detail


def test_low_sun_lays_a_path_on_the_water(paint):
    """Seed 4 has the sun in the picture: the water under it is lighter than the water aside."""
    picture = paint(Setting.OCEAN, Hour.SUNSET, seed=4)
    sun = picture.rows(0.2, 0.55).light.mean(axis=0).argmax() / picture.pixels.shape[1]
    water = picture.rows(0.6, 0.95)
    under = water.columns(sun - 0.1, sun + 0.1).mean
    assert under > 1.3 * water.columns(0.85, 1).mean


def test_nothing_stands_on_the_sea(paint):
    placed = paint(Setting.OCEAN, names="deer whale lighthouse cup")
    assert placed.unplaced == ("deer", "cup")

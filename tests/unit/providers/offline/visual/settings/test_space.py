"""Space is black, full of stars and gas, with worlds that a sun lights from one side."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Setting

SEEDS = [1, 11]


@pytest.mark.parametrize("seed", SEEDS)
def test_void_is_dark(paint, seed):
    assert np.quantile(paint(Setting.SPACE, seed=seed).light, 0.25) < 40


@pytest.mark.parametrize("seed", SEEDS)
def test_contrast_is_high(paint, seed):
    light = paint(Setting.SPACE, seed=seed).light
    assert np.quantile(light, 0.98) - np.quantile(light, 0.05) > 90


@pytest.mark.parametrize("seed", SEEDS)
def test_stars_are_strewn(paint, seed):
    """A star is lighter than all its neighbours two pixels away."""
    light = paint(Setting.SPACE, seed=seed).rows(0, 0.5).light
    inner = light[2:-2, 2:-2]
    around = [light[2 + y : y - 2 or None, 2 + x : x - 2 or None] for y, x in ((-2, 0), (0, -2))]
    around += [light[4:, 2:-2], light[2:-2, 4:]]
    assert (inner > np.max(around, axis=0) + 25).sum() > 10


@pytest.mark.parametrize("seed", [1, 2])
def test_travellers_find_room(paint, seed):
    assert paint(Setting.SPACE, seed=seed, names="astronaut rocket").unplaced == ()


def test_nothing_swims_or_flies_on_wings_here(paint):
    assert paint(Setting.SPACE, names="eagle whale ufo").unplaced == ("eagle", "whale")


def test_films_keep_their_gas(paint):
    one, again, other = (
        paint(Setting.SPACE, seed=seed, film=film) for seed, film in ((1, 1), (11, 1), (1, 2))
    )
    hues = [picture.colour / picture.mean for picture in (one, again, other)]
    assert np.abs(hues[0] - hues[2]).max() > 0.02
    assert one.apart(again).mean() > 10


def test_no_hour_reaches_the_void(paint):
    night, day = (paint(Setting.SPACE, one) for one in (Hour.NIGHT, Hour.DAY))
    assert night.mean == pytest.approx(day.mean, rel=0.05)

"""Farmland changes its colours with the seasons, and has room for beasts and birds."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

SEEDS = [2, 4]
ROWS, BALES, CORN, PASTURE, VALE = 2, 1, 5, 3, 9
"""Seeds of each plan."""


def test_corn_is_golden_in_summer(paint):
    red, green, blue = paint(Setting.FARMLAND, seed=CORN).rows(0.6, 1).colour
    assert red > green > blue + 50


def test_pastures_are_green(paint):
    red, green, blue = paint(Setting.FARMLAND, seed=PASTURE).rows(0.6, 1).colour
    assert green > max(red, blue) + 10


def test_rows_run_away_from_the_eye(paint):
    """Across the rows plants and earth take turns; along them they do not."""
    rows = paint(Setting.FARMLAND, Weather.CLOUDY, seed=ROWS, size=(192, 108)).rows(0.7, 1).light
    across, down = (np.abs(np.diff(rows, axis=axis)).mean() for axis in (1, 0))
    assert across > down


def test_fields_are_of_many_colours(paint):
    """Seen from a hill, fields lie beside fields of other crops."""
    vale = paint(Setting.FARMLAND, seed=VALE).rows(0.45, 0.75).pixels.astype(float)
    assert (vale[..., 0] - vale[..., 1]).std() > 9


@pytest.mark.parametrize("seed", SEEDS)
def test_spring_is_greener_than_autumn(paint, seed):
    spring, autumn = (
        paint(Setting.FARMLAND, one, seed=seed).rows(0.5, 1)
        for one in (Season.SPRING, Season.AUTUMN)
    )
    assert autumn.redness > spring.redness + 10


@pytest.mark.parametrize("seed", [ROWS, BALES, CORN])
def test_winter_covers_the_fields(paint, seed):
    assert paint(Setting.FARMLAND, Season.WINTER, seed=seed).rows(0.6, 1).white > 0.7


def test_windows_shine_after_dark(paint):
    night = paint(Setting.FARMLAND, Hour.NIGHT, seed=ROWS, size=(320, 180)).rows(0.3, 0.6).pixels
    warm = night[..., 0].astype(int) - night[..., 2]
    assert warm.max() > 40


@pytest.mark.parametrize("seed", [1, 2, 9])
def test_beasts_and_birds_are_here(paint, seed):
    assert paint(Setting.FARMLAND, seed=seed, names="cow sheep birds whale").unplaced == ("whale",)


def test_films_keep_their_farm(paint):
    """A farm's walls and mill are the film's: the middle of the picture differs, not its fore."""
    farms = [paint(Setting.FARMLAND, seed=ROWS, film=film) for film in (1, 2, 3, 4)]
    assert max(farms[0].rows(0.3, 0.5).apart(one.rows(0.3, 0.5)).mean() for one in farms) > 0.2
    assert max(farms[0].rows(0.7, 1).apart(one.rows(0.7, 1)).mean() for one in farms) < 1

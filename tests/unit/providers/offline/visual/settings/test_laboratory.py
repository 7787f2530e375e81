"""A laboratory is white or an alchemist's, as its film has it, and full of glass that shines."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

WHITE, OLD = 1, 3
"""Films of each make."""
CLOSE, WIDE = 1, 2
"""Seeds of each plan."""
MAKES = [(WHITE, CLOSE), (WHITE, WIDE), (OLD, CLOSE), (OLD, WIDE)]


def vivid(picture) -> float:
    """Return the share that is both light and full of colour."""
    span = np.ptp(picture.pixels.astype(int), axis=-1)
    return float(((span > 90) & (picture.pixels.max(axis=-1) > 170)).mean())


@pytest.mark.parametrize("seed", [CLOSE, WIDE])
def test_films_are_white_or_old(paint, seed):
    """White walls and steel, or stone, wood and fire."""
    white, old = (paint(Setting.LABORATORY, seed=seed, film=film) for film in (WHITE, OLD))
    assert white.mean > old.mean + 40
    assert old.warmth > white.warmth + 10


@pytest.mark.parametrize(("film", "seed"), MAKES)
def test_liquids_shine_by_night(paint, film, seed):
    night = paint(Setting.LABORATORY, Hour.NIGHT, film=film, seed=seed)
    assert vivid(night.rows(0.4, 0.8)) > 0.004


def test_instruments_are_lit_by_night(paint):
    """On white benches screens and small lights stand out more than by day."""
    night, day = (
        paint(Setting.LABORATORY, hour, film=WHITE, seed=WIDE).rows(0.35, 0.65)
        for hour in (Hour.NIGHT, Hour.DAY)
    )
    assert vivid(night) > vivid(day)


@pytest.mark.parametrize("seed", [CLOSE, WIDE])
def test_fires_burn_in_old_ones(paint, seed):
    """Behind the alchemist's table one side glows."""
    night = paint(Setting.LABORATORY, Hour.NIGHT, film=OLD, seed=seed)
    sides = [night.columns(*span).rows(0.3, 0.9) for span in ((0, 0.35), (0.65, 1))]
    assert abs(sides[0].mean - sides[1].mean) > 8


@pytest.mark.parametrize(("film", "seed"), MAKES)
def test_weather_stays_outside(paint, film, seed):
    snow = paint(Setting.LABORATORY, Weather.SNOW, Season.WINTER, film=film, seed=seed)
    grey = paint(Setting.LABORATORY, Weather.CLOUDY, film=film, seed=seed)
    apart = np.sort(snow.apart(grey).ravel())
    assert apart[-len(apart) // 50 :].mean() > 3 * np.median(apart)


@pytest.mark.parametrize(("film", "seed"), MAKES)
def test_small_things_lie_on_the_table(paint, film, seed):
    pictured = paint(Setting.LABORATORY, film=film, seed=seed, names="microscope book")
    assert pictured.unplaced == ()


@pytest.mark.parametrize(("film", "seed"), MAKES)
def test_larger_things_stand_on_the_floor(paint, film, seed):
    pictured = paint(Setting.LABORATORY, film=film, seed=seed, names="telescope cat")
    assert pictured.unplaced == ()


def test_what_is_too_tall_stays_outside(paint):
    assert paint(Setting.LABORATORY, seed=WIDE, names="giraffe").unplaced == ("giraffe",)

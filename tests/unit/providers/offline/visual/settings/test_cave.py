"""A cave is dark around an opening that is light, whatever falls outside."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Setting, Weather

MOUTH, GROTTO, HALL, GEMS = 4, 5, 1, 9
"""Seeds of each plan."""


@pytest.mark.parametrize("seed", [MOUTH, GROTTO, HALL, GEMS])
def test_rock_closes_the_picture(paint, seed):
    """Its edges are darker than what is lightest in it, and never quite black by day."""
    cave = paint(Setting.CAVE, seed=seed)
    edge = np.concatenate([cave.light[:6].ravel(), cave.light[:, :6].ravel()])
    assert 12 < edge.mean() < 0.6 * np.quantile(cave.light, 0.97)


def test_mouths_show_the_land(paint):
    """Through the opening there are sky and meadow."""
    pixels = paint(Setting.CAVE, seed=MOUTH).pixels.astype(int)
    assert (pixels[..., 2] - pixels[..., 0] > 25).mean() > 0.02
    assert (pixels[..., 1] - pixels[..., 0] > 12).mean() > 0.01


def test_halls_have_a_beam(paint):
    hall = paint(Setting.CAVE, seed=HALL).rows(0.3, 0.6).light.mean(axis=0)
    assert hall.max() > 1.6 * np.median(hall)


def test_crystals_shine_at_night(paint):
    gems, hall = (paint(Setting.CAVE, Hour.NIGHT, seed=seed) for seed in (GEMS, HALL))
    assert np.quantile(gems.rows(0.5, 1).light, 0.98) > 1.3 * np.quantile(
        hall.rows(0.5, 1).light, 0.98
    )


def test_grottos_are_full_of_water(paint):
    """Sea and sky take their colour from each other through the day."""
    day, sunset = (
        paint(Setting.CAVE, hour, seed=GROTTO).rows(0.8, 1).columns(0.4, 0.6)
        for hour in (Hour.DAY, Hour.SUNSET)
    )
    assert day.warmth < 0
    assert sunset.warmth > day.warmth + 40


def test_weather_stays_outside(paint):
    """Snow whitens what is seen through the mouth, and no rock."""
    snow, clear = (paint(Setting.CAVE, one, seed=MOUTH) for one in (Weather.SNOW, Weather.CLEAR))
    assert snow.white > 0.05
    assert snow.rows(0, 0.1).white < 0.02
    assert snow.apart(clear).mean() > 4


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_bears_find_dry_rock(paint, seed):
    assert paint(Setting.CAVE, seed=seed, names="bear shark").unplaced == ("shark",)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_boats_find_a_grotto(paint, seed):
    assert paint(Setting.CAVE, seed=seed, names="canoe").unplaced == ()


def test_films_keep_their_rock(paint):
    caves = [paint(Setting.CAVE, seed=HALL, film=film).colour for film in (1, 2, 3, 4)]
    assert max(np.abs(caves[0] - other).max() for other in caves[1:]) > 3

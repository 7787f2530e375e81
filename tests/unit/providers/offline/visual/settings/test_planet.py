"""Another world has ground and air of its own colours, moons in its sky, and no weather of ours."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

WAVES, CRATERS, PILLARS = 1, 2, 3
"""Seeds of each plan."""
PLANS = [WAVES, CRATERS, PILLARS]
RUST, VIOLET, ICE, GREEN = 1, 2, 4, 7
"""Films of different worlds."""


def test_every_film_has_its_own_world(paint):
    worlds = [paint(Setting.PLANET, film=film).colour for film in (RUST, VIOLET, ICE, GREEN)]
    apart = [np.abs(one - other).max() for n, one in enumerate(worlds) for other in worlds[n + 1 :]]
    assert min(apart) > 15


def test_films_keep_their_world(paint):
    """Two views of one world are nearer to each other than to another world."""
    one, again = (paint(Setting.PLANET, seed=seed, film=RUST).colour for seed in (2, 4))
    other = paint(Setting.PLANET, seed=2, film=ICE).colour
    assert np.abs(one - again).max() < 0.6 * np.abs(one - other).max()


@pytest.mark.parametrize("seed", PLANS)
def test_ice_is_bluer_than_rust(paint, seed):
    ice, rust = (
        paint(Setting.PLANET, seed=seed, film=film).rows(0.7, 1).warmth for film in (ICE, RUST)
    )
    assert ice < rust - 40


@pytest.mark.parametrize("seed", PLANS)
def test_moons_stand_in_the_sky(paint, seed):
    """By night something large and light stands among the stars."""
    night = paint(Setting.PLANET, Hour.NIGHT, seed=seed).rows(0, 0.55)
    assert (night.light > night.mean + 40).mean() > 0.01


@pytest.mark.parametrize("seed", PLANS)
def test_stars_are_seen_by_night(paint, seed):
    night, day = (
        paint(Setting.PLANET, one, seed=seed).rows(0, 0.3) for one in (Hour.NIGHT, Hour.DAY)
    )
    assert night.detail > day.detail


@pytest.mark.parametrize("seed", PLANS)
def test_no_season_of_ours_is_known(paint, seed):
    winter, summer = (
        paint(Setting.PLANET, one, seed=seed) for one in (Season.WINTER, Season.SUMMER)
    )
    assert np.array_equal(winter.pixels, summer.pixels)


@pytest.mark.parametrize("seed", PLANS)
def test_dust_hides_the_distance(paint, seed):
    """A storm here is one of dust."""
    storm, clear = (
        paint(Setting.PLANET, one, seed=seed).rows(0.35, 0.65)
        for one in (Weather.STORM, Weather.CLEAR)
    )
    assert storm.detail < 0.9 * clear.detail


@pytest.mark.parametrize("seed", PLANS)
def test_astronauts_find_ground(paint, seed):
    assert paint(Setting.PLANET, seed=seed, names="astronaut rocket").unplaced == ()


def test_ships_find_no_sea(paint):
    assert paint(Setting.PLANET, names="sailboat").unplaced == ("sailboat",)

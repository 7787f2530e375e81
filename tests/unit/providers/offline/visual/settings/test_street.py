"""A street stands in rows of houses, dry or wet or white, and is lit when it grows dark."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

LANE, AVENUE, SQUARE = 1, 3, 4
"""Seeds of each plan."""
PLANS = [LANE, AVENUE, SQUARE]


def glowing(picture) -> float:
    """Return the share that is light and far more red than blue."""
    red, blue = picture.pixels[..., 0].astype(int), picture.pixels[..., 2].astype(int)
    return float(((red > 150) & (red - blue > 40)).mean())


@pytest.mark.parametrize("seed", PLANS)
def test_lamps_are_lit_by_night(paint, seed):
    """In windows and on posts: by night there is warm light, by a grey day none to speak of."""
    night = glowing(paint(Setting.STREET, Hour.NIGHT, seed=seed))
    assert night > 0.015 + glowing(paint(Setting.STREET, Weather.CLOUDY, seed=seed, film=2))


@pytest.mark.parametrize("seed", [LANE, AVENUE])
def test_houses_frame_the_sky(paint, seed):
    """The sky is seen between the rows, and is bluer than they are."""
    upper = paint(Setting.STREET, seed=seed).rows(0, 0.4)
    gap, walls = upper.columns(0.42, 0.56), upper.columns(0, 0.2)
    assert gap.warmth < walls.warmth - 30


@pytest.mark.parametrize("seed", PLANS)
def test_streets_mirror_in_the_rain(paint, seed):
    """At night the wet ground shows the lights that stand above it."""
    rain, cloudy = (
        paint(Setting.STREET, Hour.NIGHT, one, seed=seed).rows(0.75, 1)
        for one in (Weather.RAIN, Weather.CLOUDY)
    )
    assert rain.detail > 1.2 * cloudy.detail


@pytest.mark.parametrize("seed", PLANS)
def test_snow_lies_in_the_street(paint, seed):
    snow, dry = (
        paint(Setting.STREET, *when, seed=seed).rows(0.8, 1)
        for when in ((Weather.SNOW, Season.WINTER), (Weather.CLOUDY, Season.SUMMER))
    )
    assert snow.mean > dry.mean + 30


def test_avenues_are_lined_with_trees(paint):
    """Elms, green in summer and bare in winter."""
    summer, winter = (
        paint(Setting.STREET, Weather.CLOUDY, one, seed=AVENUE).rows(0.3, 0.65).pixels.astype(int)
        for one in (Season.SUMMER, Season.WINTER)
    )
    green = [(one[..., 1] > one[..., 0] + 6).mean() for one in (summer, winter)]
    assert green[0] > green[1] + 0.01


def test_the_sun_throws_shadows_of_houses(paint):
    """On a fair day a part of the ground is far lighter than the rest; under cloud it is even."""
    fair, grey = (
        paint(Setting.STREET, one, seed=SQUARE).rows(0.75, 1)
        for one in (Weather.CLEAR, Weather.CLOUDY)
    )
    assert fair.spread > 1.5 * grey.spread


@pytest.mark.parametrize("seed", PLANS)
def test_people_and_cars_find_a_street(paint, seed):
    assert paint(Setting.STREET, seed=seed, names="woman car").unplaced == ()


def test_ships_find_no_street(paint):
    assert paint(Setting.STREET, names="sailboat").unplaced == ("sailboat",)


def test_films_keep_their_town(paint):
    """Plaster and roofs are the film's."""
    towns = [paint(Setting.STREET, seed=SQUARE, film=film).colour for film in (1, 2, 3, 4)]
    assert max(np.abs(towns[0] - other).max() for other in towns[1:]) > 4

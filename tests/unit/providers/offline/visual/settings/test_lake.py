"""A lake lies still and shows its far shore upside down."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Season, Setting, Weather

SEEDS = [1, 11]


def mirrored(picture) -> float:
    """Return how like the rows below a shore are to those above it, for the best row of all."""
    light = picture.light - picture.light.mean()
    reach = len(light) // 6
    return max(
        np.corrcoef(
            light[row - reach : row].ravel(), light[row + reach - 1 : row - 1 : -1].ravel()
        )[0, 1]
        for row in range(reach + 1, len(light) - reach)
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_water_mirrors_the_shore(paint, seed):
    assert mirrored(paint(Setting.LAKE, seed=seed)) > 0.55


@pytest.mark.parametrize("seed", SEEDS)
def test_mirror_is_darker_than_what_it_shows(paint, seed):
    picture = paint(Setting.LAKE, seed=seed)
    assert picture.rows(0.58, 0.72).mean < picture.rows(0.05, 0.3).mean


def test_wind_breaks_the_mirror(paint):
    still, rough = (mirrored(paint(Setting.LAKE, one)) for one in (Weather.CLEAR, Weather.STORM))
    assert rough < still


def test_shores_burn_in_autumn(paint):
    autumn, summer = (
        paint(Setting.LAKE, one).rows(0.25, 0.55) for one in (Season.AUTUMN, Season.SUMMER)
    )
    assert autumn.redness > summer.redness + 15


def test_boats_beasts_and_birds_are_here(paint):
    assert paint(Setting.LAKE, names="canoe swan deer eagle").unplaced == ()

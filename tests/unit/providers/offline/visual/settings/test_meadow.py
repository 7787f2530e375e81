"""A meadow is green, in flower in spring and summer, and bare under snow."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Season, Setting

SEEDS = [1, 11]


def flowers(picture) -> float:
    """Return the share of the lower half in which red or blue is plainly the strongest."""
    red, green, blue = np.moveaxis(picture.rows(0.55, 1).pixels.astype(int), -1, 0)
    return float((np.maximum(red, blue) > green + 15).mean())


@pytest.mark.parametrize("seed", SEEDS)
def test_grass_is_green(paint, seed):
    red, green, blue = paint(Setting.MEADOW, seed=seed).rows(0.6, 1).colour
    assert green > max(red, blue)


@pytest.mark.parametrize("seed", SEEDS)
def test_spring_is_in_flower(paint, seed):
    spring, winter = (
        flowers(paint(Setting.MEADOW, one, seed=seed)) for one in (Season.SPRING, Season.WINTER)
    )
    assert spring > 0.004 > winter


def test_autumn_grass_is_dry(paint):
    autumn, summer = (
        paint(Setting.MEADOW, one).rows(0.6, 1) for one in (Season.AUTUMN, Season.SUMMER)
    )
    assert autumn.redness > summer.redness + 10


@pytest.mark.parametrize("seed", SEEDS)
def test_blades_grow_larger_towards_the_eye(paint, seed):
    picture = paint(Setting.MEADOW, seed=seed)
    assert picture.rows(0.85, 1).detail > picture.rows(0.5, 0.58).detail


def test_beasts_and_kites_are_here(paint):
    assert paint(Setting.MEADOW, names="horse kite whale oak").unplaced == ("whale",)

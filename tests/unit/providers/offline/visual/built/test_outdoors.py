"""The light in a street."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.built.outdoors import HEAD, Outdoors
from reelwright.providers.offline.visual.stage import Stage

UPWARD, INWARD = (0.0, 1.0, 0.0), (1.0, 0.0, 0.0)
ROOF = np.array([200.0], np.float32), np.array([10.0], np.float32)


def street(stage: Stage, strong: float = 1.0) -> Outdoors:
    """Return the light between houses ten metres tall."""
    return Outdoors(stage, 6.0, (ROOF, ROOF), 4.5, 20.0, 10.0, strong)


def at(*where: float) -> list[np.ndarray]:
    return [np.full((1, 1), part, np.float32) for part in where]


def test_houses_keep_off_the_sun(staged: Callable[..., Stage]) -> None:
    """From the right and low it reaches the upper part of the left wall, and no ground."""
    lit = street(staged(sun=(np.pi / 2, 0.5)))
    assert lit.sunlit(at(-6, 8, 20)).item() > 0.9
    assert lit.sunlit(at(-6, 1, 20)).item() == 0
    assert lit.sunlit(at(0, 0, 20)).item() == 0


def test_sun_from_ahead_is_not_kept_off(staged: Callable[..., Stage]) -> None:
    assert street(staged(sun=(0.0, 0.3))).sunlit(at(0, 0, 20)).item() == 1


@pytest.mark.parametrize("weather", [Weather.FOG, Weather.CLOUDY, Weather.RAIN])
def test_clouds_throw_no_shadows(staged: Callable[..., Stage], weather: Weather) -> None:
    lit = street(staged(sun=(np.pi / 2, 0.5), weather=weather))
    assert lit.sunlit(at(-6, 8, 20)) == lit.sunlit(at(-6, 1, 20)) == np.float32(0.6)


def test_lanterns_shine_at_night(staged: Callable[..., Stage]) -> None:
    """By a post it is lighter and warmer than between two; by day it is all the same."""
    for hour, share in ((Hour.NIGHT, 1.5), (Hour.DAY, 1.0)):
        lit = street(staged(hour=hour, sun=(2.5, 0.3)))
        close, between = (lit.falls(at(-4.5, 0, ahead), UPWARD).ravel() for ahead in (10, 20))
        assert close[0] >= share * between[0]
        assert close[0] / close[2] >= between[0] / between[2]


def test_strength_is_the_lanterns_own(staged: Callable[..., Stage]) -> None:
    stage = staged(hour=Hour.NIGHT)
    none, weak, full = (
        street(stage, strong).falls(at(-4.5, HEAD, 10), INWARD).sum() for strong in (0, 0.5, 1)
    )
    assert full - none == pytest.approx(2 * (weak - none), rel=1e-3)
    assert weak > none

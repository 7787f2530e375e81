"""Shafts of light."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.nature import rays
from reelwright.providers.offline.visual.stage import Stage

SEEN = (0.0, 0.25, True)


def sunny(staged: Callable[..., Stage], *, seen: bool = True, gap: bool = True) -> Stage:
    """Return dim land before a bright sky, with a gap in it where the sun stands if asked."""
    stage = staged((120, 80), hour=Hour.SUNSET, sun=(0.0, 0.25, seen))
    stage.canvas.light[:] = 0.1
    stage.canvas.depth[:] = 100.0
    if gap:
        x, y = (int(part) for part in stage.view.towards(0.0, 0.25))
        stage.canvas.light[y - 4 : y + 4, x - 4 : x + 4] = 3.0
        stage.canvas.depth[y - 4 : y + 4, x - 4 : x + 4] = 1e6
    return stage


def added(stage: Stage, strength: float) -> np.ndarray:
    before = stage.canvas.light.copy()
    rays.cast(stage, strength)
    return np.asarray(stage.canvas.light - before)


def test_no_shafts_without_a_sun_in_sight(staged: Callable[..., Stage]) -> None:
    assert not added(sunny(staged, seen=False), 1.0).any()


def test_no_shafts_where_land_hides_the_sky(staged: Callable[..., Stage]) -> None:
    stage = sunny(staged, gap=False)
    stage.canvas.light[:] = 3.0  # bright, but no sky
    assert not added(stage, 1.0).any()


def test_shafts_only_add_light(staged: Callable[..., Stage]) -> None:
    more = added(sunny(staged), 1.0)
    assert more.min() >= -1e-6
    assert more.max() > 0.05


@pytest.mark.parametrize("strength", [0.25, 0.5, 2.0])
def test_shafts_are_as_strong_as_asked(staged: Callable[..., Stage], strength: float) -> None:
    whole, part = added(sunny(staged), 1.0), added(sunny(staged), strength)
    assert part == pytest.approx(whole * strength, abs=1e-4)


def test_shafts_weaken_away_from_the_sun(staged: Callable[..., Stage]) -> None:
    stage = sunny(staged)
    more = added(stage, 1.0)[..., 0]
    x, y = (int(part) for part in stage.view.towards(*SEEN[:2]))
    assert more[y, x] > more[y, x + 12] > more[y, x + 30] > more[y, x + 50]


def test_shafts_leave_the_depth(staged: Callable[..., Stage]) -> None:
    stage = sunny(staged)
    before = stage.canvas.depth.copy()
    rays.cast(stage, 1.0)
    assert np.array_equal(stage.canvas.depth, before)

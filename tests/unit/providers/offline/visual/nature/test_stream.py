"""Running water."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.nature import stream
from reelwright.providers.offline.visual.nature.stream import Water
from reelwright.providers.offline.visual.stage import Stage

STILL = Water(0.0, 0.0005, colour("#0a2430"))
HORIZON = 48


def shored(staged: Callable[..., Stage]) -> Stage:
    """Return a stage with sky, a red wall 40 m ahead on the left half, and nothing below it."""
    stage = staged((160, 120), horizon=HORIZON / 120, eye=4.0)
    stage.canvas.light[:] = np.array([0.2, 0.4, 1.0], np.float32)
    foot = int(stage.view.y(0, 40))
    stage.canvas.light[foot - 20 : foot, :80] = np.array([1.0, 0.0, 0.0], np.float32)
    stage.canvas.depth[foot - 20 : foot, :80] = 40.0
    return stage


def filled(staged: Callable[..., Stage], water: Water = STILL) -> Stage:
    stage = shored(staged)
    stream.fill(stage, water)
    return stage


def test_water_stays_below_the_horizon(staged: Callable[..., Stage]) -> None:
    before, after = shored(staged), filled(staged)
    assert np.array_equal(after.canvas.light[:HORIZON], before.canvas.light[:HORIZON])
    assert after.canvas.water[60:, 100:].all()


def test_walls_are_mirrored_under_their_foot(staged: Callable[..., Stage]) -> None:
    light, foot = filled(staged).canvas.light, int(shored(staged).view.y(0, 40))
    red = light[..., 0] > 1.5 * light[..., 2]
    assert red[foot + 3 : foot + 16, 10:70].mean() > 0.9
    assert red[foot + 3 :, 90:].sum() == 0
    assert red[foot + 26 :, 10:70].sum() == 0


def test_land_above_the_water_stays(staged: Callable[..., Stage]) -> None:
    stage = shored(staged)
    stage.canvas.depth[70:90, 30:60] = 2.0
    before = stage.canvas.light.copy()
    stream.fill(stage, STILL)
    assert stage.canvas.light[70:90, 30:60] == pytest.approx(before[70:90, 30:60], abs=1e-4)
    assert not stage.canvas.water[70:90, 30:60].any()


def test_shallow_water_shows_its_bed(staged: Callable[..., Stage]) -> None:
    """The nearer the bed lies behind the surface, the more of its white is seen."""
    seen = []
    for deep in (1.02, 1.4, 4.0):
        stage = shored(staged)
        row = np.arange(100, 118)
        ahead = np.array([stage.view.ahead(float(one)) for one in row], np.float32)
        stage.canvas.depth[100:118] = ahead[:, None] * deep
        stage.canvas.light[100:118] = 1.0
        stream.fill(stage, STILL)
        seen.append(float(stage.canvas.light[100:118, 100:].mean()))
    assert seen[0] > seen[1] > seen[2]


def test_higher_water_reaches_farther_up(staged: Callable[..., Stage]) -> None:
    dry = [
        (~filled(staged, replace(STILL, level=level)).canvas.water[HORIZON:]).sum()
        for level in (-2.0, 0.0, 2.0)
    ]
    assert dry[0] >= dry[1] >= dry[2]
    assert dry[0] > dry[2]


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_foam_whitens_as_far_as_said(staged: Callable[..., Stage], share: float) -> None:
    plain = filled(staged).canvas.light[80:]
    foamy = filled(
        staged, replace(STILL, foam=lambda across, ahead: share + 0 * across * ahead)
    ).canvas.light[80:]
    light = shored(staged).light
    white = light.ambient * 0.85 + light.sun.colour * 0.33
    part = min(share, 0.95)
    assert foamy == pytest.approx(plain * (1 - part) + white * part, abs=2e-3)


def test_water_keeps_its_seed(staged: Callable[..., Stage]) -> None:
    rough = replace(STILL, ripple=0.03)
    first, again = (filled(staged, rough).canvas.light for _ in range(2))
    assert np.array_equal(first, again)

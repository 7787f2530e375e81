"""Glassware and what is in it."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.built import glassware
from reelwright.providers.offline.visual.built.glassware import PROFILES, Vessel
from reelwright.providers.offline.visual.stage import Stage

LIT, PLACE = rgb(1, 1, 1), (0.0, 1.4, 1.2)
RED = rgb(1, 0.05, 0.05)


def stood(stage: Stage, kind: str, level: float = 0.5, glow: float = 0.0) -> np.ndarray:
    """Return what a vessel changes."""
    before = stage.canvas.light.copy()
    glassware.stand(stage, Vessel(kind, 0.5, RED, level, glow), PLACE, LIT)
    return stage.canvas.light - before


@pytest.mark.parametrize("kind", PROFILES)
def test_vessels_stand_on_their_foot(staged: Callable[..., Stage], kind: str) -> None:
    stage = staged()
    stood(stage, kind)
    rows, columns = np.nonzero(stage.canvas.depth == np.float32(PLACE[2]))
    foot, top = stage.view.y(1.4, 1.2), stage.view.y(1.9, 1.2)
    assert abs(rows.max() + 1 - foot) <= 2
    assert abs(rows.min() - top) <= 2
    assert abs(columns.mean() + 0.5 - stage.view.middle) < 1


@pytest.mark.parametrize("kind", PROFILES)
def test_liquids_fill_from_below(staged: Callable[..., Stage], kind: str) -> None:
    """Below its level a vessel is red, above it one sees through."""
    stage = staged()
    stood(stage, kind)
    solid = stage.canvas.depth == np.float32(PLACE[2])
    red = stage.canvas.light[..., 0] - stage.canvas.light[..., 2]
    rows = np.flatnonzero(solid.any(axis=1))
    low, high = rows[len(rows) * 6 // 10 : -3], rows[3 : len(rows) * 4 // 10]
    assert red[low][solid[low]].mean() > red[high][solid[high]].mean() + 0.15


def test_fuller_vessels_are_redder(staged: Callable[..., Stage]) -> None:
    gains = [stood(staged(), "beaker", level)[..., 2].sum() for level in (0.2, 0.5, 0.8)]
    assert gains == sorted(gains, reverse=True)


def test_glowing_liquids_light_the_air(staged: Callable[..., Stage]) -> None:
    dull, bright = (stood(staged(), "round", glow=glow) for glow in (0.0, 1.0))
    assert bright[..., 0].sum() > dull[..., 0].sum() + 10
    assert (bright[..., 0] > 0.01).sum() > 1.3 * (dull[..., 0] > 0.01).sum()


def test_shelves_hold_jars() -> None:
    grid = np.meshgrid(np.arange(0, 2, 0.005), np.arange(0.8, 0, -0.005))
    along, up = (one.astype(np.float32) for one in grid)
    skin = glassware.stoppered(("#ff0000",), 0.2, 0.4, 1, back="#000000")
    seen = skin(along, up)
    assert 0.15 < (seen[..., 0] > 0.05).mean() < 0.8
    assert (seen[4] == 0).all()

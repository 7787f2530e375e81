"""Trunks close to the eye."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.nature import trunks
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.stage import Stage

BARK = rgb(0.4, 0.3, 0.2)
SPOT = Spot(0.0, 0.0, 8.0, 0.8)


def stood(stage: Stage, spot: Spot = SPOT, seed: int = 1) -> np.ndarray:
    """Return where the trunk is."""
    trunks.stand(stage, spot, BARK, np.random.default_rng(seed))
    return np.asarray(stage.canvas.depth == np.float32(spot.ahead))


@pytest.mark.parametrize("seed", range(4))
def test_trunks_rise_out_of_the_picture(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((160, 120))
    there = stood(stage, seed=seed)
    assert there[0].any()
    assert (there[: int(stage.view.y(0, 8)) - 2].sum(axis=1) > 0).all()


def test_trunks_end_at_their_foot(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120))
    rows = np.flatnonzero(stood(stage).any(axis=1))
    half = stage.view.focal / 8 * 0.4
    assert rows[-1] <= stage.view.y(0, 8) + half * 0.32
    assert rows[-1] >= stage.view.y(0, 8) - half * 0.35


def test_trunks_are_as_thick_as_asked(staged: Callable[..., Stage]) -> None:
    stage = staged((320, 240))
    widths = stood(stage).sum(axis=1)
    thick = stage.view.focal / 8 * 0.8
    foot = int(stage.view.y(0, 8))
    assert thick * 0.75 < widths[foot - int(2.5 * thick)] < thick * 1.2
    assert widths[foot - 4] > 1.1 * widths[foot - int(2.5 * thick)]


def test_nearer_trunks_are_wider(staged: Callable[..., Stage]) -> None:
    widths = [
        stood(staged((160, 120)), Spot(0.0, 0.0, ahead, 0.8))[40].sum()
        for ahead in (5.0, 9.0, 20.0)
    ]
    assert widths[0] > widths[1] > widths[2] > 0


@pytest.mark.parametrize("across", [-1.5, 2.0])
def test_trunks_stand_where_the_view_says(staged: Callable[..., Stage], across: float) -> None:
    stage = staged((160, 120))
    there = stood(stage, Spot(across, 0.0, 8.0, 0.5))
    foot = np.flatnonzero(there[int(stage.view.y(0, 8)) - 4])
    assert foot.mean() == pytest.approx(stage.view.x(across, 8), abs=2.5)


def test_nearer_things_hide_trunks(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120))
    stage.canvas.depth[:60] = 3.0
    assert not stood(stage)[:60].any()


@pytest.mark.parametrize("side", [-1, 1])
def test_sunny_side_is_lighter(staged: Callable[..., Stage], side: int) -> None:
    stage = staged((160, 120), sun=(side * 1.5, 0.4, False), clear=1e9)
    there = stood(stage, Spot(0.0, 0.0, 4.0, 1.0))
    grey = stage.canvas.light.sum(axis=-1)[20:60]
    columns = np.broadcast_to(np.arange(160), grey.shape)[there[20:60]]
    assert np.corrcoef(columns, grey[there[20:60]])[0, 1] * side > 0.3


def test_trunks_outside_change_nothing(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120))
    before = stage.canvas.light.copy()
    stood(stage, Spot(300.0, 0.0, 8.0, 0.5))
    stood(stage, Spot(0.0, 90.0, 8.0, 0.5))
    assert np.array_equal(stage.canvas.light, before)
    assert (stage.canvas.depth == FAR).all()


def test_trunks_keep_their_seed(staged: Callable[..., Stage]) -> None:
    seen = []
    for seed in (1, 1, 2):
        stage = staged((160, 120))
        stood(stage, seed=seed)
        seen.append(stage.canvas.light)
    assert np.array_equal(seen[0], seen[1])
    assert not np.array_equal(seen[0], seen[2])

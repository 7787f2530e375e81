"""Giant trees and lianas."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.nature import giants
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.stage import Stage

BARK, MOSS = rgb(0.4, 0.35, 0.3), rgb(0.05, 0.2, 0.03)
SPOT = Spot(0.0, 0.0, 12.0, 1.4)


def stood(stage: Stage, spot: Spot = SPOT, seed: int = 1) -> np.ndarray:
    """Return where the trunk is."""
    giants.stand(stage, spot, BARK, MOSS, np.random.default_rng(seed))
    return np.asarray(stage.canvas.depth == np.float32(spot.ahead))


@pytest.mark.parametrize("seed", range(4))
def test_trunks_spread_at_their_foot(staged: Callable[..., Stage], seed: int) -> None:
    stage = staged((240, 180))
    widths = stood(stage, seed=seed).sum(axis=1)
    foot = int(stage.view.y(0, 12))
    assert widths[0] > 0
    assert widths[foot - 3] > 1.8 * widths[10]


def test_nearer_trunks_are_wider(staged: Callable[..., Stage]) -> None:
    widths = [
        stood(staged((240, 180)), Spot(0, 0, ahead, 1.4))[20].sum() for ahead in (8.0, 16.0, 30.0)
    ]
    assert widths[0] > widths[1] > widths[2] > 0


def test_nearer_things_hide_trunks(staged: Callable[..., Stage]) -> None:
    stage = staged((240, 180))
    stage.canvas.depth[:70] = 3.0
    assert not stood(stage)[:70].any()


def test_trunks_outside_change_nothing(staged: Callable[..., Stage]) -> None:
    stage = staged((240, 180))
    stood(stage, Spot(900.0, 0.0, 12.0, 1.4))
    assert (stage.canvas.depth == FAR).all()


def hung(staged: Callable[..., Stage], sag: float, seed: int = 1) -> np.ndarray:
    stage = staged((160, 120))
    ends = ((30.0, 10.0), (130.0, 10.0))
    giants.liana(stage, ends, 9.0, sag, 2.0, np.random.default_rng(seed))
    return np.asarray(stage.canvas.depth == 9.0)


def test_lianas_hang_from_end_to_end(staged: Callable[..., Stage]) -> None:
    columns = np.flatnonzero(hung(staged, 0.0).any(axis=0))
    assert columns[0] == pytest.approx(30, abs=16)
    assert columns[-1] == pytest.approx(130, abs=16)


def test_lianas_sag_in_the_middle(staged: Callable[..., Stage]) -> None:
    lowest = [np.flatnonzero(hung(staged, sag)[:, 70:90].any(axis=1)).max() for sag in (0.0, 40.0)]
    assert lowest[1] > lowest[0] + 25


def test_lianas_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (hung(staged, 20.0, seed) for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

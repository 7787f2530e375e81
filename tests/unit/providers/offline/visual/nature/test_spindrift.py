"""Spindrift."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.nature import spindrift
from reelwright.providers.offline.visual.stage import Stage


def blown(staged: Callable[..., Stage], side: int, ahead: float = 6_000.0) -> np.ndarray:
    """Return what snow blown off a high crest on the middle third of a picture changes."""
    stage = staged((360, 240), horizon=0.8)
    stage.canvas.light[:] = 0.0
    stage.canvas.depth[60:, 120:240] = ahead
    spindrift.blow(stage, side)
    return np.asarray(stage.canvas.light.max(axis=-1))


@pytest.mark.parametrize("side", [-1, 1])
def test_snow_is_blown_to_its_side(staged: Callable[..., Stage], side: int) -> None:
    added = blown(staged, side)
    left, right = added[:, :119].sum(), added[:, 241:].sum()
    assert (right - left) * side > 0


def test_snow_rises_from_the_crest(staged: Callable[..., Stage]) -> None:
    added = blown(staged, 1)
    assert added[:30].max() < 1e-3
    assert added[:60].max() > 0.01
    assert added[90:].max() < 1e-3


def test_near_crests_hold_their_snow(staged: Callable[..., Stage]) -> None:
    assert not blown(staged, 1, ahead=400.0).any()


def test_spindrift_keeps_its_seed(staged: Callable[..., Stage]) -> None:
    assert np.array_equal(blown(staged, 1), blown(staged, 1))

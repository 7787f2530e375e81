"""What lenses leave out of focus, and what bright lights do in them."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.styles import lens

SIZE = (640, 360)
NEAR, FURTHER = (5.0, 2.0), (300.0, 3_000.0)


@pytest.fixture
def bars() -> np.ndarray:
    """Bars eight pixels wide."""
    row = 0.35 + 0.3 * (np.arange(640) // 8 % 2)
    return np.broadcast_to(row.astype(np.float32), (360, 640))


def sharpness(picture: np.ndarray) -> float:
    return float(np.abs(np.diff(picture[180, :, 1])).max())


@pytest.mark.parametrize("away", [5.5, 40.0, 290.0])
def test_the_middle_is_sharp(proof, bars, away):
    given = proof(bars, away, SIZE)
    done = lens.focused(given.picture, given, NEAR, FURTHER, 0.008)
    assert np.abs(done - given.picture).max() < 1e-4


@pytest.mark.parametrize("away", [1.5, 5_000.0])
def test_near_and_far_are_soft(proof, bars, away):
    given = proof(bars, away, SIZE)
    assert sharpness(lens.focused(given.picture, given, NEAR, FURTHER, 0.008)) < 0.35 * 0.3


def test_focus_is_lost_by_and_by(proof, bars):
    sharp = [
        sharpness(lens.focused(given.picture, given, NEAR, FURTHER, 0.008))
        for given in (proof(bars, away, SIZE) for away in (300, 600, 1_000, 2_000, 3_000))
    ]
    assert sharp == sorted(sharp, reverse=True)
    assert len(set(sharp)) == 5


def test_streaks_are_level(proof):
    lamp = np.full((108, 192), 0.15, np.float32)
    lamp[50:58, 92:100] = 1
    streaks = lens.streaks(proof(lamp).picture, 81.0, 0.9)
    assert streaks.shape == (27, 48, 3)
    assert streaks[13, 18, 2] > 0.01
    assert streaks[4, 24].max() < 0.001


def test_dim_lights_draw_none(proof):
    lamp = np.full((108, 192), 0.15, np.float32)
    lamp[50:58, 92:100] = 0.88
    assert lens.streaks(proof(lamp).picture, 81.0, 0.9).max() == 0


def test_stars_stay_sharp(proof, bars):
    given = proof(bars, FAR, SIZE)
    assert (
        np.abs(lens.focused(given.picture, given, NEAR, FURTHER, 0.008) - given.picture).max()
        < 1e-4
    )

"""What becomes of all colours at once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.styles import dyes

LUMA = np.array([0.2126, 0.7152, 0.0722])
WARM, COOL = (0.62, -0.11, -0.78), (-0.62, 0.11, 0.78)


def patch(*colour: float) -> np.ndarray:
    return np.full((4, 6, 3), colour, np.float32)


@given(st.floats(0, 1), st.floats(0, 1))
def test_greys_lean_nowhere(level: float, rest: float) -> None:
    done = dyes.leant(patch(level, level, level), WARM, COOL, rest)
    assert done == pytest.approx(level, abs=1e-5)


def test_colours_lean_to_two() -> None:
    """Orange to the warm dye, blue to the cool one: here red and green."""
    red, green = (0.8, -0.3, 0.0), (-0.8, 0.3, 0.0)
    orange = dyes.leant(patch(0.7, 0.5, 0.3), red, green, 0.0)[0, 0]
    blue = dyes.leant(patch(0.3, 0.5, 0.7), red, green, 0.0)[0, 0]
    assert orange[0] > orange[2] > orange[1]
    assert blue[1] > blue[2] > blue[0]


def test_other_colours_weaken() -> None:
    green = patch(0.4, 0.6, 0.4)
    weak = dyes.leant(green.copy(), WARM, COOL, 0.5)
    assert 0.4 < np.ptp(weak[0, 0]) / np.ptp(green[0, 0]) < 0.75


def test_leaning_keeps_brightness() -> None:
    picture = np.random.default_rng(1).uniform(0.3, 0.7, (40, 50, 3)).astype(np.float32)
    done = dyes.leant(picture.copy(), WARM, COOL, 0.5)
    assert done @ LUMA == pytest.approx(picture @ LUMA, abs=0.01)


def test_fading_has_its_own_black_and_white() -> None:
    black, white = (0.2, 0.1, 0.05), (0.9, 0.8, 0.7)
    assert dyes.faded(patch(0, 0, 0), black, white)[0, 0] == pytest.approx(black)
    assert dyes.faded(patch(1, 1, 1), black, white)[0, 0] == pytest.approx(white)


def test_pale_colours_gain_most() -> None:
    pale, rich = patch(0.55, 0.5, 0.45), patch(0.9, 0.3, 0.05)
    gains = [np.ptp(dyes.vivid(one.copy(), 2.0)[0, 0]) / np.ptp(one[0, 0]) for one in (pale, rich)]
    assert gains[0] > 1.6
    assert 1 <= gains[1] < 1.15


def test_greys_stay_grey() -> None:
    assert dyes.vivid(patch(0.4, 0.4, 0.4), 2.0) == pytest.approx(0.4, abs=1e-6)

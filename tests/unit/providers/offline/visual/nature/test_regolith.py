"""The ground of other worlds."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.nature import regolith

DRIFT = np.zeros(2, np.float32)


def ground(size: float = 400.0, steps: int = 300) -> tuple[np.ndarray, np.ndarray]:
    """Return places on a square of so many metres."""
    line = np.linspace(0, size, steps, dtype=np.float32)
    return line[None, :] * np.ones((steps, 1), np.float32), line[:, None] * np.ones(
        (1, steps), np.float32
    )


def test_craters_are_deeper_than_their_rims_are_high() -> None:
    heights = regolith.craters(ground(), 400, DRIFT)
    assert heights.min() < -1.5 * heights.max() < 0
    assert abs(np.median(heights)) < 0.3 * heights.max()


@given(st.floats(50, 2_000))
def test_craters_grow_with_their_field(size: float) -> None:
    small, large = (
        regolith.craters(ground(metres), metres, DRIFT) / metres for metres in (100.0, size)
    )
    assert np.allclose(small, large, atol=2e-3)


def test_pillars_are_steep() -> None:
    """Most of the ground is bare, some is high, and little lies between."""
    tall = regolith.pillars(ground(), 400, DRIFT)
    assert (tall < 0.02).mean() > 0.6
    assert tall.max() <= 1
    assert 0.01 < (tall > 0.3).mean() < 0.3


@given(st.floats(-1.5, 1.5), st.floats(20, 300))
def test_waves_are_sharp_above(turn: float, long: float) -> None:
    heights = regolith.waves(ground(1_000), long, turn, DRIFT)
    assert heights.min() >= 0
    assert heights.max() <= 1
    assert np.mean(heights < 0.3) > np.mean(heights > 0.7)

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.take import FRAME, RATE, edges


def test_a_frame_is_25_ms() -> None:
    assert FRAME * 40 == RATE


@pytest.mark.parametrize(
    ("frames", "expected"),
    [
        ([3, 2, 5, 1], [2, 4, 9]),
        ([1, 4, 4], [0, 4]),
        ([[2, 1, 1, 2]], [1, 2, 3]),
    ],
)
def test_sound_runs_a_frame_ahead(frames: list[int], expected: list[int]) -> None:
    assert (edges(np.array(frames, np.float32)) // FRAME).tolist() == expected


@given(st.lists(st.integers(1, 40), min_size=3, max_size=100))
def test_edges_rise_by_the_frames(frames: list[int]) -> None:
    found = edges(np.array(frames, np.float32))
    assert (np.diff(found) // FRAME).tolist() == frames[1:-1]

"""Marks by the thousand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush import stamp

PLACES = st.lists(st.tuples(st.floats(-30, 60), st.floats(-30, 60)), min_size=1, max_size=12)


@pytest.mark.parametrize(("radius", "pixels"), [(0.4, 1), (1, 5), (1.5, 9), (2, 13), (3, 29)])
def test_discs_have_their_pixels(radius: float, pixels: int) -> None:
    across, down = stamp.dot(radius)
    assert len(across) == len(down) == pixels
    assert np.hypot(across, down).max() <= radius + 0.01


def test_blank_planes_show_nothing() -> None:
    plane = stamp.blank(5, 3)
    assert plane.shape == (3, 5)
    assert (plane == -1).all()


def test_marks_are_discs() -> None:
    plane = stamp.blank(7, 7)
    stamp.press(plane, np.array([3.9]), np.array([2.2]), 1)
    rows, columns = np.nonzero(plane == 0)
    assert sorted(zip(rows.tolist(), columns.tolist(), strict=True)) == [
        (1, 3),
        (2, 2),
        (2, 3),
        (2, 4),
        (3, 3),
    ]


def test_later_marks_lie_over_earlier() -> None:
    plane = stamp.blank(9, 9)
    stamp.press(plane, np.array([4.0, 5.0]), np.array([4.0, 4.0]), 1)
    assert plane[4].tolist() == [-1, -1, -1, 0, 1, 1, 1, -1, -1]


def test_numbers_go_on_from_the_first() -> None:
    plane = stamp.blank(9, 9)
    stamp.press(plane, np.array([2.0, 6.0]), np.array([2.0, 6.0]), 0.5, first=40)
    assert sorted(set(plane.ravel().tolist())) == [-1, 40, 41]


@given(PLACES, st.floats(0.5, 6))
def test_marks_stay_on_the_plane(places: list[tuple[float, float]], radius: float) -> None:
    """Nothing wraps over an edge: a mark's pixels are all within its radius."""
    plane = stamp.blank(24, 20)
    x, y = np.array(places).T
    stamp.press(plane, x, y, radius)
    rows, columns = np.nonzero(plane >= 0)
    which = plane[rows, columns]
    away = np.hypot(columns - x[which].astype(int), rows - y[which].astype(int))
    assert not which.size or away.max() <= radius + 0.01


def test_marks_far_outside_are_left_out() -> None:
    plane = stamp.blank(8, 8)
    stamp.press(plane, np.array([-90.0, 4, 1e6]), np.array([4.0, -50, 4]), 3)
    assert (plane == -1).all()


def curves(count: int) -> tuple[np.ndarray, np.ndarray]:
    starts = np.array([[0, 0], [1, 1]], np.float32)
    bends = np.array([[1, 2], [1, 3]], np.float32)
    return stamp.along(starts, bends, starts + np.array([4, 0], np.float32), count)


@pytest.mark.parametrize("count", [2, 5, 40])
def test_curves_run_from_start_to_stop(count: int) -> None:
    points, part = curves(count)
    assert points.shape == (2, count, 2)
    assert points[:, 0].tolist() == [[0, 0], [1, 1]]
    assert points[:, -1].tolist() == [[4, 0], [5, 1]]
    assert part[0] == pytest.approx(np.linspace(0, 1, count))


def test_curves_are_drawn_to_the_bend() -> None:
    """Halfway, a quarter of each end and a half of the bend."""
    points, _ = curves(3)
    assert points[0, 1] == pytest.approx([0.25 * 4 + 0.5 * 1, 0.5 * 2])

"""Boxes, and the canvas that is painted in them."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush.canvas import FAR, Box, Canvas
from reelwright.providers.offline.visual.brush.colour import rgb

Rough = Callable[..., np.ndarray]
WHOLE = Box(0, 0, 40, 30)
BOXES = st.builds(Box, *[st.integers(-60, 80)] * 4)


@given(BOXES)
def test_what_is_within_stays_inside(box: Box) -> None:
    inside = box.within(WHOLE)
    assert not inside or (
        0 <= inside.left < inside.right <= 40 and 0 <= inside.top < inside.bottom <= 30
    )


@given(BOXES, BOXES)
def test_boxes_share_the_same_either_way(first: Box, second: Box) -> None:
    assert first.within(second) == second.within(first)


@given(BOXES)
def test_boxes_are_within_themselves(box: Box) -> None:
    assert box.within(box) == box
    assert box.within(WHOLE).within(WHOLE) == box.within(WHOLE)


@pytest.mark.parametrize("box", [Box(3, 3, 3, 9), Box(3, 3, 9, 3), Box(9, 9, 3, 3)])
def test_empty_boxes_are_false(box: Box) -> None:
    assert not box


def test_windows_cut_rows_and_columns() -> None:
    plane = np.arange(30 * 40).reshape(30, 40)
    assert plane[Box(5, 2, 8, 4).window].tolist() == [[85, 86, 87], [125, 126, 127]]


@given(st.floats(-50, 90), st.floats(-50, 90), st.floats(0.5, 30))
def test_squares_hold_their_circle(x: float, y: float, reach: float) -> None:
    box = Box.around(x, y, reach)
    assert box.left <= x - reach + 1
    assert box.right > x + reach - 1e-9 or box.right == int(x + reach) + 1
    assert box.top <= y - reach + 1


def test_offsets_are_in_units_from_a_place() -> None:
    across, down = Box(10, 20, 13, 22).offsets(11, 20, 2)
    assert across == pytest.approx(np.array([[-0.5, 0, 0.5]]))
    assert down == pytest.approx(np.array([[0], [0.5]]))
    assert across.dtype == down.dtype == np.float32


def test_offsets_of_nothing_are_empty() -> None:
    across, down = Box(10, 10, 4, 4).offsets(0, 0)
    assert across.size == down.size == 0


@given(st.integers(1, 400), st.integers(1, 90), st.integers(1, 5_000))
def test_bands_cover_each_row_once(rows: int, columns: int, pixels: int) -> None:
    bands = list(Box(0, 7, columns, 7 + rows).bands(pixels))
    covered = [row for band in bands for row in range(band.top, band.bottom)]
    assert covered == list(range(7, 7 + rows))
    assert {(band.left, band.right) for band in bands} == {(0, columns)}


def test_bands_are_about_as_large_as_asked() -> None:
    sizes = {band.bottom - band.top for band in Box(0, 0, 100, 1000).bands(5_000)}
    assert sizes == {50}


def test_new_canvases_are_dark_and_far() -> None:
    canvas = Canvas(6, 4)
    assert canvas.light.shape == (4, 6, 3)
    assert canvas.light.max() == 0
    assert (canvas.depth == FAR).all()
    assert canvas.box == Box(0, 0, 6, 4)


def test_laying_covers_only_the_box(rough: Rough) -> None:
    canvas = Canvas(40, 30)
    canvas.light[:] = rough(30, 40, 3)
    before, box = canvas.light.copy(), Box(4, 5, 14, 11)
    canvas.lay(rgb(1, 2, 3), np.ones((6, 10), np.float32), box, 12)
    assert canvas.light[box.window] == pytest.approx(np.broadcast_to([1, 2, 3], (6, 10, 3)))
    assert (canvas.depth[box.window] == 12).all()
    canvas.light[box.window] = before[box.window]
    assert np.array_equal(canvas.light, before)


@given(st.floats(0, 1, width=32))
def test_depth_follows_what_is_mostly_covered(cover: float) -> None:
    canvas = Canvas(4, 4)
    canvas.lay(rgb(1, 1, 1), np.full((4, 4), cover, np.float32), canvas.box, 9.0)
    assert canvas.light == pytest.approx(np.full((4, 4, 3), cover), abs=1e-6)
    assert set(canvas.depth.ravel().tolist()) == {9.0 if cover > 0.5 else float(FAR)}


def test_depth_may_be_a_plane() -> None:
    canvas, box = Canvas(4, 4), Box(1, 1, 3, 3)
    canvas.reach(np.array([[True, False], [True, True]]), box, np.array([[1, 2], [3, 4]]))
    assert canvas.depth[1:3, 1:3].tolist() == [[1, float(FAR)], [3, 4]]


def test_light_adds_up() -> None:
    canvas, amount = Canvas(3, 3), np.full((3, 3), 0.5, np.float32)
    canvas.shine(rgb(1, 0, 2), amount, canvas.box)
    canvas.shine(rgb(1, 0, 2), amount, canvas.box)
    assert canvas.light[1, 1] == pytest.approx([1, 0, 2])
    assert (canvas.depth == FAR).all()

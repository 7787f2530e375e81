"""A framing stays inside its picture and moves as its motion says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.motion import Ease, Framing, Motion
from reelwright.render.motion.ease import EASES
from reelwright.render.motion.framing import chroma_map, framing_at, luma_map, window

sides = st.integers(2, 4000).map(lambda side: side * 2)
sizes = st.tuples(sides, sides)
framings = st.builds(Framing, x=st.floats(0, 1), y=st.floats(0, 1), zoom=st.floats(1, 8))
motions = st.builds(Motion, begin=framings, end=framings, ease=st.sampled_from(Ease))


@given(framings, sizes, sizes)
def test_window_lies_within_the_picture(framing, picture, frame):
    left, top, width, height = window(framing, picture, frame)
    assert left >= 0
    assert top >= 0
    assert left + width <= picture[0] + 1e-6
    assert top + height <= picture[1] + 1e-6


@given(framings, sizes, sizes)
def test_window_has_the_shape_of_the_frame(framing, picture, frame):
    _, _, width, height = window(framing, picture, frame)
    assert width * frame[1] == pytest.approx(height * frame[0])


turned = st.builds(
    Framing,
    x=st.floats(0, 1),
    y=st.floats(0, 1),
    zoom=st.floats(1, 8),
    angle=st.floats(-180, 180),
)


@given(turned, sizes, sizes)
def test_turned_frame_lies_within_the_picture(framing, picture, frame):
    right, bottom = frame[0] - 0.5, frame[1] - 0.5
    corners = np.array([[-0.5, right, -0.5, right], [-0.5, -0.5, bottom, bottom], [1, 1, 1, 1]])
    seen = luma_map(framing, picture, frame) @ corners
    assert float(seen.min()) >= -0.5 - 1e-6
    assert bool((seen.max(axis=1) <= np.array(picture) - 0.5 + 1e-6).all())


@given(st.floats(-180, 180), sizes, sizes)
def test_turned_frame_is_as_large_as_the_picture_holds(angle, picture, frame):
    _, _, width, height = window(Framing(angle=angle), picture, frame)
    assert max(width / picture[0], height / picture[1]) == pytest.approx(1)


def test_camera_turns_clockwise():
    quarter = luma_map(Framing(angle=90), (64, 64), (64, 64))
    # Right in the frame is down in the picture, and down in the frame is left in the picture.
    assert quarter == pytest.approx(np.array([[0, -1, 63], [1, 0, 0]]))


@given(sizes)
def test_picture_as_large_as_the_frame_is_shown_as_it_is(size):
    assert luma_map(Framing(), size, size) == pytest.approx(np.array([[1, 0, 0], [0, 1, 0]]))


def test_chroma_of_an_unmoved_picture_is_a_quarter_to_the_left():
    unmoved = luma_map(Framing(), (64, 64), (64, 64))
    assert chroma_map(unmoved) == pytest.approx(np.array([[1, 0, -0.25], [0, 1, 0]]))


@given(turned, sizes, sizes)
def test_chroma_looks_where_luma_does(framing, picture, frame):
    luma = luma_map(framing, picture, frame)
    chroma = chroma_map(luma)
    # Chroma sample (3, 5) lies at luma (6, 10.5); stored chroma j lies at stored luma 2j + 0.5.
    seen = luma @ [6, 10.5, 1]
    assert chroma @ [3, 5, 1] * 2 + 0.5 == pytest.approx(seen, abs=1e-6)


@given(motions)
def test_motion_begins_and_ends_where_it_says(motion):
    begin, end = framing_at(motion, 0.0), framing_at(motion, 1.0)
    assert (begin.x, begin.y, begin.zoom) == pytest.approx(
        (motion.begin.x, motion.begin.y, motion.begin.zoom)
    )
    assert (end.x, end.y, end.zoom) == pytest.approx((motion.end.x, motion.end.y, motion.end.zoom))


@given(st.sampled_from(Ease), st.floats(0, 1), st.floats(0, 1))
def test_ease_never_goes_back(ease, one, two):
    earlier, later = sorted([one, two])
    assert EASES[ease](earlier) <= EASES[ease](later) + 1e-12


def test_smooth_is_at_rest_at_both_ends():
    smooth = EASES[Ease.SMOOTH]
    assert smooth(1e-4) < 1e-7
    assert 1 - smooth(1 - 1e-4) < 1e-7
    assert smooth(0.5) == 0.5


def test_zoom_changes_by_equal_ratios():
    motion = Motion(begin=Framing(zoom=1), end=Framing(zoom=4), ease=Ease.LINEAR)
    assert [framing_at(motion, share).zoom for share in (0, 0.5, 1)] == pytest.approx([1, 2, 4])

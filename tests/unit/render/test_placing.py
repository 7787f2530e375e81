"""Boxes: where an overlay is at each moment, in pixels, and which pixel of it lies where."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.clip import Fit
from reelwright.model.overlay import Overlay
from reelwright.render.overlays.placing import Path, Place

FRAME = (320, 180)


def a_path(begin, end=None, ease="linear", picture=(100, 50)) -> Path:
    asked = {"start": 0, "length": 1, "source": "a.png", "begin": begin, "end": end, "ease": ease}
    return Path(Overlay.read(asked), picture, FRAME)


def test_box_without_a_height_has_the_picture_s_shape():
    assert a_path({"width": 0.5}).begin == Place(160, 90, 160, 80, 0)


def test_box_grows_by_even_ratios():
    path = a_path({"width": 0.1}, {"width": 0.4})
    assert path.at(0.5).width == pytest.approx(64)
    assert path.at(0.25).width / path.at(0).width == pytest.approx(2**0.5)


def test_only_an_upright_box_that_stands_still_rests():
    assert a_path({"width": 0.5}).rests
    assert a_path({"width": 0.5}, {"width": 0.5}).rests
    assert not a_path({"width": 0.5, "angle": 1}).rests
    assert not a_path({"width": 0.5}, {"width": 0.5, "x": 0.6}).rests


def test_shape_changes_with_width_and_height_alone():
    wide, tall = {"width": 0.5, "height": 0.25}, {"width": 0.25, "height": 0.5}
    assert a_path(wide, tall).changes_shape
    assert not a_path(wide, {"width": 1, "height": 0.5, "x": 0, "angle": 9}).changes_shape


place = st.builds(
    Place,
    st.floats(-400, 700),
    st.floats(-400, 700),
    st.floats(1, 1_000),
    st.floats(1, 1_000),
    st.floats(-360, 360),
)


@given(place, st.sampled_from(Fit), st.integers(1, 999), st.integers(1, 999))
def test_fitted_picture_keeps_its_shape_and_touches_the_box(box, fit, width, height):
    fitted = box.fitted((width, height), fit)
    assert fitted.width / fitted.height == pytest.approx(width / height)
    touching = (fitted.width / box.width, fitted.height / box.height)
    assert (max if fit is Fit.CONTAIN else min)(touching) == pytest.approx(1)
    assert (fitted.x, fitted.y, fitted.angle) == (box.x, box.y, box.angle)


@given(place)
def test_bounds_are_even_and_within_the_frame(box):
    bounds = box.bounds(FRAME)
    if bounds is None:
        outside = abs(box.x - 160) - 160 > 0 or abs(box.y - 90) - 90 > 0
        assert outside
        return
    left, top, right, bottom = bounds
    assert all(side % 2 == 0 for side in bounds)
    assert 0 <= left < right <= FRAME[0]
    assert 0 <= top < bottom <= FRAME[1]


@given(place, st.integers(-50, 300), st.integers(-50, 300))
def test_map_takes_the_box_to_all_of_the_picture(box, left, top):
    """The centre to the centre, and each corner to a corner, wherever the patch begins."""
    affine, picture = box.into(left, top, (64, 32)), (64, 32)
    turn = np.radians(box.angle)
    for right, down in ((0, 0), (-1, -1), (1, -1), (1, 1), (-1, 1)):
        across, along = right * box.width / 2, down * box.height / 2
        x = box.x + across * np.cos(turn) - along * np.sin(turn) - left - 0.5
        y = box.y + across * np.sin(turn) + along * np.cos(turn) - top - 0.5
        expected = ((1 + right) * picture[0] / 2 - 0.5, (1 + down) * picture[1] / 2 - 0.5)
        assert affine @ (x, y, 1) == pytest.approx(expected, abs=1e-6)

"""From where a picture is seen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Size
from reelwright.providers.offline.visual.view import View, unit

SIZES = st.builds(Size, width=st.integers(64, 3840), height=st.integers(64, 2160))
VIEWS = st.builds(
    View,
    width=st.integers(64, 2000),
    height=st.integers(64, 2000),
    horizon=st.floats(20, 900),
    focal=st.floats(50, 3000),
    eye=st.floats(0.5, 600),
    aside=st.floats(-0.3, 0.3),
)
ALIKE = 1e-6


@given(SIZES)
def test_units_do_not_care_how_it_is_turned(size: Size) -> None:
    turned = Size(width=size.height, height=size.width) if size.width <= 2160 else size
    assert unit(size) == unit(turned)


def test_units_are_the_height_of_a_film() -> None:
    assert unit(Size(width=1920, height=1080)) == pytest.approx(1080)


@given(VIEWS, st.floats(0.5, 5_000))
def test_level_with_the_eye_is_the_horizon(view: View, ahead: float) -> None:
    assert view.y(view.eye, ahead) == pytest.approx(view.horizon)


@given(VIEWS, st.floats(0.5, 5_000))
def test_straight_ahead_is_the_middle(view: View, ahead: float) -> None:
    assert view.x(0, ahead) == pytest.approx(view.middle)
    assert view.middle == pytest.approx(view.width * (0.5 + view.aside))


@given(VIEWS, st.floats(-1, 1), st.floats(0.5, 5_000))
def test_shares_of_the_picture_come_back(view: View, share: float, ahead: float) -> None:
    column = view.x(view.across(share, ahead), ahead)
    assert column == pytest.approx(view.width * (0.5 + share / 2), abs=1e-6 * view.width)


@given(VIEWS, st.floats(1, 2_000))
def test_ground_comes_back_from_its_row(view: View, ahead: float) -> None:
    row = view.y(0.0, ahead)
    assert view.ahead(row) == pytest.approx(ahead, rel=1e-6) or row - view.horizon < 1e-3


@given(VIEWS)
def test_ground_at_the_horizon_is_very_far(view: View) -> None:
    assert view.ahead(view.horizon) == view.ahead(view.horizon - 50) > 1_000


@given(VIEWS, st.floats(0.5, 100), st.floats(1.1, 9))
def test_farther_things_are_smaller(view: View, ahead: float, times: float) -> None:
    near = view.y(0, ahead) - view.y(2, ahead)
    far = view.y(0, ahead * times) - view.y(2, ahead * times)
    assert near == pytest.approx(far * times, rel=1e-4)


@given(VIEWS)
def test_columns_are_tangents(view: View) -> None:
    columns = view.columns
    assert columns.shape == (view.width,)
    assert columns.dtype == np.float32
    assert columns[0] == pytest.approx((0.5 - view.middle) / view.focal, rel=1e-4, abs=ALIKE)
    assert np.diff(columns) == pytest.approx(
        np.full(view.width - 1, 1 / view.focal), rel=0.05, abs=ALIKE
    )


@given(VIEWS, st.floats(-1, 1), st.floats(-1, 1))
def test_directions_agree_with_places(view: View, azimuth: float, elevation: float) -> None:
    """A direction is where something far off stands in it."""
    ahead = 1e5
    across, up = np.tan(azimuth) * ahead, np.tan(elevation) * ahead + view.eye
    x, y = view.towards(azimuth, elevation)
    assert x == pytest.approx(view.x(across, ahead), abs=1e-3)
    assert y == pytest.approx(view.y(up, ahead), abs=1e-3)


@given(VIEWS)
def test_box_is_the_whole_picture(view: View) -> None:
    assert (view.box.right, view.box.bottom) == (view.width, view.height)

"""Colours of wide gamuts and of HDR as a screen of BT.709 shows them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.render.colour import Curve, Gamut, to_screen
from reelwright.render.hald import hald

codes = st.lists(st.floats(0, 1), min_size=3, max_size=3).map(lambda three: np.array([three]))


@pytest.mark.parametrize("gamut", Gamut)
def test_greys_of_every_gamut_are_the_same_greys(gamut):
    greys = np.repeat(np.linspace(0, 1, 11)[:, None], 3, axis=1)
    assert to_screen(greys, gamut, Curve.SDR) == pytest.approx(greys, abs=1e-6)


@given(codes)
def test_bt709_is_itself(one):
    assert to_screen(one, Gamut.BT709, Curve.SDR) == pytest.approx(one, abs=1e-3)


@given(codes, st.sampled_from(Gamut), st.sampled_from(Curve))
def test_screen_shows_every_colour_within_its_range(one, gamut, curve):
    shown = to_screen(one, gamut, curve)
    assert np.isfinite(shown).all()
    assert shown.min() >= 0
    assert shown.max() <= 1


@pytest.mark.parametrize("curve", [Curve.PQ, Curve.HLG])
def test_more_light_is_never_darker(curve):
    greys = np.repeat(np.linspace(0, 1, 500)[:, None], 3, axis=1)
    shown = to_screen(greys, Gamut.BT2020, curve)[:, 1]
    assert (np.diff(shown) > -1e-9).all()
    assert (shown[0], shown[-1]) == (pytest.approx(0, abs=1e-3), pytest.approx(1, abs=1e-3))


def test_red_beyond_the_gamut_is_the_red_there_is():
    """It loses saturation, not its hue: green and blue stay alike."""
    red = to_screen(np.array([[1.0, 0, 0]]), Gamut.P3, Curve.SDR)[0]
    assert red[0] == pytest.approx(1, abs=1e-3)
    assert max(red[1:]) < 0.35


def test_table_holds_a_function_of_every_colour():
    frame = hald(lambda rgb: rgb * 0)
    assert (frame.width, frame.height, frame.format.name) == (512, 512, "rgb48le")
    assert not frame.to_ndarray().any()

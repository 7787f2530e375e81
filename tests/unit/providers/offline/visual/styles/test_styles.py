"""What holds of every style, and that no two of them are alike."""

from itertools import combinations

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Hour, Setting, Weather
from reelwright.providers.offline.visual import painter
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.light import light

SCENES = [(Setting.OCEAN, Hour.DAY), (Setting.DESERT, Hour.SUNSET), (Setting.CITY, Hour.NIGHT)]
FINISHES = {style: finish for style, (_, finish) in painter.STYLES.items()}
LOOKS = {style: look for style, (look, _) in painter.STYLES.items()}
LUMA = np.array([0.2126, 0.7152, 0.0722])


def test_every_style_is_served():
    assert set(painter.STYLES) == set(Style)


@pytest.mark.parametrize(("setting", "hour"), SCENES)
def test_styles_are_plainly_apart(paint, setting, hour):
    pictures = {style: paint(setting, hour, style=style) for style in Style}
    apart = {
        pair: pictures[pair[0]].apart(pictures[pair[1]]).mean() for pair in combinations(Style, 2)
    }
    assert min(apart.values()) > 7, min(apart, key=apart.get)


@pytest.mark.parametrize(("setting", "hour"), SCENES)
@pytest.mark.parametrize("style", Style)
def test_styles_keep_the_picture_whole(paint, style, setting, hour):
    picture = paint(setting, hour, style=style)
    assert 15 < picture.mean < 215
    assert picture.spread > 12
    assert picture.black < 0.4
    assert picture.blown < 0.12


@pytest.mark.parametrize("style", Style)
def test_styles_keep_day_and_night_apart(paint, style):
    day, night = (paint(Setting.OCEAN, one, style=style) for one in (Hour.DAY, Hour.NIGHT))
    assert night.mean < 0.65 * day.mean


@pytest.mark.parametrize(
    ("setting", "hour"), [(Setting.UNDERWATER, Hour.DAY), (Setting.CITY, Hour.NIGHT)]
)
@pytest.mark.parametrize("style", Style)
def test_styles_keep_the_composition(paint, style, setting, hour):
    """Light and dark lie alike."""
    plain, styled = (
        cv2.blur(paint(setting, hour, style=one).light, (9, 9))
        for one in (Style.PHOTOREALISTIC, style)
    )
    assert np.corrcoef(plain.ravel(), styled.ravel())[0, 1] > 0.6


@pytest.mark.parametrize("style", Style)
def test_finishes_keep_shape_and_range(proof, ramp, style):
    done = FINISHES[style](proof(ramp))
    assert done.shape == (108, 192, 3)
    assert done.dtype == np.float32
    assert np.isfinite(done).all()
    assert done.min() > -0.05
    assert done.max() < 1.05


@pytest.mark.parametrize("value", [0.0, 1.0])
@pytest.mark.parametrize("style", Style)
def test_finishes_bear_black_and_white(proof, style, value):
    done = FINISHES[style](proof(value))
    assert np.isfinite(done).all()
    assert done.mean() == pytest.approx(value, abs=0.3)


@pytest.mark.parametrize("style", Style)
def test_finishes_keep_dark_before_light(proof, ramp, style):
    levels = (FINISHES[style](proof(ramp)) @ LUMA)[16:-16, 16:-16].mean(axis=0)
    assert (np.diff(levels) > -0.03).all()
    assert levels.max() - levels.min() > 0.4


@pytest.mark.parametrize("style", Style)
def test_finishes_are_repeatable(proof, ramp, style):
    assert np.array_equal(FINISHES[style](proof(ramp)), FINISHES[style](proof(ramp)))


@pytest.mark.parametrize("style", Style)
def test_finishes_leave_the_depth_alone(proof, ledge, style):
    given = proof(0.5, ledge)
    FINISHES[style](given)
    assert np.array_equal(given.depth[0], ledge)


EDGED = (Style.CINEMATIC, Style.NOIR, Style.DOCUMENTARY, Style.WATERCOLOR)
"""Styles that darken their corners, or leave their paper's margin bare."""


@pytest.mark.parametrize("style", [one for one in Style if one not in EDGED])
def test_finishes_draw_no_frame(proof, style):
    """A flat picture is as flat along its edges."""
    done = FINISHES[style](proof()) @ LUMA
    ring = np.concatenate([done[0], done[-1], done[:, 0], done[:, -1]])
    assert ring.mean() == pytest.approx(done[10:-10, 10:-10].mean(), abs=0.05)


@pytest.mark.parametrize("size", [(64, 64), (65, 97), (160, 64), (64, 200)])
@pytest.mark.parametrize("style", Style)
def test_finishes_bear_any_shape(proof, style, size):
    assert FINISHES[style](proof(0.5, size=size)).shape == (size[1], size[0], 3)


@pytest.mark.parametrize("weather", Weather)
@pytest.mark.parametrize("hour", Hour)
@pytest.mark.parametrize("style", Style)
def test_looks_give_sane_light(style, hour, weather):
    lit = LOOKS[style].relit(light(hour, weather, noise.generator(1, "light")))
    tints = np.concatenate([lit.sky[1], [lit.sun.colour, lit.ambient, lit.cloud_lit]])
    assert np.isfinite(tints).all()
    assert (tints >= 0).all()
    assert 0 < lit.sun.elevation < np.pi / 2
    assert lit.haze > 0


def test_photorealistic_light_is_as_it_is():
    given = light(Hour.DAY, Weather.CLEAR, noise.generator(1, "light"))
    relit = LOOKS[Style.PHOTOREALISTIC].relit(given)
    assert np.allclose(relit.ambient, given.ambient)
    assert np.allclose(relit.sun.colour, given.sun.colour)
    assert (relit.haze, relit.sun.elevation) == (given.haze, given.sun.elevation)


def test_cinematic_sun_is_low_and_amber():
    given = light(Hour.DAY, Weather.CLEAR, noise.generator(1, "light"))
    sun = LOOKS[Style.CINEMATIC].relit(given).sun
    assert sun.elevation < 0.7 * given.sun.elevation
    assert sun.colour[0] / sun.colour[2] > 1.1 * given.sun.colour[0] / given.sun.colour[2]


def test_drawn_styles_have_larger_leaves():
    drawn = (Style.ANIME, Style.COMIC_BOOK, Style.PIXAR_ART, Style.WATERCOLOR)
    assert all(LOOKS[style].grain > 1.5 for style in drawn)
    assert all(LOOKS[style].texture < 0.6 for style in drawn)


def test_low_suns_stay_where_they_are():
    given = light(Hour.SUNSET, Weather.CLEAR, noise.generator(1, "light"))
    heights = {LOOKS[style].relit(given).sun.elevation for style in Style}
    assert heights == {given.sun.elevation}

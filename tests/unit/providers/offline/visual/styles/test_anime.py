"""Anime: clean shapes, thin outlines, shade in steps, rich clear colour."""

import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Setting
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.styles.anime import finish

LUMA = np.array([0.2126, 0.7152, 0.0722])


def plateaus(levels: np.ndarray) -> float:
    """Return the share of a row along which brightness stands still."""
    return float((np.abs(np.diff(levels)) < 0.001).mean())


def test_shade_goes_in_steps(proof, ramp):
    assert plateaus((finish(proof(ramp)) @ LUMA)[54]) > 0.4


def test_skies_stay_smooth(proof, ramp):
    land, sky = (
        np.abs(np.diff((finish(proof(ramp, far)) @ LUMA)[54], 2)).max() for far in (60.0, FAR)
    )
    assert sky < land


def test_shapes_are_outlined_thinly(proof, ledge):
    level = (finish(proof(0.6, ledge)) @ LUMA)[54]
    assert 0.4 < level[94:98].min() / level[40] < 0.85


def test_texture_is_smoothed_away(proof):
    speckle = 0.5 + 0.1 * (np.indices((108, 192)).sum(axis=0) % 2)
    assert np.ptp(finish(proof(speckle)) @ LUMA) < 0.02


def test_colours_are_richer(proof):
    rust = np.zeros((108, 192, 3), np.float32) + np.array([0.6, 0.4, 0.3], np.float32)
    assert np.ptp(finish(proof(rust)), axis=-1).mean() > 1.15 * 0.3


def test_shadows_are_violet(proof):
    red, green, blue = finish(proof(0.2))[54, 96]
    assert blue > red
    assert blue > green


def test_light_glows(proof):
    dark = np.full((108, 192), 0.3, np.float32)
    lamp = dark.copy()
    lamp[44:64, 86:106] = 1
    glow = (finish(proof(lamp)) - finish(proof(dark))) @ LUMA
    assert glow[54, 84] > 0.01


@pytest.mark.parametrize("setting", [Setting.OCEAN, Setting.SKY])
def test_days_are_more_colourful_than_photographs(paint, setting):
    drawn, plain = (paint(setting, style=one) for one in (Style.ANIME, Style.PHOTOREALISTIC))
    assert drawn.chroma > 1.15 * plain.chroma


def test_clouds_have_no_outlines(proof, ledge):
    cloud, shape = ((finish(proof(level, ledge)) @ LUMA)[54] for level in (0.95, 0.6))
    assert np.ptp(cloud[20:170]) < 0.01
    assert np.ptp(shape[20:170]) > 0.1


def test_days_are_cooler_than_pixar_art(paint):
    """The room has no sky to tell them apart by."""
    cool, warm = (paint(Setting.ROOM, style=one) for one in (Style.ANIME, Style.PIXAR_ART))
    assert cool.warmth < warm.warmth - 20

"""Pixar art: light and warm, rounded, in focus only at the middle distance."""

import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.visual.styles.pixar_art import finish

LUMA = np.array([0.2126, 0.7152, 0.0722])
SIZE = (640, 360)


@pytest.fixture
def bars() -> np.ndarray:
    """Bars eight pixels wide."""
    row = 0.35 + 0.3 * (np.arange(640) // 8 % 2)
    return np.broadcast_to(row.astype(np.float32), (360, 640))


def sharpness(picture: np.ndarray) -> float:
    return float(np.abs(np.diff((picture @ LUMA)[180])).max())


@pytest.mark.parametrize("away", [2.0, 9_000.0])
def test_near_and_far_are_soft(proof, bars, away):
    sharp, soft = (sharpness(finish(proof(bars, depth, SIZE))) for depth in (40.0, away))
    assert soft < 0.8 * sharp


def test_middle_ground_is_sharp(proof, bars):
    assert sharpness(finish(proof(bars, 40.0, SIZE))) > 0.2


def test_greys_are_lifted_and_warm(proof):
    red, _, blue = finish(proof(0.6))[54, 96]
    assert red > 0.62
    assert red > blue


def test_shadows_are_violet(proof):
    red, green, blue = finish(proof(0.1))[54, 96]
    assert blue > red > green


def test_colours_are_richer(proof):
    rust = np.zeros((108, 192, 3), np.float32) + np.array([0.6, 0.4, 0.3], np.float32)
    assert np.ptp(finish(proof(rust)), axis=-1).mean() > 1.1 * 0.3


def test_light_glows_widely(proof):
    dark = np.full((108, 192), 0.3, np.float32)
    lamp = dark.copy()
    lamp[44:64, 86:106] = 1
    glow = (finish(proof(lamp)) - finish(proof(dark))) @ LUMA
    assert glow[54, 82] > 0.01


@pytest.mark.parametrize("hour", [Hour.DAY, Hour.DUSK])
def test_pictures_are_lighter_than_photographs(paint, hour):
    made, plain = (
        paint(Setting.DESERT, hour, style=one) for one in (Style.PIXAR_ART, Style.PHOTOREALISTIC)
    )
    assert made.mean > 1.05 * plain.mean


def test_outlines_of_near_things_catch_warm_light(proof, ledge):
    given, plain = proof(0.3, ledge), proof(0.3, 20.0)
    rim = (finish(given) - finish(plain))[54, 92:97].mean(axis=0)
    assert rim[0] > rim[2] > 0.005


def test_specks_and_corners_go(proof):
    grey = np.full((108, 192), 0.5, np.float32)
    speck = grey.copy()
    speck[54, 96] = 0
    assert np.abs(finish(proof(speck)) - finish(proof(grey))).max() < 0.01

"""Cinematic: dark corners, teal shadows, amber lights, streaks beside lamps."""

import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.visual.styles.cinematic import finish

LUMA = np.array([0.2126, 0.7152, 0.0722])


def test_corners_are_darker(proof):
    done = finish(proof(0.6)) @ LUMA
    corners = [done[:8, :8], done[:8, -8:], done[-8:, :8], done[-8:, -8:]]
    assert max(corner.mean() for corner in corners) < 0.8 * done[50:58, 92:100].mean()


def test_shadows_are_teal(proof):
    red, green, blue = finish(proof(0.18))[54, 96]
    assert blue > green > red


def test_lights_are_amber(proof):
    red, green, blue = finish(proof(0.75))[54, 96]
    assert red > green > blue


def test_contrast_is_higher(proof, ramp):
    levels = (finish(proof(ramp)) @ LUMA)[54]
    assert levels[120] - levels[72] > 1.05 * (ramp[54, 120] - ramp[54, 72])


def test_lamps_draw_level_streaks(proof):
    dark = np.full((108, 192), 0.15, np.float32)
    lamp = dark.copy()
    lamp[50:58, 92:100] = 1
    glare = (finish(proof(lamp)) - finish(proof(dark))) @ LUMA
    assert glare[54, 80] > 3 * max(glare[42, 96], 0.003)


def test_streaks_are_blue(proof):
    dark = np.full((108, 192), 0.15, np.float32)
    lamp = dark.copy()
    lamp[50:58, 92:100] = 1
    red, _, blue = (finish(proof(lamp)) - finish(proof(dark)))[54, 82]
    assert blue > red


@pytest.mark.parametrize("setting", [Setting.OCEAN, Setting.DESERT])
def test_pictures_have_dark_corners(paint, setting):
    pictures = {
        style: paint(setting, style=style) for style in (Style.CINEMATIC, Style.PHOTOREALISTIC)
    }
    falls = {
        style: picture.columns(0, 0.06).mean / picture.columns(0.4, 0.6).mean
        for style, picture in pictures.items()
    }
    assert falls[Style.CINEMATIC] < 0.97 * falls[Style.PHOTOREALISTIC]


def test_days_are_warmer_than_photographs(paint):
    cinema, plain = (
        paint(Setting.DESERT, Hour.DAY, style=one)
        for one in (Style.CINEMATIC, Style.PHOTOREALISTIC)
    )
    assert cinema.rows(0.6, 1).warmth > plain.rows(0.6, 1).warmth + 5


def test_skies_are_teal(proof):
    blue = np.zeros((108, 192, 3), np.float32) + np.array([0.3, 0.5, 0.8], np.float32)
    red, green, blue = finish(proof(blue))[54, 96]
    assert red < 0.6 * green
    assert green > 0.8 * blue


def test_near_things_are_soft(proof):
    bars = np.broadcast_to(0.35 + 0.3 * (np.arange(640) // 4 % 2), (360, 640)).astype(np.float32)
    sharp, soft = (
        np.abs(np.diff(finish(proof(bars, away, (640, 360)))[180, :, 1])).max()
        for away in (30.0, 2.0)
    )
    assert soft < 0.8 * sharp


def test_pictures_are_darker_than_photographs(paint):
    graded, plain = (
        paint(Setting.CASTLE, style=one) for one in (Style.CINEMATIC, Style.PHOTOREALISTIC)
    )
    assert graded.mean < 0.85 * plain.mean

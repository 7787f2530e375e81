"""A person tells the styles apart at once, measured on pictures as small as a contact sheet's.

A style's marks are its light, palette, ink, grain and corners, each in steps as large as one
notices at a glance.
"""

from collections.abc import Callable
from itertools import combinations

import cv2
import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Setting

SETTINGS = (Setting.CASTLE, Setting.LAKE, Setting.STREET, Setting.ROOM)
SHEET = (240, 135)
STEPS = np.array([8, 6, 6, 6, 8, 6, 6, 6, 6, 1.2, 0.5, 10.0])


def marks(pixels: np.ndarray) -> np.ndarray:
    """Return what is measured of a picture, in CIE Lab, in steps."""
    lab = cv2.cvtColor(np.asarray(pixels / 255, np.float32), cv2.COLOR_RGB2LAB)
    light, colour = lab[..., 0], lab[..., 1:].reshape(-1, 2)
    ranked = np.argsort(light, axis=None, kind="stable")
    third = ranked.size // 3
    tones = [light.mean(), light.std(), *np.percentile(light, (5, 95))]
    palette = [np.hypot(*colour.T).mean(), *colour[ranked[:third]].mean(axis=0)]
    palette += [*colour[ranked[-third:]].mean(axis=0)]
    return np.array([*tones, *palette, _ink(light), _grain(light), _corners(light)]) / STEPS


def _ink(light: np.ndarray) -> float:
    """How much darker thin dark lines are than what is beside them."""
    return float(cv2.morphologyEx(light, cv2.MORPH_BLACKHAT, np.ones((5, 5), np.uint8)).mean())


def _grain(light: np.ndarray) -> float:
    return float(np.median(np.abs(light - cv2.medianBlur(light, 3))))


def _corners(light: np.ndarray) -> float:
    rows, columns = (side // 6 for side in light.shape)
    ends = (slice(rows), slice(-rows, None)), (slice(columns), slice(-columns, None))
    corners = [light[down, across].mean() for down in ends[0] for across in ends[1]]
    return float(np.mean(corners) - light[2 * rows : -2 * rows, 2 * columns : -2 * columns].mean())


@pytest.fixture(scope="module")
def distances(paint: Callable) -> dict[tuple[Style, Style], list[float]]:
    """How many steps each two styles are apart, in each setting."""
    found = {
        (setting, style): marks(paint(setting, style=style, size=SHEET, seed=3).pixels)
        for setting in SETTINGS
        for style in Style
    }
    return {
        (one, other): [
            float(np.linalg.norm(found[setting, one] - found[setting, other]))
            for setting in SETTINGS
        ]
        for one, other in combinations(Style, 2)
    }


def test_styles_are_told_apart_at_once(distances):
    """While cinematic and documentary were grades of the same picture, it was 2.3."""
    mean = {pair: np.mean(steps) for pair, steps in distances.items()}
    assert min(mean.values()) > 3.8, min(mean, key=mean.get)


def test_no_setting_hides_a_style(distances):
    """While anime was told from pixar art by its outlines, it was 0.8, in the room."""
    least = {pair: min(steps) for pair, steps in distances.items()}
    assert min(least.values()) > 2.2, min(least, key=least.get)

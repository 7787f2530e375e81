"""Comic book: few flat tones, black ink, dots in the shade, loud colour."""

import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Hour, Setting
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.styles.comic_book import INK, PAPER, finish

LUMA = np.array([0.2126, 0.7152, 0.0722])


def test_tones_are_few_and_flat(proof, ramp):
    levels = (finish(proof(ramp)) @ LUMA)[:, 110:]
    shares = np.histogram(levels, bins=20, range=(0, 1))[0] / levels.size
    assert np.sort(shares)[-3:].sum() > 0.7


def test_shapes_are_inked_black(proof, ledge):
    level = (finish(proof(0.6, ledge)) @ LUMA)[20:-20]
    assert level[:, 93:99].min() < 0.1
    assert level[:, 40:60].min() > 0.5


def test_ink_is_thin(proof, ledge):
    inked = (finish(proof(0.6, ledge)) @ LUMA)[54] < 0.3
    assert 1 <= inked.sum() <= 4


def test_horizons_are_thin_lines(proof):
    """A level plane is no thing that ends where another begins, but at its horizon."""
    below = np.maximum(np.arange(360) - 150, 0)[:, None]
    plane = np.where(below > 0, 1.6 * 300 / np.maximum(below, 1e-3), FAR).astype(np.float32)
    inked = (finish(proof(0.6, plane, size=(640, 360))) @ LUMA).mean(axis=1) < 0.45
    assert inked.sum() <= 3


def test_black_is_ink_and_white_is_paper(proof):
    black, white = finish(proof(0.0)), finish(proof(1.0))
    assert np.abs(black - INK).max() < 0.02
    assert np.abs(white - PAPER).max() < 0.03


def test_shade_is_screened_with_dots(proof, ramp):
    """Between black and white: columns of the ramp are even without dots."""
    done = finish(proof(ramp)) @ LUMA
    assert done[:, 40:80].std(axis=0).max() > 0.05
    assert done[:, 150:].std(axis=0).max() < 0.02


def test_colours_are_loud(proof):
    rust = np.zeros((108, 192, 3), np.float32) + np.array([0.6, 0.4, 0.3], np.float32)
    assert np.ptp(finish(proof(rust)), axis=-1).mean() > 1.3 * 0.3


@pytest.mark.parametrize("hour", [Hour.DAY, Hour.SUNSET])
def test_pictures_have_black_lines(paint, hour):
    drawn, plain = (
        paint(Setting.CITY, hour, style=one) for one in (Style.COMIC_BOOK, Style.PHOTOREALISTIC)
    )
    assert (drawn.light < 25).mean() > (plain.light < 25).mean() + 0.05


def test_pictures_have_few_tones(paint):
    drawn, plain = (
        np.histogram(paint(Setting.OCEAN, style=one).light, bins=32, range=(0, 256))[0]
        for one in (Style.COMIC_BOOK, Style.PHOTOREALISTIC)
    )
    assert np.sort(drawn)[-4:].sum() > np.sort(plain)[-4:].sum()

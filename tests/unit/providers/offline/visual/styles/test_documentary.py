"""Documentary: an old print: muted, faded, warm, with grain, soft at its corners."""

import numpy as np
import pytest

from reelwright.model.brief import Style
from reelwright.providers.offline.lexicon import Setting
from reelwright.providers.offline.visual.styles.documentary import finish

LARGE = (640, 360)


def test_colours_are_muted(proof):
    vivid = np.zeros((108, 192, 3), np.float32) + np.array([0.3, 0.6, 0.2], np.float32)
    cast = finish(proof(0.51)).mean(axis=(0, 1))
    assert 0.1 < np.ptp(finish(proof(vivid)).mean(axis=(0, 1)) - cast) < 0.75 * 0.4


def test_blacks_are_lifted_and_whites_held(proof, ramp):
    row = finish(proof(ramp))[54].mean(axis=1)
    assert 0.08 < float(row[:6].mean()) < 0.2
    assert 0.75 < float(row[-20:].max()) < 0.97


def test_blacks_are_brown_and_whites_cream(proof, ramp):
    row = finish(proof(ramp))[40:68].mean(axis=0)
    for place in (4, 160):
        red, green, blue = row[place]
        assert red > green > blue


def test_corners_are_soft_and_burnt(proof):
    stripes = 0.25 + 0.5 * (np.arange(640) // 2 % 2)
    done = finish(proof(stripes.astype(np.float32)[None] * np.ones((360, 1)), size=LARGE))[..., 1]
    middle, corner = done[160:200, 300:340].mean(axis=0), done[:20, :40].mean(axis=0)
    assert np.abs(np.diff(corner)).mean() < 0.8 * np.abs(np.diff(middle)).mean()
    assert corner.mean() < middle.mean() - 0.05


def test_grain_is_of_the_seed(proof, ramp):
    one, again, other = (finish(proof(ramp, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert 0.005 < float(np.abs(one - other).mean()) < 0.04


@pytest.mark.parametrize("setting", [Setting.LAKE, Setting.CASTLE])
def test_skies_have_faded(paint, setting):
    print_, plain = (
        paint(setting, style=one).rows(0, 0.2) for one in (Style.DOCUMENTARY, Style.PHOTOREALISTIC)
    )
    assert print_.chroma < 0.75 * plain.chroma
    assert print_.warmth > 10 > -10 > plain.warmth

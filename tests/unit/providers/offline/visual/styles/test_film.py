"""The grain of film: of its size and strength at every size of picture, and of its seed."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.styles import film

SIZES = [(192, 108), (640, 360), (1280, 720)]


@pytest.mark.parametrize("size", SIZES)
def test_grain_has_its_strength(proof, size):
    given = proof(0.5, size=size)
    noise = film.grain(given, given.picture, 0.003, 0.03)
    assert noise.shape == size[::-1]
    assert float(noise.mean()) == pytest.approx(0, abs=0.002)
    assert 0.5 * 0.03 < float(noise.std()) < 1.1 * 0.03


@pytest.mark.parametrize("size", SIZES[1:])
def test_grain_is_as_wide_as_asked(proof, size):
    """Neighbours a third of a grain apart are alike, those two grains apart are not."""
    given = proof(0.5, size=size)
    wide = 0.012
    noise = film.grain(given, given.picture, wide, 0.03)
    near, off = (max(1, round(given.unit * wide * share)) for share in (1 / 3, 2))
    alike = [np.corrcoef(noise[:, :-by].ravel(), noise[:, by:].ravel())[0, 1] for by in (near, off)]
    assert alike[0] > 0.6
    assert abs(alike[1]) < 0.15


def test_middle_tones_have_most(proof):
    strengths = [
        float(film.grain(given, given.picture, 0.003, 0.03).std())
        for given in (proof(level) for level in (0.02, 0.5, 0.98))
    ]
    assert strengths[1] > 2 * max(strengths[0], strengths[2])


def test_grain_is_of_the_seed(proof):
    one, again, other = (
        film.grain(given, given.picture, 0.003, 0.03)
        for given in (proof(0.5, seed=seed) for seed in (1, 1, 2))
    )
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)

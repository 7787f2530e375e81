"""Photorealistic: as a good lens sees it, crisp and calm."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.styles.photorealistic import finish

LARGE = (640, 360)


@pytest.mark.parametrize("size", [(192, 108), LARGE])
def test_greys_stay_as_they_are(proof, size):
    assert finish(proof(0.45, size=size)) == pytest.approx(0.45, abs=0.01)


@pytest.mark.parametrize("size", [(192, 108), LARGE])
def test_white_stays_white(proof, size):
    assert finish(proof(1.0, size=size)).min() > 0.98


def test_edges_are_crisper(proof):
    step = np.full((360, 640), 0.3, np.float32)
    step[:, 320:] = 0.6
    done = finish(proof(step, size=LARGE))[180, :, 0]
    assert done[318:320].min() < done[100] - 0.003
    assert done[320:322].max() > done[500] + 0.003


def test_colours_are_a_little_calmer(proof):
    rust = np.zeros((360, 640, 3), np.float32) + np.array([0.6, 0.4, 0.3], np.float32)
    kept = np.ptp(finish(proof(rust, size=LARGE)), axis=-1).mean() / 0.3
    assert 0.85 < kept < 1


def test_nothing_is_outlined(proof, ledge):
    done = finish(proof(0.5, ledge))
    assert np.ptp(done) < 0.01

"""Noir: no colour, closed shadows, light that spills, dark skies and dark corners."""

import numpy as np

from reelwright.providers.offline.visual.styles.noir import finish


def test_there_is_no_colour(proof):
    coloured = np.zeros((108, 192, 3), np.float32)
    coloured[:, :64, 0], coloured[:, 64:128, 1], coloured[:, 128:, 2] = 0.6, 0.6, 0.6
    done = finish(proof(coloured))
    assert float(np.ptp(done, axis=2).max()) < 0.04


def test_blue_goes_darker_than_red(proof):
    halves = np.full((108, 192, 3), 0.25, np.float32)
    halves[:, :96, 2], halves[:, 96:, 0] = 0.7, 0.7
    done = finish(proof(halves))
    assert float(done[:, 10:90].mean()) < float(done[:, 100:180].mean()) - 0.2


def test_shadows_close_and_lights_stay(proof, ramp):
    row = finish(proof(ramp))[54, :, 0]
    assert float(row[:12].max()) < 0.08
    assert float(row[120:150].mean()) > 0.45


def test_corners_are_dark(proof, ramp):
    done = finish(proof(0.2 + ramp * 0.6))
    assert float(done[:8, -8:].mean()) < float(done[50:58, -60:-50].mean())


def test_light_spills_over_its_edge(proof):
    lamp = np.full((108, 192), 0.1, np.float32)
    lamp[44:64, 86:106] = 1.0
    lamp[::2, ::2] += 0.05
    done = finish(proof(lamp))[..., 1]
    assert float(done[54, 107:109].mean()) > float(done[54, 20:60].mean()) + 0.02


def test_grain_is_of_the_seed(proof, ramp):
    one, again, other = (finish(proof(ramp, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert not np.array_equal(one, other)

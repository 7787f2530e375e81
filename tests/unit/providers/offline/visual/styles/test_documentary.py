"""Documentary: colour muted, blacks faded, grain, and a lens that is soft at its corners."""

import numpy as np

from reelwright.providers.offline.visual.styles.documentary import finish


def test_colours_are_muted(proof):
    vivid = np.zeros((108, 192, 3), np.float32)
    vivid[..., 0], vivid[..., 1], vivid[..., 2] = 0.7, 0.3, 0.2
    done = finish(proof(vivid))
    assert 0.1 < float(np.ptp(done, axis=2).mean()) < 0.42


def test_blacks_are_lifted_and_whites_held(proof, ramp):
    row = finish(proof(ramp))[54].mean(axis=1)
    assert 0.04 < float(row[:6].mean()) < 0.14
    assert float(row[-20:].max()) < 0.99


def test_shadows_are_olive_and_lights_warm(proof, ramp):
    row = finish(proof(ramp))[40:68].mean(axis=0)
    assert row[12, 1] > row[12, 0] > row[12, 2]
    assert row[170, 0] > row[170, 2]


def test_corners_are_soft(proof):
    stripes = np.broadcast_to((np.arange(192) // 2 % 2).astype(np.float32), (108, 192)).copy()
    done = finish(proof(0.25 + stripes * 0.5, size=(192, 108)))[..., 1]
    middle, corner = (
        float(np.abs(np.diff(part, axis=1)).mean()) for part in (done[44:64, 80:112], done[:8, :24])
    )
    assert corner < middle * 0.9


def test_grain_is_of_the_seed(proof, ramp):
    one, again, other = (finish(proof(ramp, seed=seed)) for seed in (1, 1, 2))
    assert np.array_equal(one, again)
    assert 0.001 < float(np.abs(one - other).mean()) < 0.03

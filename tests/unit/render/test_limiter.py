"""No peak passes the ceiling; what is far from a peak is let alone; the gain moves smoothly."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from reelwright.render.audio.limiter import SECOND, curve, limited
from reelwright.render.audio.meter import HOP
from reelwright.render.sources.sound import RATE


def levels(peaks, gain=1.0, ceiling=0.8) -> np.ndarray:
    """Return the factor at every edge of a millisecond, the seconds put together."""
    seconds = list(curve(np.asarray(peaks, np.float16), gain, ceiling))
    return np.concatenate([*(one[:-1] for one in seconds), seconds[-1][-1:]])


def peaks_at(*places, length=3 * SECOND, height=1.6) -> np.ndarray:
    peaks = np.full(length, 0.1)
    peaks[list(places)] = height
    return peaks


@settings(max_examples=60)
@given(
    arrays.arrays(np.float16, st.integers(1, 2_300), elements=st.floats(0, 8, width=16)),
    st.sampled_from([0.3, 1.0, 2.5]),
)
def test_every_millisecond_stays_under_the_ceiling(peaks, gain):
    factors = levels(peaks, gain)
    allowed = np.maximum(factors[:-1], factors[1:])[: len(peaks)]
    assert (peaks.astype(float) * gain * allowed <= 0.8).all()
    assert (factors <= 1).all()


@settings(max_examples=20)
@given(st.floats(0, 0.78125, width=16), st.integers(1, 2_500))
def test_nothing_happens_under_the_ceiling(height, length):
    assert (levels(np.full(length, height)) == 1).all()


def test_gain_falls_just_ahead_of_a_peak_and_comes_back():
    factors = 20 * np.log10(levels(peaks_at(1_500)))
    moved = np.flatnonzero(factors < 0)
    assert moved[0] == 1_500 - 6
    assert factors.min() == pytest.approx(-6.03, abs=0.01)
    assert moved[-1] - 1_500 == pytest.approx(6.02 / 0.04 + 6, abs=2)
    assert np.diff(factors[1_520:1_600]) == pytest.approx(0.04, abs=1e-3)


@pytest.mark.parametrize("place", [0, 995, 999, 1_000, 1_003, 2_999])
def test_peak_at_the_edge_of_a_second_is_held_as_any_other(place):
    inside = levels(peaks_at(1_500, length=6_000))[1_490:1_600]
    there = levels(peaks_at(place + 1_000, length=6_000))[place + 990 : place + 1_100]
    assert there == pytest.approx(inside, abs=1e-6)


def test_seconds_join_without_a_step():
    rng = np.random.default_rng(1)
    seconds = list(curve(rng.random(5_000).astype(np.float16) * 2, 1.0, 0.8))
    joints = [(before[-1], after[0]) for before, after in pairwise(seconds)]
    assert all(one == pytest.approx(other, abs=1e-6) for one, other in joints)


def test_sound_runs_straight_from_factor_to_factor():
    factors = np.linspace(1, 0.5, SECOND + 1, dtype=np.float32)
    sound = limited(np.ones((RATE, 2), np.float32), 2.0, factors)
    assert sound[::HOP, 0] == pytest.approx(2 * factors[:-1], abs=1e-6)
    assert np.diff(sound[:, 1]) == pytest.approx(-1 / RATE, abs=1e-6)


def test_beginning_of_a_second_is_as_in_the_whole():
    factors = np.linspace(1, 0.5, SECOND + 1, dtype=np.float32)
    noise = np.random.default_rng(2).standard_normal((RATE, 2)).astype(np.float32)
    part = limited(noise[:1_234], 1.5, factors)
    assert np.array_equal(part, limited(noise, 1.5, factors)[:1_234])

"""How far a sound steps back so that its true peaks stay under a ceiling."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from reelwright.render.audio.meter import HOP, Levels
from reelwright.render.sources.sound import Samples

SECOND = 1000
"""Milliseconds in a stretch of the curve."""

_REACH = 3
"""Milliseconds on either side over which the gain is smoothed; it begins to fall 6 ms ahead."""

_RELEASE = 0.04
"""dB a millisecond at which the gain comes back."""

_ROUNDED = 1.001  # peaks are kept in float16, which is off by half of this at most

_MARGIN = 2 * _REACH + 1

Curve = NDArray[np.float32]
"""The factor at the beginning of every millisecond of a second, and at its end."""

_Decibels = NDArray[np.float64]


def curve(peaks: Levels, gain: float, ceiling: float) -> Iterator[Curve]:
    """Yield, second by second, the factors that keep `peaks` times `gain` under `ceiling`.

    The gain falls along a raised cosine, is down when the peak comes, and rises by equal steps in
    dB. It runs straight from factor to factor, so no sample gets more than its millisecond may.
    """
    over = gain * _ROUNDED / ceiling
    held = 0.0
    for first in range(0, len(peaks), SECOND):
        near = _around(peaks, first).astype(np.float64) * over
        if held <= 0 and near.max() <= 1:
            yield np.ones(SECOND + 1, np.float32)
            continue
        needed = _released(_widest(20 * np.log10(np.maximum(near, 1))), held)
        held = float(needed[SECOND - 1])
        yield np.asarray(10 ** (-_smooth(needed) / 20), np.float32)


def limited(second: Samples, gain: float, factors: Curve) -> Samples:
    """Return a second of sound, or its beginning, at `gain` and stepped back by its factors."""
    if factors.min() == 1:
        return second * np.float32(gain)
    starts = factors[:-1, None] * np.float32(gain)
    steps = np.diff(factors)[:, None] * np.float32(gain)
    levels = starts + steps * (np.arange(HOP, dtype=np.float32) / HOP)
    return second * levels.reshape(-1, 1)[: len(second)].astype(np.float32)


def _around(peaks: Levels, first: int) -> Levels:
    """Return the peaks of a second and of a margin on both sides, zeros outside the sound."""
    begin, end = first - _MARGIN, first + SECOND + _MARGIN
    return np.pad(peaks[max(0, begin) : end], (max(0, -begin), max(0, end - len(peaks))))


def _widest(needed: _Decibels) -> _Decibels:
    """Return the most needed within reach of every edge of the second, and of `_REACH` more."""
    windows = np.lib.stride_tricks.sliding_window_view(needed, 2 * _REACH + 2)
    return np.asarray(windows.max(axis=1))


def _released(needed: _Decibels, before: float) -> _Decibels:
    """Return what is needed, never less than `_RELEASE` under what was held a step before."""
    slope = np.arange(len(needed) + 1) * _RELEASE
    risen = np.concatenate([[before], needed]) + slope
    return np.asarray(np.maximum.accumulate(risen) - slope)[1:]


def _smooth(held: _Decibels) -> _Decibels:
    weights = np.hanning(2 * _REACH + 3)[1:-1]
    return np.convolve(held, weights / weights.sum(), "valid")

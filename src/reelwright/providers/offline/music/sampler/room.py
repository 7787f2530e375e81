"""The room that music is heard in: a diffuse tail, and a section of players out of one."""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.loudness import Samples
from reelwright.providers.offline.music.sampler.bank import Wave
from reelwright.providers.offline.music.sampler.tone import RATE

_BLOCK = 1 << 18
_PREDELAY = 0.018  # seconds
_SLOWER = ((300.0, 1.15), (3_000.0, 1.0), (20_000.0, 0.45))  # Hz below which, share of the time
_LOWEST = 180.0  # Hz; the tail of a bass is only mud


@lru_cache(maxsize=8)
def _tail(seconds: float) -> Samples:
    """Return what a clap leaves behind in a room that takes `seconds` to fall by 60 dB.

    Seeded noise in three bands, the highest dying first, as air and walls have it.
    """
    length = round(1.2 * seconds * RATE)
    noise = np.random.default_rng(7).normal(0, 1, (2, length))
    time, hertz = np.arange(length) / RATE, np.fft.rfftfreq(length, 1 / RATE)
    spectrum, lower, tail = np.fft.rfft(noise), _LOWEST, np.zeros((2, length))
    for upper, share in _SLOWER:
        band = np.where((hertz >= lower) & (hertz < upper), spectrum, 0)
        tail += np.fft.irfft(band, length) * np.exp(-6.91 * time / (seconds * share))
        lower = upper
    tail *= np.clip(time / 0.006, 0, 1)
    tail = np.pad(tail, ((0, 0), (round(_PREDELAY * RATE), 0)))
    quiet: Samples = (tail / np.sqrt((tail**2).sum(axis=1, keepdims=True))).astype(np.float32)
    return quiet


def room(sound: Samples, seconds: float) -> Samples:
    """Return what a room answers to stereo `sound`, as long as that, without the sound itself."""
    tail = _tail(seconds)
    size = 1 << (_BLOCK + tail.shape[1]).bit_length()
    response = np.fft.rfft(tail, size)
    out = np.zeros((2, sound.shape[1] + size), np.float32)
    for first in range(0, sound.shape[1], _BLOCK):
        block = np.fft.rfft(sound[:, first : first + _BLOCK], size) * response
        out[:, first : first + size] += np.fft.irfft(block, size)
    return out[:, : sound.shape[1]]


def spread(sound: Wave) -> Samples:
    """Return mono sound as from several players: each side hears it a little late, and swaying."""
    time = np.arange(len(sound)) / RATE
    late = [
        _swayed(sound, 0.011 + 0.0025 * np.sin(2 * np.pi * 0.37 * time + turn))
        for turn in (0.0, 2.1)
    ]
    both: Samples = 0.7 * (sound + np.stack(late))
    return both


def _swayed(sound: Wave, delay: NDArray[np.float64]) -> Wave:
    at = np.maximum(np.arange(len(sound)) - delay * RATE, 0)
    whole = at.astype(np.int64)
    share = (at - whole).astype(np.float32)
    after = np.minimum(whole + 1, len(sound) - 1)
    late: Wave = sound[whole] * (1 - share) + sound[after] * share
    return late

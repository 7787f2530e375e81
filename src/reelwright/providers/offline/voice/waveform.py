"""Speech as samples: without rumble, cut to what is heard, put together."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from reelwright.providers.offline.voice.take import RATE, Samples

_WINDOW = RATE // 200  # samples: 5 ms
_HEARD = 36.0  # dB below the loud parts of an utterance; breath and hiss lie lower
_BEFORE, _AFTER = RATE * 4 // 100, RATE * 8 // 100  # samples kept before and after what is heard
_FADE_IN, _FADE_OUT = RATE // 200, RATE // 25
_CEILING = 0.89  # of full scale: -1 dB
_DIP = RATE // 200  # samples
_RUMBLE = (40.0, 70.0)  # Hz: nothing below the first is kept, everything above the second


def without_rumble(sound: Samples) -> Samples:
    """Return `sound` without what lies below any voice: some of Kokoro's tables hum there."""
    padded = 1 << (len(sound) + RATE // 5).bit_length()
    low, high = _RUMBLE
    share = np.clip((np.fft.rfftfreq(padded, 1 / RATE) - low) / (high - low), 0, 1)
    spectrum = np.fft.rfft(sound, padded) * (0.5 - 0.5 * np.cos(np.pi * share))
    return np.fft.irfft(spectrum, padded)[: len(sound)].astype(np.float32)


def heard(sound: Samples) -> tuple[int, int]:
    """Return from which sample to which something is heard; the whole where nothing is."""
    windows = max(len(sound) // _WINDOW, 1)
    power = np.square(np.resize(sound, windows * _WINDOW)).reshape(windows, _WINDOW).mean(axis=1)
    loud = np.flatnonzero(power > np.percentile(power, 95) * 10 ** (-_HEARD / 10))
    if not loud.size:
        return 0, len(sound)
    return int(loud[0]) * _WINDOW, min(int(loud[-1] + 1) * _WINDOW, len(sound))


def cut(sound: Samples, begin: int, end: int) -> tuple[Samples, int]:
    """Return what is heard from `begin` to `end`, with a little air, and where `begin` is in it."""
    first, last = max(begin - _BEFORE, 0), min(end + _AFTER, len(sound))
    part = sound[first:last].copy()
    fade_in, fade_out = min(_FADE_IN, len(part)), min(_FADE_OUT, len(part))
    part[:fade_in] *= np.linspace(0, 1, fade_in, dtype=np.float32)
    part[len(part) - fade_out :] *= np.linspace(1, 0, fade_out, dtype=np.float32)
    return part, begin - first


def pause(seconds: float) -> Samples:
    """Return the silence that makes a pause of so long between two cuts, their air counted in."""
    return np.zeros(max(round(seconds * RATE) - _BEFORE - _AFTER, 0), np.float32)


def limited(sound: Samples) -> Samples:
    """Return `sound` with the gain dipping for 10 ms about each sample that is too loud."""
    needed = _CEILING / np.maximum(np.abs(sound), _CEILING)
    if needed.min(initial=1.0) == 1:
        return sound
    # The least gain for 5 ms around, then its mean over as much: the mean of the whole window is
    # no more than what its middle needs, so nothing passes the ceiling.
    around = np.pad(needed, _DIP, constant_values=1.0)
    least = sliding_window_view(around, 2 * _DIP + 1).min(axis=1)
    shape = np.hanning(2 * _DIP + 3)[1:-1]
    smooth = np.convolve(np.pad(least, _DIP, mode="edge"), shape / shape.sum(), "valid")
    turned: Samples = (sound * smooth).astype(np.float32)
    return turned

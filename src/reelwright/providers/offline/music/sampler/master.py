"""The last touch: no rumble, more air, loud moments held, a clean end."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.loudness import Samples
from reelwright.providers.offline.music.sampler.tone import RATE

_RUMBLE = 32.0  # Hz
# What the recorded loops have in each octave from 31 Hz up, in dB of the whole, on average.
_BALANCE = (-14.0, -6.5, -6.5, -7.0, -10.0, -16.3, -18.5, -21.0, -24.5)
_LOWEST = 31.25  # Hz
_TOWARDS = 0.6  # of the way to that balance
_MOST = 8.0  # dB
_FRAME = 480  # samples: 10 ms
_RATIO = 0.4  # of what is above the threshold is taken away
_ABOVE = 3.0  # dB over the usual level from which loud moments are held
_ATTACK, _RELEASE = 0.3, 0.03  # shares of the way, a frame
_RUNG = 0.4  # of the last chord's time, after which it is let die away


def mastered(sound: Samples, final: float | None) -> Samples:
    """Return stereo sound finished, as long as it was, its peak at 0.9.

    From soon after its last chord, at `final` seconds, it dies away to nothing at its very end.
    """
    heard = _held(_balanced(sound))
    if final is not None:
        count = round((1 - _RUNG) * (heard.shape[1] - final * RATE))
        heard[:, heard.shape[1] - count :] *= np.cos(np.linspace(0, np.pi / 2, count)) ** 2
    peak = float(np.abs(heard).max(initial=1e-9))
    return heard * np.float32(0.9 / peak)


def _balanced(sound: Samples) -> Samples:
    """Return the sound without rumble, its octaves brought nearer to how recordings have them."""
    length = sound.shape[1]
    size = 1 << (length + RATE // 10).bit_length()
    spectrum = np.fft.rfft(sound, size)
    hertz = np.fft.rfftfreq(size, 1 / RATE)
    below = (hertz / _RUMBLE) ** 4
    response = np.sqrt(below / (1 + below)) * _towards(
        np.square(np.abs(spectrum)).sum(axis=0), hertz
    )
    spectrum *= response.astype(np.float32)
    balanced: Samples = np.fft.irfft(spectrum, size)[:, :length].astype(np.float32)
    return balanced


def _towards(power: NDArray[Any], hertz: NDArray[Any]) -> NDArray[np.float64]:
    """Return the factor for each frequency that brings `power` towards the balance."""
    octaves = np.floor(np.log2(np.maximum(hertz, 1) / _LOWEST)).astype(int)
    heard = np.array([power[octaves == number].sum() for number in range(len(_BALANCE))])
    levels = 10 * np.log10(heard / max(float(heard.sum()), 1e-20) + 1e-9)
    wanted = np.clip(_TOWARDS * (np.array(_BALANCE) - levels), -_MOST, _MOST)
    middles = _LOWEST * 2 ** (np.arange(len(_BALANCE)) + 0.5)
    gains = np.interp(np.log2(np.maximum(hertz, 1)), np.log2(middles), wanted)
    factor: NDArray[np.float64] = 10 ** (gains / 20)
    return factor


def _held(sound: Samples) -> Samples:
    """Return the sound with what is much louder than usual held back, both sides alike."""
    frames = -(-sound.shape[1] // _FRAME)
    padded = np.pad(sound, ((0, 0), (0, frames * _FRAME - sound.shape[1])))
    power = np.square(padded).reshape(2, frames, _FRAME).mean(axis=(0, 2))
    level = 10 * np.log10(power + 1e-12)
    usual = 10 * np.log10(power.mean() + 1e-12) + _ABOVE
    wanted = -_RATIO * np.maximum(level - usual, 0)
    gains = np.empty(frames)
    now = 0.0
    for number, want in enumerate(wanted):
        now += (want - now) * (_ATTACK if want < now else _RELEASE)
        gains[number] = now
    times = np.arange(sound.shape[1])
    smooth = np.interp(times, np.arange(frames) * _FRAME + _FRAME / 2, gains)
    held: Samples = sound * (10 ** (smooth / 20)).astype(np.float32)
    return held

"""Where the beats of a piece of music lie. It must keep one tempo, which is roughly known."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.loudness import Samples

HOP = 480
"""Samples between two frames of what is heard: 10 ms at 48 kHz."""

_WINDOW = 2_048
_SEARCH = 0.06  # the share by which the true tempo may differ from the stated one
_STEP = 0.02  # beats a minute
_LEVELS = (1, 2, 4)  # beats, half beats, quarter beats

Frames = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Beat:
    """A beat every `period` frames, one of them at frame `first`."""

    period: float
    first: float


def spectra(sound: Samples) -> Frames:
    """Return what is heard in each frame: the logarithm of the spectrum of both channels."""
    mono = np.pad(sound.mean(axis=0), _WINDOW // 2)
    windows = np.lib.stride_tricks.sliding_window_view(mono, _WINDOW)[::HOP]
    power = np.abs(np.fft.rfft(windows * np.hanning(_WINDOW).astype(np.float32), axis=1))
    heard: Frames = np.log1p(100 * power).astype(np.float32)
    return heard


def beat(heard: Frames, tempo: float, rate: int) -> Beat:
    """Return the beat of music of about `tempo` beats a minute, from its `spectra`."""
    onsets = _onsets(heard)
    minute = 60 * rate / HOP  # frames
    tempos = np.arange(tempo * (1 - _SEARCH), tempo * (1 + _SEARCH), _STEP)
    strengths = [_strength(onsets, minute / one) for one in tempos]
    period = float(minute / tempos[int(np.argmax(strengths))])
    phase = np.angle(_turned(onsets, period)) / (2 * np.pi) * period
    return Beat(period, float(phase % period))


def _onsets(heard: Frames) -> Frames:
    """Return how much louder each frame is than the one before, above what is usual around it."""
    rise = np.maximum(np.diff(heard, axis=0, prepend=heard[:1]), 0).sum(axis=1)
    usual = np.convolve(rise, np.ones(50) / 50, "same")
    onsets: Frames = np.maximum(rise - usual, 0).astype(np.float32)
    return onsets


def _strength(onsets: Frames, period: float) -> float:
    """Return how well onsets fall on the beat and its divisions."""
    return float(sum(abs(_turned(onsets, period / level)) for level in _LEVELS))


def _turned(onsets: Frames, period: float) -> np.complex128:
    """Return the sum of the onsets as vectors that turn once a period, the beat pointing ahead."""
    turns = np.exp(2j * np.pi * np.arange(len(onsets)) / period)
    total: np.complex128 = (onsets * turns).sum()
    return total

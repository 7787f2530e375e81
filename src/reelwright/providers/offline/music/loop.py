"""Where music may be repeated: from which instant to which, so that the seam is not heard.

Both ends lie a whole number of bars apart, where what is heard before and after is most alike.
"""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from reelwright.model.time import Time
from reelwright.providers.offline.loudness import Samples
from reelwright.providers.offline.music.beat import HOP, Beat, Frames, beat, spectra

_BAR = 4  # beats
_SHORTEST = 0.4  # of the music
_AROUND = 4  # beats compared before and after either end
_BANDS = 48
_ALIGN = 0.02  # seconds by which the end is moved to fit the start
_SQUARE = 0.02  # what a loop of four, eight, sixteen bars is worth, in likeness
_LONG = 0.1  # what the whole music is worth
_UNEVEN = 0.08  # what a decibel of difference between both ends costs
_ALIKE = (0.8, 0.5)  # likeness above which a beat, above which two beats of crossfade are enough
_RELATED, _SAME = 0.3, 0.6  # correlation of the waves around both ends
_SHORT = 0.03  # seconds of crossfade between waves that are the same; a longer one would swell


@dataclass(frozen=True, slots=True)
class Loop:
    """After `end` the music may go on from `start`, the two crossfaded over `crossfade`.

    There is as much music before the start and after the end as the crossfade takes.
    """

    start: Time
    end: Time
    crossfade: Time


def loop(sound: Samples, tempo: float, rate: int) -> Loop:
    """Return the best loop of stereo music of about `tempo` beats a minute, in four."""
    heard = spectra(sound)
    pulse = beat(heard, tempo, rate)
    likeness, start, end = _best(heard, pulse)
    first, last = round(start * HOP), round(end * HOP)
    moved, agreement = _fit(sound, first, last, round(_ALIGN * rate))
    last += moved if agreement > _RELATED else 0
    beats = 1 if likeness > _ALIKE[0] else 2 if likeness > _ALIKE[1] else _BAR
    crossfade = _SHORT * rate if agreement > _SAME else beats * pulse.period * HOP
    return Loop(*(Time(Fraction(at, rate)) for at in (first, last, round(crossfade))))


def _bands(heard: Frames) -> Frames:
    """Return `heard` in few bands, as the ear has them, each as it differs from its mean."""
    edges = np.unique(np.geomspace(1, heard.shape[1], _BANDS + 1).astype(int))
    bands = np.stack([heard[:, a:b].mean(axis=1) for a, b in pairwise(edges)], axis=1)
    differing: Frames = bands - bands.mean(axis=0)
    return differing


def _best(heard: Frames, pulse: Beat) -> tuple[float, float, float]:
    """Return how alike the ends of the best loop are, and their frames."""
    bands, powers = _bands(heard), np.square(np.expm1(heard)).mean(axis=1)
    beats = np.arange(pulse.first, len(bands), pulse.period)
    within = range(_AROUND + 1, len(beats) - _AROUND - 1)
    around = round(_AROUND * pulse.period)
    best = (-np.inf, 0.0, 0.0, 0.0)
    for a, b in product(within, within):
        if (b - a) % _BAR or b - a < _SHORTEST * len(beats):
            continue
        here, there = (slice(round(beats[at]) - around, round(beats[at]) + around) for at in (a, b))
        likeness = _likeness(bands[here], bands[there])
        uneven = _uneven(powers[here], powers[there])
        form = _SQUARE * ((b - a) % (4 * _BAR) == 0) + _LONG * (b - a) / len(beats)
        best = max(best, (likeness - _UNEVEN * uneven + form, likeness, beats[a], beats[b]))
    return best[1:]


def _uneven(here: Frames, there: Frames) -> float:
    """Return by how many decibels two stretches of power differ, beat by beat."""
    pairs = zip(np.array_split(here, 2 * _AROUND), np.array_split(there, 2 * _AROUND), strict=True)
    return float(np.mean([abs(10 * np.log10(a.mean() / b.mean())) for a, b in pairs]))


def _likeness(here: Frames, there: Frames) -> float:
    return float((here * there).sum() / np.sqrt((here**2).sum() * (there**2).sum() + 1e-9))


def _fit(sound: Samples, start: int, end: int, most: int) -> tuple[int, float]:
    """Return by how many samples to move `end` so that the waves agree best, and how well."""
    width = most * 10
    mono = sound.mean(axis=0).astype(np.float64)
    here = mono[start - width : start + width]
    there = mono[end - width - most : end + width + most]
    power = np.cumsum(np.concatenate([[0.0], there**2]))
    scale = np.sqrt((power[2 * width :] - power[: -2 * width]) * (here**2).sum() + 1e-9)
    agreement = _correlated(there, here) / scale
    best = int(np.argmax(agreement))
    return best - most, float(agreement[best])


def _correlated(there: NDArray[np.float64], here: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the products of `here` with each stretch of `there`.

    By way of the spectrum: sums as long as these would be left to a library that splits them among
    threads, and so rounds them one way or another.
    """
    size = len(there) + len(here)
    spectrum = np.fft.rfft(there, size) * np.conj(np.fft.rfft(here, size))
    products: NDArray[np.float64] = np.fft.irfft(spectrum, size)
    return products[: len(there) - len(here) + 1]

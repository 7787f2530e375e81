"""Loudness and true peak as ITU-R BS.1770-5 and EBU R 128 define them, a millisecond at a time."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from reelwright.render.sources.sound import Samples

HOP = 48
"""Samples in a millisecond, over which level and peak are kept."""

Levels = NDArray[np.float16]
"""One figure a millisecond; float16 rounds it by at most 0.005 dB."""

_GATE = -70.0  # LUFS; what is quieter is not programme
_BELOW = 10.0  # LU under the mean of the programme, what is quieter is not foreground
_STEP = 100  # hops; gating blocks of 400 ms begin every 100 ms
_OVERLAP = 4

# BS.1770-5, annex 1, tables 1 and 2: the shelf of a head, then a high-pass, for 48 kHz.
_SHELF = (
    (1.53512485958697, -2.69169618940638, 1.19839281085285),
    (-1.69065929318241, 0.73248077421585),
)
_HIGH_PASS = ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621))

# Filters are applied to left and right at once, as a complex signal, in windows of the spectrum.
_WINDOW = 32_768
_FRAME = 28_800
_AFTER = 64
_BEFORE = _WINDOW - _FRAME - _AFTER

_Spectrum = NDArray[np.complex64]


@dataclass(frozen=True, slots=True)
class Measured:
    """Integrated loudness in LUFS and true peak in dBTP; both None for silence."""

    integrated: float | None
    true_peak: float | None


@dataclass(frozen=True, slots=True)
class Envelope:
    """A sound by the millisecond: its K-weighted level, both channels together, and true peak."""

    levels: Levels
    peaks: Levels

    @property
    def measured(self) -> Measured:
        """What the sound measures as a whole."""
        loudness, peak = integrated(tenths(self.levels)), float(self.peaks.max(initial=0))
        heard = loudness is not None and peak > 0
        return Measured(loudness, 20 * math.log10(peak)) if heard else Measured(None, None)


class Meter:
    """Takes a sound in blocks of any size; its readings do not depend on the blocks."""

    def __init__(self) -> None:
        self._window = np.zeros(_WINDOW, np.complex64)
        self._filled, self._taken = _BEFORE, 0
        self._levels: list[Levels] = []
        self._peaks: list[Levels] = []

    def push(self, block: Samples) -> None:
        """Take the next samples."""
        incoming = np.ascontiguousarray(block, np.float32).view(np.complex64)[:, 0]
        self._taken += len(incoming)
        while len(incoming):
            part = incoming[: _WINDOW - self._filled]
            self._window[self._filled : self._filled + len(part)] = part
            self._filled += len(part)
            incoming = incoming[len(part) :]
            if self._filled == _WINDOW:
                self._read()

    def finish(self) -> Envelope:
        """Return what was measured of all that was taken, silence following it."""
        hops = -(-self._taken // HOP)
        while len(self._levels) * (_FRAME // HOP) < hops:
            self._window[self._filled :] = 0
            self._read()
        return Envelope(_joined(self._levels, hops), _joined(self._peaks, hops))

    def _read(self) -> None:
        """Measure the frame in the middle of the window, and move on by as much."""
        spectrum = _transformed(self._window)
        inside = slice(_BEFORE, _BEFORE + _FRAME)
        weighted = _parts(_filtered(spectrum, _k_weighting())[inside])
        power = np.einsum("ij,ij->i", weighted, weighted) / HOP
        self._levels.append(np.sqrt(power).astype(np.float16))
        highest = np.abs(_parts(self._window[inside]))
        for between in _betweens():
            np.maximum(highest, np.abs(_parts(_filtered(spectrum, between)[inside])), out=highest)
        self._peaks.append(highest.max(axis=1).astype(np.float16))
        self._window[:-_FRAME] = self._window[_FRAME:].copy()
        self._filled = _WINDOW - _FRAME


def listened(blocks: Iterable[Samples]) -> Envelope:
    """Return the envelope of a sound that comes in blocks of any size."""
    meter = Meter()
    for block in blocks:
        meter.push(block)
    return meter.finish()


def measure(blocks: Iterable[Samples]) -> Measured:
    """Return the loudness and true peak of blocks as they are."""
    return listened(blocks).measured


def tenths(levels: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the power in every whole tenth of a second; of a sound under 0.4 s, its mean."""
    if len(levels) < _OVERLAP * _STEP:
        rows = levels.reshape(-1, max(1, len(levels)))
    else:
        rows = levels[: len(levels) // _STEP * _STEP].reshape(-1, _STEP)
    return np.asarray(np.einsum("ij,ij->i", rows, rows, dtype=np.float64) / rows.shape[1])


def integrated(powers: NDArray[np.float64]) -> float | None:
    """Return the gated loudness of K-weighted power by the tenth of a second; None for silence."""
    overlap = min(_OVERLAP, len(powers))
    blocks = np.convolve(powers, np.full(overlap, 1 / overlap), "valid") if overlap else powers
    programme = blocks[blocks > _power(_GATE)]
    if not len(programme):
        return None
    foreground = programme[programme > _power(_loudness(programme.mean()) - _BELOW)]
    return _loudness(foreground.mean())


def _loudness(power: float) -> float:
    return -0.691 + 10 * math.log10(power)


def _power(loudness: float) -> float:
    return float(10 ** ((loudness + 0.691) / 10))


def _joined(parts: list[Levels], hops: int) -> Levels:
    return np.concatenate(parts)[:hops] if parts else np.zeros(0, np.float16)


def _parts(signal: _Spectrum) -> NDArray[np.float32]:
    """Return left and right, one after the other, in rows of a millisecond."""
    return signal.view(np.float32).reshape(-1, 2 * HOP)


def _filtered(spectrum: _Spectrum, response: _Spectrum) -> _Spectrum:
    """Return the signal of a spectrum through a filter, its right channel upside down.

    The conjugate's forward transform is the conjugate of the inverse, and twice as fast in single
    precision as numpy's own.
    """
    product = spectrum * response
    return _transformed(np.conj(product, out=product))


def _transformed(signal: _Spectrum) -> _Spectrum:
    return np.asarray(np.fft.fft(signal, norm="forward"), np.complex64)


@cache
def _k_weighting() -> _Spectrum:
    impulse = [1.0] + [0.0] * (_BEFORE - 1)
    response = _biquad(_biquad(impulse, *_SHELF), *_HIGH_PASS)
    return _response(np.array(response), 0)


def _biquad(
    signal: list[float], forth: tuple[float, float, float], back: tuple[float, float]
) -> list[float]:
    filtered, first, second = [], 0.0, 0.0
    for sample in signal:
        out = forth[0] * sample + first
        first = forth[1] * sample - back[0] * out + second
        second = forth[2] * sample - back[1] * out
        filtered.append(out)
    return filtered


@cache
def _betweens() -> tuple[_Spectrum, ...]:
    """Return filters that give the signal a quarter, a half and three quarters of a sample later.

    They are sincs of 128 samples under a Kaiser window: flat within 0.01 dB up to 22 kHz.
    """
    places = np.arange(-_AFTER, _AFTER)
    window = np.kaiser(8 * _AFTER + 1, 8.0)
    filters = []
    for quarter in (1, 2, 3):
        taper = window[4 * (places + _AFTER) + quarter]
        filters.append(_response(np.sinc(places + quarter / 4) * taper, -_AFTER))
    return tuple(filters)


def _response(taps: NDArray[np.float64], first: int) -> _Spectrum:
    """Return the spectrum of a filter whose first tap lies `first` samples after the present."""
    padded = np.zeros(_WINDOW)
    padded[np.arange(first, first + len(taps)) % _WINDOW] = taps
    return np.asarray(np.fft.fft(padded) * _WINDOW, np.complex64)

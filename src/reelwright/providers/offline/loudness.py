"""How loud sound is, by ITU-R BS.1770-4, and the gain that brings it to a wanted loudness."""

import math

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]
"""Samples from -1 to 1; the last axis is time, the one before it, if any, channels."""

_BLOCK, _STEP = 0.4, 0.1  # seconds
_SILENCE = -70.0  # LUFS, the absolute gate
_BELOW_MEAN = 10.0  # LU, the relative gate

# The two filters of K-weighting as analogue prototypes, so that they serve any sample rate: a shelf
# for the head, a high-pass for the ear. The recommendation gives only the 48 kHz coefficients;
# these are the values that reproduce them (De Man, "Evaluation of implementations of the EBU R128
# loudness measurement", AES 145, 2018).
_SHELF = (1681.974450955533, 0.7071752369554196, 3.999843853973347)  # Hz, Q, dB
_HIGH_PASS = (38.13547087602444, 0.5003270373238773)  # Hz, Q


def lufs(sound: Samples, rate: int) -> float:
    """Return the integrated loudness of `sound` in LUFS; minus infinity for silence."""
    powers = _powers(np.atleast_2d(sound), rate)
    loud = powers[_level(powers) > _SILENCE]
    if not loud.size:
        return -math.inf
    gated = loud[_level(loud) > _level(loud.mean()) - _BELOW_MEAN]
    return float(_level(gated.mean()))


def gain(sound: Samples, rate: int, target: float, ceiling: float = 0.89) -> float:
    """Return the factor that brings `sound` to `target` LUFS without a sample above `ceiling`.

    Silence is left as it is.
    """
    now, peak = lufs(sound, rate), float(np.abs(sound).max(initial=0.0))
    if math.isinf(now) or peak == 0:
        return 1.0
    return min(float(10 ** ((target - now) / 20)), ceiling / peak)


def _level(power: NDArray[np.float64]) -> NDArray[np.float64]:
    return -0.691 + 10 * np.log10(np.maximum(power, 1e-20))


def _powers(sound: Samples, rate: int) -> NDArray[np.float64]:
    """Return the weighted power of each block, over all channels; of the whole if it is short."""
    weighted = _weighted(sound, rate)
    total = np.concatenate([[0.0], np.cumsum((weighted**2).sum(axis=0))])
    length = min(round(_BLOCK * rate), weighted.shape[-1])
    starts = np.arange(0, weighted.shape[-1] - length + 1, round(_STEP * rate))
    powers: NDArray[np.float64] = (total[starts + length] - total[starts]) / max(length, 1)
    return powers


def _weighted(sound: Samples, rate: int) -> NDArray[np.float64]:
    """Return `sound` through both filters, by way of its spectrum.

    The padding lets the filters ring out, so that nothing wraps around to the beginning.
    """
    length = sound.shape[-1]
    padded = 1 << (length + rate // 4 - 1).bit_length()
    turn = np.exp(-2j * np.pi * np.arange(padded // 2 + 1) / padded)
    spectrum = np.fft.rfft(sound, padded, axis=-1) * _shelf(turn, rate) * _high_pass(turn, rate)
    weighted: NDArray[np.float64] = np.fft.irfft(spectrum, padded, axis=-1)[..., :length]
    return weighted


def _shelf(turn: NDArray[np.complex128], rate: int) -> NDArray[np.complex128]:
    hertz, q, decibels = _SHELF
    k, high = math.tan(math.pi * hertz / rate), 10 ** (decibels / 20)
    middle = high**0.4996667741545416
    above = (high + middle * k / q + k * k, 2 * (k * k - high), high - middle * k / q + k * k)
    return _ratio(above, _denominator(k, q), turn)


def _high_pass(turn: NDArray[np.complex128], rate: int) -> NDArray[np.complex128]:
    hertz, q = _HIGH_PASS
    k = math.tan(math.pi * hertz / rate)
    first = 1 + k / q + k * k
    # The recommendation's numerator is 1, -2, 1 beside a denominator that begins with 1.
    return _ratio((first, -2 * first, first), _denominator(k, q), turn)


def _denominator(k: float, q: float) -> tuple[float, float, float]:
    return 1 + k / q + k * k, 2 * (k * k - 1), 1 - k / q + k * k


def _ratio(
    above: tuple[float, float, float],
    below: tuple[float, float, float],
    turn: NDArray[np.complex128],
) -> NDArray[np.complex128]:
    numerator = above[0] + above[1] * turn + above[2] * turn**2
    return numerator / (below[0] + below[1] * turn + below[2] * turn**2)

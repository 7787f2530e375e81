"""One key of an instrument, held: its sample at the pitch asked for, looped, and its envelope."""

from functools import lru_cache
from math import ceil

import numpy as np

from reelwright.providers.offline.music.sampler.bank import Wave, Zone, recording

RATE = 48_000

_FINER = 2  # samples are first made this much finer, so that a cubic between them is true enough
_SEAM = 0.01  # seconds over which a loop's end is crossfaded into its start
_RELEASES = 0.05, 4.0  # seconds for 100 dB; shorter ones click, longer ones only cost time
_ANTICLICK = 0.002  # seconds


@lru_cache(maxsize=256)
def _fine(zone: Zone, brightness: int) -> Wave:
    """Return a zone's sample made finer, and duller as `brightness` (0 to 2) says.

    By its spectrum: zeros above make it finer without images, and there the filter costs nothing.
    """
    sound = recording(zone.sample)
    length = _fast(len(sound) + zone.rate // 10)
    spectrum = np.fft.rfft(sound, length)
    hertz = np.fft.rfftfreq(length, 1 / zone.rate)
    spectrum *= _filter(hertz, zone, brightness).astype(np.complex64)
    finer = np.fft.irfft(spectrum, length * _FINER)[: len(sound) * _FINER] * _FINER
    return finer.astype(np.float32)


def _filter(hertz: Wave, zone: Zone, brightness: int) -> Wave:
    """Return the response of two low-passes: the zone's own, and what a softer touch leaves."""
    response = np.ones_like(hertz)
    if zone.cutoff:
        response /= np.sqrt(1 + (hertz / zone.cutoff) ** 4)
    if brightness < 2:
        tone = 440 * 2 ** ((zone.root - 69) / 12)
        corner = (4 + 8 * brightness) * tone + 800 + 2_500 * brightness
        response /= np.sqrt(1 + (hertz / corner) ** 2)
    return response


def _fast(length: int) -> int:
    """Return the least length from `length` on that the Fourier transform is quick at."""
    step = 1 << max(0, length.bit_length() - 5)
    return ceil(length / step) * step


def tone(zone: Zone, pitch: float, seconds: float, brightness: int = 2) -> Wave:
    """Return a key of `zone` held for up to `seconds`, before its envelope.

    A sample without a loop ends where it ends.
    """
    fine, times = _fine(zone, brightness), _FINER
    step = _ratio(zone, pitch) * zone.rate * times / RATE
    wanted = ceil(seconds * RATE)
    source = _unrolled(fine, zone, ceil(wanted * step) + 4)
    count = min(wanted, int((len(source) - 4) / step))
    return _between(source, step, max(count, 1)) * np.float32(10 ** (-zone.attenuation / 20))


def _ratio(zone: Zone, pitch: float) -> float:
    return float(2 ** ((pitch - zone.root) * zone.scale / 12))


def _unrolled(fine: Wave, zone: Zone, length: int) -> Wave:
    """Return the sample with its loop repeated to `length`; one silent sample stands before it."""
    body = np.concatenate([np.zeros(1, np.float32), fine])
    if zone.loop is None or zone.loop[1] * _FINER >= length:
        return np.concatenate([body, np.zeros(4, np.float32)])
    start, end = (1 + at * _FINER for at in zone.loop)
    end = min(end, len(body))
    seam = min(int(_SEAM * zone.rate * _FINER), (end - start) // 2, start)
    share = np.linspace(0, 1, seam, endpoint=False, dtype=np.float32)
    head = body[:end].copy()
    head[end - seam :] = head[end - seam :] * (1 - share) + body[start - seam : start] * share
    turns = max(0, ceil((length - end) / (end - start)))
    return np.concatenate([head, np.tile(head[start:], turns), head[start : start + 4]])


def _between(source: Wave, step: float, count: int) -> Wave:
    """Return `count` values of `source`, `step` apart, by cubics (Catmull and Rom, 1974)."""
    at = np.arange(count) * step
    whole = at.astype(np.int64)
    share = (at - whole).astype(np.float32)
    a, b, c, d = (source[whole + offset] for offset in range(4))
    rise = 0.5 * (c - a)
    curve = a - 2.5 * b + 2 * c - 0.5 * d
    bend = 0.5 * (d - a) + 1.5 * (b - c)
    value: Wave = ((bend * share + curve) * share + rise) * share + b
    return value


def released(zone: Zone) -> float:
    """Return the seconds for which a key is heard after it is let go."""
    return 0.7 * _release(zone) + 0.02


def _release(zone: Zone) -> float:
    shortest, longest = _RELEASES
    return min(max(zone.release, shortest), longest)


def envelope(zone: Zone, held: float, samples: int) -> Wave:
    """Return the level at each of `samples` of a key held for `held` seconds.

    It rises by a straight line, falls by a straight line in dB to what it sustains, and by another
    when let go: the volume envelope of SoundFont 2.04, section 9.1.5.
    """
    time = np.arange(samples, dtype=np.float32) / RATE
    attack = max(zone.attack, _ANTICLICK)
    risen = np.clip((time - zone.delay) / attack, 0, 1)
    peak_over = zone.delay + attack + zone.hold
    fall = np.clip((time - peak_over) * (100 / max(zone.decay, 0.01)), 0, zone.sustain)
    fall += np.maximum(time - held, 0) * (100 / _release(zone))
    level: Wave = (risen * np.exp(fall * np.float32(-np.log(10) / 20))).astype(np.float32)
    return level

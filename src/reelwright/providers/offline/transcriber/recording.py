"""A WAV file as a transcriber hears it: one channel, 16,000 samples a second, without silences."""

import io
import wave
from collections.abc import Iterator

import av
import numpy as np
from numpy.typing import NDArray

from reelwright.model.errors import Invalid

RATE = 16_000
INSTANTS = 100
"""Instants a second: how finely it is told where something is heard."""

_STEP = RATE // INSTANTS
_AUDIBLE = 10 ** (-55 / 20)  # the level below which nobody speaks
_BESIDE = 10 ** (-45 / 20)  # of the loudest: the level below which nobody speaks beside it
_BRIEFEST = 5  # instants that are heard in any word
_SILENCE = 2 * INSTANTS  # instants of silence that part two stretches
_AIR = INSTANTS // 5  # instants kept before and after a stretch
_EARLIEST = 0.6  # of the longest stretch: no cut is earlier
_QUIET = RATE // 10  # samples

Samples = NDArray[np.float32]


def read(wav: bytes) -> Samples:
    """Return the sound of a 16-bit WAV file; `Invalid` for bytes that are none."""
    try:
        with wave.open(io.BytesIO(wav)) as file:
            width, channels, rate = file.getsampwidth(), file.getnchannels(), file.getframerate()
            content = file.readframes(file.getnframes())
    except (wave.Error, EOFError) as wrong:
        raise Invalid("This is not a WAV file; send one with 16-bit samples.") from wrong
    if width != 2:
        raise Invalid(f"This WAV file has {8 * width}-bit samples; send one with 16-bit samples.")
    whole = len(content) // (2 * channels) * (2 * channels)
    sound = np.frombuffer(content[:whole], "<i2").reshape(-1, channels)
    return _resampled(sound.mean(axis=1, dtype=np.float32) / 32_768, rate)


def _resampled(sound: Samples, rate: int) -> Samples:
    if rate == RATE or not sound.size:
        return sound
    resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
    frame = av.AudioFrame.from_ndarray(sound[None], format="flt", layout="mono")
    frame.sample_rate = rate
    parts = [part for one in (frame, None) for part in resampler.resample(one)]
    return np.concatenate([part.to_ndarray()[0] for part in parts])


def levels(sound: Samples) -> Samples:
    """Return how loud each instant is, from 0 to 1."""
    whole = sound[: len(sound) // _STEP * _STEP].reshape(-1, _STEP)
    loud: Samples = np.sqrt(np.square(whole).mean(axis=1))
    return loud


def stretches(sound: Samples, longest: int) -> Iterator[tuple[int, Samples]]:
    """Yield the parts of `sound` where something is heard, each with the sample it begins at.

    None is longer than `longest` seconds; one that would be is cut where it is quietest, so that no
    word is.
    """
    for first, last in _sounding(levels(sound)):
        begin, end = (max(first - _AIR, 0) * _STEP, min((last + _AIR) * _STEP, len(sound)))
        while end - begin > longest * RATE:
            cut = begin + _quietest(sound[begin:end], longest)
            yield begin, sound[begin:cut]
            begin = cut
        yield begin, sound[begin:end]


def _sounding(loud: Samples) -> Iterator[tuple[int, int]]:
    """Yield from which instant to which something is heard, without long silences."""
    heard = np.flatnonzero(loud > max(_AUDIBLE, _BESIDE * loud.max(initial=0.0)))
    for part in np.split(heard, np.flatnonzero(np.diff(heard) > _SILENCE) + 1):
        if len(part) >= _BRIEFEST:
            yield int(part[0]), int(part[-1]) + 1


def _quietest(sound: Samples, longest: int) -> int:
    """Return the sample at which to cut so that the first part is nearly as long as it may be."""
    earliest = round(_EARLIEST * longest * RATE)
    search = sound[earliest : longest * RATE]
    power = np.square(search[: len(search) // _QUIET * _QUIET].reshape(-1, _QUIET)).mean(axis=1)
    return earliest + int(np.argmin(power)) * _QUIET + _QUIET // 2

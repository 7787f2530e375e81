"""How far music steps back while somebody speaks."""

import numpy as np
from numpy.typing import NDArray

from reelwright.model.sound import SoundClip, SoundRole
from reelwright.render.sources.sound import RATE

DEPTH = -13.0
"""dB; with music mixed 6 dB under speech it lies 19 under it while somebody speaks."""

_DOWN = round(0.35 * RATE)  # samples over which it steps back, done when the speech begins
_UP = round(0.9 * RATE)  # samples over which it returns
_BRIDGED = round(1.2 * RATE)  # a pause shorter than this is no reason to return


def speech_spans(sounds: tuple[SoundClip, ...]) -> tuple[tuple[int, int], ...]:
    """Return, in samples, the stretches in which somebody speaks, short pauses bridged."""
    spoken = sorted(
        (clip.start.samples(RATE), clip.stop.samples(RATE))
        for clip in sounds
        if clip.role is SoundRole.SPEECH
    )
    spans: list[tuple[int, int]] = []
    for start, stop in spoken:
        if spans and start - spans[-1][1] < _BRIDGED:
            spans[-1] = (spans[-1][0], max(stop, spans[-1][1]))
        else:
            spans.append((start, stop))
    return tuple(spans)


def gain(spans: tuple[tuple[int, int], ...], first: int, number: int) -> NDArray[np.float32]:
    """Return the factor on music for `number` samples from `first` on.

    It is a pure function of the spans, so any stretch can be mixed by itself. The steps are raised
    cosines of the level in dB.
    """
    near = [one for one in spans if one[0] - _DOWN < first + number and one[1] + _UP > first]
    if not near:
        return np.ones(number, np.float32)
    back = [_back(span, first, number) for span in near]
    return np.asarray(10 ** (DEPTH * np.maximum.reduce(back) / 20), np.float32)


def _back(span: tuple[int, int], first: int, number: int) -> NDArray[np.float32]:
    """Return how far, of 1, music steps back for one stretch of speech."""
    start, stop = span
    if start <= first and first + number <= stop:
        return np.ones(1, np.float32)
    places = np.arange(first, first + number)
    down = np.clip(places - (start - _DOWN), 0, _DOWN).astype(np.float32) / _DOWN
    up = np.clip(places - stop, 0, _UP).astype(np.float32) / _UP
    pi = np.float32(np.pi)
    return np.asarray((np.cos(pi * up) - np.cos(pi * down)) / 2, np.float32)

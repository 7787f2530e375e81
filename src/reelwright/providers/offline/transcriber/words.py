"""What Whisper heard → a text, and when each of its words sounds."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language
from reelwright.model.time import Time
from reelwright.ports.transcriber import Transcript
from reelwright.providers.offline.transcriber.recording import INSTANTS, Samples, levels
from reelwright.providers.offline.transcriber.whisper import Heard
from reelwright.providers.offline.voice import japanese
from reelwright.providers.offline.voice.pieces import Span, pieces

# Whisper base is early by so much, measured against Kokoro's own word times in three languages.
_EARLY = 0.08  # seconds
_HEARD = 10 ** (-35 / 20)  # of the loudest: below, nothing is said


def transcript(parts: Sequence[Heard], language: Language | None, sound: Samples) -> Transcript:
    """Return what was heard in `sound`: its text, and its words in order."""
    whole = "".join(part.text for part in parts)
    text = whole.strip()
    lead = len(whole) - len(whole.lstrip())
    begins = [begin - lead for begin in accumulate((len(part.text) for part in parts), initial=0)]
    heard = _heard(sound)
    words: list[SpokenWord] = []
    now = 0
    for span in spans(text, begins, language):
        first, last = (bisect_right(begins, place) - 1 for place in (span.begin, span.end - 1))
        start = _instant(_within(parts[first], begins[first], span.begin) + _EARLY, now, len(heard))
        stop = _instant(
            _within(parts[last], begins[last], span.end) + _EARLY, start + 1, len(heard)
        )
        start, now = _sounding(heard, start, stop)
        words.append(
            SpokenWord(begin=span.begin, end=span.end, start=_time(start), stop=_time(now))
        )
    return Transcript(text, language, tuple(words))


def _heard(sound: Samples) -> NDArray[np.bool_]:
    """Say for each instant whether something is heard in it."""
    loud = levels(sound)
    return np.asarray(loud > _HEARD * loud.max(initial=0.0))


def _instant(seconds: float, earliest: int, latest: int) -> int:
    return min(max(round(seconds * INSTANTS), earliest), latest)


def _sounding(heard: NDArray[np.bool_], start: int, stop: int) -> tuple[int, int]:
    """Return a word's time without the silence at either end, which Whisper counts to it."""
    sounding = np.flatnonzero(heard[start:stop])
    if not sounding.size:
        return start, stop
    return start + int(sounding[0]), start + int(sounding[-1]) + 1


def spans(text: str, begins: list[int], language: Language | None) -> list[Span]:
    """Return the words of a text; Chinese has what Whisper heard as one, which began there."""
    if language is Language.JAPANESE:
        return [Span(word.begin, word.end) for word in japanese.read(text)]
    if language is Language.CHINESE:
        ends = [*begins[1:-1], len(text)]
        parts = zip([0, *begins[1:-1]], ends, strict=True)
        return [
            Span(begin + found.begin, begin + found.end)
            for begin, end in parts
            for found in pieces(text[begin:end])
        ]
    return pieces(text)


def _within(part: Heard, begin: int, place: int) -> float:
    """Return when the character at `place` is reached in a part that begins at `begin`."""
    blank = len(part.text) - len(part.text.lstrip())
    share = (place - begin - blank) / max(len(part.text) - blank, 1)
    return part.start + min(max(share, 0.0), 1.0) * (part.stop - part.start)


def _time(instant: int) -> Time:
    return Time(Fraction(instant, INSTANTS))

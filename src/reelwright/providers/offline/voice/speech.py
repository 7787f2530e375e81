"""Words and a speaking model → one piece of speech, and when each word of the text sounds in it."""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from reelwright.model.asset import SpokenWord
from reelwright.model.time import Time
from reelwright.providers.offline.loudness import gain
from reelwright.providers.offline.voice.pieces import Spoken
from reelwright.providers.offline.voice.take import RATE, Samples, Speaker
from reelwright.providers.offline.voice.tempo import stretched
from reelwright.providers.offline.voice.utterances import Utterance, utterances
from reelwright.providers.offline.voice.waveform import cut, heard, limited, pause, without_rumble

_LOUDNESS = -20.0  # LUFS

_Place = tuple[int, int]  # of a word in the text
_Times = dict[_Place, tuple[int, int]]  # from which sample to which each word sounds


@dataclass(frozen=True, slots=True)
class Speech:
    """Speech as samples, and its words."""

    sound: Samples
    words: tuple[SpokenWord, ...]


def perform(words: tuple[Spoken, ...], speaker: Speaker, speed: float) -> Speech:
    """Return `words` as `speaker` says them, levelled; at least one of them has phonemes."""
    parts: list[Samples] = []
    times: _Times = {}
    length = 0
    for utterance in utterances(words):
        part, said = _say(utterance, speaker)
        for place, (start, stop) in said.items():
            # A word too long for one breath is said in several.
            begun, _ = times.get(place, (length + start, 0))
            times[place] = begun, length + stop
        parts += [part, pause(utterance.pause)]
        length += len(part) + len(parts[-1])
    sound = stretched(np.concatenate(parts[:-1]), speed)
    level = np.float32(gain(sound, RATE, _LOUDNESS, ceiling=math.inf))
    return Speech(limited(sound * level), _timed(words, times, speed))


def _say(utterance: Utterance, speaker: Speaker) -> tuple[Samples, _Times]:
    """Return one utterance, cut to what is heard, and when each of its words sounds in it."""
    take = speaker.say(utterance.phonemes)
    clean = without_rumble(take.sound)
    begin, end = heard(clean)
    sound, air = cut(clean, begin, end)
    edges = np.clip(take.edges, begin, end) - begin + air
    starts = [air, *(int(edges[span.begin]) for _, span in utterance.words[1:])]
    stops = [*(int(edges[span.end]) for _, span in utterance.words[:-1]), end - begin + air]
    places = [(word.begin, word.end) for word, _ in utterance.words]
    return sound, dict(zip(places, zip(starts, stops, strict=True), strict=True))


def _timed(words: tuple[Spoken, ...], times: _Times, speed: float) -> tuple[SpokenWord, ...]:
    """Return every word with its time; one that is not said takes the instant where it would be."""
    timed: list[SpokenWord] = []
    now = min(start for start, _ in times.values())
    for word in words:
        start, now = times.get((word.begin, word.end), (now, now))
        start_time, stop_time = (Time(Fraction(round(at / speed), RATE)) for at in (start, now))
        timed.append(SpokenWord(begin=word.begin, end=word.end, start=start_time, stop=stop_time))
    return tuple(timed)

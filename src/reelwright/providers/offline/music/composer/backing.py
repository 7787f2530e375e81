"""The accompaniment: chords, figures and basses by their patterns."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.music.composer.form import Form, Phrase
from reelwright.providers.offline.music.composer.harmony import Chord, nearest, voicing
from reelwright.providers.offline.music.composer.melody import chord_at
from reelwright.providers.offline.music.composer.style import Part

_STRUM = 0.012  # seconds between the voices of a chord that is plucked or struck
_BASS = {"r": 0, "f": 7, "o": 12}


@dataclass(frozen=True, slots=True)
class Struck:
    """One note of the accompaniment: `late` by some seconds, `weight` about 1."""

    beat: float
    beats: float
    pitch: int
    weight: float
    late: float = 0.0


class Player:
    """Plays one part through a piece, each chord from where its hand lies."""

    def __init__(self, part: Part, form: Form, motion: str, rng: np.random.Generator) -> None:
        self._part, self._form = part, form
        ways = part.patterns[motion]
        first = int(rng.integers(len(ways)))
        self._patterns = {"A": ways[first], "I": ways[first], "B": ways[(first + 1) % len(ways)]}
        self._before: tuple[int, ...] = ()

    def phrase(self, phrase: Phrase) -> Iterator[Struck]:
        """Yield the notes of a phrase."""
        tokens = self._patterns[phrase.letter].split()
        metre, grid = self._form.metre, self._part.grid
        for bar in range(len(phrase.bars)):
            start = (phrase.first + bar) * metre
            row = [tokens[n % len(tokens)] for n in range(metre * grid)]
            for at, sign in enumerate(row):
                again = sign == "-" and self._changes(phrase, start + at / grid)
                if sign not in "-." or again:
                    meant = self._sounding(row, at) if again else sign
                    yield from self._struck(phrase, meant, start + at / grid, self._span(row, at))

    def final(self, chord: Chord, seconds: float) -> Iterator[Struck]:
        """Yield the last chord, spread as a hand would."""
        beats = seconds / self._form.clock.beat
        pitches = (self._low(chord),) if self._part.bass else self._voices(chord)
        for number, pitch in enumerate(pitches):
            yield Struck(self._form.clock.total, beats, pitch, 1.0, number * 3 * self._spread())

    def _changes(self, phrase: Phrase, beat: float) -> bool:
        """Say whether the chord changes at a beat within its bar."""
        metre = self._form.metre
        whole = beat % metre > 0 and beat == int(beat)
        return whole and chord_at(phrase, beat, metre) != chord_at(phrase, beat - 0.25, metre)

    @staticmethod
    def _sounding(row: list[str], at: int) -> str:
        return next((sign for sign in reversed(row[:at]) if sign != "-"), ".")

    def _span(self, row: list[str], at: int) -> float:
        """Return the beats for which the sign at `at` sounds, its own bar at most."""
        after = next((n for n in range(at + 1, len(row)) if row[n] != "-"), len(row))
        return (after - at) / self._part.grid

    def _struck(self, phrase: Phrase, sign: str, beat: float, beats: float) -> Iterator[Struck]:
        if sign == ".":
            return
        metre = self._form.metre
        chord = chord_at(phrase, beat, metre)
        left = self._left(phrase, beat)
        held = left if self._part.rings else min(beats, left)
        weight = 1.0 if beat % metre == 0 else 0.92 if beat == int(beat) else 0.84
        for number, pitch in enumerate(self._pitches(phrase, sign, chord, beat)):
            yield Struck(beat, held, pitch, weight, number * self._spread())

    def _left(self, phrase: Phrase, beat: float) -> float:
        """Return the beats until the chord changes or the bar ends."""
        metre = self._form.metre
        chords = len(phrase.bars[int((beat - phrase.first * metre) // metre)])
        share = metre / chords
        return share - beat % metre % share

    def _pitches(self, phrase: Phrase, sign: str, chord: Chord, beat: float) -> tuple[int, ...]:
        if self._part.bass:
            return (self._walked(phrase, sign, chord, beat),)
        voices = self._voices(chord)
        return voices if sign == "c" else (voices[int(sign) % len(voices)],)

    def _voices(self, chord: Chord) -> tuple[int, ...]:
        tones = tuple((tone + self._form.tonic) % 12 for tone in chord.tones)
        self._before = voicing(tones, self._before, self._part.centre, self._part.voices)
        return self._before

    def _low(self, chord: Chord) -> int:
        return nearest(self._part.centre, (chord.bass,), self._form.tonic)

    def _walked(self, phrase: Phrase, sign: str, chord: Chord, beat: float) -> int:
        low = self._low(chord)
        if sign == "a":
            ahead = min(beat + self._left(phrase, beat), self._end(phrase) - 0.5)
            return self._low(chord_at(phrase, ahead, self._form.metre)) - 1
        if sign == "f":
            return nearest(low + 6, (chord.tones[min(2, len(chord.tones) - 1)],), self._form.tonic)
        return low + _BASS[sign]

    def _end(self, phrase: Phrase) -> float:
        return float((phrase.first + len(phrase.bars)) * self._form.metre)

    def _spread(self) -> float:
        return _STRUM if self._part.rings else 0.0

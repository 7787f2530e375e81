"""The melody: a motif of two bars, how it is answered, varied and brought home."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from reelwright.providers.offline.music.composer.form import Form, Phrase
from reelwright.providers.offline.music.composer.harmony import Chord, nearest, scale, step
from reelwright.providers.offline.music.composer.style import rhythms

_STEPS = {-3: 0.3, -2: 1.2, -1: 4.0, 0: 0.8, 1: 4.0, 2: 1.4, 3: 0.5, 4: 0.4}
_REACH = 5  # steps of the scale that a motif goes up or down
_RANGE = 10  # semitones that a melody goes above or below its middle
_ORNAMENT = 0.4  # the share of long notes that the last verse breaks up


@dataclass(frozen=True, slots=True)
class Sung:
    """One note of a melody: beats from the start, and beats long."""

    beat: float
    beats: float
    pitch: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One note of a motif: beats from its start, and steps of the scale from its first note."""

    beat: float
    beats: float
    steps: int


Motif = tuple[Cell, ...]


def motif(motion: str, metre: int, rng: np.random.Generator) -> Motif:
    """Return a new motif of two bars: mostly steps, a leap turned back, a shape that moves."""
    rhythm = [
        float(one) for one in str(rng.choice(rhythms(motion, metre))).replace("|", "").split()
    ]
    starts = np.concatenate([[0.0], np.cumsum(np.abs(rhythm))])[:-1]
    sounding = [(float(at), beats) for at, beats in zip(starts, rhythm, strict=True) if beats > 0]
    heights = _contour(len(sounding), rng)
    return tuple(Cell(at, beats, up) for (at, beats), up in zip(sounding, heights, strict=True))


def _contour(count: int, rng: np.random.Generator) -> list[int]:
    heights, last = [0], 0
    weights = np.array(list(_STEPS.values()))
    while len(heights) < count:
        move = int(rng.choice(list(_STEPS), p=weights / weights.sum()))
        if abs(last) > 2 and move * last >= 0:
            move = -1 if last > 0 else 1
        if abs(heights[-1] + move) <= _REACH and (move or last):
            heights.append(heights[-1] + move)
            last = move
    return heights if len(set(heights)) > 2 or count < 4 else _contour(count, rng)


class Singer:
    """Sings phrase after phrase of one piece, each from where the one before ended."""

    def __init__(self, form: Form, motion: str, centre: int, rng: np.random.Generator) -> None:
        self._form, self._rng, self._centre = form, rng, centre
        self._motifs = {name: motif(motion, form.metre, rng) for name in "AB"}
        self._tonic = form.tonic
        self._stood = False
        self._last = nearest(centre, (0, 4, 7) if form.mode == "major" else (0, 3, 7), form.tonic)

    def phrase(self, phrase: Phrase) -> list[Sung]:
        """Return the melody of a phrase; the introduction has none."""
        if phrase.letter == "I":
            return []
        cells = self._cells(phrase)
        sung = [self._sung(phrase, cell, at) for at, cell in cells]
        ended = [*sung, *self._end(phrase)]
        return self._ornamented(phrase, ended) if phrase.label == "A''" else ended

    def final(self, beats: float) -> Sung:
        """Return the last note: the tonic nearest to where the melody is."""
        return Sung(self._form.clock.total, beats, nearest(self._last, (0,), self._tonic))

    def _cells(self, phrase: Phrase) -> list[tuple[int, Cell]]:
        """Return the cells of a phrase and the bar each counts from: motif, then its answer."""
        own, metre = self._motifs[phrase.letter], self._form.metre
        opening = [(0, cell) for cell in own if cell.beat < metre * min(2, len(phrase.bars) - 1)]
        if len(phrase.bars) < 4:
            return opening
        shift = int(self._rng.choice([-1, 1, 2])) if phrase.label != "A'" else -1
        turn = -1 if phrase.label == "A'" else 1
        answer = [
            (2, Cell(cell.beat, cell.beats, turn * cell.steps + shift))
            for cell in own
            if cell.beat < metre
        ]
        return [*opening, *answer]

    def _sung(self, phrase: Phrase, cell: Cell, bar: int) -> Sung:
        beat = phrase.first * self._form.metre + bar * self._form.metre + cell.beat
        over = chord_at(phrase, beat, self._form.metre)
        tones = scale(self._form.mode, over)
        lifted = self._centre + (4 if phrase.letter == "B" else 0)
        anchor = nearest(lifted, over.tones, self._tonic)
        pitch = step(anchor, cell.steps, tones, self._tonic)
        if cell.beats >= 1 or cell.beat % self._form.metre == 0:
            pitch = nearest(pitch, over.tones, self._tonic)
        return Sung(beat, cell.beats, self._kept(pitch, over, tones))

    def _kept(self, pitch: int, over: Chord, tones: tuple[int, ...]) -> int:
        """Return the pitch without a leap above a sixth, a second repetition, or out of range."""
        while pitch - self._last > 9 or pitch > self._centre + _RANGE:
            pitch = nearest(pitch - 4, over.tones, self._tonic)
        while self._last - pitch > 9 or pitch < self._centre - _RANGE:
            pitch = nearest(pitch + 4, over.tones, self._tonic)
        if pitch == self._last and self._stood:
            pitch = nearest(step(pitch, 2, tones, self._tonic), over.tones, self._tonic)
        self._stood, self._last = pitch == self._last, pitch
        return pitch

    def _end(self, phrase: Phrase) -> list[Sung]:
        """Return the phrase's last bar: a long note that stays open, or that leads home."""
        metre = self._form.metre
        beat = (phrase.first + len(phrase.bars) - 1) * metre
        home = phrase.label == "A''"
        over = chord_at(phrase, beat + metre - 2 if home else beat, metre)
        wanted = over.tones if home or len(over.tones) < 3 else over.tones[1:]
        if home and self._form.final:
            tonic = nearest(self._last, (0,), self._tonic)
            pitch = nearest(
                step(tonic, 1, scale(self._form.mode, over), self._tonic), wanted, self._tonic
            )
        else:
            pitch = nearest(self._last - 1, wanted, self._tonic)
        self._last = pitch
        return [Sung(beat + metre - 2 if home else beat, 2.0 if home else metre - 1.0, pitch)]

    def _ornamented(self, phrase: Phrase, sung: list[Sung]) -> list[Sung]:
        """Break some long notes up: the note, its neighbour, the note."""
        made: list[Sung] = []
        for note, after in pairwise([*sung, sung[-1]]):
            if note.beats < 1 or note is after or self._rng.random() > _ORNAMENT:
                made.append(note)
                continue
            over = chord_at(phrase, note.beat, self._form.metre)
            way = 1 if after.pitch >= note.pitch else -1
            beside = step(note.pitch, way, scale(self._form.mode, over), self._tonic)
            made.append(Sung(note.beat, note.beats - 0.5, note.pitch))
            made.append(Sung(note.beat + note.beats - 0.5, 0.5, beside))
        return made


def chord_at(phrase: Phrase, beat: float, metre: int) -> Chord:
    """Return the chord at a beat of the piece, which lies within `phrase`."""
    bar, within = divmod(beat - phrase.first * metre, metre)
    chords = phrase.bars[int(bar)]
    return chords[min(int(within * len(chords) / metre), len(chords) - 1)]

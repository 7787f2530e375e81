"""Composing: form, melody, accompaniment and drums become one score, played as people play."""

from collections.abc import Iterator

import numpy as np

from reelwright.model.ids import seed_of
from reelwright.providers.offline.music.composer.backing import Player, Struck
from reelwright.providers.offline.music.composer.drums import Hit, pitch, struck
from reelwright.providers.offline.music.composer.form import Form, Phrase, form
from reelwright.providers.offline.music.composer.melody import Singer, Sung
from reelwright.providers.offline.music.composer.style import (
    Genre,
    Mood,
    Part,
    drum_place,
    octaves,
)
from reelwright.providers.offline.music.score import Note, Place, Score

_LOOSE = 0.006  # seconds by which players are early or late, as a standard deviation
_UNEVEN = 3.5  # and velocities by which they differ
_HELD = 0.62  # of the ring for which the last chord is held
_DOUBLED = 0.8  # the liveliness from which the melody is doubled an octave above
_HIGHEST = 88
_LEAD = "lead"


def composed(mood: Mood, genre: Genre, length: float | None, seed: int) -> tuple[Score, Form]:
    """Return a piece of exactly `length` seconds with an end, or a cycle that may be repeated.

    The same mood, genre, length and seed give the same piece.
    """
    rng = np.random.default_rng(seed_of("offline:composer", mood.name, genre.name, seed))
    laid = form(mood, genre, length, rng)
    return _Band(mood, genre, laid, rng).score(length), laid


class _Band:
    """The players of one piece, and how exactly they play together."""

    def __init__(self, mood: Mood, genre: Genre, laid: Form, rng: np.random.Generator) -> None:
        self._mood, self._genre, self._form, self._rng = mood, genre, laid, rng
        self._places: dict[str, Place] = {}
        self._levels = np.array([phrase.level for phrase in laid.phrases])
        middles = [phrase.first + len(phrase.bars) / 2 for phrase in laid.phrases]
        self._middles = np.array(middles) * laid.metre

    def score(self, length: float | None) -> Score:
        """Return the piece as played."""
        notes = [*self._melody(), *self._accompaniment(), *self._drums()]
        notes.sort(key=lambda note: (note.start, note.part, note.pitch))
        whole = self._form.clock.at(self._form.clock.total) if length is None else length
        final = self._form.clock.at(self._form.clock.total) if self._form.final else None
        return Score(tuple(notes), self._places, whole, self._genre.room, final)

    def _melody(self) -> Iterator[Note]:
        lead, other = (str(self._rng.choice(self._genre.leads)) for _ in range(2))
        singer = Singer(self._form, self._mood.motion, self._genre.centre, self._rng)
        for phrase in self._form.phrases:
            who = other if phrase.letter == "B" else lead
            for sung in singer.phrase(phrase):
                yield self._sung(sung, who, phrase)
                if phrase.level >= _DOUBLED and self._genre.double not in (None, who):
                    yield self._sung(_above(sung), str(self._genre.double), phrase)
        if self._form.final:
            last = singer.final(self._form.ring * _HELD / self._form.clock.beat)
            yield self._sung(last, lead, None)

    def _sung(self, sung: Sung, who: str, phrase: Phrase | None) -> Note:
        part = f"{_LEAD}/{who}"
        softer = 6 if who == self._genre.double else 0
        lead = self._genre.lead
        self._places[part] = Place(lead.level - softer, lead.pan, lead.send, who == "strings")
        peak = 1.06 if phrase else 1.0
        pitch = sung.pitch + 12 * octaves().get(who, 0)
        return self._note(Struck(sung.beat, sung.beats * 0.96, pitch, peak), part, who)

    def _accompaniment(self) -> Iterator[Note]:
        for part in self._genre.parts:
            who = str(self._rng.choice(part.instruments))
            if self._mood.motion in part.patterns:
                yield from self._part(part, who)

    def _part(self, part: Part, who: str) -> Iterator[Note]:
        player = Player(part, self._form, self._mood.motion, self._rng)
        self._places[part.name] = part.place
        heard = [phrase for phrase in self._form.phrases if phrase.level >= part.enters]
        for phrase in heard:
            for one in player.phrase(phrase):
                yield self._note(one, part.name, who)
        if self._form.final and self._form.phrases[-1] in heard:
            for one in player.final(self._form.final, self._form.ring * _HELD):
                yield self._note(one, part.name, who)

    def _drums(self) -> Iterator[Note]:
        drums = self._genre.drums
        if drums is None:
            return
        for hit in struck(drums, self._form, self._mood.drums, self._rng):
            part = f"drums/{hit.drum}"
            self._places[part] = drum_place(hit.drum, drums.place)
            stroke = Struck(hit.beat, 1.5, self._tuned(hit), hit.weight * 1.1)
            yield self._note(stroke, part, hit.drum)

    def _tuned(self, hit: Hit) -> int:
        around = [one for one in self._form.phrases if one.first * self._form.metre <= hit.beat]
        ended = hit.beat >= self._form.clock.total
        return pitch(hit.drum, self._form, None if ended else around[-1])

    def _note(self, one: Struck, part: str, who: str) -> Note:
        """Return a note at its instant, a little early or late, as loud as the moment is."""
        start = self._form.clock.at(self._swung(one.beat))
        stop = self._form.clock.at(self._swung(one.beat + one.beats))
        loose = float(np.clip(self._rng.normal(0, _LOOSE), -2 * _LOOSE, 2 * _LOOSE))
        uneven = float(self._rng.normal(0, _UNEVEN))
        velocity = self._mood.touch * one.weight * (0.8 + 0.4 * self._lively(one.beat)) + uneven
        return Note(
            start=max(0.0, start + loose + one.late),
            length=max(0.05, stop - start),
            pitch=one.pitch,
            velocity=int(np.clip(round(velocity), 20, 120)),
            part=part,
            instrument=who,
        )

    def _lively(self, beat: float) -> float:
        return float(np.interp(beat, self._middles, self._levels))

    def _swung(self, beat: float) -> float:
        """Return a beat with its second half coming later, as the genre swings."""
        whole, within = divmod(beat, 1)
        swing = self._genre.swing
        late = within * 2 * swing if within < 0.5 else swing + (within - 0.5) * 2 * (1 - swing)
        return float(whole + late)


def _above(sung: Sung) -> Sung:
    """Return a note an octave higher, or as it is where that would be shrill."""
    above = sung.pitch + 12 <= _HIGHEST
    return Sung(sung.beat, sung.beats, sung.pitch + 12 if above else sung.pitch)

"""The form of a piece: its bars in phrases, how lively each is, and when every beat falls."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.music.composer.harmony import Chord, chord, coloured
from reelwright.providers.offline.music.composer.style import Genre, Mood

_PHRASE = 4  # bars
_CYCLE = 4  # phrases of a piece that is to be repeated
_SLOWED = 0.16  # the share by which the last bar takes longer
_SHORTEST_RING = 0.38  # of the piece, where that is less than the mood would have

Bar = tuple[Chord, ...]
"""The chords of a bar, sharing its beats evenly."""


@dataclass(frozen=True, slots=True)
class Clock:
    """When each beat falls, in seconds: evenly, but that the last bar slows down."""

    beat: float
    total: int
    metre: int
    slowed: float

    def at(self, beat: float) -> float:
        """Return the instant of a beat, fractions included."""
        late = max(0.0, min(beat, self.total) - (self.total - self.metre))
        after = max(0.0, beat - self.total) * 2 * self.slowed
        return self.beat * (beat + self.slowed * late * late / self.metre + after)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some bars: what they are in the form, the first's number, and their liveliness, 0 to 1."""

    label: str
    first: int
    bars: tuple[Bar, ...]
    level: float

    @property
    def letter(self) -> str:
        """Its theme: A, B, or I for the introduction."""
        return self.label[0]


@dataclass(frozen=True, slots=True)
class Form:
    """A piece laid out. `final` sounds on the beat after the last bar, for `ring` seconds.

    A piece that is to be repeated has no final chord.
    """

    phrases: tuple[Phrase, ...]
    clock: Clock
    metre: int
    tonic: int
    mode: str
    final: Chord | None
    ring: float


def form(mood: Mood, genre: Genre, length: float | None, rng: np.random.Generator) -> Form:
    """Lay a piece out: `length` seconds to its end, or one cycle that may be repeated."""
    metre, tonic = int(rng.choice(mood.metres)), int(rng.choice(mood.tonics))
    pace = 60 / float(rng.uniform(*mood.tempo))
    if genre.drums is not None and metre == 3:
        metre = 4
    ring = 0.0 if length is None else min(mood.ring, _SHORTEST_RING * length)
    count = _CYCLE * _PHRASE if length is None else _bars(length - ring, pace * metre)
    slowed = 0.0 if length is None else _SLOWED
    beat = pace if length is None else (length - ring) / (count * metre + slowed * metre)
    clock = Clock(beat, count * metre, metre, slowed)
    final = None if length is None else chord(mood.final)
    phrases = _phrases(mood, genre, count, rng, ends=final is not None)
    return Form(phrases, clock, metre, tonic, mood.mode, final, ring)


def _bars(seconds: float, bar: float) -> int:
    """Return how many bars fill `seconds` best: near the tempo meant, and even in number."""
    ideal = max(1, round(seconds / bar))
    near = range(max(1, ideal - 2), ideal + 3)
    return min(near, key=lambda count: (abs(np.log(count * bar / seconds)) + _odd(count), count))


def _odd(count: int) -> float:
    """Return what it costs that phrases do not come out even."""
    return 0.0 if count % _PHRASE == 0 or count < 3 else 0.04 if count % 2 == 0 else 0.08


def _phrases(
    mood: Mood, genre: Genre, count: int, rng: np.random.Generator, *, ends: bool
) -> tuple[Phrase, ...]:
    verse, bridge = (_line(str(rng.choice(one))) for one in (mood.verse, mood.bridge_chords))
    cadence = _line(str(rng.choice(mood.cadence)))
    phrases, first = [], 0
    for label, bars in _labels(count, ends=ends):
        chords = [(bridge if label == "B" else verse)[n % _PHRASE] for n in range(bars)]
        if label == "A''" and ends and bars > 1:
            chords[-2:] = cadence
        colours = tuple(tuple(_coloured(one, genre, mood) for one in bar) for bar in chords)
        phrases.append(
            Phrase(label, first, colours, _level(mood, label, (first + bars / 2) / count))
        )
        first += bars
    return tuple(phrases)


def _coloured(plain: Chord, genre: Genre, mood: Mood) -> Chord:
    return coloured(plain, mood.mode) if genre.colour else plain


def _line(written: str) -> list[Bar]:
    return [tuple(chord(one) for one in bar.split()) for bar in written.split("|")]


def _labels(count: int, *, ends: bool) -> list[tuple[str, int]]:
    """Return the phrases and their bars: an introduction takes what is over, the last one ends."""
    whole, rest = divmod(count, _PHRASE)
    if whole == 0:
        return [("A''", count)]
    if ends and rest == 0 and whole > 5:
        whole, rest = whole - 1, _PHRASE
    middle = ["A", "A'", "B", "A'"]
    names = [middle[n % 4] for n in range(whole)]
    if whole == 3:
        names[1] = "B"
    names[-1] = "A''"
    return [*([("I", rest)] if rest else []), *((name, _PHRASE) for name in names)]


def _level(mood: Mood, label: str, place: float) -> float:
    """Return how lively a phrase is: rising to three quarters of the piece, then as mood has it."""
    rise = float(np.sin(min(place / 0.75, 1) * np.pi / 2) ** 1.5)
    level = mood.low + (mood.high - mood.low) * rise
    if label == "I":
        return mood.low * 0.9
    level += mood.bridge if label == "B" else 0
    level += mood.close if label == "A''" else 0
    return float(np.clip(level, 0.05, 1))

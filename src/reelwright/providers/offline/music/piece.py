"""Composed music: a piece written for the request, to its length or to be repeated."""

from dataclasses import replace
from fractions import Fraction

from reelwright.model.ids import seed_of
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.time import Time
from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.providers.offline.music.composer.compose import composed
from reelwright.providers.offline.music.composer.form import Form
from reelwright.providers.offline.music.composer.style import Genre, Mood, genres, moods
from reelwright.providers.offline.music.sampler.play import played
from reelwright.providers.offline.music.score import Score
from reelwright.providers.offline.music.tables import table
from reelwright.providers.offline.music.wav import RATE, levelled
from reelwright.providers.offline.music.wish import Wish

VERSION = "1"
"""Goes up whenever the same request would sound different."""

LONGEST = Time(Fraction(600))
"""The longest piece written out; what is longer is one to be repeated."""

_BEFORE, _AFTER = 2, 1  # bars that a piece to be repeated has before and after its turn
_CROSSFADE = Time(Fraction(3, 100))


def piece(request: MusicRequest, wanted: Wish) -> MadeMusic:
    """Return a piece in the mood and genre wanted, at -20 LUFS.

    With a length in the request it is exactly that long and ends: its last chord has rung out. One
    without, and one above ten minutes, goes round without end.
    """
    mood, genre = style(request, wanted)
    fits = request.length is not None and request.length <= LONGEST
    length = float(request.length) if request.length is not None and fits else None
    score, form = composed(mood, genre, length, request.seed)
    score = score if fits else repeated(score, form)
    start, end = _turn(form)
    return MadeMusic(
        wav=levelled(played(score)),
        loop_start=start,
        loop_end=end,
        crossfade=min(_CROSSFADE, (end - start) / 2),
        provenance=_provenance(mood, genre, request.seed),
        degradations=tuple(_lacks(request, wanted, mood, genre)),
        ends=fits,
    )


def style(request: MusicRequest, wanted: Wish) -> tuple[Mood, Genre]:
    """Return the mood and the genre of the piece; where none is wanted, the seed chooses."""
    usual = table("words")["rule"]["moods"]
    choice = seed_of("offline:style", request.seed)
    mood = moods()[wanted.mood or usual[choice % len(usual)]]
    return mood, genres()[wanted.genre or mood.genres[choice // 8 % len(mood.genres)]]


def repeated(score: Score, form: Form) -> Score:
    """Return one turn of a piece and as much of the next as joins them, each turn the same."""
    turn = round(score.length * RATE) / RATE
    bar = form.clock.beat * form.metre
    again = (replace(note, start=note.start + turn) for note in score.notes)
    length = turn + (_BEFORE + _AFTER) * bar
    kept = [note for note in again if note.start < length]
    return replace(score, notes=(*score.notes, *kept), length=length)


def _turn(form: Form) -> tuple[Time, Time]:
    """Return from where to where a piece may be repeated: its bars but the introduction."""
    if form.final is None:
        bars = round(_BEFORE * form.clock.beat * form.metre * RATE)
        turn = round(form.clock.at(form.clock.total) * RATE)
        return Time(Fraction(bars, RATE)), Time(Fraction(bars + turn, RATE))
    first = next(phrase.first for phrase in form.phrases if phrase.letter != "I")
    ends = (form.clock.at(beat) for beat in (first * form.metre, form.clock.total))
    start, end = (Time(Fraction(round(at * RATE), RATE)) for at in ends)
    return start, end


def _lacks(request: MusicRequest, wanted: Wish, mood: Mood, genre: Genre) -> list[Degradation]:
    found = []
    if wanted.poor:
        why = f"There is no {wanted.poor} music here; composed {mood.name} {genre.name} instead."
        found.append(Degradation(what="music", why=why))
    if request.length is not None and request.length > LONGEST:
        why = "Music longer than ten minutes is repeated and faded out, not written to its end."
        found.append(Degradation(what="music", why=why))
    return found


def _provenance(mood: Mood, genre: Genre, seed: int) -> Provenance:
    return Provenance(
        vendor="offline",
        model=f"composer: {mood.name} {genre.name}",
        version=VERSION,
        seed=seed,
        licence="MIT",
        credit="Instruments: FluidR3Mono, Frank Wen and Michael Cowgill",
    )

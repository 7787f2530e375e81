"""A piece has its length, its end, its key and its players' ranges, whatever is asked of it."""

from itertools import groupby, pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.music.composer.compose import composed
from reelwright.providers.offline.music.composer.form import Form, Phrase
from reelwright.providers.offline.music.composer.harmony import scale
from reelwright.providers.offline.music.composer.melody import chord_at
from reelwright.providers.offline.music.composer.style import genres, moods
from reelwright.providers.offline.music.score import Note, Score

EARLY = 0.013  # seconds by which a player may be early
kinds = st.tuples(st.sampled_from(sorted(moods())), st.sampled_from(sorted(genres())))
lengths = st.floats(2, 240)
seeds = st.integers(0, 2**63 - 1)
some = settings(max_examples=30, deadline=None)


def a_piece(kind=("tender", "piano"), length=30.0, seed=0) -> tuple[Score, Form]:
    return composed(moods()[kind[0]], genres()[kind[1]], length, seed)


def pitched(score: Score) -> list[Note]:
    return [note for note in score.notes if not note.part.startswith("drums")]


def lead(score: Score) -> list[Note]:
    return [note for note in score.notes if note.part.startswith("lead")]


def beat_of(form: Form, instant: float) -> float:
    """Return the beat at an instant, to a hundredth."""
    low, high = 0.0, float(form.clock.total)
    while high - low > 0.005:
        middle = (low + high) / 2
        low, high = (middle, high) if form.clock.at(middle) < instant else (low, middle)
    return low


def phrase_at(form: Form, beat: float) -> Phrase:
    return [one for one in form.phrases if one.first * form.metre <= beat][-1]


@given(kinds, lengths, seeds)
@some
@example(("calm", "ambient"), 1.0, 0)
def test_last_chord_lands_and_rings_out(kind, length, seed) -> None:
    score, form = a_piece(kind, length, seed)
    end = form.clock.at(form.clock.total)
    assert end == pytest.approx(length - form.ring, abs=1e-6)
    assert form.ring == pytest.approx(min(moods()[kind[0]].ring, 0.38 * length))
    assert score.length == length
    assert end - EARLY <= max(note.start for note in score.notes) < end + form.ring / 2


@given(kinds, lengths, seeds)
@some
def test_a_piece_comes_home(kind, length, seed) -> None:
    """The last chord is the tonic's, over the tonic; the melody ends on it."""
    score, form = a_piece(kind, length, seed)
    end = form.clock.at(form.clock.total) - EARLY
    last = [note for note in pitched(score) if note.start >= end]
    assert {(note.pitch - form.tonic) % 12 for note in last} <= set(form.final.tones)
    assert form.final.root == 0
    assert [(note.pitch - form.tonic) % 12 for note in lead(score) if note.start >= end] == [0]
    assert min((note.pitch, (note.pitch - form.tonic) % 12) for note in last)[1] in form.final.tones


@given(kinds, lengths, seeds)
@some
def test_players_stay_in_their_ranges(kind, length, seed) -> None:
    score, _ = a_piece(kind, length, seed)
    assert all(26 <= note.pitch <= 96 for note in pitched(score))
    assert all(20 <= note.velocity <= 120 for note in score.notes)
    assert all(note.start >= 0 and note.length > 0 for note in score.notes)


@given(kinds, st.floats(8, 90), seeds)
@settings(max_examples=25, deadline=None)
def test_melody_is_in_the_harmony(kind, length, seed) -> None:
    """Every note is of the scale over its chord; most that last are of the chord itself."""
    score, form = a_piece(kind, length, seed)
    within, long = [], []
    for note in lead(score):
        if note.start < form.clock.at(form.clock.total) - EARLY:
            beat = beat_of(form, note.start + EARLY) + 0.01
            over = chord_at(phrase_at(form, beat), beat, form.metre)
            tone = (note.pitch - form.tonic) % 12
            within.append(tone in scale(form.mode, over))
            long += [tone in over.tones] if note.length > form.clock.beat else []
    assert all(within)
    assert sum(long) >= 0.8 * len(long)


@given(kinds, st.floats(20, 90), seeds)
@some
def test_melody_moves_more_by_steps_than_by_leaps(kind, length, seed) -> None:
    score, _ = a_piece(kind, length, seed)
    by_part = sorted(lead(score), key=lambda note: (note.part, note.start))
    voices = [[note.pitch for note in notes] for _, notes in groupby(by_part, lambda one: one.part)]
    moves = [abs(b - a) for voice in voices for a, b in pairwise(voice)]
    assert all(move <= 22 for move in moves)
    assert sum(move <= 5 for move in moves) >= 0.5 * len(moves)


@given(kinds, st.floats(30, 120), seeds)
@some
def test_tempo_is_near_the_mood_s(kind, length, seed) -> None:
    _, form = a_piece(kind, length, seed)
    slowest, fastest = moods()[kind[0]].tempo
    assert slowest * 0.85 <= 60 / form.clock.beat <= fastest * 1.15


@pytest.mark.parametrize("kind", [("epic", "orchestral"), ("happy", "acoustic")])
def test_a_piece_grows(kind) -> None:
    score, form = a_piece(kind, 60.0)
    quarters = [
        sum(note.velocity for note in score.notes if n * 14 <= note.start < n * 14 + 14)
        for n in range(4)
    ]
    assert max(quarters[2:]) > 1.3 * quarters[0]
    assert form.phrases[-1].label == "A''"


def test_the_theme_comes_back_varied() -> None:
    score, form = a_piece(("tender", "piano"), 75.0, 3)
    labels = [phrase.label for phrase in form.phrases if phrase.letter != "I"]
    sung = {
        phrase.first: [
            note.pitch
            for note in lead(score)
            if phrase_at(form, beat_of(form, note.start + EARLY) + 0.01) is phrase
        ]
        for phrase in form.phrases
        if phrase.letter != "I"
    }
    themes = list(sung.values())
    assert labels[:3] == ["A", "A'", "B"]
    assert labels[-1] == "A''"
    assert themes[0][:3] == themes[1][:3]
    assert themes[0] != themes[1]
    assert themes[2] != themes[0]


def test_last_bar_slows_down() -> None:
    _, form = a_piece(length=40.0)
    total, metre = form.clock.total, form.metre
    bars = [form.clock.at(beat + metre) - form.clock.at(beat) for beat in (0, total - metre)]
    assert bars[1] / bars[0] == pytest.approx(1.16)


@given(kinds, seeds)
@some
def test_a_piece_to_be_repeated_has_no_end(kind, seed) -> None:
    score, form = a_piece(kind, None, seed)
    assert (form.final, score.final, form.clock.total) == (None, None, 16 * form.metre)
    assert max(note.start for note in score.notes) < score.length


@given(kinds, lengths, seeds)
@settings(max_examples=15, deadline=None)
def test_same_request_same_piece(kind, length, seed) -> None:
    assert a_piece(kind, length, seed) == a_piece(kind, length, seed)


@pytest.mark.parametrize("kind", [(mood, genre) for mood in moods() for genre in genres()])
def test_other_seeds_are_other_pieces(kind) -> None:
    melodies = {
        tuple(note.pitch for note in lead(a_piece(kind, 20.0, seed)[0])) for seed in range(3)
    }
    assert len(melodies) == 3

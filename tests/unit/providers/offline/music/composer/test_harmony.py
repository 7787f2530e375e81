"""Chords are what their numerals say, and lead to one another by small steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.music.composer.harmony import (
    SCALES,
    Chord,
    chord,
    coloured,
    nearest,
    scale,
    step,
    voicing,
)
from reelwright.providers.offline.music.composer.style import moods

WRITTEN = sorted(
    {
        name
        for mood in moods().values()
        for line in (*mood.verse, *mood.bridge_chords, *mood.cadence, mood.final)
        for name in line.replace("|", " ").split()
    }
)
written = st.sampled_from(WRITTEN).map(chord)
modes = st.sampled_from(sorted(SCALES))


@pytest.mark.parametrize(
    ("name", "tones", "bass"),
    [
        ("I", (0, 4, 7), 0),
        ("vi7", (9, 0, 4, 7), 9),
        ("V/3", (7, 11, 2), 11),
        ("bVImaj7", (8, 0, 3, 7), 8),
        ("viio7", (11, 2, 5, 8), 11),
        ("V7sus4", (7, 0, 2, 5), 7),
        ("iadd9", (0, 3, 7, 2), 0),
        ("bII", (1, 5, 8), 1),
    ],
)
def test_numerals_are_read(name, tones, bass) -> None:
    assert (chord(name).tones, chord(name).bass) == (tones, bass)


@pytest.mark.parametrize("name", ["", "H", "VIII", "I/2", "i/", "1"])
def test_what_is_no_chord_is_refused(name) -> None:
    with pytest.raises(ValueError, match="is not a chord"):
        chord(name)


@given(written, modes)
def test_scale_over_a_chord_holds_the_chord(over: Chord, mode: str) -> None:
    assert set(over.tones) <= set(scale(mode, over))
    assert 7 <= len(scale(mode, over)) <= 8


def test_leading_note_replaces_its_neighbour() -> None:
    assert scale("minor", chord("V")) == (0, 2, 3, 5, 7, 8, 11)


def test_triads_are_given_the_seventh_of_the_scale() -> None:
    assert coloured(chord("I"), "major") == chord("Imaj7")
    assert coloured(chord("ii"), "major") == chord("ii7")
    assert coloured(chord("Vsus4"), "major") == chord("Vsus4")


@given(st.lists(written, min_size=2, max_size=6), st.integers(52, 70), st.integers(3, 4))
def test_voices_move_little_and_stay_in_their_register(chords, centre, voices) -> None:
    before: tuple[int, ...] = ()
    for one in chords:
        after = voicing(one.tones, before, centre, voices)
        assert {pitch % 12 for pitch in after} <= set(one.tones)
        assert all(centre - 14 <= pitch <= centre + 24 for pitch in after)
        assert all(min(abs(pitch - old) for old in before or after) <= 7 for pitch in after)
        before = after


@given(st.integers(40, 90), st.integers(-7, 7), written, modes, st.integers(0, 11))
def test_steps_go_up_the_scale_and_back(pitch, steps, over, mode, tonic) -> None:
    tones = scale(mode, over)
    here = nearest(pitch, tones, tonic)
    there = step(here, steps, tones, tonic)
    assert step(there, -steps, tones, tonic) == here
    assert (there - tonic) % 12 in tones
    assert abs(here - pitch) <= 2

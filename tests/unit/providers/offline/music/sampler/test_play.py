"""Playing: notes where and as loud as the score has them, a room around them, a clean end."""

from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.music.sampler.master import mastered
from reelwright.providers.offline.music.sampler.play import played
from reelwright.providers.offline.music.sampler.room import room, spread
from reelwright.providers.offline.music.score import Note, Place, Score

RATE = 48_000
NOTE = Note(start=1.0, length=0.5, pitch=60, velocity=90, part="p", instrument="marimba")


def a_score(*notes: Note, final: float | None = None, **place) -> Score:
    told = {"level": 0.0, "pan": 0.0, "send": -60.0, **place}
    return Score(notes or (NOTE,), {"p": Place(**told)}, 3.0, 0.5, final)


def power(sound: np.ndarray, start: float, stop: float) -> float:
    return float(np.square(sound[..., round(start * RATE) : round(stop * RATE)]).mean())


def noise(seconds: float) -> np.ndarray:
    return np.random.default_rng(0).normal(0, 0.1, (2, round(seconds * RATE))).astype(np.float32)


def test_score_has_exactly_its_length() -> None:
    assert played(a_score()).shape == (2, 3 * RATE)


def test_note_sounds_where_it_stands() -> None:
    sound = played(a_score())
    assert power(sound, 0, 0.99) < 1e-6 * power(sound, 1.0, 1.2)


def test_louder_notes_are_louder() -> None:
    soft, loud = replace(NOTE, velocity=40), replace(NOTE, start=2.0, velocity=100)
    sound = played(a_score(soft, loud))
    assert power(sound, 2, 2.5) > 4 * power(sound, 1, 1.5)


@pytest.mark.parametrize(("pan", "side"), [(-0.8, 0), (0.8, 1)])
def test_parts_stand_on_their_side(pan: float, side: int) -> None:
    sound = played(a_score(pan=pan))
    assert power(sound[side], 1, 2) > 4 * power(sound[1 - side], 1, 2)


def test_same_score_same_sound() -> None:
    assert np.array_equal(played(a_score()), played(a_score()))


def test_final_chord_dies_away_to_nothing() -> None:
    held = replace(NOTE, instrument="strings", length=2.0)
    sound = played(a_score(held, final=1.0))
    assert np.abs(sound[:, -2:]).max() < 1e-6
    assert power(sound, 2.7, 3) < 0.05 * power(sound, 1.2, 1.7)


def test_room_answers_after_the_sound_and_fades() -> None:
    clap = np.zeros((2, 3 * RATE), np.float32)
    clap[:, 0] = 1
    tail = room(clap, 1.0)
    assert tail.shape == clap.shape
    assert np.abs(tail[:, : round(0.017 * RATE)]).max() < 1e-4
    fallen = 10 * np.log10(power(tail, 0.75, 0.8) / power(tail, 0.25, 0.3))
    assert fallen == pytest.approx(-30, abs=4)


def test_long_sound_is_heard_in_one_room() -> None:
    """Sound is worked on in blocks of five seconds; where they join nothing shows."""
    sound = noise(7)
    whole, late = room(sound, 0.5), room(sound[:, RATE:], 0.5)
    assert np.abs(whole[:, 3 * RATE :] - late[:, 2 * RATE :]).max() < 1e-4


def test_section_is_wider_than_one_player() -> None:
    left, right = spread(noise(1)[0])
    assert 0.2 < np.corrcoef(left, right)[0, 1] < 0.95


def test_loud_moments_are_held() -> None:
    sound = noise(6)
    sound[:, 4 * RATE : 5 * RATE] *= 10
    heard = mastered(sound, None)
    before, after = (
        10 * np.log10(power(one, 4.3, 4.9) / power(one, 1, 3)) for one in (sound, heard)
    )
    assert before - 10 < after < before - 1
    assert np.abs(heard).max() == pytest.approx(0.9, abs=1e-3)


def test_balance_comes_nearer_to_recordings() -> None:
    """White noise has far too much treble."""
    heard = np.abs(np.fft.rfft(mastered(noise(3), None)[0])) ** 2
    scale = np.fft.rfftfreq(3 * RATE, 1 / RATE)
    low, high = (heard[(scale > a) & (scale < 2 * a)].mean() for a in (100, 8_000))
    assert 10 * np.log10(low / high) > 10

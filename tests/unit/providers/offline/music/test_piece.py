"""A piece as a file: by request, exactly as long, going round where it is to, the same each time."""

import io
import wave

import numpy as np
import pytest

from reelwright.model.time import Time
from reelwright.ports.music import MadeMusic, MusicRequest
from reelwright.providers.offline.music.composer.compose import composed
from reelwright.providers.offline.music.composer.style import genres, moods
from reelwright.providers.offline.music.piece import piece, repeated, style
from reelwright.providers.offline.music.wish import wish

RATE = 48_000


def made(genre=None, mood=None, seed=0, length="6") -> MadeMusic:
    request = MusicRequest(genre, mood, seed, Time.of(length))
    return piece(request, wish(request))


def frames(music: MadeMusic) -> np.ndarray:
    with wave.open(io.BytesIO(music.wav)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)


@pytest.mark.parametrize("length", ["0.5", "1.001", "3.3333", "7"])
def test_length_is_exact_to_the_sample(length: str) -> None:
    music = made("piano", "tender", length=length)
    assert (len(frames(music)), music.ends) == (Time.of(length).samples(RATE), True)


def test_same_request_same_bytes() -> None:
    assert made("jazz", "playful", 5) == made("jazz", "playful", 5)


def test_another_seed_is_another_piece() -> None:
    assert made("jazz", "playful", 5).wav != made("jazz", "playful", 6).wav


def test_piece_says_what_it_is() -> None:
    told = made("piano", "tender", 7).provenance
    assert (told.vendor, told.model, told.seed) == ("offline", "composer: tender piano", 7)
    assert (told.licence, "FluidR3Mono" in told.credit) == ("MIT", True)


def test_turns_of_a_repeated_piece_are_the_same() -> None:
    score, form = composed(moods()["calm"], genres()["piano"], None, 1)
    twice = repeated(score, form)
    turn, bar = round(score.length * RATE), form.clock.beat * form.metre
    ahead = [
        (round(note.start * RATE) + turn, note.pitch)
        for note in score.notes
        if note.start < 2 * bar
    ]
    after = [
        (round(note.start * RATE), note.pitch)
        for note in twice.notes
        if turn <= note.start * RATE and note.start < score.length + 2 * bar
    ]
    assert len(ahead) > 4
    assert {pitch for _, pitch in after} == {pitch for _, pitch in ahead}
    assert twice.length == pytest.approx(score.length + 3 * bar, abs=1e-4)


def test_style_is_the_seed_s_where_none_is_wanted() -> None:
    found = {
        tuple(one.name for one in style(request, wish(request)))
        for request in (MusicRequest(None, None, seed) for seed in range(60))
    }
    assert {mood for mood, _ in found} == {"calm", "tender", "nostalgic", "happy"}
    assert all(genre in moods()[mood].genres for mood, genre in found)


def test_what_is_not_there_is_a_degradation() -> None:
    (lack,) = made("qwxz", "calm").degradations
    assert lack.why.startswith("There is no calm qwxz music here; composed calm ")


def test_a_very_long_film_is_given_a_piece_that_goes_round() -> None:
    music = made("piano", "happy", length="601")
    assert (music.ends, music.loop_end < Time.of(120)) == (False, True)
    assert [one.what for one in music.degradations] == ["music"]
    assert "repeated and faded out" in music.degradations[0].why

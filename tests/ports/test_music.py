"""What any music promises; each implementation is a parameter of `music`.

A piece costs a second, so each request is made once.
"""

import asyncio
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.time import Time
from reelwright.ports.music import MadeMusic, Music, MusicRequest
from reelwright.providers.offline.music import OfflineMusic
from reelwright.render.audio.meter import measure

RATE = 48_000
MOODS = OfflineMusic().moods

Play = Callable[..., MadeMusic]


@pytest.fixture(params=[OfflineMusic], ids=["offline"], scope="session")
def music(request: pytest.FixtureRequest) -> Music:
    made: Music = request.param()
    return made


@pytest.fixture(scope="session")
def play(music: Music) -> Play:
    @cache
    def played(
        genre: str | None = None, mood: str | None = None, seed: int = 0, length: Time | None = None
    ) -> MadeMusic:
        return asyncio.run(music.track(MusicRequest(genre, mood, seed, length)))

    return played


@pytest.fixture(params=MOODS, scope="session")
def track(request: pytest.FixtureRequest, play: Play) -> MadeMusic:
    return play(mood=request.param)


@pytest.fixture
def sound(track: MadeMusic, samples) -> np.ndarray:
    return samples(track.wav)[0]


def looped(sound: np.ndarray, track: MadeMusic) -> tuple[np.ndarray, int]:
    """Return the music to its loop's end and once around, and where the one becomes the other."""
    start, end, fade = (
        time.samples(RATE) for time in (track.loop_start, track.loop_end, track.crossfade)
    )
    turn = sound[:, start:end].copy()
    share = (np.arange(fade) + 0.5) / max(fade, 1) * np.pi / 2
    turn[:, :fade] = turn[:, :fade] * np.sin(share) + sound[:, end : end + fade] * np.cos(share)
    return np.concatenate([sound[:, :end], turn], axis=1), end


def levels(sound: np.ndarray, step: int) -> np.ndarray:
    whole = sound[:, : sound.shape[1] // step * step].reshape(2, -1, step)
    return 10 * np.log10(np.square(whole).mean(axis=(0, 2)) + 1e-9)


def spectrum(sound: np.ndarray) -> np.ndarray:
    """Return what is heard in each twentieth of a second, as it differs from the usual."""
    frames = np.lib.stride_tricks.sliding_window_view(sound.mean(axis=0), 4_096)[:: RATE // 20]
    power = np.log1p(100 * np.abs(np.fft.rfft(frames * np.hanning(4_096), axis=1)))
    edges = np.unique(np.geomspace(2, 2_048, 41).astype(int))
    bands = np.stack([power[:, a:b].mean(axis=1) for a, b in pairwise(edges)])
    return (bands.T - bands.mean(axis=1)).T


def likeness(heard: np.ndarray, here: int, there: int) -> float:
    """Return how alike the two seconds around two instants are, from -1 to 1."""
    around = [heard[:, at - 20 : at + 20] for at in (here, there)]
    return float(np.corrcoef(around[0].ravel(), around[1].ravel())[0, 1])


def test_music_is_a_stereo_wav(track: MadeMusic, samples) -> None:
    sound, rate = samples(track.wav)
    assert (len(sound), rate) == (2, RATE)


def test_music_is_level(sound: np.ndarray) -> None:
    reached = measure([sound.T.astype(np.float32)])
    assert reached.integrated == pytest.approx(-20, abs=1)


def test_music_is_never_clipped(sound: np.ndarray) -> None:
    assert 0.1 < np.abs(sound).max() < 0.99


def test_music_is_wide(sound: np.ndarray) -> None:
    assert not np.array_equal(*sound)


def test_loop_lies_within_the_music(track: MadeMusic, sound: np.ndarray) -> None:
    start, end, fade = track.loop_start, track.loop_end, track.crossfade
    assert 0 <= start.seconds <= (start + fade).seconds < end.seconds
    assert (end + fade).samples(RATE) <= sound.shape[1]
    assert (end - start).seconds > 5


def test_seam_is_no_louder_step_than_others(track: MadeMusic, sound: np.ndarray) -> None:
    whole, seam = looped(sound, track)
    step = RATE // 4
    steps = np.abs(np.diff(levels(whole[:, seam % step :], step)))
    first, after = seam // step - 1, (seam + track.crossfade.samples(RATE)) // step + 1
    assert steps[first:after].max() <= np.delete(steps, slice(first, after)).max()


def test_seam_does_not_click(track: MadeMusic, sound: np.ndarray) -> None:
    whole, seam = looped(sound, track)
    jumps = np.abs(np.diff(whole, axis=1)).max(axis=0)
    fade = track.crossfade.samples(RATE)
    ends = [jumps[at - 2 : at + 2].max() for at in (seam, seam + fade)]
    assert max(ends) < jumps[: seam - 2].max()


def test_seams_join_what_is_alike(play: Play, samples) -> None:
    """Around both ends of a loop the music is more alike than around any two instants."""
    joined, others = [], []
    for track in (play(mood=mood) for mood in MOODS):
        heard = spectrum(samples(track.wav)[0])
        ends = [round(float(time) * 20) for time in (track.loop_start, track.loop_end)]
        joined.append(likeness(heard, *ends))
        places = np.random.default_rng(0).integers(20, heard.shape[1] - 20, (50, 2))
        others += [likeness(heard, *pair) for pair in places]
    assert np.median(joined) > np.quantile(others, 0.9) > 0


def test_music_says_who_made_it(track: MadeMusic) -> None:
    made = track.provenance
    assert all([made.vendor, made.model, made.version, made.licence])


def test_moods_and_genres_are_named(music: Music) -> None:
    assert music.moods
    assert music.genres
    assert len({*music.moods, *music.genres}) == len(music.moods) + len(music.genres)


def test_a_mood_there_is_comes_out_whole(track: MadeMusic) -> None:
    assert track.degradations == ()


def test_a_genre_there_is_comes_out_whole(music: Music, play: Play) -> None:
    made = [play(genre=genre, length=Time.of(5)) for genre in music.genres]
    assert [one.degradations for one in made] == [()] * len(music.genres)


def test_no_wish_is_no_degradation(play: Play) -> None:
    assert play().degradations == ()


def test_moods_are_different_music(play: Play) -> None:
    assert len({play(mood=mood).wav for mood in MOODS}) == len(MOODS)


def test_poor_match_is_said_so(play: Play) -> None:
    (degradation,) = play(genre="yodelling", mood="qwxz").degradations
    assert "qwxz yodelling" in degradation.why


def test_other_seeds_give_other_music(play: Play) -> None:
    assert len({play(mood=MOODS[0], seed=seed).wav for seed in range(3)}) > 1


def test_requests_side_by_side_are_as_alone(music: Music, play: Play) -> None:
    asked = [{"mood": mood} for mood in MOODS[:2]]

    async def together() -> list[MadeMusic]:
        requests = [MusicRequest(None, one["mood"], 0) for one in asked]
        return await asyncio.gather(*map(music.track, requests))

    assert asyncio.run(together()) == [play(**one) for one in asked]


@pytest.fixture(params=[4.0, 11.37, 20.0], scope="session")
def ending(request: pytest.FixtureRequest, play: Play) -> tuple[MadeMusic, float]:
    mood = MOODS[round(request.param) % len(MOODS)]
    return play(mood=mood, length=Time.of(request.param)), request.param


def test_music_for_a_film_is_as_long_to_the_sample(ending, samples) -> None:
    made, length = ending
    assert (made.ends, samples(made.wav)[0].shape[1]) == (True, round(length * RATE))


def test_music_for_a_film_ends_in_silence(ending, samples) -> None:
    sound = samples(ending[0].wav)[0]
    last = levels(sound, RATE // 20)
    assert np.abs(sound[:, -2:]).max() < 1e-3
    assert last[-1] < last.max() - 40
    assert last[-20:-10].mean() < last[:-40].mean()


def test_music_for_a_film_is_as_level(ending, samples) -> None:
    reached = measure([samples(ending[0].wav)[0].T.astype(np.float32)])
    assert reached.integrated == pytest.approx(-20, abs=1)


def test_music_for_a_film_can_be_repeated_too(ending, samples) -> None:
    made, length = ending
    start, end = float(made.loop_start), float(made.loop_end)
    assert 0 <= start < end < length
    assert end + float(made.crossfade) <= length


def test_music_without_a_length_does_not_end(track: MadeMusic) -> None:
    assert not track.ends


@pytest.mark.slow
@settings(deadline=None, max_examples=20)
@given(seed=st.integers(0, 2**63 - 1), mood=st.none() | st.text(max_size=20))
def test_any_request_gives_music(play: Play, seed: int, mood: str | None) -> None:
    made = play(mood=mood, seed=seed)
    assert made.loop_start < made.loop_end

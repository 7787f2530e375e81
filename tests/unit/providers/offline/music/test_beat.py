"""The beat of made-up music is found: its tempo to a thousandth, its place to a hundredth second."""

import numpy as np
import pytest

from reelwright.providers.offline.music.beat import HOP, beat, spectra

RATE = 48_000


def drums(tempo: float, first: float = 0.0, seconds: float = 20.0, seed: int = 0) -> np.ndarray:
    """Return a stereo click on every beat and a softer one between, over a little noise."""
    rng = np.random.default_rng(seed)
    sound = rng.normal(0, 0.002, (2, round(seconds * RATE)))
    hit = rng.normal(0, 1, 1_200) * np.exp(-np.arange(1_200) / 250)
    starts = np.arange(first, seconds - 0.1, 30 / tempo)
    for number, start in enumerate(starts):
        at = round(start * RATE)
        sound[:, at : at + len(hit)] += hit * (0.12 if number % 2 else 0.4)
    return sound.astype(np.float32)


def test_a_frame_is_ten_milliseconds() -> None:
    sound = drums(100, seconds=2)
    assert len(spectra(sound)) == 2 * RATE // HOP + 1


def test_spectra_are_where_the_sound_is() -> None:
    sound = np.zeros((2, RATE), np.float32)
    sound[:, RATE // 2] = 1
    assert int(spectra(sound).sum(axis=1).argmax()) == RATE // 2 // HOP


@pytest.mark.parametrize("tempo", [68.3, 90.0, 110.7, 123.4, 149.2])
@pytest.mark.parametrize("stated", [0.96, 1.0, 1.04])
def test_tempo_is_found_near_the_stated_one(tempo: float, stated: float) -> None:
    found = beat(spectra(drums(tempo)), tempo * stated, RATE)
    assert 60 * RATE / HOP / found.period == pytest.approx(tempo, rel=0.001)


@pytest.mark.parametrize("first", [0.0, 0.11, 0.3, 0.52])
def test_beats_are_where_the_drum_is(first: float) -> None:
    found = beat(spectra(drums(100, first)), 100, RATE)
    period = found.period * HOP / RATE
    late = (found.first * HOP / RATE - first + period / 2) % period - period / 2
    assert abs(late) < 0.015
    assert 0 <= found.first < found.period


def test_same_music_same_beat() -> None:
    heard = spectra(drums(84.0))
    assert beat(heard, 84, RATE) == beat(heard.copy(), 84, RATE)

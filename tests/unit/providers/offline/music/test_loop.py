"""Music that repeats is looped where it does, by whole bars, without a seam."""

import numpy as np
import pytest

from reelwright.providers.offline.music.loop import Loop, loop

RATE = 48_000
TEMPO = 120.0
BAR = 4 * 60 / TEMPO  # seconds

PHRASE = (220, 262, 330, 294, 247, 196, 349, 262, 330, 440, 392, 294, 220, 165, 262, 247)


def played(notes, tempo=TEMPO, seed=0) -> np.ndarray:
    """Return a plucked note and a drum on each beat, in stereo, over a little noise."""
    beat = round(60 / tempo * RATE)
    at = np.arange(beat) / RATE
    rng = np.random.default_rng(seed)
    drum = rng.normal(0, 0.2, beat) * np.exp(-at * 60)
    beats = [
        sum(np.sin(2 * np.pi * hertz * k * at) / k for k in (1, 2, 3)) * 0.2 * np.exp(-at * 5)
        + drum
        for hertz in notes
    ]
    mono = np.concatenate(beats)
    return (np.stack([mono, mono]) + rng.normal(0, 1e-3, (2, len(mono)))).astype(np.float32)


def bars(found: Loop) -> float:
    return float(found.end - found.start) / BAR


@pytest.fixture(scope="module")
def repeated() -> tuple[np.ndarray, Loop]:
    sound = played(PHRASE * 4)
    return sound, loop(sound, TEMPO, RATE)


def test_repeated_music_is_looped_by_its_phrase(repeated) -> None:
    _, found = repeated
    assert bars(found) % 4 == pytest.approx(0, abs=0.005)


def test_loop_of_repeated_music_goes_on_as_it_would(repeated) -> None:
    sound, found = repeated
    start, end = found.start.samples(RATE), found.end.samples(RATE)
    here, there = sound[0, start : start + RATE], sound[0, end : end + RATE]
    assert np.corrcoef(here, there)[0, 1] > 0.95


def test_same_waves_need_but_a_short_crossfade(repeated) -> None:
    assert float(repeated[1].crossfade) < 0.05


def test_loop_is_most_of_the_music(repeated) -> None:
    sound, found = repeated
    assert float(found.end - found.start) > 0.4 * sound.shape[1] / RATE


def test_same_music_same_loop(repeated) -> None:
    sound, found = repeated
    assert loop(sound.copy(), TEMPO, RATE) == found


def test_other_music_is_looped_by_bars_and_a_long_crossfade() -> None:
    """Where nothing repeats, the loop still keeps the beat, and a bar of crossfade hides it."""
    notes = np.random.default_rng(5).integers(110, 880, 64).tolist()
    rng = np.random.default_rng(6)
    sound = played(notes) * np.repeat(rng.uniform(0.3, 1, 64), round(RATE / 2)).astype(np.float32)
    found = loop(sound, TEMPO, RATE)
    assert bars(found) == pytest.approx(round(bars(found)), abs=0.03)
    assert float(found.crossfade) > 0.4


@pytest.mark.parametrize("seed", range(3))
def test_loop_and_crossfade_lie_within_the_music(seed: int) -> None:
    notes = np.random.default_rng(seed).integers(110, 880, 48).tolist()
    sound = played(notes, tempo=100, seed=seed)
    found = loop(sound, 103, RATE)
    assert 0 < float(found.start) < float(found.end)
    assert float(found.start + found.crossfade) < float(found.end)
    assert (found.end + found.crossfade).samples(RATE) <= sound.shape[1]


def test_loop_keeps_to_the_beat_that_is_played() -> None:
    """Its length is counted in beats as they are, not as they are stated."""
    found = loop(played(PHRASE * 4, tempo=118), 122, RATE)
    beats = float(found.end - found.start) * 118 / 60
    assert beats == pytest.approx(16 * round(beats / 16), abs=0.02)

"""Loudness is as FFmpeg's meter has it, and the gain reaches its target without clipping."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.loudness import gain, lufs
from reelwright.render.audio.meter import measure

RATE = 48_000


def a_tone(hertz=997.0, level=-23.0, seconds=3.0, rate=RATE) -> np.ndarray:
    """Return a sine whose amplitude is `level` decibels below full scale."""
    at = np.arange(round(seconds * rate)) / rate
    return (10 ** (level / 20) * np.sin(2 * np.pi * hertz * at)).astype(np.float32)


def noise(seed=0, seconds=4.0, level=0.1, rate=RATE) -> np.ndarray:
    made = np.random.default_rng(seed).normal(0, level, (2, round(seconds * rate)))
    return made.astype(np.float32)


def test_stereo_tone_is_as_loud_as_it_says() -> None:
    """EBU Tech 3341, case 1: a 1 kHz sine at -23 dBFS in both channels is -23 LUFS."""
    assert lufs(np.stack([a_tone()] * 2), RATE) == pytest.approx(-23, abs=0.1)


def test_mono_is_three_units_quieter() -> None:
    tone = a_tone()
    assert lufs(np.stack([tone] * 2), RATE) - lufs(tone, RATE) == pytest.approx(3.01, abs=0.01)


@pytest.mark.parametrize("rate", [16_000, 24_000, 44_100, 48_000])
def test_rate_does_not_matter(rate: int) -> None:
    assert lufs(a_tone(rate=rate), rate) == pytest.approx(lufs(a_tone(), RATE), abs=0.05)


@pytest.mark.parametrize("hertz", [40, 100, 400, 2_000, 8_000, 15_000])
def test_ear_is_as_ffmpeg_has_it(hertz: float) -> None:
    tone = np.stack([a_tone(hertz)] * 2)
    assert lufs(tone, RATE) == pytest.approx(measure([tone.T]).integrated, abs=0.15)


@pytest.mark.parametrize("seed", range(3))
def test_gate_is_as_ffmpeg_has_it(seed: int) -> None:
    """Loud and quiet passages and silence: both gates have something to leave out."""
    sound = noise(seed, seconds=12)
    sound *= np.repeat(np.float32([1, 0.3, 0.02, 0, 0.6, 0.15]), 2 * RATE)
    assert lufs(sound, RATE) == pytest.approx(measure([sound.T]).integrated, abs=0.15)


def test_silence_is_endlessly_quiet() -> None:
    assert lufs(np.zeros(RATE, np.float32), RATE) == -math.inf
    assert lufs(np.zeros(0, np.float32), RATE) == -math.inf


def test_short_sound_is_measured_whole() -> None:
    short = a_tone(seconds=0.2)
    assert lufs(short, RATE) == pytest.approx(lufs(a_tone(), RATE), abs=0.5)


@settings(deadline=None, max_examples=20)
@given(decibels=st.floats(-30, 10))
def test_louder_by_so_much_is_louder_by_so_much(decibels: float) -> None:
    sound = noise(seconds=1)
    louder = sound * np.float32(10 ** (decibels / 20))
    assert lufs(louder, RATE) - lufs(sound, RATE) == pytest.approx(decibels, abs=0.01)


@settings(deadline=None, max_examples=20)
@given(target=st.floats(-40, -12))
def test_gain_reaches_its_target(target: float) -> None:
    tone = a_tone()
    louder = tone * np.float32(gain(tone, RATE, target))
    assert lufs(louder, RATE) == pytest.approx(target, abs=0.05)


def test_gain_stays_below_its_ceiling() -> None:
    sound = noise(level=0.02)
    sound[:, 1_000] = 0.5
    assert np.abs(sound * gain(sound, RATE, -10, ceiling=0.7)).max() == pytest.approx(0.7)


def test_gain_leaves_silence_alone() -> None:
    assert gain(np.zeros((2, RATE), np.float32), RATE, -20) == 1

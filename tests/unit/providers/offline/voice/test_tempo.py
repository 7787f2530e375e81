import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.voice.take import RATE, Samples
from reelwright.providers.offline.voice.tempo import stretched

SPEEDS = [0.5, 0.8, 1.3, 2.0]


def tone(hertz: float, seconds: float) -> Samples:
    times = np.arange(round(seconds * RATE)) / RATE
    return np.sin(2 * np.pi * hertz * times).astype(np.float32)


def noise(seconds: float) -> Samples:
    rng = np.random.default_rng(7)
    return rng.standard_normal(round(seconds * RATE)).astype(np.float32) * 0.1


@settings(deadline=None, max_examples=30)
@given(speed=st.floats(0.5, 2), length=st.integers(2_000, 30_000))
def test_length_is_divided_by_speed(speed: float, length: int) -> None:
    assert len(stretched(np.ones(length, np.float32), speed)) == round(length / speed)


def test_normal_speed_changes_nothing() -> None:
    sound = noise(0.5)
    assert stretched(sound, 1) is sound


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("hertz", [110, 220, 440])
def test_pitch_stays(speed: float, hertz: int) -> None:
    made = stretched(tone(hertz, 1), speed)
    spectrum = np.abs(np.fft.rfft(made * np.hanning(len(made)), 8 * RATE))
    assert np.argmax(spectrum) / 8 == pytest.approx(hertz, abs=1)


@pytest.mark.parametrize("speed", SPEEDS)
def test_tone_stays_as_loud(speed: float) -> None:
    made = stretched(tone(200, 1), speed)[RATE // 10 : -RATE // 10]
    assert float(np.sqrt(np.mean(made**2))) == pytest.approx(0.5**0.5, rel=0.02)


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("second", [0.3, 0.45, 0.6])
def test_onsets_come_when_they_should(speed: float, second: float) -> None:
    quiet = np.zeros(round(second * RATE), np.float32)
    made = stretched(np.concatenate([quiet, tone(300, 0.4)]), speed)
    onset = int(np.flatnonzero(np.abs(made) > 0.2)[0])
    assert onset / RATE == pytest.approx(second / speed, abs=0.016)


@pytest.mark.parametrize("speed", SPEEDS)
def test_no_clicks(speed: float) -> None:
    made = stretched(tone(200, 1), speed)
    assert np.abs(np.diff(made)).max() < 1.3 * np.abs(np.diff(tone(200, 1))).max()


def test_same_sound_same_bytes() -> None:
    assert stretched(noise(1), 1.3).tobytes() == stretched(noise(1), 1.3).tobytes()

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.voice.take import RATE, Samples
from reelwright.providers.offline.voice.waveform import (
    cut,
    heard,
    limited,
    pause,
    without_rumble,
)

AIR, TAIL = 0.04, 0.08  # seconds kept before and after what is heard


def tone(hertz: float, seconds: float, level: float = 0.5) -> Samples:
    times = np.arange(round(seconds * RATE)) / RATE
    return (level * np.sin(2 * np.pi * hertz * times)).astype(np.float32)


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def power(sound: Samples) -> float:
    middle = sound[RATE // 4 : -RATE // 4]
    return float(np.mean(middle**2))


@pytest.mark.parametrize(("hertz", "kept"), [(20, 0.0), (35, 0.0), (80, 1.0), (200, 1.0)])
def test_rumble_goes_and_voice_stays(hertz: float, kept: float) -> None:
    sound = tone(hertz, 1)
    assert power(without_rumble(sound)) / power(sound) == pytest.approx(kept, abs=0.01)


def test_rumble_leaves_the_length() -> None:
    assert len(without_rumble(tone(200, 0.3))) == len(tone(200, 0.3))


def test_heard_is_what_is_not_silent() -> None:
    begin, end = heard(np.concatenate([silence(0.3), tone(200, 0.5), silence(0.2)]))
    assert (begin / RATE, end / RATE) == pytest.approx((0.3, 0.8), abs=0.005)


def test_breath_is_not_heard() -> None:
    begin, end = heard(np.concatenate([tone(200, 0.3, 0.002), tone(200, 0.5), silence(0.2)]))
    assert (begin / RATE, end / RATE) == pytest.approx((0.3, 0.8), abs=0.005)


@pytest.mark.parametrize("sound", [silence(0.2), silence(0.001)])
def test_all_of_silence_is_heard(sound: Samples) -> None:
    assert heard(sound) == (0, len(sound))


def test_cuts_keep_a_little_air() -> None:
    sound = np.concatenate([silence(0.3), tone(200, 0.5), silence(0.3)])
    part, begin = cut(sound, round(0.3 * RATE), round(0.8 * RATE))
    assert (len(part) / RATE, begin / RATE) == pytest.approx((AIR + 0.5 + TAIL, AIR))


def test_cuts_fade_in_and_out() -> None:
    part, _ = cut(np.ones(RATE, np.float32), RATE // 4, RATE // 2)
    assert (part[0], part[-1], part.max()) == (0, 0, 1)
    assert np.abs(np.diff(part)).max() < 0.01


def test_cuts_leave_the_sound_alone() -> None:
    sound = np.ones(RATE, np.float32)
    cut(sound, 0, RATE)
    assert sound.min() == 1


@pytest.mark.parametrize(("begin", "end"), [(0, 10), (0, RATE), (RATE - 10, RATE)])
def test_cuts_stay_within_the_sound(begin: int, end: int) -> None:
    part, first = cut(np.ones(RATE, np.float32), begin, end)
    assert end - begin <= len(part) - first <= RATE


@pytest.mark.parametrize("seconds", [0.12, 0.3, 1.0])
def test_pauses_count_the_air_around_them(seconds: float) -> None:
    assert len(pause(seconds)) / RATE == pytest.approx(seconds - AIR - TAIL)


def test_no_pause_is_less_than_nothing() -> None:
    assert len(pause(0.05)) == 0


@settings(max_examples=30)
@given(st.lists(st.floats(-3, 3, width=32), min_size=1, max_size=3000))
def test_nothing_passes_the_ceiling(samples: list[float]) -> None:
    assert np.abs(limited(np.array(samples, np.float32))).max() <= 0.8901


def test_quiet_sound_is_not_limited() -> None:
    sound = tone(200, 0.2)
    assert limited(sound) is sound


def test_limiting_dips_only_about_the_peak() -> None:
    sound = tone(200, 1)
    sound[RATE // 2] = 1.5
    changed = np.flatnonzero(limited(sound) != sound)
    assert abs(changed - RATE // 2).max() <= RATE // 100


def test_limited_tone_is_smooth() -> None:
    sound = np.concatenate([tone(200, 0.2), tone(200, 0.2, 1.5), tone(200, 0.2)])
    assert np.abs(np.diff(limited(sound))).max() < np.abs(np.diff(sound)).max()

"""A key has the pitch it is asked for, goes on past its sample without a click, and dies away."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.music.sampler import tone as tones
from reelwright.providers.offline.music.sampler.bank import Zone, instruments
from reelwright.providers.offline.music.sampler.tone import RATE, envelope, released, tone

CYCLE = 441  # samples of one turn of a made-up sample: 100 Hz at 44.1 kHz
HERTZ_100 = 69 + 12 * np.log2(100 / 440)


def zone(**changes) -> Zone:
    told = {
        "keys": (0, 127),
        "sample": "made-up",
        "rate": 44_100,
        "root": HERTZ_100,
        "scale": 1.0,
        "loop": (CYCLE * 20, CYCLE * 40),
        "attenuation": 0.0,
        "delay": 0.0,
        "attack": 0.0,
        "hold": 0.0,
        "decay": 0.0,
        "sustain": 0.0,
        "release": 0.5,
        "cutoff": None,
    }
    return Zone(**{**told, **changes})


@pytest.fixture
def sine(monkeypatch) -> np.ndarray:
    """A recording of 100 Hz, half a second long."""
    sound = np.sin(2 * np.pi * np.arange(22_050) / CYCLE).astype(np.float32)
    monkeypatch.setattr(tones, "recording", {"made-up": sound}.__getitem__)
    tones._fine.cache_clear()
    yield sound
    tones._fine.cache_clear()


def hertz(sound: np.ndarray, near: float) -> float:
    """Return the strongest frequency within a semitone of `near`."""
    window = sound[4_800 : 4_800 + 32_768]
    heard = np.abs(np.fft.rfft(window * np.hanning(len(window)), 1 << 20))
    scale = np.arange(len(heard)) * RATE / (1 << 20)
    heard[(scale < near * 0.94) | (scale > near * 1.06)] = 0
    return float(scale[heard.argmax()])


@pytest.mark.parametrize(
    ("name", "pitch"),
    [
        ("piano", 60),
        ("piano", 72),
        ("felt-piano", 67),
        ("nylon-guitar", 64),
        ("clarinet", 60),
        ("celesta", 79),
        ("upright-bass", 48),
        ("oboe", 72),
        ("marimba", 55),
    ],
)
def test_instruments_are_in_tune(name: str, pitch: int) -> None:
    (own,) = instruments()[name].at(pitch)
    wanted = 440 * 2 ** ((pitch - 69) / 12)
    assert abs(1200 * np.log2(hertz(tone(own, pitch, 2.0), wanted) / wanted)) < 3


@pytest.mark.usefixtures("sine")
@pytest.mark.parametrize("steps", [-12.0, -5.0, 0.0, 0.5, 7.0, 12.0])
def test_pitch_is_the_one_asked_for(steps: float) -> None:
    wanted = 100 * 2 ** (steps / 12)
    found = hertz(tone(zone(), HERTZ_100 + steps, 3.0), wanted)
    assert abs(1200 * np.log2(found / wanted)) < 1


@pytest.mark.usefixtures("sine")
@pytest.mark.parametrize("steps", [-7.0, 0.0, 7.0])
def test_nothing_but_the_note_is_heard(steps: float) -> None:
    """What resampling adds lies 60 dB below the note."""
    sound = tone(zone(), HERTZ_100 + steps, 3.0)[: RATE * 3]
    wanted = 100 * 2 ** (steps / 12)
    heard = np.square(np.abs(np.fft.rfft(sound * np.blackman(len(sound)))))
    scale = np.fft.rfftfreq(len(sound), 1 / RATE)
    own = np.abs(scale - wanted) < 5
    assert heard[~own].sum() / heard[own].sum() < 1e-6


@pytest.mark.usefixtures("sine")
def test_a_loop_goes_on_without_a_click() -> None:
    sound = tone(zone(), HERTZ_100, 5.0)
    assert len(sound) == 5 * RATE
    assert np.abs(np.diff(sound[480:])).max() < 1.02 * 2 * np.pi * 100 / RATE
    assert np.abs(sound[-RATE:]).max() == pytest.approx(1, abs=0.01)


@pytest.mark.usefixtures("sine")
def test_a_loop_that_does_not_fit_is_joined_softly() -> None:
    """A loop half a turn too long would jump by the whole height of the wave."""
    uneven = zone(loop=(CYCLE * 20, CYCLE * 40 + 110))
    assert np.abs(np.diff(tone(uneven, HERTZ_100, 3.0))).max() < 0.03


@pytest.mark.usefixtures("sine")
def test_a_sample_without_a_loop_ends() -> None:
    assert len(tone(zone(loop=None), HERTZ_100, 5.0)) == pytest.approx(RATE / 2, abs=4)


@pytest.mark.usefixtures("sine")
def test_a_soft_touch_is_duller() -> None:
    bright = zone(root=20.0)  # played far above its root, its filter lies low
    levels = [float(np.abs(tone(bright, 20.0, 1.0, touch)).max()) for touch in range(3)]
    assert levels == sorted(levels)
    assert levels[0] < levels[2]


def test_attenuation_is_in_decibels(sine) -> None:
    loud, soft = (tone(zone(attenuation=db), HERTZ_100, 1.0) for db in (0.0, 20.0))
    assert np.abs(soft - loud / 10).max() < 1e-6


def test_envelope_rises_falls_and_is_let_go() -> None:
    shape = zone(delay=0.1, attack=0.2, hold=0.1, decay=1.0, sustain=20.0, release=1.0)
    level = envelope(shape, 1.5, 2 * RATE)
    at = [level[round(when * RATE)] for when in (0.05, 0.2, 0.35, 0.5, 0.9, 1.4, 1.7)]
    assert at == pytest.approx([0, 0.5, 1, 10**-0.5, 0.1, 0.1, 0.01], rel=0.01)


@given(
    held=st.floats(0.01, 3),
    attack=st.floats(0, 1),
    decay=st.floats(0, 20),
    sustain=st.floats(0, 100),
    release=st.floats(0, 20),
)
@settings(max_examples=50)
def test_a_key_let_go_is_soon_gone(held, attack, decay, sustain, release) -> None:
    shape = zone(attack=attack, decay=decay, sustain=sustain, release=release)
    level = envelope(shape, held, round((held + released(shape)) * RATE))
    assert level.max() <= 1
    assert level[-1] < 10 ** (-65 / 20)

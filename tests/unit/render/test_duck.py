"""Music steps back before somebody speaks, stays back over short pauses, and returns."""

import numpy as np
import pytest

from reelwright.model.sound import SoundClip
from reelwright.model.time import Time
from reelwright.render.audio import duck
from reelwright.render.sources.sound import RATE


def speech(start, stop) -> SoundClip:
    begin = Time.of(start)
    return SoundClip(start=begin, length=Time.of(stop) - begin, source="a.wav", role="speech")


def level(spans, seconds) -> float:
    return 20 * np.log10(float(duck.gain(spans, round(seconds * RATE), 1)[0]))


def test_short_pauses_are_bridged():
    spans = duck.speech_spans((speech(1, 2), speech("2.8", 4), speech(8, 9)))
    assert spans == ((1 * RATE, 4 * RATE), (8 * RATE, 9 * RATE))


def test_music_does_not_duck_under_music():
    music = SoundClip(start=Time.of(0), length=Time.of(2), source="a.wav", role="music")
    assert duck.speech_spans((music,)) == ()


@pytest.mark.parametrize(
    ("seconds", "decibels"), [(0.5, 0), (2.0, -13), (2.5, -13), (3.0, -13), (4.0, 0)]
)
def test_level_under_speech(seconds, decibels):
    spans = ((2 * RATE, 3 * RATE),)
    assert level(spans, seconds) == pytest.approx(decibels, abs=0.01)


def test_level_moves_without_a_jump():
    gains = duck.gain(((2 * RATE, 3 * RATE),), 0, 5 * RATE)
    assert float(np.abs(np.diff(gains)).max()) < 1e-3


def test_any_stretch_is_the_same_as_in_the_whole():
    spans = ((2 * RATE, 3 * RATE), (4 * RATE, 5 * RATE))
    whole = duck.gain(spans, 0, 6 * RATE)
    assert np.array_equal(duck.gain(spans, 123_456, 50_000), whole[123_456 : 123_456 + 50_000])

"""Words put together to speech, by a speaker that beeps."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.model.asset import SpokenWord
from reelwright.providers.offline.loudness import lufs
from reelwright.providers.offline.voice.pieces import Spoken
from reelwright.providers.offline.voice.speech import Speech, perform
from reelwright.providers.offline.voice.take import FRAME, RATE, Take
from reelwright.providers.offline.voice.utterances import AFTER_CLAUSE, AFTER_SENTENCE, LONGEST

PHONEME = 4 * FRAME
QUIET = 12 * FRAME
SAID = PHONEME / RATE  # seconds
AIR, TAIL = 0.04, 0.08  # seconds around what is heard
NEAR = 0.006  # seconds: what is heard is found in windows of 5 ms


@dataclass(frozen=True, slots=True)
class Beeper:
    """Says a letter as a beep of 0.1 s and all else as silence, with silence at both ends."""

    def say(self, phonemes: str) -> Take:
        rise = np.clip(np.minimum(np.arange(PHONEME), PHONEME - np.arange(PHONEME)) / 240, 0, 1)
        beep = 0.3 * rise * np.sin(2 * np.pi * 800 * np.arange(PHONEME) / RATE)
        quiet = np.zeros(QUIET)
        parts = [beep if one.isalpha() else np.zeros(PHONEME) for one in phonemes]
        sound = np.concatenate([quiet, *parts, quiet]).astype(np.float32)
        return Take(sound, QUIET + PHONEME * np.arange(len(phonemes) + 1))


def words(*said: str) -> tuple[Spoken, ...]:
    return tuple(
        Spoken(3 * i, 3 * i + 2, one.rstrip(".,!"), one[len(one.rstrip(".,!")) :])
        for i, one in enumerate(said)
    )


def performed(*said: str, speed: float = 1.0) -> Speech:
    return perform(words(*said), Beeper(), speed)


def times(speech: Speech) -> list[tuple[float, float]]:
    return [(float(word.start), float(word.stop)) for word in speech.words]


spoken = st.lists(
    st.tuples(st.integers(0, 5), st.sampled_from(["", "", ",", "."])), min_size=1, max_size=8
).filter(lambda parts: any(count for count, _ in parts))


def test_words_sound_where_they_are_said() -> None:
    expected = [(AIR, AIR + 2 * SAID), (AIR + 3 * SAID, AIR + 4 * SAID)]
    for found, wanted in zip(times(performed("ab", "c")), expected, strict=True):
        assert found == pytest.approx(wanted, abs=NEAR)


def test_words_keep_their_places() -> None:
    places = [(word.begin, word.end) for word in performed("a", "b", "c").words]
    assert places == [(0, 2), (3, 5), (6, 8)]


def test_sentences_are_apart() -> None:
    (_, stop), (start, _) = times(performed("a.", "b"))
    assert start - stop == pytest.approx(AFTER_SENTENCE, abs=2 * NEAR)


def test_long_sentences_pause_at_clauses() -> None:
    first, second, *_ = times(performed("a" * (LONGEST // 2) + ",", "b" * (LONGEST // 2)))
    assert second[0] - first[1] == pytest.approx(AFTER_CLAUSE, abs=2 * NEAR)


def test_silence_around_is_short() -> None:
    speech = performed("a")
    loud = np.flatnonzero(np.abs(speech.sound) > 0.01)
    assert loud[0] / RATE == pytest.approx(AIR, abs=NEAR)
    assert (len(speech.sound) - loud[-1]) / RATE == pytest.approx(TAIL, abs=NEAR)


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.25, 2.0])
def test_speed_divides_every_time(speed: float) -> None:
    normal, other = performed("ab", "c.", "de"), performed("ab", "c.", "de", speed=speed)
    assert np.array(times(other)) == pytest.approx(np.array(times(normal)) / speed, abs=1 / RATE)
    assert len(other.sound) == round(len(normal.sound) / speed)


def test_word_not_said_takes_an_instant() -> None:
    (_, first), silent, (second, _) = times(performed("a", "", "b"))
    assert silent == (first, first)
    assert first <= second


def test_first_word_not_said_comes_first() -> None:
    silent, (start, _) = times(performed("", "a"))
    assert silent == (start, start)


def test_word_of_many_breaths_is_one_word() -> None:
    ((start, stop),) = times(performed("a" * 2 * LONGEST))
    assert stop - start > 2 * LONGEST * SAID


def test_loudness_is_the_same_however_said() -> None:
    @dataclass(frozen=True, slots=True)
    class Whisperer:
        def say(self, phonemes: str) -> Take:
            take = Beeper().say(phonemes)
            return Take(take.sound * np.float32(0.01), take.edges)

    loud, quiet = (perform(words("ab", "cd"), one, 1).sound for one in (Beeper(), Whisperer()))
    assert [lufs(loud, RATE), lufs(quiet, RATE)] == pytest.approx([-20, -20], abs=0.1)


@settings(deadline=None, max_examples=50)
@given(spoken, st.sampled_from([0.5, 1.0, 1.7]))
def test_words_come_one_after_another(parts: list[tuple[int, str]], speed: float) -> None:
    said = [chr(ord("a") + i) * count + mark for i, (count, mark) in enumerate(parts)]
    speech = performed(*said, speed=speed)
    assert all(word.start <= word.stop for word in speech.words)
    assert all(one.stop <= two.start for one, two in pairwise(speech.words))
    assert float(speech.words[0].start) >= 0
    assert float(speech.words[-1].stop) <= len(speech.sound) / RATE


@settings(deadline=None, max_examples=50)
@given(spoken)
def test_every_word_is_there(parts: list[tuple[int, str]]) -> None:
    said = ["x" * count + mark for count, mark in parts]
    made = [(word.begin, word.end) for word in performed(*said).words]
    assert made == [(word.begin, word.end) for word in words(*said)]


def test_times_are_exact_samples() -> None:
    word: SpokenWord = performed("ab", speed=1.3).words[0]
    assert (word.start.seconds * RATE).denominator == (word.stop.seconds * RATE).denominator == 1

"""What Whisper heard becomes a text with each word's place and time."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.brief import Language
from reelwright.ports.transcriber import Transcript
from reelwright.providers.offline.transcriber.recording import RATE
from reelwright.providers.offline.transcriber.whisper import Heard
from reelwright.providers.offline.transcriber.words import transcript

EARLY = 0.08


def sounding(seconds: float = 10, *silences: tuple[float, float]) -> np.ndarray:
    """Return sound with silence in it, each from when to when."""
    sound = np.full(round(seconds * RATE), 0.1, np.float32)
    for start, stop in silences:
        sound[round(start * RATE) : round(stop * RATE)] = 0
    return sound


def heard(*texts: str, each: float = 0.5) -> tuple[Heard, ...]:
    """Return parts that follow each other, `each` of so many seconds."""
    return tuple(Heard(text, at * each, (at + 1) * each) for at, text in enumerate(texts))


def said(made: Transcript) -> list[tuple[str, float, float]]:
    return [
        (made.text[word.begin : word.end], float(word.start), float(word.stop))
        for word in made.words
    ]


def test_words_are_timed_without_whispers_lead() -> None:
    made = transcript(heard(" Rain", " fell", "."), Language.ENGLISH, sounding())
    assert made.text == "Rain fell."
    assert said(made) == [("Rain", EARLY, 0.5 + EARLY), ("fell", 0.5 + EARLY, 1.0 + EARLY)]


def test_nothing_heard_is_nothing() -> None:
    assert transcript((), None, sounding()) == Transcript("", None, ())


def test_parts_of_a_word_are_one_word() -> None:
    made = transcript(heard(" light", "house", "-", "keeper"), Language.ENGLISH, sounding())
    assert said(made) == [("lighthouse-keeper", EARLY, 2 + EARLY)]


def test_words_in_one_part_share_its_time() -> None:
    made = transcript((Heard(" ab cd", 1.0, 2.0),), Language.ENGLISH, sounding())
    assert said(made) == [("ab", 1.08, 1.48), ("cd", 1.68, 2.08)]


def test_silence_at_either_end_is_left_out() -> None:
    made = transcript(heard(" Rain", each=2), None, sounding(10, (0, 0.5), (1.5, 9)))
    assert said(made) == [("Rain", 0.5, 1.5)]


def test_words_end_with_the_sound() -> None:
    made = transcript(heard(" Rain", " fell"), None, sounding(1))
    assert said(made) == [("Rain", EARLY, 0.58), ("fell", 0.58, 1.0)]


def test_words_wait_for_each_other() -> None:
    parts = (Heard(" one", 1, 2), Heard(" two", 1.5, 2.5), Heard(" three", 1.6, 1.7))
    times = [time for _, *both in said(transcript(parts, None, sounding())) for time in both]
    assert times == sorted(times)


def test_words_that_whisper_gives_no_time_take_an_instant() -> None:
    parts = (Heard(" one", 1, 1), Heard(" two", 1, 1))
    assert said(transcript(parts, None, sounding())) == [("one", 1.08, 1.09), ("two", 1.09, 1.1)]


def test_punctuation_is_no_word() -> None:
    made = transcript(heard(" “Well", ",", " —", " $3", ".50", "!”"), None, sounding())
    assert [word for word, _, _ in said(made)] == ["Well", "$3.50"]


def test_japanese_is_parted_as_readers_part_it() -> None:
    made = transcript(
        heard("船", "は", "無", "事に", "帰", "り", "ました"), Language.JAPANESE, sounding()
    )
    assert said(made) == [
        ("船は", EARLY, 1 + EARLY),
        ("無事に", 1 + EARLY, 2 + EARLY),
        ("帰りました", 2 + EARLY, 3.5 + EARLY),
    ]


def test_chinese_is_parted_as_it_was_heard() -> None:
    made = transcript(heard("今天", "天气", "，", "很好"), Language.CHINESE, sounding())
    assert [word for word, _, _ in said(made)] == ["今天", "天气", "很好"]


def test_devanagari_marks_stay_with_their_letters() -> None:
    made = transcript(heard(" मैं", " दिल्ली", " में।"), Language.HINDI, sounding())
    assert [word for word, _, _ in said(made)] == ["मैं", "दिल्ली", "में"]


words = st.sampled_from(
    [" the", "light", " 3", ".5", " —", "!", "船は", "無", "事", "मैं", "ों", " ", "é"]
)
times = st.floats(0, 12)
parts = st.lists(st.builds(Heard, words | st.text(max_size=4), times, times), max_size=12)


@given(parts=parts, language=st.none() | st.sampled_from(Language))
def test_any_parts_have_their_words(parts: list[Heard], language: Language | None) -> None:
    made = transcript(parts, language, sounding(3, (1, 2)))
    assert made.text == "".join(part.text for part in parts).strip()
    assert made.language == language
    places = [place for word in made.words for place in (word.begin, word.end)]
    spoken = [time for word in made.words for time in (word.start, word.stop)]
    assert (places, spoken) == (sorted(places), sorted(spoken))
    assert all(0 <= float(time) <= 3 for time in spoken)


@given(parts=parts, language=st.sampled_from([None, Language.ENGLISH, Language.CHINESE]))
def test_every_letter_and_digit_is_in_a_word(parts: list[Heard], language: Language | None) -> None:
    made = transcript(parts, language, sounding(3))
    inside = {place for word in made.words for place in range(word.begin, word.end)}
    assert {place for place, one in enumerate(made.text) if one.isalnum()} <= inside


@pytest.mark.parametrize("language", [None, Language.JAPANESE])
def test_blank_parts_are_nothing(language: Language | None) -> None:
    assert transcript(heard(" ", "  "), language, sounding()).words == ()

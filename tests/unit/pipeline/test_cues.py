"""A narration is cut where its readers pause, every word is kept, and no cue stands too long."""

from fractions import Fraction
from itertools import pairwise

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.asset import SpokenWord
from reelwright.model.time import ZERO, Time
from reelwright.pipeline.cues import LANDSCAPE, PORTRAIT, Measure, columns, cut, read_aloud

ENGLISH = (
    "The keeper climbed the stairs every evening, lit the lamp, and waited. "
    "Ships came home through the storm; nobody ever thanked him."
)
JAPANESE = "年老いた灯台守は毎晩、階段を登りました。船は嵐の中を無事に帰ってきました。"


def spoken(text: str) -> tuple[SpokenWord, ...]:
    """Return the words of a text, a second each."""
    found = [match.span() for match in regex.finditer(r"[\p{L}\p{M}\p{N}’']+", text)]
    return tuple(
        SpokenWord(begin=begin, end=end, start=Time.of(n), stop=Time.of(n + 1))
        for n, (begin, end) in enumerate(found)
    )


def texts(text: str, measure: Measure = LANDSCAPE) -> list[str]:
    return [cue.text for cue in cut(text, spoken(text), measure)]


def test_sentences_are_kept_apart_and_long_ones_cut_at_commas():
    assert texts(ENGLISH) == [
        "The keeper climbed the stairs every evening,",
        "lit the lamp, and waited.",
        "Ships came home through the storm;",
        "nobody ever thanked him.",
    ]


def test_tall_frames_get_shorter_cues():
    assert max(columns(text) for text in texts(ENGLISH, PORTRAIT)) <= 31
    assert len(texts(ENGLISH, PORTRAIT)) > len(texts(ENGLISH))


def test_japanese_counts_two_columns_a_character():
    assert columns("灯台 ab") == 7


def test_japanese_is_cut_after_its_words():
    words = read_aloud(JAPANESE, Time.of(10))
    assert [cue.text for cue in cut(JAPANESE, words, LANDSCAPE)] == [
        "年老いた灯台守は毎晩、階段を登りました。",
        "船は嵐の中を無事に帰ってきました。",
    ]


def test_word_offsets_point_at_the_word():
    cues = cut(ENGLISH, spoken(ENGLISH), LANDSCAPE)
    found = [cue.text[word.begin : word.end] for cue in cues for word in cue.words]
    assert found == [ENGLISH[word.begin : word.end] for word in spoken(ENGLISH)]


def test_opening_marks_go_with_their_word():
    text = "He said: “Come in (quietly) please.” Then he left the old house for good."
    assert texts(text, Measure(16)) == [
        "He said: “Come",
        "in (quietly)",
        "please.”",
        "Then he left",
        "the old house",
        "for good.",
    ]


def test_cue_stands_until_the_next_when_it_comes_soon():
    cues = cut(ENGLISH, spoken(ENGLISH), LANDSCAPE)
    assert all(before.stop == after.start for before, after in pairwise(cues))


def test_cue_leaves_in_a_pause():
    words = list(spoken("One. Two."))
    words[1] = words[1].model_copy(update={"start": Time.of(5), "stop": Time.of(6)})
    first, second = cut("One. Two.", words, LANDSCAPE)
    assert (first.stop, second.start) == (Time.of("1.4"), Time.of("4.95"))


def test_first_cue_does_not_begin_before_the_speech():
    assert cut("Hello.", spoken("Hello."), LANDSCAPE)[0].start == ZERO


def test_nothing_spoken_is_no_cue():
    assert cut("…", (), LANDSCAPE) == []


sentences = st.lists(st.text("abcdefg", min_size=1, max_size=9), min_size=1, max_size=30).flatmap(
    lambda words: st.lists(
        st.sampled_from([" ", ", ", ". ", "! ", " “", "; "]),
        min_size=len(words),
        max_size=len(words),
    ).map(lambda marks: "".join(a + b for a, b in zip(words, marks, strict=True)).strip(" “"))
)
measures = st.sampled_from([LANDSCAPE, PORTRAIT, Measure(12)])


@given(sentences, measures)
def test_no_word_is_lost_or_moved(text, measure):
    cues = cut(text, spoken(text), measure)
    assert [word.start for cue in cues for word in cue.words] == [w.start for w in spoken(text)]
    assert " ".join(cue.text for cue in cues).split() == text.split()


@given(sentences, measures)
def test_cues_do_not_overlap_and_are_short_enough(text, measure):
    cues = cut(text, spoken(text), measure)
    assert all(before.stop <= after.start for before, after in pairwise(cues))
    assert all(columns(cue.text) <= measure.most or len(cue.words) == 1 for cue in cues)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It’s a well-known tale, no?", ["It’s", "a", "well-known", "tale", "no"]),
        ("光の中を歩く。", ["光の", "中を", "歩く"]),
        ("सुबह हुई।", ["सुबह", "हुई"]),
        ("カメラで2枚", ["カメラ", "で", "2枚"]),
    ],
)
def test_unspoken_text_has_the_words_a_reader_sees(text, words):
    found = read_aloud(text, Time.of(4))
    assert [text[word.begin : word.end] for word in found] == words


@given(sentences, st.fractions(1, 60, max_denominator=100).map(Time))
def test_unspoken_words_fill_their_time_exactly(text, length):
    words = read_aloud(text, length)
    assert words[0].start == ZERO
    assert words[-1].stop == length
    assert all(before.stop == after.start for before, after in pairwise(words))


def test_longer_words_are_read_for_longer():
    short, long = read_aloud("a bbbb", Time.of(5))
    assert (short.stop - short.start, long.stop - long.start) == (Time.of(1), Time.of(4))


def test_time_is_shared_in_exact_parts():
    assert read_aloud("a b c", Time.of(1))[0].stop == Time(Fraction(1, 3))

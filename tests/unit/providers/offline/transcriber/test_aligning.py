"""A known text is laid along what was heard: matched words, then letters, then what lies between."""

import pytest

from reelwright.model.asset import SpokenWord
from reelwright.model.brief import Language
from reelwright.model.errors import Invalid
from reelwright.model.time import Time
from reelwright.ports.transcriber import Transcript
from reelwright.providers.offline.transcriber.aligning import aligned
from reelwright.providers.offline.voice.pieces import pieces


def heard(*words: tuple[str, float, float]) -> Transcript:
    text, spoken = "", []
    for word, start, stop in words:
        begin = len(text)
        text += word + " "
        spoken.append(
            SpokenWord(begin=begin, end=begin + len(word), start=Time.of(start), stop=Time.of(stop))
        )
    return Transcript(text.strip(), Language.ENGLISH, tuple(spoken))


def times(text: str, transcript: Transcript) -> list[tuple[str, float, float]]:
    found = aligned(text, pieces(text), transcript)
    return [(text[one.begin : one.end], float(one.start), float(one.stop)) for one in found]


RIVER = heard(("the", 1, 1.2), ("river", 1.2, 1.7), ("runs", 1.9, 2.3), ("south", 2.3, 3.0))


def test_words_heard_as_written_keep_their_times():
    assert times("The river runs south.", RIVER) == [
        ("The", 1, 1.2),
        ("river", 1.2, 1.7),
        ("runs", 1.9, 2.3),
        ("south", 2.3, 3.0),
    ]


def test_word_heard_otherwise_lies_between_its_neighbours():
    assert times("The brook runs south.", RIVER)[1] == ("brook", 1.2, 1.9)


def test_words_left_out_share_the_gap():
    found = times("The river, wide and slow, runs south.", RIVER)
    assert [word for word, _, _ in found] == [
        "The",
        "river",
        "wide",
        "and",
        "slow",
        "runs",
        "south",
    ]
    assert [start for _, start, _ in found] == sorted(start for _, start, _ in found)
    assert found[5] == ("runs", 1.9, 2.3)


def test_letters_in_common_place_a_word_misheard():
    word, start, stop = times("The rivers run south.", RIVER)[1]
    assert (word, start) == ("rivers", 1.2)
    assert 1.6 <= stop <= 1.95


def test_accents_and_capitals_are_no_difference():
    cafe = heard(("le", 0, 0.2), ("cafe", 0.2, 0.8), ("ferme", 0.8, 1.2))
    assert times("Le CAFÉ fermé", cafe)[1] == ("CAFÉ", 0.2, 0.8)


def test_words_after_the_last_heard_still_take_time():
    found = times("The river runs south, always.", RIVER)
    assert found[-1][1] < found[-1][2]


@pytest.mark.parametrize("text", ["Nobody expected a parcel.", "x"])
def test_other_texts_are_refused(text):
    with pytest.raises(Invalid, match="What is heard in the sound is not this text"):
        times(text, RIVER)


def test_text_without_words_has_none():
    assert aligned("…", [], RIVER) == ()

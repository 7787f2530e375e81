import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.pieces import Spoken
from reelwright.providers.offline.voice.utterances import (
    AFTER_CLAUSE,
    AFTER_SENTENCE,
    LONGEST,
    utterances,
)

MODEL_LIMIT = 510


def words(*said: str) -> tuple[Spoken, ...]:
    """Return words, each of phonemes and perhaps a mark: `ab,`."""
    return tuple(
        Spoken(2 * i, 2 * i + 1, one.rstrip(".,!?;—"), one[len(one.rstrip(".,!?;—")) :])
        for i, one in enumerate(said)
    )


spoken = st.lists(
    st.tuples(st.integers(0, 60) | st.just(900), st.sampled_from(["", "", "", ",", ";", ".", "?"])),
    max_size=40,
).map(lambda parts: words(*("ab"[i % 2] * n + sign for i, (n, sign) in enumerate(parts))))


def test_a_sentence_is_an_utterance() -> None:
    made = utterances(words("ab,", "c.", "de!", "f"))
    assert [(one.phonemes, one.pause) for one in made] == [
        ("ab, c.", AFTER_SENTENCE),
        ("de!", AFTER_SENTENCE),
        ("f", AFTER_SENTENCE),
    ]


def test_long_sentences_pause_at_a_clause() -> None:
    made = utterances(words(*["a" * 60] * 3, "b,", *["c" * 60] * 4 + ["d."]))
    assert [one.phonemes[-2:] for one in made] == ["b,", "d."]
    assert [one.pause for one in made] == [AFTER_CLAUSE, AFTER_SENTENCE]


def test_silent_words_leave_their_mark() -> None:
    assert [one.phonemes for one in utterances(words("a", ",", "b", ".", "!"))] == ["a, b."]


def test_one_mark_is_enough() -> None:
    assert [one.phonemes for one in utterances(words("a,", ",", ";", "b"))] == ["a, b"]


@pytest.mark.parametrize("said", [(), ("",), (",", "."), ("", "", "")])
def test_nothing_said_no_utterance(said: tuple[str, ...]) -> None:
    assert utterances(words(*said)) == []


def test_endless_word_is_said_in_parts() -> None:
    (word,) = words("a" * 1000)
    made = utterances((word,))
    assert "".join(one.phonemes for one in made) == "a" * 1000
    assert {(place.begin, place.end) for one in made for place, _ in one.words} == {(0, 1)}


@given(spoken)
def test_no_utterance_is_too_long(said: tuple[Spoken, ...]) -> None:
    assert all(0 < len(one.phonemes) <= LONGEST < MODEL_LIMIT for one in utterances(said))


@given(spoken)
def test_spans_show_each_words_phonemes(said: tuple[Spoken, ...]) -> None:
    made = [(w.phonemes, s.of(one.phonemes)) for one in utterances(said) for w, s in one.words]
    assert [phonemes for phonemes, _ in made] == [shown for _, shown in made]


@given(spoken)
def test_every_phoneme_is_said_once(said: tuple[Spoken, ...]) -> None:
    made = [word.phonemes for one in utterances(said) for word, _ in one.words]
    assert "".join(made) == "".join(word.phonemes for word in said)

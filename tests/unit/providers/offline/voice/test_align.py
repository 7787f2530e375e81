import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.align import owners

words = st.lists(st.sampled_from(["a", "b", "c", "5"]), max_size=8)


@pytest.mark.parametrize(
    ("expected", "read", "owner"),
    [
        ("a b c", "a b c", [0, 1, 2]),
        ("$5 million", "5 million dollars", [0, 1, 1]),
        ("paid $3.50 for", "paid 3 dollars and 50 cents for", [0, 1, 1, 1, 1, 1, 2]),
        ("1 m, $5 m", "1 meter 5 million dollars", [0, 1, 2, 3, 3]),
        ("Dr Smith", "Doctor Smith", [0, 1]),
        ("a b c", "a c", [0, 2]),
        ("", "", []),
    ],
)
def test_every_word_read_has_its_owner(expected: str, read: str, owner: list[int]) -> None:
    assert owners([[word.rstrip(",")] for word in expected.split()], read.split()) == owner


def test_several_words_may_stand_for_one() -> None:
    assert owners([["seven", "thirty"], ["now"]], ["seven", "thirty", "now"]) == [0, 0, 1]


def test_capitals_do_not_matter() -> None:
    assert owners([["Hello"], ["World"]], ["WORLD"]) == [1]


@given(st.lists(words, max_size=8), words)
def test_owners_come_in_order(expected: list[list[str]], read: list[str]) -> None:
    found = owners(expected, read)
    assert found == sorted(found)
    assert len(found) == len(read)


@given(st.lists(words.filter(len), min_size=1, max_size=8))
def test_words_read_as_written_own_themselves(expected: list[list[str]]) -> None:
    read = [word for alone in expected for word in alone]
    assert owners(expected, read) == [i for i, alone in enumerate(expected) for _ in alone]

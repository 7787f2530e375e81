"""Names in sentences."""

import pytest

from reelwright.providers.offline.planner.texts.grammar import capital, fill, slots
from reelwright.providers.offline.planner.texts.tongue import Noun

FOX = Noun.read({"gender": 0, "a": "a fox", "the": "the fox"})
GIRL = Noun.read({"gender": 1, "a": "a girl", "the": "the girl"})
CAT = Noun.read({"gender": 1, "name": "बिल्ली", "oblique": "बिल्ली"})
HORSE = Noun.read({"gender": 0, "name": "घोड़ा", "oblique": "घोड़े"})


@pytest.mark.parametrize(
    ("sentence", "noun", "filled"),
    [
        ("Here is {a}.", FOX, "Here is a fox."),
        ("{The} sees {the}.", FOX, "The fox sees the fox."),
        ("[It/She/He] went.", GIRL, "She went."),
        ("[It/She/He] went.", FOX, "It went."),
        ("{name} [आया/आई]।", CAT, "बिल्ली आई।"),
        ("{oblique} ने देखा, और {name} [चला/चली]।", HORSE, "घोड़े ने देखा, और घोड़ा चला।"),
        ("Nothing to fill.", FOX, "Nothing to fill."),
    ],
)
def test_slots_and_choices_are_filled(sentence: str, noun: Noun, filled: str) -> None:
    assert fill(sentence, noun) == filled


def test_words_fill_slots_too() -> None:
    assert fill("{question}? {Person}!", question="Why", person="ada") == "Why? Ada!"


def test_what_is_filled_in_is_left_alone() -> None:
    assert fill("{tale}", tale="[a/b] {the}") == "[a/b] {the}"


def test_unknown_slots_are_our_mistake() -> None:
    with pytest.raises(KeyError, match="hero"):
        fill("{hero}", FOX)


def test_slots_are_listed() -> None:
    assert slots("{The} and {a} [x/y] {the}") == {"the", "a"}


@pytest.mark.parametrize(("text", "capitalised"), [("fox", "Fox"), ("", ""), ("naïve", "Naïve")])
def test_capitals(text: str, capitalised: str) -> None:
    assert capital(text) == capitalised

"""Finding listed words in texts."""

import sys
from types import FrameType

import pytest

from reelwright.providers.offline.moderator.rules import vocabulary
from reelwright.providers.offline.moderator.vocabulary import Hit, Vocabulary

LISTS = Vocabulary(
    {
        "kill": ["kill*", "do in"],
        "bomb": ["bomb", "pipe bomb", "爆弾"],
        "bath": ["bath bomb*"],
        "gore": ["グロ", "生首"],
        "young": ["#17 year old", "#17 歳"],
        "hit": ["मार*", "जान से मार"],
        "secret": ["password"],
    }
)


def found(text: str) -> list[str]:
    return [hit.concept for hit in LISTS.find(text)]


@pytest.mark.parametrize(
    ("text", "concepts"),
    [
        ("kill", ["kill"]),
        ("killing killers", ["kill", "kill"]),
        ("skill", []),
        ("they do in the end", ["kill"]),
        ("they do. In the end", ["kill"]),
        ("do it in", []),
        ("a pipe bomb", ["bomb", "bomb"]),
        ("bath bombs", ["bath"]),
        ("bombshell", []),
        ("爆弾", ["bomb"]),
        ("大爆弾魔", ["bomb"]),
        ("爆 弾", ["bomb"]),
        ("爆・弾", ["bomb"]),
        ("グロ映像", ["gore"]),
        ("グローブ", []),
        ("アングロ", []),
        ("グロ グローブ", ["gore"]),
        ("生首", ["gore"]),
        ("a 12 year old", ["young"]),
        ("a 12-year-old", ["young"]),
        ("a 21 year old", []),
        ("12歳", ["young"]),
        ("मारा", ["hit"]),
        ("मार्च में", []),
        ("जान से मार", ["hit", "hit"]),
        ("p*ssword", ["secret"]),
        ("p******d", ["secret"]),
        ("q*ssword", []),
        ("k i l l", ["kill"]),
        ("i k.i.l.l you", ["kill"]),
        ("k i", []),
        ("m y p a s s w o r d", ["secret"]),
        ("", []),
    ],
)
def test_words_are_found(text: str, concepts: list[str]) -> None:
    assert found(text) == concepts


def test_hits_say_where_they_stand() -> None:
    assert LISTS.find("a pipe bomb!") == [Hit("bomb", 2, 11), Hit("bomb", 7, 11)]


def test_hits_within_spellings_say_where_they_stand() -> None:
    assert LISTS.find("m y p a s s w o r d") == [Hit("secret", 4, 19)]


def test_hits_come_in_order() -> None:
    starts = [
        hit.start
        for hit in vocabulary("english").find("kill you, how to make a b o m b. A gun " * 9)
    ]
    assert starts == sorted(starts)


def work(text: str) -> int:
    """Return how many calls finding the words of three languages in `text` takes."""
    calls = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        for language in ("english", "hindi", "japanese"):
            vocabulary(language).find(text)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize(
    "piece",
    [
        "a ",
        "a",
        "how to ",
        "k i l l ",
        "a.b.c.d ",
        "!@$*",
        "f*** ",
        "kill you ",
        "bath bomb ",
        "12 year ",
        "死",
        "殺してやる",
        "クソ野郎",
        "मार ",
        "क्",
        "jews are ",
        "k\u200b",
        "1l1l1l1l ",
        "ааааа ",
    ],
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    count = 4_000 // len(piece)
    once, twice = work(piece * count), work(piece * 2 * count)
    assert twice <= 2.2 * once + 200


@pytest.mark.parametrize("piece", ["a ", "how to ", "死ね", "k1ll y0u "])
def test_a_hundred_thousand_characters_are_read(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert work(text) <= 60 * len(text)

"""Making texts plain."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.moderator.plain import AGE, LONGEST, PAUSE, Word, plain, words


def first_readings(text: str) -> list[str]:
    return [word.readings[0] for word in words(plain(text))]


def readings(text: str) -> set[str]:
    return {reading for word in words(plain(text)) for reading in word.readings}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("HELLO", "hello"),
        ("ＦＵＬＬ　ｗｉｄｔｈ", "full width"),
        ("k\u200bi\u200dl\u2060l", "kill"),
        ("k\u0336i\u0336l\u0336l", "kill"),
        ("naïve", "naive"),
        ("ﬁre", "fire"),
        ("𝐤𝐢𝐥𝐥 𝓴", "kill k"),
        ("क़दम", "कदम"),
        ("माँ", "मां"),
        ("ﾎﾟﾙﾉ", "ポルノ"),
        ("が", "が"),
        ("Straße", "strasse"),
    ],
)
def test_one_spelling_for_each_text(text: str, made: str) -> None:
    assert plain(text) == made


@settings(deadline=None)
@given(st.text(max_size=200))
def test_plain_texts_stay_as_they_are(text: str) -> None:
    assert plain(plain(text)) == plain(plain(plain(text)))


@settings(deadline=None)
@given(st.text(max_size=200))
def test_nothing_invisible_is_left(text: str) -> None:
    assert all(unicodedata.category(character) != "Cf" for character in plain(text))


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("how to make it", ["how", "to", "make", "it"]),
        ("self-harm, don't!", ["self", "harm", "don't"]),
        ("मैं तुझे", ["मैं", "तुझे"]),
        ("森の 朝", ["森", "の", "朝"]),
        ("12歳の子", ["12", "歳", "の", "子"]),
        ("bomb!!", ["bomb"]),
        ("(quiet)", ["quiet"]),
        ("a_b", ["a", "b"]),
        ("ポルノ映画", ["ポ", "ル", "ノ", "映", "画"]),
    ],
)
def test_words_are_split(text: str, split: list[str]) -> None:
    assert first_readings(text) == split


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("k1ll", "kill"),
        ("b0mb", "bomb"),
        ("m4ke", "make"),
        ("$ex", "sex"),
        ("p@ss", "pass"),
        ("b!tch", "bitch"),
        ("he11o", "hello"),
        ("fuuuuck", "fuck"),
        ("killll", "kill"),
        ("buuull", "bull"),
        ("ѕех", "sex"),
        ("kіll", "kill"),
        ("βomb", "bomb"),
    ],
)
def test_disguises_are_seen_through(written: str, meant: str) -> None:
    assert meant in readings(written)


@pytest.mark.parametrize("text", ["k i l l", "k.i.l.l", "k-i-l-l", "k _i_ l_l", "K I L L"])
def test_spelled_words_are_joined(text: str) -> None:
    assert list(words(plain(text))) == [Word(("kill",), 0, len(text), spelled=True)]


@pytest.mark.parametrize("text", ["a b", "plan a", "i am", "don't a b"])
def test_single_letters_are_no_spelling(text: str) -> None:
    assert not any(word.spelled for word in words(plain(text)))


@pytest.mark.parametrize(
    ("written", "is_age"), [("5", True), ("17", True), ("18", False), ("112", False), ("5a", False)]
)
def test_small_numbers_may_be_ages(written: str, *, is_age: bool) -> None:
    assert (AGE in readings(written)) is is_age


def test_sentences_are_set_apart() -> None:
    near, far = list(words("one two")), list(words("one. two"))
    assert near[1].start - near[0].stop == 1
    assert far[1].start - far[0].stop == 2 + PAUSE


@settings(deadline=None)
@given(st.text(max_size=300))
def test_words_lie_in_order(text: str) -> None:
    found = list(words(plain(text)))
    ends = [column for word in found for column in (word.start, word.stop)]
    assert ends == sorted(ends)
    assert all(word.readings and all(word.readings) for word in found)


@pytest.mark.parametrize("written", ["a" * 500, "ab1" * 300, "a!" * 400, "क्" * 400])
def test_endless_words_are_cut(written: str) -> None:
    assert max(map(len, readings(written))) <= LONGEST


@pytest.mark.parametrize(
    "piece", ["a ", "a.", "a", "!@$*", "k1", "死", "क्", "how to ", "a_", "...."]
)
def test_no_more_words_than_characters(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert sum(len(word.readings) for word in words(plain(text))) <= 5 * len(text)

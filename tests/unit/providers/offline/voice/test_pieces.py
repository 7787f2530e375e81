import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.voice.pieces import Span, Spoken, gaps, mark, pieces

texts = st.text(alphabet=st.sampled_from("ab1 9.,:-–/'’$%°#+()!?…—\n éकि猫。😀"), max_size=30)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it's 7:30, Bob!", "it's 7:30 Bob"),
        ("$3.50 or 50% off", "$3.50 or 50% off"),
        ("1,000,000 and 1, 2", "1,000,000 and 1 2"),
        ("mother-in-law — yes", "mother-in-law yes"),
        ("a, b;c", "a b c"),
        ("10–12 a–b", "10–12 a b"),
        ("see https://a.org/b?c", "see https://a.org/b c"),
        ("C++ & #1 @me", "C++ & #1 @me"),
        ("20°C", "20°C"),
        ("नमस्ते, दुनिया।", "नमस्ते दुनिया"),
        ("“Quoted” (aside)", "Quoted aside"),
        ("😀 … !", ""),
        ("", ""),
    ],
)
def test_words_keep_their_signs(text: str, words: str) -> None:
    assert " ".join(piece.of(text) for piece in pieces(text)) == words


@given(texts)
def test_every_letter_and_digit_is_in_a_piece(text: str) -> None:
    inside = {place for piece in pieces(text) for place in range(piece.begin, piece.end)}
    assert {place for place, one in enumerate(text) if one.isalnum()} <= inside


@given(texts)
def test_pieces_and_gaps_are_the_text(text: str) -> None:
    words = pieces(text)
    parts = [word.of(text) + gap for word, gap in zip(words, gaps(text, words), strict=True)]
    first = words[0].begin if words else len(text)
    assert text[:first] + "".join(parts) == text


@pytest.mark.parametrize(
    ("gap", "sign"),
    [
        (" ", ""),
        (", ", ","),
        ("。", "."),
        ("।", "."),
        ("?!", "?"),
        ('." ', "."),
        ("...", "…"),
        ("…", "…"),
        (" - ", "—"),
        ("--", "—"),
        ("—", "—"),
        ("; ", ";"),
        (": ", ":"),
        (" (", ","),
        ("」", ","),
        ("！", "!"),
        ("\n", "."),
        ("", ""),
    ],
)
def test_strongest_mark_wins(gap: str, sign: str) -> None:
    assert mark(gap) == sign


@pytest.mark.parametrize(
    ("sign", "ends"),
    [(".", True), ("!", True), ("?", True), (",", False), ("…", False), ("", False)],
)
def test_some_marks_end_sentences(sign: str, ends: bool) -> None:
    assert Spoken(0, 1, "a", sign).ends_sentence is ends


def test_words_move_with_their_text() -> None:
    assert Spoken(1, 3, "a", ",").moved(10) == Spoken(11, 13, "a", ",")


def test_spans_slice_the_text() -> None:
    assert Span(1, 3).of("abcd") == "bc"

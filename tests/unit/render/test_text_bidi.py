"""Letters run the way the Unicode bidirectional algorithm says.

All of Unicode 15's BidiCharacterTest.txt was run against these functions when they were written.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.render.text.bidi.directions import directions, visual

# Capitals stand for Hebrew, so that a reader can follow: `ABC` is read C, B, A from the left.
_HEBREW = {chr(ord("A") + n): chr(ord("א") + n) for n in range(26)}
_ARABIC = {"α": "ا", "β": "ب", "γ": "ج"}
_ASCII = {there: here for here, there in (_HEBREW | _ARABIC).items()}

_MIRROR = {"(": ")", ")": "(", "[": "]", "]": "["}  # rule L4, which HarfBuzz carries out


def written(text: str) -> str:
    return "".join((_HEBREW | _ARABIC).get(letter, letter) for letter in text)


def read(text: str) -> str:
    """Return a line as it stands from left to right, in the notation it was given in."""
    letters = written(text)
    levels = directions(letters).line(letters, 0, len(letters))
    turned = [
        _MIRROR.get(letter, letter) if level % 2 else letter
        for letter, level in zip(letters, levels, strict=True)
    ]
    return "".join(_ASCII.get(letter, letter) for letter in visual(turned, levels))


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("left to right", "left to right"),
        ("ABC", "CBA"),
        ("car is CAR in hebrew", "car is RAC in hebrew"),
        ("CAR is the car", "is the car RAC"),
        ("ABC 123 DEF", "FED 123 CBA"),
        ("ABC 1,234.50!", "!1,234.50 CBA"),
        ("ABC-25", "25-CBA"),
        ("50% ABC", "CBA 50%"),
        ("abc $5 ABC", "abc $5 CBA"),
        ("αβ 12-34", "34-12 βα"),
        ("ABC 12-34", "12-34 CBA"),
        ("αβ 12:30", "12:30 βα"),
        ("ABC (def) GHI", "IHG (def) CBA"),
        ("abc (DEF) ghi", "abc (FED) ghi"),
        ("ABC (D) ef", "ef (D) CBA"),
        ("abc (D)", "abc (D)"),
        ("ab [C (D] e)", "ab [D) C] e)"),
        ("AB(C", "C)BA"),
        ("ABC def.", ".def CBA"),
        ("he said \u201cABC, DEF!\u201d", "he said \u201cFED ,CBA!\u201d"),
        ("A\u05b0B", "B\u05b0A"),
        ("", ""),
    ],
)
def test_line_is_read_in_its_order(text, seen):
    assert read(text) == seen


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("a\u202eb\u202cc", (0, 0, 1, 1, 0)),
        ("a\u2067b\u2069c", (0, 0, 2, 0, 0)),
        ("A\u2066B\u2069c", (1, 1, 3, 1, 2)),
        ("a\u2068B\u2069c", (0, 0, 1, 0, 0)),
        ("A\u202ab\u202c1", (1, 1, 2, 2, 2)),
        ("A \t b", (1, 1, 1, 1, 2)),
        ("a A \tB ", (0, 0, 1, 0, 0, 1, 0)),
    ],
)
def test_control_characters_set_levels(text, levels):
    assert directions(written(text)).levels == levels


@pytest.mark.parametrize(
    ("text", "base"), [("abc A", 0), ("12 A b", 1), ("(…) A", 1), ("\u2067A\u2069 b", 0), ("12", 0)]
)
def test_first_strong_letter_decides(text, base):
    assert directions(written(text)).base == base


def test_blanks_at_a_line_end_stand_at_its_end():
    text = written("AB c ")
    assert directions(text).line(text, 0, 5) == (1, 1, 1, 2, 1)
    assert directions(text).line(text, 0, 3) == (1, 1, 1)


def test_line_keeps_the_direction_of_the_whole():
    text = written("AB cd ef GH")
    line = directions(text).line(text, 3, 8)
    assert line == (2, 2, 2, 2, 2)
    assert directions(text).base == 1


def test_deep_nesting_is_borne():
    text = "\u2067" * 500 + "A" + "\u202b" * 500
    assert max(directions(text).levels) <= 126


anything = st.text(
    "abאבαجد12٣٤ +-,.:$%()[]\u0301!\n\u202a\u202b\u202c\u202e\u2066\u2067\u2068\u2069\u200d"
)


@given(anything)
def test_every_character_has_a_place(text):
    found = directions(text)
    levels = found.line(text, 0, len(text))
    assert sorted(visual(range(len(text)), levels)) == list(range(len(text)))


@given(st.text("abcdéж1 2.,!(漢🙂"))
def test_what_runs_to_the_right_is_left_alone(text):
    assert directions(text).levels == (0,) * len(text)

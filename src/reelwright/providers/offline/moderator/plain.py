"""Making texts plain: one way to write each letter, and the words a reader would make out.

What is hidden behind look-alike letters, digits for letters, gaps, dots and invisible characters is
read as it is meant. What the words mean, others know.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 40
"""Characters of a word that are looked at; no word of any list is longer."""
PAUSE = 24
"""Columns by which the end of a sentence sets its neighbours apart."""
AGE = "#17"
"""How a number that may be a child's age can also be read."""

_NUKTA, _CANDRABINDU, _ANUSVARA = "\u093c", "\u0901", "\u0902"
_WIDE = "々ぁ-ゖァ-ヺー㐀-鿿"
# A wide character is a word by itself; single letters with a mark or a gap between them are one.
# No part of a pattern can match what its neighbour can, so the time taken grows with the text only.
_PIECES = re.compile(
    rf"""
    (?P<spelled>(?<![a-z'])(?:[a-z][ ._*·-]{{1,2}}){{2,}}[a-z](?![a-z']))
    | (?P<wide>[{_WIDE}])
    | (?P<word>(?:(?![_{_WIDE}])[\w\u0900-\u0963@$!*'|])+)
    | (?P<end>[.?\u0964。？！\n;])
    """,
    re.VERBOSE,
)
# Letters of other scripts that pass for Latin ones (Unicode's confusables, the common few).
_ALIKE = str.maketrans("авекмнорстухіјѕԁһαβεικνορτυχωɡⅼ", "abekmhopctyxijsdhabeiknoptuxwgl")
# Letters that are no letter with a mark, and yet are written without it.
_BARE = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})
_MARKS = "!*'|"
_DIGITS = str.maketrans("03457@$+|", "oeastasti")


class Word(NamedTuple):
    """A word, the ways it may be read, and the columns of the plain text it stands in.

    `spelled` is a run of single letters, whose words are still to be found within it.
    """

    readings: tuple[str, ...]
    start: int
    stop: int
    spelled: bool = False


def plain(text: str) -> str:
    """Return `text` in one spelling: compatible forms, small letters, nothing invisible."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    loose = unicodedata.normalize("NFKD", folded)
    kept = "".join(character for character in loose if not _idle(character)).translate(_BARE)
    return unicodedata.normalize("NFC", kept).replace(_NUKTA, "").replace(_CANDRABINDU, _ANUSVARA)


def words(text: str) -> Iterator[Word]:
    """Return the words of a plain text, in order; a sentence's end leaves a gap of `PAUSE`."""
    shift = 0
    for found in _PIECES.finditer(text.replace("’", "'")):
        start, stop = found.start() + shift, found.end() + shift
        if found["end"]:
            shift += PAUSE
        elif found["wide"]:
            yield Word((found[0],), start, stop)
        elif found["spelled"]:
            letters = "".join(filter(str.isalpha, found[0]))
            yield Word((letters,), start, stop, spelled=True)
        elif bare := found[0].strip(_MARKS):
            begun = start + found[0].index(bare)
            yield Word(_read(bare[:LONGEST]) or (bare,), begun, begun + len(bare))


@lru_cache(maxsize=8192)
def _read(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _readings(word))))


def _readings(word: str) -> Iterator[str]:
    yield word.strip("@$")
    if word.isdecimal() and len(word) < 3 and int(word) < 18:
        yield AGE
    for letters in dict.fromkeys((word, word.translate(_ALIKE))):
        for spelt in _undigited(letters):
            yield spelt
            yield from _unstretched(spelt)


def _undigited(word: str) -> Iterable[str]:
    if word.isalpha() or not any(character.isalpha() for character in word):
        return (word,)
    meant = word.translate(_DIGITS)
    return (meant.replace("1", "i").replace("!", "i"), meant.replace("1", "l").replace("!", "l"))


def _unstretched(word: str) -> Iterator[str]:
    if re.search(r"(.)\1\1", word):
        yield re.sub(r"(.)\1\1+", r"\1", word)
        yield re.sub(r"(.)\1\1+", r"\1\1", word)


@lru_cache(maxsize=8192)
def _idle(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or "\u0300" <= character <= "\u036f"

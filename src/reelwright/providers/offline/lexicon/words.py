"""Cutting a text into words, and the ways a word may be spelt. What words mean, others know."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_SHORT = 3
"""Letters from which a word may be written without its accents: `té` is not `te`."""
_CYRILLIC = "\u0400"
"""From here on no script writes accents that are left out."""
_DIGRAPHS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
"""How German and the Nordic languages write their letters where a keyboard lacks them."""
_BARE = str.maketrans({"ø": "o", "æ": "ae", "ł": "l", "ı": "i", "đ": "d"})
"""Letters that are no letter with an accent, and yet are written without theirs."""
_DOT = "\u0307"
"""What is left of a Turkish capital I with a dot when it is made small."""
_PARTS = re.compile(r"\s*[\n—]+\s*")


class Word(NamedTuple):
    """A word of a text: as it is compared, and as it is written but for capitals."""

    plain: str
    written: str


def parts(text: str) -> list[str]:
    """Return the parts of a text that may each be in another language: at lines and long dashes."""
    return [part for part in _PARTS.split(text) if part]


def cut(text: str) -> list[Word]:
    """Cut a text into words: runs of letters, but each Chinese character and hiragana by itself."""
    words: list[Word] = []
    last = ""
    for letter in unicodedata.normalize("NFKC", text).lower():
        plain, kind = _seen(letter)
        if plain is None:
            kind = last
        if kind and kind == last and (kind != "lone" or not plain):
            words[-1] = Word(words[-1].plain + (plain or ""), words[-1].written + letter)
        elif kind:
            words.append(Word(plain or "", letter))
        last = kind
    return words


def joined(words: list[Word]) -> str:
    """Return words as they stand in a text."""
    return ("" if all(lone(word.plain[0]) for word in words) else " ").join(
        word.written for word in words
    )


def spelt(ending: str) -> tuple[str, str, str]:
    """Return an ending as it is, without its accents, and with two letters for one."""
    plain = "".join(word.plain for word in cut(ending))
    return plain, _unaccented(plain), _spread(plain)


def spellings(words: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Give the other ways a term is written: without its accents, or with two letters for one."""
    if all(word.isascii() or word[0] >= _CYRILLIC for word in words):
        return
    for bare in (_unaccented, _spread):
        other = tuple(bare(word) if len(word) >= _SHORT else word for word in words)
        if other != words:
            yield other


@lru_cache(maxsize=4096)
def _seen(letter: str) -> tuple[str | None, str]:
    """Return a letter as it is compared, None for a mark on the one before it, and its kind."""
    plain = _plain(letter)
    return (plain, _kind(plain[0])) if plain else (None, "")


def _plain(text: str) -> str:
    """Return text as it is compared: small letters, one way to write each, no nukta."""
    if text == _DOT:
        return ""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = folded.replace("\u0901", "\u0902").replace("\u093c", "")
    return unicodedata.normalize("NFC", kept).replace("ё", "е")


def _unaccented(word: str) -> str:
    """Return a Latin or Greek word without its accents; what other scripts add are letters."""
    if not word or not ("a" <= word[0] <= "ɏ" or "\u0370" <= word[0] <= "\u03ff"):
        return word
    apart = unicodedata.normalize("NFD", word.translate(_BARE))
    return "".join(mark for mark in apart if unicodedata.category(mark) != "Mn")


def _spread(word: str) -> str:
    return word.translate(_DIGRAPHS)


def _kind(letter: str) -> str:
    if lone(letter):
        return "lone"
    if "\u30a0" < letter <= "\u30ff" and letter != "\u30fb":
        return "katakana"
    return "word" if unicodedata.category(letter)[0] in "LMN" else ""


def lone(letter: str) -> bool:
    """Say whether a letter is a word: a Chinese character or hiragana."""
    return "\u3040" < letter < "\u3097" or "\u4e00" <= letter <= "\u9fff" or letter == "々"

"""Hindi → phonemes. Numbers and signs are read out; letters of other scripts are left to others."""

import re
import unicodedata

from reelwright.providers.offline.voice.hindi.aloud import aloud
from reelwright.providers.offline.voice.hindi.devanagari import phonemes
from reelwright.providers.offline.voice.hindi.numbers import table
from reelwright.providers.offline.voice.pieces import Span, Spoken, gaps, mark, pieces

_MINUS = re.compile(r"(?:^|[\s(])[-−]$")


def read(text: str) -> list[Spoken]:
    """Return the words of one line of Hindi, in order."""
    words = pieces(text)
    # Letters with a dot are one character or two; the tables have them as NFC does: two.
    written = [unicodedata.normalize("NFC", word.of(text)) for word in words]
    said = map(aloud, written, *_beside(written))
    return [
        Spoken(word.begin, word.end, _phonemes(_minus(text, word) + one), _sign(shown, gap))
        for word, one, shown, gap in zip(words, said, written, gaps(text, words), strict=True)
    ]


def _beside(written: list[str]) -> tuple[list[str], list[str]]:
    """Return the word before each and the one after; before, great numbers are passed over."""
    scales, before = table()["scale_words"], [""]
    for word in written:
        before.append(before[-1] if word in scales else word)
    return before[:-1], [*written, ""][1:]


def _minus(text: str, word: Span) -> list[str]:
    """Return the word for the minus sign before a number, if there is one."""
    negative = text[word.begin].isdigit() and _MINUS.search(text[: word.begin])
    return [table()["minus"]] if negative else []


def _phonemes(words: list[str]) -> str:
    clitics = table()["clitics"].split()
    return " ".join(phonemes(one, stressed=one not in clitics) for one in words)


def _sign(word: str, gap: str) -> str:
    """Return the mark after a word; the full stop of an abbreviation is none."""
    sign = mark(gap)
    shortened = word in table()["abbreviations"] and "\n" not in gap
    return "" if sign == "." and shortened and "।" not in gap else sign

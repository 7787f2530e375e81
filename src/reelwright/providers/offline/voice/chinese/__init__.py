"""Mandarin Chinese → phonemes, in words as a dictionary cuts them.

Latin words are left to others.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import regex
from icu4py.breakers import WordBreaker

from reelwright.providers.offline.voice.chinese import numerals
from reelwright.providers.offline.voice.chinese.pinyin import changed, data, phonemes, syllables
from reelwright.providers.offline.voice.pieces import Span, Spoken, gaps, mark, pieces


@dataclass(frozen=True, slots=True)
class _Word:
    """A written word, and the characters it is read as."""

    span: Span
    said: str


def read(text: str) -> list[Spoken]:
    """Return the words of one line of Chinese, in order."""
    words = list(_words(text))
    spans = [word.span for word in words]
    marks = [mark(gap) for gap in gaps(text, spans)]
    clauses = groupby(range(len(words)), key=lambda place: sum(map(bool, marks[:place])))
    sounds = [
        one for _, clause in clauses for one in _sounds([words[place].said for place in clause])
    ]
    return [
        Spoken(span.begin, span.end, sound, sign)
        for span, sound, sign in zip(spans, sounds, marks, strict=True)
    ]


def _words(text: str) -> Iterator[_Word]:
    """Yield the words of a text: numerals as one, characters as the dictionary has them."""
    begin = 0
    for match in numerals.PATTERN.finditer(text):
        yield from _plain(text, begin, match.start())
        said = numerals.said(match, text[match.end() :].lstrip())
        yield _Word(Span(*match.span()), said)
        begin = match.end()
    yield from _plain(text, begin, len(text))


def _plain(text: str, begin: int, end: int) -> Iterator[_Word]:
    for piece in pieces(text[begin:end]):
        at = begin + piece.begin
        for part in WordBreaker(piece.of(text[begin:end]), "zh"):
            said = data()["signs"].get(part, part)
            if any(map(str.isalnum, part)) or said != part:
                yield _Word(Span(at, at + len(part)), said)
            at += len(part)


def _sounds(words: list[str]) -> list[str]:
    """Return the phonemes of the words of a clause, whose tones change each other."""
    characters = [regex.sub(r"\P{Han}", "", word.replace("〇", "零")) for word in words]
    read = changed(characters, syllables("".join(characters)))
    sounds, place = list[str](), 0
    for word in characters:
        found = read[place : place + len(word)]
        sounds.append("".join(phonemes(one) for one in found if one))
        place += len(word)
    return sounds

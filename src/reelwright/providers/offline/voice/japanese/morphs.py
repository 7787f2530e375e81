"""Japanese text → its smallest words and how each is pronounced, in katakana."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import lindera
import regex

from reelwright.providers.offline.voice.japanese.numbers import table

_DICTIONARY = "embedded://ipadic"
_LONG_E = regex.compile(r"(?<=[エケセテネヘメレゲゼデベペ])イ")
_LONG_YU_YO = regex.compile(r"(?<=[ュョ])ウ")
_KANJI = regex.compile(r"[\p{Han}々]+")
_KANA = regex.compile(r"[\p{Hiragana}\p{Katakana}ー]+")


@dataclass(frozen=True, slots=True)
class Morph:
    """A smallest word: where it stands, how it is said, its part of speech and the finer kind."""

    begin: int
    end: int
    surface: str
    kana: str
    pos: str
    kind: str


def morphs(text: str) -> list[Morph]:
    """Return the smallest words of `text`; `kana` is empty where nobody knows how to say one."""
    found: list[Morph] = []
    places = _characters(text)
    for token in _tokenizer().tokenize(text):
        pos, kind, *_, kana = token.details
        surface = token.surface
        said = _said(surface, pos, kana if kana != "*" else _guess(surface))
        begin, end = places(token.byte_start), places(token.byte_end)
        found += _passed_over(text, found[-1].end if found else 0, begin)
        found.append(Morph(begin, end, surface, said, pos, kind))
    return [*found, *_passed_over(text, found[-1].end if found else 0, len(text))]


def _passed_over(text: str, begin: int, end: int) -> list[Morph]:
    """Return what the tokenizer leaves out, which is space and letters it has never seen."""
    unseen = re.compile(r"\S+").finditer(text, begin, end)
    return [Morph(*match.span(), match[0], "", "記号", "未知") for match in unseen]


def _characters(text: str) -> Callable[[int], int]:
    """Return how to tell a place in characters from one in bytes of UTF-8."""
    place, places = 0, {0: 0}
    for index, character in enumerate(text):
        place += len(character.encode())
        places[place] = index + 1
    return places.__getitem__


def _said(surface: str, pos: str, kana: str) -> str:
    """Return a pronunciation as Kokoro's teachers wrote it, from the dictionary's.

    The dictionary spells out the long e of Chinese words (センセイ), and the long o of 行こう.
    """
    if surface in table()["readings"]:
        reading: str = table()["readings"][surface]
        return reading
    if pos == "名詞" and _KANJI.fullmatch(surface):
        return str(_LONG_E.sub("ー", kana))
    return "ー" if pos == "助動詞" and surface == "う" else kana


def _guess(surface: str) -> str:
    """Return how a word outside the dictionary is said: by its kana, or kanji by kanji."""
    if _KANA.fullmatch(surface):
        return _LONG_YU_YO.sub("ー", katakana(surface))
    if len(surface) > 1 and _KANJI.fullmatch(surface):
        return "".join(morph.kana for one in surface for morph in morphs(one))
    return ""


def katakana(kana: str) -> str:
    """Return `kana` with hiragana turned into katakana."""
    return "".join(chr(ord(one) + 0x60) if "ぁ" <= one <= "ゖ" else one for one in kana)


@cache
def _tokenizer() -> Any:  # noqa: ANN401 - lindera ships no types
    builder = lindera.TokenizerBuilder()
    builder.set_mode("normal")
    builder.set_dictionary(_DICTIONARY)
    return builder.build()

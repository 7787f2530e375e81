"""A text in one language, with words of others in it → the words to be said.

Each run of letters is read by the reader of its own script; digits and signs are read in the
language of the text.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from unicodedata import category, decimal

import regex

from reelwright.model.brief import Language
from reelwright.providers.offline.voice import english, hindi, japanese
from reelwright.providers.offline.voice.alphabet import sayable
from reelwright.providers.offline.voice.pieces import Spoken, gaps, mark, pieces

LANGUAGES = (Language.ENGLISH, Language.HINDI, Language.JAPANESE)

_SCRIPTS = {
    Language.ENGLISH: r"\p{Latin}",
    Language.HINDI: r"\p{Devanagari}",
    Language.JAPANESE: r"\p{Han}\p{Hiragana}\p{Katakana}ー々〆ｰﾞﾟ",
}
# Units after numbers are read with them, in the language of the text; Japanese spells capitals.
_NO_UNIT = (
    r"(?<![\p{Latin}°])(?!(?<=\d ?)(?:km/h|[kcm]?m|k?g|L)(?!\p{Latin}))(?!(?<=km/)h(?!\p{Latin}))"
)
_SMALL = r"(?=[A-Z]*(?![A-Z])\p{Latin})"

_Reader = Callable[[str], list[Spoken]]


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of a text in order, and the characters in it that cannot be said."""

    words: tuple[Spoken, ...]
    unsayable: tuple[str, ...]


def read(text: str, language: Language, *, british: bool = False) -> Reading:
    """Return how `text` is said in `language`, one of `LANGUAGES`."""
    plain = "".join(map(_plain, text))
    readers = _readers(british=british)
    words: list[Spoken] = []
    begin = 0
    for line in plain.splitlines(keepends=True):
        words += (word.moved(begin) for word in _line(line, language, readers))
        begin += len(line)
    return Reading(tuple(words), _unsayable(text, words))


def _plain(character: str) -> str:
    """Return a digit of any script as a Latin one, and what only controls a printer as a space."""
    if character.isdecimal():
        return str(decimal(character))
    return " " if category(character) == "Cc" and character not in "\r\n" else character


def _readers(*, british: bool) -> dict[Language | None, _Reader]:
    return {
        Language.ENGLISH: partial(english.read, british=british),
        Language.HINDI: hindi.read,
        Language.JAPANESE: japanese.read,
        None: _silent,
    }


def _silent(text: str) -> list[Spoken]:
    """Return the words of a text in a script nobody here can read."""
    words = pieces(text)
    return [
        Spoken(word.begin, word.end, "", mark(gap))
        for word, gap in zip(words, gaps(text, words), strict=True)
    ]


def _line(line: str, language: Language, readers: dict[Language | None, _Reader]) -> list[Spoken]:
    """Return the words of a line; its end is the end of a sentence."""
    words = [
        replace(word.moved(begin), phonemes=sayable(word.phonemes))
        for begin, end, tongue in _runs(line, language)
        for word in readers[tongue](line[begin:end])
    ]
    if words and words[-1].mark not in (".", "!", "?", "…"):
        words[-1] = replace(words[-1], mark=".")
    return words


def _runs(line: str, language: Language) -> list[tuple[int, int, Language | None]]:
    """Return the stretches of a line, each with the language its letters are read in."""
    runs: list[tuple[int, int, Language | None]] = []
    begin = 0
    for match in _foreign(language).finditer(line):
        runs.append((begin, match.start(), language))
        runs.append((*match.span(), _language_of(match[0][0])))
        begin = match.end()
    return [run for run in [*runs, (begin, len(line), language)] if run[0] < run[1]]


@cache
def _foreign(language: Language) -> regex.Pattern[str]:
    """Return what finds words of other scripts, and the punctuation after them."""
    known = "".join(_SCRIPTS.values())
    latin = _NO_UNIT + (_SMALL if language is Language.JAPANESE else "")
    alternatives = [
        (latin if name is Language.ENGLISH else "")
        + rf"[{script}](?:[{script}\p{{M}}\p{{N}}'’.&‐-]| (?=[{script}]))*"
        for name, script in _SCRIPTS.items()
        if name is not language
    ]
    alternatives.append(rf"[^\P{{L}}{known}](?:[^\P{{L}}{known}]|\p{{M}})*")
    return regex.compile(rf"(?:{'|'.join(alternatives)})[^\p{{L}}\p{{N}}\p{{M}}\p{{Sc}}]*")


def _language_of(letter: str) -> Language | None:
    for language, script in _SCRIPTS.items():
        if regex.match(f"[{script}]", letter):
            return language
    return None


def _unsayable(text: str, words: list[Spoken]) -> tuple[str, ...]:
    """Return the characters that are not said, each once: letters without sound, and pictures."""
    said = {place for word in words if word.phonemes for place in range(word.begin, word.end)}
    silent = (one for place, one in enumerate(text) if place not in said)
    return tuple(dict.fromkeys(one for one in silent if regex.match(r"[\p{L}\p{N}\p{So}]", one)))

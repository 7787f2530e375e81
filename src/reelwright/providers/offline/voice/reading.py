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
from reelwright.providers.offline.voice import chinese, english, hindi, japanese, letters
from reelwright.providers.offline.voice.alphabet import sayable
from reelwright.providers.offline.voice.letters.grammar import grammar, grammars
from reelwright.providers.offline.voice.pieces import Spoken, gaps, mark, pieces

_OWN = {
    Language.ENGLISH: "Latin",
    Language.HINDI: "Devanagari",
    Language.JAPANESE: "Japanese",
    Language.CHINESE: "Han",
}
LANGUAGES = tuple(language for language in Language if language in (*_OWN, *grammars()))

_SCRIPTS = {
    "Latin": r"\p{Latin}",
    "Devanagari": r"\p{Devanagari}",
    "Japanese": r"\p{Han}\p{Hiragana}\p{Katakana}ー々〆ｰﾞﾟ",
    "Han": r"\p{Han}〇々",
    "Cyrillic": r"\p{Cyrillic}",
    "Greek": r"\p{Greek}",
}
# Who reads a script in a text of another; the text's own language reads its own.
_READERS = {
    "Latin": Language.ENGLISH,
    "Devanagari": Language.HINDI,
    "Japanese": Language.JAPANESE,
    "Cyrillic": Language.RUSSIAN,
    "Greek": Language.GREEK,
}
# Units after numbers are read with them, in the language of the text.
_NO_UNIT = (
    r"(?<![\p{Latin}°])(?!(?<=\d ?)(?:km/h|[kcm]?m|k?g|L)(?!\p{Latin}))(?!(?<=km/)h(?!\p{Latin}))"
)
_SMALL = r"(?=[A-Z]*(?![A-Z])\p{Latin})"
_NO_NUMERAL = r"(?![IVX]+(?!\p{Latin}))"

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
        **{language: partial(letters.read, language=language) for language in grammars()},
        Language.ENGLISH: partial(english.read, british=british),
        Language.HINDI: hindi.read,
        Language.JAPANESE: japanese.read,
        Language.CHINESE: chinese.read,
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
        runs.append((*match.span(), _language_of(match[0][0], _script(language))))
        begin = match.end()
    return [run for run in [*runs, (begin, len(line), language)] if run[0] < run[1]]


def _script(language: Language) -> str:
    return _OWN.get(language) or grammar(language).script


@cache
def _foreign(language: Language) -> regex.Pattern[str]:
    """Return what finds words of other scripts, and the punctuation after them."""
    known, own = "".join(_SCRIPTS.values()), _script(language)
    latin = _NO_UNIT + _own_capitals(language)
    foreign = {name: _foreign_script(name, own) for name in _READERS if name != own}
    alternatives = [
        (latin if name == "Latin" else "")
        + rf"[{script}](?:[{script}\p{{M}}\p{{N}}'’.&‐-]| (?=[{script}]))*"
        for name, script in foreign.items()
    ]
    alternatives.append(rf"[^\P{{L}}{known}](?:[^\P{{L}}{known}]|\p{{M}})*")
    return regex.compile(rf"(?:{'|'.join(alternatives)})[^\p{{L}}\p{{N}}\p{{M}}\p{{Sc}}]*")


def _own_capitals(language: Language) -> str:
    """Return what keeps Latin capitals from the English reader: initials, and Roman numerals."""
    if language is Language.JAPANESE:
        return _SMALL
    numerals = language in grammars() and "roman" in grammar(language).reading
    return _NO_NUMERAL if numerals else ""


def _foreign_script(name: str, own: str) -> str:
    """Return the letters of a script that are foreign: in Chinese, of Japanese only the kana."""
    script = _SCRIPTS[name]
    return script.removeprefix(r"\p{Han}") if own == "Han" else script


def _language_of(letter: str, own: str) -> Language | None:
    for name, language in _READERS.items():
        if name != own and regex.match(f"[{_SCRIPTS[name]}]", letter):
            return language
    return None


def _unsayable(text: str, words: list[Spoken]) -> tuple[str, ...]:
    """Return the characters that are not said, each once: letters without sound, and pictures."""
    said = {place for word in words if word.phonemes for place in range(word.begin, word.end)}
    silent = (one for place, one in enumerate(text) if place not in said)
    return tuple(dict.fromkeys(one for one in silent if regex.match(r"[\p{L}\p{N}\p{So}]", one)))

"""Which languages' words judge a text, part by part: its own and, everywhere, English.

A word of one language may be an insult in another (Swedish `slut` is an end), so nobody's words are
judged by a stranger's lists. Other scripts tell their language by their letters, Latin ones by the
lexicon of the offline vendor.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from reelwright.providers.offline.lexicon import language
from reelwright.providers.offline.lexicon.terms import terms
from reelwright.providers.offline.lexicon.words import Word, cut, parts

LANGUAGES = {
    "en": "english",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "es": "spanish",
    "fr": "french",
    "hi": "hindi",
    "id": "indonesian",
    "it": "italian",
    "ja": "japanese",
    "nb": "norwegian",
    "nl": "dutch",
    "pl": "polish",
    "pt": "portuguese",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
    "uk": "ukrainian",
    "zh": "chinese",
}
"""The languages there are lists for, by their tags in the lexicon."""

_LATIN = ("cs", "da", "de", "es", "fr", "id", "it", "nb", "nl", "pl", "pt", "sv", "tr")
_KIN = (("da", "nb", "sv"), ("es", "fr", "it", "pt"), ("cs", "pl"), ("de", "nl"))
"""Languages that a short text does not tell apart for certain."""
_SHORT = 14
"""Words of a part that tell its language; fewer leave it unsure."""
_TELLING = 8
"""Words of a part in English of which some are small words."""
_LOOKED_AT = 200
"""Characters of a part that tell its language."""
_NEAR = 0.75
"""The share of the best language's small words that another needs to be as likely."""
_GREEK = re.compile(r"[\u0370-\u03ff]")
_DEVANAGARI = re.compile(r"[\u0900-\u097f]")
_KANA = re.compile(r"[\u3041-\u30ff\uff66-\uff9f]")
_HAN = re.compile(r"[\u4e00-\u9fff々]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUSSIAN = re.compile(r"[ыэъёЫЭЪЁ]")
_UKRAINIAN = re.compile(r"[іїєґІЇЄҐ]")
_LETTERS = re.compile(r"[a-zA-Z\u00c0-\u024f]")


def runs(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the runs of a text with the languages, besides English, that judge each."""
    told = ((tongues(part), part) for part in parts(text))
    for names, run in groupby(told, key=lambda part: part[0]):
        yield names, "\n".join(part for _, part in run)


@lru_cache(maxsize=512)
def tongues(part: str) -> tuple[str, ...]:
    """Return the languages, besides English, that a part of a text may be in."""
    tags = {tag for tag, shown in _shown(part) if shown}
    if 2 * len(_LETTERS.findall(part)) >= sum(map(str.isalpha, part)) > 0:
        tags.update(_latin(part))
    return tuple(LANGUAGES[tag] for tag in LANGUAGES if tag in tags)


def _shown(part: str) -> Iterator[tuple[str, bool]]:
    """Give the languages with scripts of their own, and whether the letters of `part` show each."""
    kana, cyrillic = bool(_KANA.search(part)), bool(_CYRILLIC.search(part))
    russian, ukrainian = bool(_RUSSIAN.search(part)), bool(_UKRAINIAN.search(part))
    yield "el", bool(_GREEK.search(part))
    yield "hi", bool(_DEVANAGARI.search(part))
    yield "ja", kana or bool(_HAN.search(part))
    yield "zh", not kana and bool(_HAN.search(part))
    yield "ru", cyrillic and (russian or not ukrainian)
    yield "uk", cyrillic and (ukrainian or not russian)


def _latin(part: str) -> set[str]:
    """Return the likely languages of a part: by its small words, or else by all of them."""
    words = cut(part[:_LOOKED_AT])[:_SHORT]
    english = terms("en").hears(words)
    if 2 * english >= len(words) or (_maybe_english(words, english) and _clearly(words, 2 / 3)):
        return set()
    letters = _letters(words)
    heard = {tag: terms(tag).hears(words) - len(letters - terms(tag).letters) for tag in _LATIN}
    most = max(heard.values())
    if most < max(english, 1):
        return set() if english else _unheard(part, words)
    likely = {tag for tag in _LATIN if heard[tag] >= _NEAR * most}
    return likely if len(words) == _SHORT else _with_kin(likely)


def _unheard(part: str, words: list[Word]) -> set[str]:
    """Return the languages of a part without small words; all that may be where nothing tells."""
    tag = language(part)
    if tag != "en":
        return _with_kin({tag}) & set(_LATIN)
    letters = _letters(words)
    if len(words) == _SHORT or _clearly(words, 1 / 2):
        return set()
    return {tag for tag in _LATIN if terms(tag).writes(letters)}


def _maybe_english(words: list[Word], heard: int) -> bool:
    return len(words) < _TELLING or _TELLING // 2 * heard >= len(words)


def _clearly(words: list[Word], share: float) -> bool:
    """Say whether English has so great a share of some words, or more."""
    return terms("en").covers(words) >= share * len(words)


def _letters(words: list[Word]) -> set[str]:
    return {letter for word in words for letter in word.plain if letter.isalpha()}


def _with_kin(tags: set[str]) -> set[str]:
    return tags.union(*(kin for kin in _KIN if tags.intersection(kin)))

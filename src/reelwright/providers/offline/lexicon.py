"""The words of the offline vendor: what a text asks to be seen, in any language it knows.

Planner and painter read texts through this one module, so that what one writes the other paints.
The words themselves are in `lexicon/<language>.json`. A text is cut into words (into single
characters where Chinese characters or hiragana are written); from the left, the longest term that
matches is taken each time, so that a snow leopard is no snow and a rainbow no rain.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

Kind = TypeVar("Kind")


class Setting(StrEnum):
    """Where a scene is."""

    FOREST = "forest"
    MOUNTAINS = "mountains"
    OCEAN = "ocean"
    BEACH = "beach"
    LAKE = "lake"
    DESERT = "desert"
    MEADOW = "meadow"
    CITY = "city"
    VILLAGE = "village"
    CASTLE = "castle"
    SPACE = "space"
    UNDERWATER = "underwater"
    SKY = "sky"
    ROOM = "room"


class Hour(StrEnum):
    """The time of day, as light."""

    DAWN = "dawn"
    DAY = "day"
    SUNSET = "sunset"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    """What the air does."""

    CLEAR = "clear"
    CLOUDY = "cloudy"
    FOG = "fog"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"


class Season(StrEnum):
    """The time of year."""

    SPRING = "spring"
    SUMMER = "summer"
    AUTUMN = "autumn"
    WINTER = "winter"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a text asks to be seen; None and empty where it does not say.

    `subjects` are names of things that can be drawn (`deer`, `sailboat`), in the order of the text.
    `lacking` are words of the text for things and places that can be pictured but not drawn.
    """

    setting: Setting | None
    hour: Hour | None
    weather: Weather | None
    season: Season | None
    subjects: tuple[str, ...]
    lacking: tuple[str, ...] = ()


LANGUAGES = ("en", "hi", "ja")
MEANINGS: dict[str, Setting | Hour | Weather | Season] = {
    str(meaning): meaning for meaning in (*Setting, *Hour, *Weather, *Season)
}
"""All that a word may mean but things, by name."""


@dataclass(frozen=True, slots=True)
class _Term:
    """What a term means: members of the enums, things, and whether it is only nearly drawn."""

    meanings: tuple[Setting | Hour | Weather | Season, ...] = ()
    things: tuple[str, ...] = ()
    lacking: bool = False


@dataclass(slots=True)
class _Node:
    """A place in the tree of terms, whose branches are words."""

    term: _Term | None = None
    branches: dict[str, "_Node"] = field(default_factory=dict)


def read(text: str) -> Sight:
    """Return what `text` asks to be seen, whatever its language.

    The first setting that is named wins, except that the sky yields to any other, and what only
    stands in for a place to any real one; so do the first hour, weather and season.
    """
    found = list(_found(_cut(text)))
    named = [meaning for term, _ in found for meaning in term.meanings]
    return Sight(
        setting=_place([term for term, _ in found]),
        hour=_first(Hour, named),
        weather=_first(Weather, named),
        season=_first(Season, named),
        subjects=tuple(dict.fromkeys(thing for term, _ in found for thing in term.things)),
        lacking=tuple(dict.fromkeys(words for term, words in found if term.lacking)),
    )


def _place(terms: list[_Term]) -> Setting | None:
    places = [
        (term.lacking, meaning)
        for term in terms
        for meaning in term.meanings
        if isinstance(meaning, Setting)
    ]
    ranked = sorted(places, key=lambda place: (place[1] is Setting.SKY, place[0]))
    return ranked[0][1] if ranked else None


def _first(kind: type[Kind], named: Iterable[object]) -> Kind | None:
    return next((meaning for meaning in named if isinstance(meaning, kind)), None)


def _found(cut: list[tuple[str, str]]) -> Iterator[tuple[_Term, str]]:
    """Give the terms of a text from the left, the longest each time, and their words as written."""
    words, place = [word for word, _ in cut], 0
    while place < len(words):
        length, term = _longest(words, place)
        if term:
            yield term, _joined([written for _, written in cut[place : place + length]])
        place += length


def _longest(words: list[str], place: int) -> tuple[int, _Term | None]:
    node = _terms()
    best: tuple[int, _Term | None] = (1, None)
    for length, word in enumerate(words[place:], start=1):
        if (branch := node.branches.get(word)) is None:
            break
        node = branch
        if node.term is not None:
            best = length, node.term
    return best


def _joined(words: list[str]) -> str:
    return ("" if all(_lone(word[0]) for word in words) else " ").join(words)


def _words(text: str) -> list[str]:
    return [word for word, _ in _cut(text)]


def _cut(text: str) -> list[tuple[str, str]]:
    """Cut a text into words: runs of letters, but each Chinese character and hiragana by itself.

    Each comes twice: as it is compared, and as it is written but for capitals.
    """
    words: list[tuple[str, str]] = []
    last = ""
    for letter in unicodedata.normalize("NFKC", text).lower():
        plain = _plain(letter)
        kind = _kind(plain[0]) if plain else last
        if kind and kind == last and (kind != "lone" or not plain):
            words[-1] = words[-1][0] + plain, words[-1][1] + letter
        elif kind:
            words.append((plain, letter))
        last = kind
    return words


def _plain(text: str) -> str:
    """Return text as it is compared: small letters, one way to write each, no nukta."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    kept = folded.replace("\u0901", "\u0902").replace("\u093c", "")
    return unicodedata.normalize("NFC", kept)


def _kind(letter: str) -> str:
    if _lone(letter):
        return "lone"
    if "\u30a0" < letter <= "\u30ff" and letter != "\u30fb":
        return "katakana"
    return "word" if unicodedata.category(letter)[0] in "LMN" else ""


def _lone(letter: str) -> bool:
    return "\u3040" < letter < "\u3097" or "\u4e00" <= letter <= "\u9fff" or letter == "々"


@lru_cache(maxsize=1)
def _terms() -> _Node:
    """Return the tree of all terms; what is written out goes before what is inflected."""
    root = _Node()
    tables = [_table(language) for language in LANGUAGES]
    for table in tables:
        for words, term in _listed(table):
            _plant(root, _words(words), term)
    for table in tables:
        for words, term in _listed(table):
            for inflected in _inflected(_words(words), table["inflect"]):
                _plant(root, inflected, term)
    return root


def _plant(root: _Node, words: list[str], term: _Term) -> None:
    node = root
    for word in words:
        node = node.branches.setdefault(word, _Node())
    if node.term is None:
        node.term = term


def _table(language: str) -> dict[str, dict[str, list[str]]]:
    folder = files("reelwright.providers.offline") / "lexicon"
    table: dict[str, dict[str, list[str]]] = json.loads(
        folder.joinpath(f"{language}.json").read_text(encoding="utf-8")
    )
    return table


def _listed(table: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, _Term]]:
    for words in table["ignore"]:
        yield words, _Term()
    for words, names in table["phrase"].items():
        yield words, _term(str(names).split())
    for kind in ("setting", "hour", "weather", "season", "thing"):
        for name, terms in table[kind].items():
            yield from ((words, _term([name])) for words in terms)
    for name, terms in table["standin"].items():
        yield from ((words, _Term((Setting(name),), lacking=True)) for words in terms)
    yield from ((words, _Term(lacking=True)) for words in table["lacking"])


def _term(names: list[str]) -> _Term:
    meanings = [MEANINGS[name] for name in names if name in MEANINGS]
    return _Term(tuple(meanings), tuple(name for name in names if name not in MEANINGS))


def _inflected(words: list[str], endings: dict[str, list[str]]) -> Iterator[list[str]]:
    """Give the forms of a term whose last word has one of the endings that a language changes."""
    last = words[-1]
    for ending, changes in endings.items():
        if last.endswith(ending) and not _lone(last[0]):
            stem = last[: len(last) - len(ending)]
            yield from ([*words[:-1], stem + change] for change in changes)

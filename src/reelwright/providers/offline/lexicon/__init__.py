"""The words of the offline vendor: what a text asks to be seen, in any language it knows.

Planner and painter read texts through this one package, so that what one writes the other paints.
The words themselves are in `<language>.json`. A text is read part by part, a line or what a dash
cuts off, and each part in one language: the one most of its words belong to.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from reelwright.providers.offline.lexicon.counts import Count
from reelwright.providers.offline.lexicon.meanings import (
    MEANINGS,
    Hour,
    Season,
    Setting,
    Sight,
    Weather,
)
from reelwright.providers.offline.lexicon.terms import Found, Term, tags, terms
from reelwright.providers.offline.lexicon.words import Word, cut, parts

__all__ = [
    "LANGUAGES",
    "MEANINGS",
    "Count",
    "Hour",
    "Season",
    "Setting",
    "Sight",
    "Weather",
    "language",
    "read",
]

Kind = TypeVar("Kind")

LANGUAGES = tags()
"""The tags of the languages it knows, English first."""
_JUDGED = 60
"""Words of a part that tell its language."""
_CLEARLY = 2 / 3
"""The share of English words that leaves no doubt."""
_LIKELY = 7
"""Languages whose terms are looked up where small words tell something already."""


@lru_cache(maxsize=512)
def read(text: str) -> Sight:
    """Return what `text` asks to be seen, whatever its language.

    The first setting that is named wins, except that the sky yields to any other, and what only
    stands in for a place to any real one; so do the first hour, weather and season.
    """
    found = list(_found(text))
    named = [meaning for one in found for meaning in one.term.meanings]
    return Sight(
        setting=_place([one.term for one in found]),
        hour=_first(Hour, named),
        weather=_first(Weather, named),
        season=_first(Season, named),
        subjects=tuple(dict.fromkeys(thing for one in found for thing in one.term.things)),
        lacking=tuple(dict.fromkeys(one.written for one in found if one.term.lacking)),
        counts=tuple(_counts(found).items()),
    )


@lru_cache(maxsize=512)
def language(text: str) -> str:
    """Return the tag of the language that most of `text` is in, English where nothing tells."""
    return _tag(cut(text)[:_JUDGED])


def _found(text: str) -> Iterator[Found]:
    """Give what is found in a text, neighbouring parts in one language read as one."""
    told = ((_tag(words[:_JUDGED]), words) for words in map(cut, parts(text)))
    for tag, run in groupby(told, key=lambda part: part[0]):
        words = [word for _, part in run for word in part]
        yield from (one for one in terms(tag).find(words) if one)


def _tag(words: list[Word]) -> str:
    """Return the language that covers most of `words`: English, unless another covers more."""
    best, most = "en", terms("en").covers(words)
    if most >= _CLEARLY * len(words):
        return best
    for tag in _likely(words, most):
        if (known := terms(tag).covers(words)) > most:
            best, most = tag, known
    return best


def _likely(words: list[Word], english: float) -> list[str]:
    """Return the languages that most small words of `words` may belong to.

    If there are none of any language, all that may be are likely, unless half are `english`.
    """
    letters = {letter for word in words for letter in word.plain if letter.isalpha()}
    possible = [tag for tag in LANGUAGES if terms(tag).writes(letters)]
    heard = {tag: terms(tag).hears(words) for tag in possible}
    most = max(heard.values(), default=0)
    if not most:
        return possible if 2 * english < len(words) else []
    covers = {tag: terms(tag).covers(words) for tag in possible if heard[tag]}
    ranked = sorted(covers, key=lambda tag: (-heard[tag], -covers[tag]))[:_LIKELY]
    return [tag for tag in possible if tag in ranked and 2 * heard[tag] >= most]


def _counts(found: list[Found]) -> dict[str, Count]:
    """Return how many of each thing are asked for, as it is first said."""
    told: dict[str, Count] = {}
    for one in found:
        for name in one.term.things:
            if one.count:
                told.setdefault(name, one.count)
    return told


def _place(found: list[Term]) -> Setting | None:
    places = [
        (term.lacking, meaning)
        for term in found
        for meaning in term.meanings
        if isinstance(meaning, Setting)
    ]
    ranked = sorted(places, key=lambda place: (place[1] is Setting.SKY, place[0]))
    return ranked[0][1] if ranked else None


def _first(kind: type[Kind], named: Iterable[object]) -> Kind | None:
    return next((meaning for meaning in named if isinstance(meaning, kind)), None)

"""The terms of one language: read from its file, grown into a tree, and found in a text.

From the left, the longest term that matches is taken each time, so that a snow leopard is no snow
and a rainbow no rain. Where a language writes compounds, a word may end in a term instead.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from reelwright.providers.offline.lexicon.counts import FEW, Count, Counts
from reelwright.providers.offline.lexicon.meanings import (
    MEANINGS,
    Hour,
    Season,
    Setting,
    Weather,
)
from reelwright.providers.offline.lexicon.words import Word, cut, joined, lone, spellings, spelt

_TAIL = 4
"""Letters a compound's last part has at least."""
_HEAD = 3
"""Letters that stand before it at least."""
_FAINT = 0.5
"""What a word counts that only looks like a language, or ends in a word of it."""
_IDEOGRAPHS = "\u3400"
"""From here on there are more letters than any list of terms has."""


@dataclass(frozen=True, slots=True)
class Term:
    """What a term means: members of the enums, things, and whether it is only nearly drawn."""

    meanings: tuple[Setting | Hour | Weather | Season, ...] = ()
    things: tuple[str, ...] = ()
    lacking: bool = False


Form = tuple[Term, Count | None]
"""A term, and how many the form of its last word says there are."""


@dataclass(slots=True)
class Node:
    """A place in the tree of terms, whose branches are words."""

    term: Term | None = None
    branches: dict[str, "Node"] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Found:
    """A term found in a text: how many words it has there, and how, as written.

    It is `partial` where it is only the end of its word. `count` is how many are asked for, if the
    text says so.
    """

    term: Term
    length: int
    written: str
    partial: bool = False
    count: Count | None = None


class Terms:
    """What one language can say of sights, by the words of its file."""

    def __init__(self, table: dict[str, Any]) -> None:
        self._table = table
        self._common = frozenset(_plain(words)[0] for words in table.get("common", ()))
        self._bare = frozenset(
            bare[0] for word in self._common for bare in spellings((word,)) if bare
        )
        self._compounds = bool(table.get("compounds"))
        self._counts = Counts(table, self._common)

    def __repr__(self) -> str:
        return f"Terms({len(self._table['thing'])} things)"

    @cached_property
    def letters(self) -> frozenset[str]:
        """The letters its terms and its commonest words are written with."""
        terms = (words for words, _ in _listed(self._table))
        return frozenset(letter for words in (*self._common, *terms) for letter in words.lower())

    @cached_property
    def _ideographic(self) -> bool:
        return max(self.letters) >= _IDEOGRAPHS

    @cached_property
    def _tree(self) -> Node:
        return _grown(self._table, self._common)

    @cached_property
    def _changes(self) -> dict[str, tuple[str, ...]]:
        """What ending a word may have had that ends like this, by the language's rules."""
        endings: dict[str, list[str]] = {}
        for ending, changes in self._table["inflect"].items():
            for change in changes:
                for one, other in zip(spelt(change), spelt(ending), strict=True):
                    endings.setdefault(one, []).append(other)
        return {change: tuple(dict.fromkeys(listed)) for change, listed in endings.items()}

    @cached_property
    def _reach(self) -> int:
        return max((len(change) for change in self._changes), default=0)

    def find(self, words: list[Word]) -> Iterator[Found | None]:
        """Give the terms of a text in order; None for each word that belongs to none."""
        place = 0
        while place < len(words):
            found = self._longest(words, place) or self._ending(words[place])
            if found and found.term.things:
                told = self._counts.told(words, place, found.length)
                found = replace(found, count=told or found.count)
            yield found
            place += found.length if found else 1

    def writes(self, letters: set[str]) -> bool:
        """Say whether most of some letters are letters of this language."""
        spelt = {letter for letter in letters if letter < _IDEOGRAPHS}
        own = spelt & self.letters
        return 2 * len(own) > len(spelt) if spelt else self._ideographic

    def hears(self, words: list[Word]) -> int:
        """Return how many of some words are among the commonest of this language."""
        return sum(word.plain in self._common or word.plain in self._bare for word in words)

    def covers(self, words: list[Word]) -> float:
        """Return how many of a text's words are this language's, less those that cannot be."""
        known, place = 0.0, 0
        for found in self.find(words):
            length = found.length if found else 1
            known += self._known(words[place], found)
            place += length
        return known

    def _known(self, word: Word, found: Found | None) -> float:
        if found and not found.partial:
            return float(found.length)
        if word.plain in self._common:
            return 1.0
        if found or word.plain in self._bare:
            return _FAINT
        own = all(letter in self.letters for letter in word.written if letter.isalpha())
        if own:
            return 0.0 if word.plain.isascii() else _FAINT
        return 0.0 if word.plain > _IDEOGRAPHS else -1.0

    def _longest(self, words: list[Word], place: int) -> Found | None:
        node, best, form = self._tree, 0, None
        for length, word in enumerate(words[place:], start=1):
            branch = node.branches.get(word.plain)
            if found := self._listed(node, word.plain) or self._inflected(node, word.plain):
                best, form = length, found
            if branch is None:
                break
            node = branch
        if form is None:
            return None
        return Found(form[0], best, joined(words[place : place + best]), count=form[1])

    def _listed(self, node: Node, word: str) -> Form | None:
        """Return the term that goes on from `node` with `word` as it is: it may be a plural too."""
        branch = node.branches.get(word)
        if branch is None or branch.term is None:
            return None
        base = node.branches.get(self._counts.base(word) or "")
        forms = [*self._forms(node, word), *([(base.term, FEW)] if base and base.term else [])]
        return branch.term, next((few for term, few in forms if few and term == branch.term), None)

    def _inflected(self, node: Node, word: str) -> Form | None:
        """Return the term that goes on from `node` with a word of which `word` is a form.

        A term that means nothing yields to any that does: forms of small words are forms of others.
        """
        if word in self._common or lone(word[0]):
            return None
        known = list(self._forms(node, word))
        return next((form for form in known if form[0] != Term()), known[0] if known else None)

    def _forms(self, node: Node, word: str) -> Iterator[Form]:
        """Give the terms of which a word may be a form, the least changed first."""
        for start in range(len(word), max(0, len(word) - self._reach - 1), -1):
            for ending in self._changes.get(word[start:], ()):
                branch = node.branches.get(word[:start] + ending)
                if branch and branch.term:
                    many = start and self._counts.plural(ending, word[start:])
                    yield branch.term, FEW if many else None

    def _ending(self, word: Word) -> Found | None:
        """Return the longest term that a compound ends in, if the language writes them."""
        if not self._compounds or word.plain in self._common:
            return None
        for start in range(_HEAD, len(word.plain) - _TAIL + 1):
            tail = word.plain[start:]
            if form := self._listed(self._tree, tail) or self._inflected(self._tree, tail):
                return Found(form[0], 1, word.written, partial=True, count=form[1])
        return None


@cache
def tags() -> tuple[str, ...]:
    """Return the tags of the languages there is a file for, English first."""
    names = (file.name for file in files(__package__).iterdir())
    held = sorted(name.removesuffix(".json") for name in names if name.endswith(".json"))
    return ("en", *(tag for tag in held if tag != "en"))


@cache
def terms(tag: str) -> Terms:
    """Return the terms of a language, one of `tags()`."""
    return Terms(json.loads(files(__package__).joinpath(f"{tag}.json").read_text(encoding="utf-8")))


def _grown(table: dict[str, Any], common: frozenset[str]) -> Node:
    """Return the tree of a file's terms: as they are listed before how else they are spelt."""
    root = Node()
    listed = [(_plain(words), term) for words, term in _listed(table)]
    for words, term in listed:
        _plant(root, words, term)
    for words, term in listed:
        for other in spellings(words):
            if len(other) > 1 or other[0] not in common:
                _plant(root, other, term)
    return root


def _plain(text: str) -> tuple[str, ...]:
    return tuple(word.plain for word in cut(text))


def _plant(root: Node, words: Iterable[str], term: Term) -> None:
    node = root
    for word in words:
        node = node.branches.setdefault(word, Node())
    if node.term is None:
        node.term = term


def _listed(table: dict[str, Any]) -> Iterator[tuple[str, Term]]:
    for words in table["ignore"]:
        yield words, Term()
    for words, names in table["phrase"].items():
        yield words, _term(str(names).split())
    for kind in ("setting", "hour", "weather", "season", "thing"):
        for name, listed in table[kind].items():
            yield from ((words, _meaning(name)) for words in listed)
    for name, listed in table["standin"].items():
        yield from ((words, Term((Setting(name),), lacking=True)) for words in listed)
    yield from ((words, Term(lacking=True)) for words in table["lacking"])


def _meaning(name: str) -> Term:
    return Term((MEANINGS[name],)) if name in MEANINGS else Term(things=(name,))


def _term(names: list[str]) -> Term:
    """Return what a phrase means by names in which `_` stands for a space: `snow_peaks winter`."""
    named = {name: MEANINGS.get(name.replace("_", " ")) for name in names}
    return Term(
        tuple(meaning for meaning in named.values() if meaning is not None),
        tuple(name for name, meaning in named.items() if meaning is None),
    )

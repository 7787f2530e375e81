"""The words of a cue in its text: which characters are whose, and the graphemes of each."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

import regex

_OPENING = regex.compile(r"[\p{Ps}\p{Pi}¿¡]")
_LAST_SPACE = regex.compile(r".*\s", regex.DOTALL)
_GRAPHEME = regex.compile(r"\X")


class Placed(Protocol):
    """A word that is characters `[begin, end)` of a text."""

    @property
    def begin(self) -> int: ...  # noqa: D102 - the class says it
    @property
    def end(self) -> int: ...  # noqa: D102 - the class says it


def owners(text: str, words: Sequence[Placed]) -> tuple[int, ...]:
    """Return for each character of `text` the number of the word it belongs to.

    What is between two words goes with the one before, from an opening mark or the last space on
    with the one after.
    """
    bounds = [0, *(_handover(text, *pair) for pair in pairwise(words)), len(text)]
    return tuple(
        number for number, (begin, end) in enumerate(pairwise(bounds)) for _ in range(end - begin)
    )


def _handover(text: str, before: Placed, after: Placed) -> int:
    between = text[before.end : after.begin]
    if spaced := _LAST_SPACE.match(between):
        return before.end + spaced.end()
    if opening := _OPENING.search(between):
        return before.end + int(opening.start())
    return after.begin


def graphemes(text: str, words: Sequence[Placed]) -> tuple[tuple[int, ...], ...]:
    """Return for each word where each of its graphemes begins, those that are spaces left out."""
    begins: list[list[int]] = [[] for _ in words]
    owner = owners(text, words)
    for match in _GRAPHEME.finditer(text):
        if not match.group().isspace():
            begins[owner[match.start()]].append(match.start())
    return tuple(tuple(one) for one in begins)

"""Counts: how many of a thing a text asks for, by the words before it or by the form it is in."""

from typing import Any

from reelwright.providers.offline.lexicon.words import Word, cut, lone, spelt

Count = tuple[int, int]
"""How many, at least and at most."""

FEW: Count = (2, 3)
"""What a plural comes to where no number is said."""
MANY: Count = (3, 5)
"""What `many` and `several` come to."""
_BETWEEN = 2
"""Words that may stand between a number and what it counts: three big grey wolves."""


class Counts:
    """The number words of one language, and the endings that only plurals have there."""

    def __init__(self, table: dict[str, Any], common: frozenset[str]) -> None:
        self._common = common
        self._numbers: dict[tuple[str, ...], Count | None] = {
            tuple(word.plain for word in cut(words)): MANY if name == "several" else _exactly(name)
            for name, listed in table.get("number", {}).items()
            for words in listed
        }
        self._groups = tuple(cut(word)[-1].plain for word in table.get("group", ()))
        self._longest = max(map(len, self._numbers), default=0)
        self._changes = frozenset(
            pair
            for ending, changes in table.get("plural", {}).items()
            for change in changes
            for pair in zip(spelt(ending), spelt(change), strict=True)
        )
        self._bases = {change: ending for ending, change in self._changes}

    def plural(self, ending: str, change: str) -> bool:
        """Say whether a word is a plural that ends in `change` where it ended in `ending`."""
        return (ending, change) in self._changes

    def base(self, word: str) -> str | None:
        """Return the word of which `word` is a plural like no other: mouse for mice."""
        return self._bases.get(word)

    def told(self, words: list[Word], place: int, length: int) -> Count | None:
        """Return how many the words say there are of what `length` of them name from `place` on."""
        own = words[place : place + length]
        if any(word.plain.endswith(self._groups) for word in own):
            return MANY
        count = self._before(words, place)
        return None if count == (1, 1) and length > 1 and not lone(own[0].plain[0]) else count

    def _before(self, words: list[Word], place: int) -> Count | None:
        for end in range(place, max(0, place - _BETWEEN - 1), -1):
            if found := self._ending(words, end):
                return found
            if words[end - 1 : end] and words[end - 1].plain in self._common:
                return None
        return None

    def _ending(self, words: list[Word], end: int) -> Count | None:
        """Return the number whose words end before `end`, the longest there is."""
        if end and words[end - 1].plain.isdecimal():
            return _exactly(words[end - 1].plain)
        for start in range(max(0, end - self._longest), end):
            if found := self._numbers.get(tuple(word.plain for word in words[start:end])):
                return found
        return None


def _exactly(number: str) -> Count | None:
    return (int(number), int(number)) if int(number) else None

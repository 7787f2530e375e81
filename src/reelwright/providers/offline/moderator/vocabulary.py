"""Finding the words of the lists in a text: one walk along it, whatever the lists' size."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from reelwright.providers.offline.moderator.plain import AGE, LONGEST, Word, plain, words

_SHORTEST = 4
"""Letters of the shortest word that is looked for in a run of single letters, or behind a mask."""
_VIRAMA = "\u094d"


class Hit(NamedTuple):
    """A word or phrase of the list `concept`, and the columns it stands in."""

    concept: str
    start: int
    stop: int


@dataclass(slots=True)
class _Node:
    """What may follow, whole words and beginnings of words, and the lists complete here."""

    whole: dict[str, "_Node"] = field(default_factory=dict)
    begun: dict[str, "_Node"] = field(default_factory=dict)
    concepts: list[str] = field(default_factory=list)


class Vocabulary:
    """Lists of words and phrases, by concept.

    `kill*` in a list is any word begun so, `#17` any age up to 17.
    """

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        self._root = _Node()
        self._spelled: dict[str, list[str]] = {}
        self._masked: dict[tuple[int, str, str], list[str]] = {}
        for concept, terms in lists.items():
            for term in terms:
                self._learn(concept, list(_parts(term)))

    def find(self, text: str) -> list[Hit]:
        """Return every hit in `text`, in the order of their starts."""
        return self.among(list(words(plain(text))))

    def among(self, read: Sequence[Word]) -> list[Hit]:
        """Return every hit among the words of a text, in the order of their starts."""
        hits: list[Hit] = []
        for number, word in enumerate(read):
            if word.spelled and len(word.readings[0]) >= _SHORTEST:
                hits += self._inside(word)
            elif begun := self._following(self._root, word):
                hits += self._from(begun, read, number)
        return hits

    def _learn(self, concept: str, parts: Sequence[tuple[str, bool]]) -> None:
        node = self._root
        for part, begun in parts:
            node = (node.begun if begun else node.whole).setdefault(part, _Node())
            if len(part) >= _SHORTEST and not begun:
                known = self._masked.setdefault((len(part), part[0], part[-1]), [])
                known += [part] if part not in known else []
        node.concepts.append(concept)
        letters = "".join(part for part, _ in parts)
        if letters.isascii() and len(letters) >= _SHORTEST:
            self._spelled.setdefault(letters, []).append(concept)

    def _from(self, begun: list[_Node], read: Sequence[Word], first: int) -> Iterator[Hit]:
        open_nodes = [(node, first + 1) for node in begun]
        while open_nodes:
            node, number = open_nodes.pop()
            if node.concepts and _parted(read, first, number - 1):
                for concept in node.concepts:
                    yield Hit(concept, read[first].start, read[number - 1].stop)
            if number < len(read) and (node.whole or node.begun):
                open_nodes += [(one, number + 1) for one in self._following(node, read[number])]

    def _following(self, node: _Node, word: Word) -> list[_Node]:
        if len(word.readings[0]) == 1 == len(word.readings):
            return [node.whole[word.readings[0]]] if word.readings[0] in node.whole else []
        found = [node.whole[reading] for reading in word.readings if reading in node.whole]
        if node.begun:
            found += [
                node.begun[start] for start in _beginnings(word.readings) if start in node.begun
            ]
        for mask in (reading for reading in word.readings if "*" in reading):
            found += [node.whole[whole] for whole in self._under(mask) if whole in node.whole]
        return found

    def _under(self, mask: str) -> list[str]:
        known = self._masked.get((len(mask), mask[0], mask[-1]), ())
        return [whole for whole in known if _covers(mask, whole)]

    def _inside(self, word: Word) -> Iterator[Hit]:
        letters, longest = word.readings[0], max(map(len, self._spelled), default=0)
        for start in range(len(letters)):
            for stop in range(start + _SHORTEST, min(start + longest, len(letters)) + 1):
                for concept in self._spelled.get(letters[start:stop], ()):
                    yield Hit(concept, word.start + 2 * start, word.start + 2 * stop - 1)


@lru_cache(maxsize=8192)
def _beginnings(readings: tuple[str, ...]) -> tuple[str, ...]:
    """Return every beginning of a word, in any reading, that does not cut a letter in two."""
    # Not a set: its order would differ from process to process, and with it that of the hits.
    begun = (
        reading[:length]
        for reading in readings
        for length in range(2, min(len(reading), LONGEST) + 1)
        if reading[length : length + 1] != _VIRAMA
    )
    return tuple(dict.fromkeys(begun))


def _parts(term: str) -> Iterator[tuple[str, bool]]:
    """Return the words of a list's term, each with whether it is only a beginning."""
    for written in term.split():
        if written == AGE:
            yield AGE, False
            continue
        parts = [word.readings[0] for word in words(plain(written.rstrip("*")))]
        for number, part in enumerate(parts, start=1):
            yield part, written.endswith("*") and number == len(parts)


def _parted(read: Sequence[Word], first: int, last: int) -> bool:
    """Say whether a hit from `first` to `last` stands apart: katakana runs are single words."""
    before, after = read[max(first - 1, 0)], read[min(last + 1, len(read) - 1)]
    joined_before = before.stop == read[first].start and _katakana(before, read[first])
    joined_after = after.start == read[last].stop and _katakana(read[last], after)
    return not (joined_before or joined_after)


def _katakana(*pair: Word) -> bool:
    return all("ァ" <= word.readings[0] <= "ー" for word in pair)


def _covers(mask: str, whole: str) -> bool:
    return all(shown in ("*", letter) for shown, letter in zip(mask, whole, strict=True))

"""Which way every character of a text runs, and the order a line of it stands in."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from reelwright.render.text.bidi.explicit import ISOLATES, REMOVED, Explicit, partners, strong
from reelwright.render.text.bidi.implicit import Chain, resolve, side

_TURNING = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRE", "LRO", "LRI", "FSI"})
_BLANK = ISOLATES | REMOVED | {"WS", "S", "PDI"}

Piece = TypeVar("Piece")


@dataclass(frozen=True, slots=True)
class Directions:
    """The embedding level of a text as a whole and of each of its characters: odd is leftwards."""

    base: int
    levels: tuple[int, ...]

    def line(self, text: str, begin: int, end: int) -> tuple[int, ...]:
        """Return the levels of characters `[begin, end)` set as a line of their own (rule L1)."""
        last = end
        while last > begin and _class(text[last - 1]) in _BLANK:
            last -= 1
        return self.levels[begin:last] + (self.base,) * (end - last)


@lru_cache(maxsize=256)
def directions(text: str) -> Directions:
    """Return the directions of a text that is one paragraph: line ends in it count as spaces."""
    classes = [_class(letter) for letter in text]
    if _TURNING.isdisjoint(classes):
        return Directions(0, (0,) * len(text))
    paired = partners(classes)
    base = strong(classes, 0, len(classes), paired)
    levels, kinds = Explicit(classes, paired, base).walk()
    for chain in _chains(classes, levels, paired, base):
        resolve(text, chain, kinds, levels)
    return Directions(base, tuple(_finished(classes, levels, base)))


def _class(letter: str) -> str:
    found = unicodedata.bidirectional(letter)
    return "WS" if found == "B" else found or "L"


def visual(pieces: Sequence[Piece], levels: Sequence[int]) -> list[Piece]:
    """Return pieces of a line, in the order written, in the order they stand in (rule L2)."""
    order = list(range(len(pieces)))
    lowest = min((level for level in levels if level % 2), default=1)
    for least in range(max(levels, default=0), lowest - 1, -1):
        begin = 0
        for high, group in groupby([levels[at] >= least for at in order]):
            end = begin + len(list(group))
            if high:
                order[begin:end] = order[begin:end][::-1]
            begin = end
    return [pieces[at] for at in order]


def _chains(
    classes: list[str], levels: list[int], paired: dict[int, int], base: int
) -> list[Chain]:
    kept = [at for at, kind in enumerate(classes) if kind not in REMOVED]
    ranks = {at: rank for rank, at in enumerate(kept)}
    runs = [list(group) for _, group in groupby(kept, key=lambda at: levels[at])]
    starting = {run[0]: run for run in runs}
    chains = []
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in paired:
            continue
        chain = list(run)
        while classes[chain[-1]] in ISOLATES and chain[-1] in paired:
            chain += starting[paired[chain[-1]]]
        level, first, last = levels[chain[0]], ranks[chain[0]], ranks[chain[-1]]
        before = levels[kept[first - 1]] if first else base
        ends = last + 1 == len(kept) or classes[chain[-1]] in ISOLATES
        after = base if ends else levels[kept[last + 1]]
        chains.append(Chain(chain, level, side(max(level, before)), side(max(level, after))))
    return chains


def _finished(classes: list[str], levels: list[int], base: int) -> list[int]:
    """Lay separators and blanks before them level (L1), and removed characters beside others."""
    done: list[int] = []
    for at, kind in enumerate(classes):
        done.append((done[-1] if done else base) if kind in REMOVED else levels[at])
    blank = True
    for at in range(len(classes) - 1, -1, -1):
        blank = classes[at] == "S" or (blank and classes[at] in _BLANK)
        if blank:
            done[at] = base
    return done

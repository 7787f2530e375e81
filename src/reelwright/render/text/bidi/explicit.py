"""Embeddings, overrides and isolates: which level control characters set (UAX #9, P2 to X8)."""

from collections.abc import Sequence
from dataclasses import dataclass

ISOLATES = frozenset({"LRI", "RLI", "FSI"})
REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})  # by X9, from all that follows

_DEEPEST = 125  # BD2


def partners(classes: Sequence[str]) -> dict[int, int]:
    """Return which isolate each PDI ends and the other way round (BD9)."""
    open_ones, found = [], {}
    for at, kind in enumerate(classes):
        if kind in ISOLATES:
            open_ones.append(at)
        elif kind == "PDI" and open_ones:
            begun = open_ones.pop()
            found[begun], found[at] = at, begun
    return found


def strong(classes: Sequence[str], begin: int, end: int, paired: dict[int, int]) -> int:
    """Return the level that the first strong character calls for, isolates skipped (P2, P3)."""
    at = begin
    while at < end:
        kind = classes[at]
        if kind in {"L", "R", "AL"}:
            return int(kind != "L")
        at = paired.get(at, end) if kind in ISOLATES else at
        at += 1
    return 0


@dataclass(slots=True)
class _Entry:
    level: int
    override: str | None = None
    isolate: bool = False


class Explicit:
    """Explicit levels, rules X1 to X8."""

    def __init__(self, classes: list[str], paired: dict[int, int], base: int) -> None:
        self._classes = classes
        self._paired = paired
        self._stack = [_Entry(base)]
        self._lost_isolates = self._lost_embeddings = self._isolates = 0

    def walk(self) -> tuple[list[int], list[str]]:
        """Return each character's level, and its class after overrides."""
        levels, kinds = [], []
        for at, kind in enumerate(self._classes):
            if kind == "PDI":
                self._close_isolate()
            top = self._stack[-1]
            levels.append(top.level)
            kinds.append(top.override or kind if kind not in REMOVED else kind)
            if kind in ISOLATES:
                self._open(self._isolated(at, kind), None, isolate=True)
            elif kind in {"RLE", "LRE", "RLO", "LRO"}:
                self._open(int(kind[0] == "R"), kind[0] if kind[2] == "O" else None, isolate=False)
            elif kind == "PDF":
                self._close_embedding()
        return levels, kinds

    def _isolated(self, at: int, kind: str) -> int:
        if kind != "FSI":
            return int(kind == "RLI")
        end = self._paired.get(at, len(self._classes))
        return strong(self._classes, at + 1, end, self._paired)

    def _open(self, odd: int, override: str | None, *, isolate: bool) -> None:
        now = self._stack[-1].level
        level = now + (1 if now % 2 != odd else 2)
        if level <= _DEEPEST and not self._lost_isolates and not self._lost_embeddings:
            self._isolates += isolate
            self._stack.append(_Entry(level, override, isolate))
        elif isolate:
            self._lost_isolates += 1
        elif not self._lost_isolates:
            self._lost_embeddings += 1

    def _close_isolate(self) -> None:
        if self._lost_isolates:
            self._lost_isolates -= 1
        elif self._isolates:
            self._lost_embeddings = 0
            while not self._stack[-1].isolate:
                self._stack.pop()
            self._stack.pop()
            self._isolates -= 1

    def _close_embedding(self) -> None:
        if self._lost_isolates:
            return
        if self._lost_embeddings:
            self._lost_embeddings -= 1
        elif not self._stack[-1].isolate and len(self._stack) > 1:
            self._stack.pop()

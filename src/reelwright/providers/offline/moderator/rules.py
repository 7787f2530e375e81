"""What makes a text unacceptable: lists of words that must come together, and what excuses them."""

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from heapq import merge
from importlib.resources import files
from typing import Any

from reelwright.model.value import Value
from reelwright.providers.offline.moderator.vocabulary import Hit, Vocabulary

INNOCENT = "innocent"


class Rule(Value):
    """The lists that must all occur within so many columns, and the category they then reach.

    `damped` names the contexts that lower the score.
    """

    category: str
    score: float
    parts: tuple[str, ...]
    within: int = 0
    ordered: bool = False
    damped: frozenset[str] = frozenset()

    def applies(self, hits: Mapping[str, Sequence[Hit]]) -> bool:
        """Say whether all parts occur close enough together among `hits`, sorted, by concept."""
        if not all(part in hits for part in self.parts):
            return False
        latest: dict[str, Hit] = {}
        for hit in merge(*(hits[part] for part in self.parts), key=lambda hit: hit.start):
            if self._follows(hit, latest):
                latest[hit.concept] = hit
                if len(latest) == len(self.parts) and self._close(latest, hit):
                    return True
        return False

    def _follows(self, hit: Hit, latest: Mapping[str, Hit]) -> bool:
        place = self.parts.index(hit.concept)
        if not self.ordered or place == 0:
            return True
        before = latest.get(self.parts[place - 1])
        return before is not None and before.stop <= hit.start

    def _close(self, latest: Mapping[str, Hit], last: Hit) -> bool:
        in_order = [latest[part].start for part in self.parts]
        if self.ordered and in_order != sorted(in_order):
            return False
        first = min(latest.values(), key=lambda hit: hit.start)
        return last.start - first.stop <= self.within


class Rules(Value):
    """All rules, by how much contexts lower them, and which wider categories speak along."""

    contexts: dict[str, float]
    wider: dict[str, tuple[str, ...]]
    rules: tuple[Rule, ...]


@cache
def rules() -> Rules:
    """Return the rules."""
    return Rules.read(_table("rules.toml"))


@cache
def vocabulary(language: str) -> Vocabulary:
    """Return the lists of a language, read when it is first met."""
    return Vocabulary(_table("words", f"{language}.toml"))


def apart(hits: Sequence[Hit]) -> dict[str, list[Hit]]:
    """Return the hits that no innocent phrase covers, by concept, in the order of their starts."""
    innocent = (hit for hit in hits if hit.concept == INNOCENT)
    covered = {column for hit in innocent for column in range(hit.start, hit.stop)}
    kept: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.concept != INNOCENT and hit.start not in covered:
            kept.setdefault(hit.concept, []).append(hit)
    return kept


def _table(*path: str) -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath(*path).read_text(encoding="utf-8"))

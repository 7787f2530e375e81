"""Pairs of brackets, which take their direction from what they hold (UAX #9, BD16)."""

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_MOST = 63


@lru_cache(maxsize=512)
def _closing(letter: str) -> str | None:
    """Return the bracket that closes `letter`, by their names (BidiBrackets.txt says the same)."""
    name = unicodedata.name(letter, "")
    if (
        unicodedata.category(letter) != "Ps"
        or not unicodedata.mirrored(letter)
        or "LEFT" not in name
    ):
        return None
    return _canonical(unicodedata.lookup(name.replace("LEFT", "RIGHT")))


def _canonical(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)


def pairs(letters: Sequence[str], own: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of brackets among letters that are still neutral, in the order they open."""
    waiting: list[tuple[str, int]] = []
    found = []
    for at, letter in enumerate(letters):
        if own[at] != "ON":
            continue
        if closing := _closing(letter):
            if len(waiting) == _MOST:
                return []
            waiting.append((closing, at))
        elif unicodedata.category(letter) == "Pe":
            depth = next(
                (n for n, one in enumerate(reversed(waiting)) if one[0] == _canonical(letter)), None
            )
            if depth is not None:
                found.append((waiting[-1 - depth][1], at))
                del waiting[-1 - depth :]
    return sorted(found)

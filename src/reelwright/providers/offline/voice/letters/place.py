"""Where a written word stands on its line, and the patterns that look there."""

from dataclasses import dataclass
from functools import cache

import regex


@dataclass(frozen=True, slots=True)
class Place:
    """What stands on a line before and after a written word."""

    before: str
    after: str


@cache
def compiled(pattern: str) -> regex.Pattern[str]:
    """Return a pattern of a language's table, compiled once."""
    return regex.compile(pattern)

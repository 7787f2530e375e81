"""Grapheme clusters: what a reader takes for one sign, never torn apart."""

from functools import lru_cache

import regex

from reelwright.model.errors import Invalid

LONGEST = 64
"""Characters in a sign; the longest emoji has 15, and nobody can read more marks on a letter."""

_CLUSTER = regex.compile(r"\X")


@lru_cache(maxsize=256)
def clusters(text: str) -> tuple[str, ...]:
    """Return the extended grapheme clusters of `text` (UAX #29), which joined are `text`.

    Raises `Invalid` where one is longer than `LONGEST`: to stack its marks would take for ever.
    """
    found = tuple(_CLUSTER.findall(text))
    longest = max(map(len, found), default=0)
    if longest > LONGEST:
        raise Invalid(
            f"A letter of the text carries {longest - 1} marks, and at most {LONGEST - 1} can be "
            "drawn. Remove some of them."
        )
    return found

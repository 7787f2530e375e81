"""A shelf: a blob store that can also be tidied, and may hand out what it keeps by itself."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from reelwright.model.ids import Key
from reelwright.ports.blobs import Blobs

GRACE: Final = timedelta(hours=1)
"""How old a blob must be to be forgotten because nothing names it."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a downloaded file is called, and its media type."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A blob that is kept: its bytes, and when it was put there or last asked for."""

    key: Key
    size: int
    at: datetime


class Shelf(Blobs, Protocol):
    """Keeps bytes, and tells what it keeps.

    What `put`, `take` or `has` finds there older than half of `GRACE` becomes young again, so that
    nothing somebody has just counted on is forgotten as old.
    """

    def link(
        self, key: Key, label: Label, seconds: int, at: datetime, *, head: bool = False
    ) -> str | None:
        """Return an address that gives anybody a blob, or its `head` alone, for so long from `at`.

        None where the shelf has no door to the street, and our own server must hand it out.
        """
        ...

    def kept(self) -> Iterator[Kept]:
        """Yield all that is kept, in no order, in constant memory."""
        ...

    def forget(self, key: Key, before: datetime) -> bool:
        """Forget a blob unless it was put or asked for since; say whether it is gone."""
        ...

    def tidy(self, before: datetime) -> int:
        """Remove what writers that died before a moment left half-written; return how many."""
        ...

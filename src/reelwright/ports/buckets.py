"""Buckets that seep: how much of a limit somebody has used up, by one name each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Window:
    """At most `quota` within any `length`."""

    quota: int
    length: timedelta


@dataclass(frozen=True, slots=True)
class Entry:
    """Whether somebody was let in, and the moments of all who were lately, in their order."""

    admitted: bool
    moments: tuple[datetime, ...]


class Buckets(Protocol):
    """Counts by the generic cell rate algorithm (ITU-T I.371, annex A).

    What a bucket holds is time: that until it is empty again, for it seeps away as time goes by.
    So all there is to remember of one is the moment by which it is empty.
    """

    def pour(self, bucket: str, pace: timedelta, size: timedelta, at: datetime) -> timedelta:
        """Add `pace` to a bucket unless it then held more than `size`; return what it comes to.

        Where that is more than `size`, nothing was added, and the difference is how long to wait.
        """
        ...

    def enter(self, bucket: str, windows: Sequence[Window], at: datetime) -> Entry:
        """Note a moment in a bucket unless one of the windows that end there is full already.

        The moments of the entry are those within the longest of them, this one's with them if it
        was admitted. A bucket that is poured into is no place to note moments.
        """
        ...

    def empty(self, bucket: str) -> None:
        """Forget what a bucket holds."""
        ...


def recent(moments: Iterable[datetime], length: timedelta, at: datetime) -> list[datetime]:
    """Return the moments that a window ending `at` holds, in their order.

    Those of a clock that is a little fast count as well; those of one that has been set back since,
    more than the window's length ahead, do not: nobody should wait for it to be caught up with.
    """
    return sorted(one for one in moments if -length < one - at <= length)


def fits(moments: Sequence[datetime], windows: Iterable[Window], at: datetime) -> bool:
    """Say whether none of the windows that end `at` is full of these recent moments."""
    return all(
        sum(one > at - window.length for one in moments) < window.quota for window in windows
    )


def fill(until: datetime | None, size: timedelta, at: datetime) -> datetime:
    """Return by when a bucket is empty that was to be by `until`, seen at a moment.

    A bucket that is fuller than twice its size was filled by a clock that has been set back since:
    it counts as empty, for nobody should wait until that clock is caught up with.
    """
    return at if until is None or not at < until <= at + 2 * size else until

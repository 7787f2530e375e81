"""Sliding windows: what is left of one, and how long to wait, by the requests that it holds.

The generic cell rate algorithm lets a whole quota through at once and seeps back at an even pace,
so nearly twice as many may come within one window. Where a document promises a maximum, every
request is remembered for the window's length instead, and counts for all of it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from reelwright.ports.buckets import Entry, Window

_NOTHING: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Room:
    """Requests that still fit in a window; until it is empty; and until the next one fits."""

    requests: int
    whole: timedelta
    wait: timedelta


def room(window: Window, entry: Entry, at: datetime) -> Room:
    """Return what an entry leaves of one of its windows; `wait` is nought where it may be used."""
    held = [one for one in entry.moments if one > at - window.length]
    whole = held[-1] + window.length - at if held else _NOTHING
    left = window.quota - len(held)
    if entry.admitted or left > 0:
        return Room(max(left, 0), whole, _NOTHING)
    return Room(0, whole, held[-window.quota] + window.length - at)

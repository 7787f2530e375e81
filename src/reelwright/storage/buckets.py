"""Buckets that this process remembers, and forgets when it ends."""

import threading
from collections import OrderedDict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, TypeVar

from reelwright.ports.buckets import Entry, Window, fill, fits, recent

V = TypeVar("V")

KNOWN: Final = 100_000
"""Of how many buckets is remembered what they hold; those poured into longest ago are forgotten."""


class MemoryBuckets:
    """Counts for this process alone: of several, each has its own. Threads may share it."""

    def __init__(self, known: int = KNOWN) -> None:
        self._known = known
        self._until: OrderedDict[str, datetime] = OrderedDict()
        self._moments: OrderedDict[str, tuple[datetime, ...]] = OrderedDict()
        self._lock = threading.Lock()

    def pour(self, bucket: str, pace: timedelta, size: timedelta, at: datetime) -> timedelta:
        """Add `pace` to a bucket unless it then held more than `size`; return what it comes to."""
        with self._lock:
            until = fill(self._until.get(bucket), size, at) + pace
            if until - at <= size:
                self._keep(self._until, bucket, until)
            return until - at

    def enter(self, bucket: str, windows: Sequence[Window], at: datetime) -> Entry:
        """Note a moment in a bucket unless one of the windows that end there is full already."""
        longest = max(one.length for one in windows)
        with self._lock:
            held = recent(self._moments.get(bucket, ()), longest, at)
            admitted = fits(held, windows, at)
            moments = tuple(sorted([*held, at])) if admitted else tuple(held)
            self._keep(self._moments, bucket, moments)
        return Entry(admitted, moments)

    def empty(self, bucket: str) -> None:
        """Forget what a bucket holds."""
        with self._lock:
            self._until.pop(bucket, None)
            self._moments.pop(bucket, None)

    def _keep(self, kept: OrderedDict[str, V], bucket: str, held: V) -> None:
        """Keep what a bucket holds, and forget the one that was used longest ago, if need be."""
        kept[bucket] = held
        kept.move_to_end(bucket)
        if len(kept) > self._known:
            kept.popitem(last=False)

"""Retention: rows that nobody needs any more are forgotten when they are old enough.

What is money stays for ever, and so do films: their owners remove them.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from reelwright.ports.records import Records, Store
from reelwright.settings import Settings

log: Final = logging.getLogger(__name__)

REQUESTS: Final = timedelta(hours=24)
"""How long an idempotency key is remembered, as the API promises."""


@dataclass(frozen=True, slots=True)
class Keeps:
    """How long each kind of row is kept after its end; None for ever."""

    events: timedelta | None = timedelta(days=30)
    sessions: timedelta | None = timedelta(days=30)
    letters: timedelta | None = timedelta(days=30)
    deliveries: timedelta | None = timedelta(days=30)
    jobs: timedelta | None = None
    requests: timedelta = REQUESTS


_Swept = tuple[str, timedelta | None, Callable[[Records, datetime], int]]

_BATCH: Final = 1_000
"""Rows forgotten in one transaction, so that nobody waits long for it."""


def keeps(settings: Settings) -> Keeps:
    """Return how long the owner wants rows kept."""
    return Keeps(
        events=_days(settings.keep_events),
        sessions=_days(settings.keep_sessions),
        letters=_days(settings.keep_letters),
        deliveries=_days(settings.keep_deliveries),
        jobs=_days(settings.keep_jobs),
    )


def sweep(store: Store, keep: Keeps, at: datetime) -> Mapping[str, int]:
    """Forget what is older than it is kept; return how many of each kind, where there were any."""
    swept = {
        kind: _swept(store, forget, at - age)
        for kind, age, forget in _kinds(keep)
        if age is not None
    }
    found = {kind: count for kind, count in swept.items() if count}
    if found:
        log.info("Forgot what was old: %s", found)
    return found


def _swept(store: Store, forget: Callable[[Records, datetime], int], before: datetime) -> int:
    total, count = 0, _BATCH
    while count >= _BATCH:
        with store.write() as records:
            count = forget(records, before)
        total += count
    return total


def _kinds(keep: Keeps) -> tuple[_Swept, ...]:
    return (
        ("requests", keep.requests, lambda rows, before: rows.requests.sweep(before)),
        ("events", keep.events, lambda rows, before: rows.events.forget(before, _BATCH)),
        ("sessions", keep.sessions, lambda rows, before: rows.sessions.forget(before, _BATCH)),
        ("letters", keep.letters, lambda rows, before: rows.letters.forget(before, _BATCH)),
        ("deliveries", keep.deliveries, lambda rows, before: rows.webhooks.forget(before, _BATCH)),
        ("jobs", keep.jobs, lambda rows, before: rows.jobs.forget(before, _BATCH)),
    )


def _days(days: int) -> timedelta | None:
    return timedelta(days=days) if days else None

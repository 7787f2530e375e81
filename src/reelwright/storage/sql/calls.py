"""Paid calls in the database."""

from datetime import datetime

import sqlalchemy as sa

from reelwright.model.ids import Key
from reelwright.ports.records.calls import Call, CallState
from reelwright.storage.sql.rows import added, fields, one, several
from reelwright.storage.sql.tables import calls


class SqlCalls:
    """The paid calls there were, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def intend(self, call: Call) -> Call:
        """Keep a call that is about to be made, or return the one with its key."""
        if added(self._connection, calls, fields(call), ["key"]):
            return call
        kept = one(self._connection, Call, sa.select(calls).where(calls.c.key == call.key))
        return kept or call

    def save(self, call: Call) -> None:
        """Keep what became of a call."""
        mine = sa.update(calls).where(calls.c.key == call.key).values(**fields(call))
        self._connection.execute(mine)

    def of_job(self, job: str) -> tuple[Call, ...]:
        """Return a job's calls, the oldest first."""
        mine = sa.select(calls).where(calls.c.job_id == job)
        return several(self._connection, Call, mine.order_by(calls.c.created_at, calls.c.key))

    def under_way(self, vendor: str, at: datetime, but: str) -> int:
        """Return how many calls of a vendor are under way at a moment, not counting one key."""
        asked = calls.c.state.in_([CallState.ASKED.value, CallState.STARTED.value])
        there = sa.select(sa.func.count()).where(calls.c.vendor == vendor, asked)
        return self._connection.scalar(there.where(calls.c.until > at, calls.c.key != but)) or 0

    def doubtful(self, limit: int) -> tuple[Call, ...]:
        """Return calls that were given up to a person, the latest first."""
        mine = sa.select(calls).where(calls.c.state == CallState.DOUBTFUL.value)
        return several(
            self._connection, Call, mine.order_by(calls.c.created_at.desc()).limit(limit)
        )

    def blobs(self) -> frozenset[Key]:
        """Return every blob that what came of a call names, as `blobs` in its result."""
        named = sa.select(calls.c.result["blobs"]).where(calls.c.result["blobs"].is_not(None))
        found = self._connection.execution_options(yield_per=500).scalars(named)
        return frozenset(Key(key) for keys in found for key in keys or ())

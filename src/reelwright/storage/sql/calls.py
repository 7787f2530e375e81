"""Paid calls in the database."""

import sqlalchemy as sa

from reelwright.model.ids import Key
from reelwright.ports.records.calls import Call
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

    def blobs(self) -> frozenset[Key]:
        """Return every blob that what came of a call names, as `blobs` in its result."""
        named = sa.select(calls.c.result["blobs"]).where(calls.c.result["blobs"].is_not(None))
        found = self._connection.execution_options(yield_per=500).scalars(named)
        return frozenset(Key(key) for keys in found for key in keys or ())

"""Buckets that all processes of an installation share: a row each, in PostgreSQL."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from reelwright.durable.database import away
from reelwright.ports.buckets import Entry, Window, fill, fits, recent
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.sql.tables import Instant, buckets

SWEEP: Final = timedelta(minutes=5)
"""How often a process removes the buckets that are empty."""

_START: Final = datetime.min.replace(tzinfo=UTC)


class SqlBuckets:
    """Counts for all that use one PostgreSQL database, in a statement that nobody else waits for.

    Its commits are not waited for to reach the disk: what a crash forgets is a second's counting.
    While the database cannot be written, this process counts for itself, for whoever only wants to
    look at something need not be turned away then. The clocks of several machines should agree: by
    as much as one is fast, it lets through more.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._spare = MemoryBuckets()
        self._swept, self._lock = _START, threading.Lock()

    def pour(self, bucket: str, pace: timedelta, size: timedelta, at: datetime) -> timedelta:
        """Add `pace` to a bucket unless it then held more than `size`; return what it comes to."""
        try:
            with self._engine.connect() as connection:
                level = _poured(connection, bucket, pace, size, at)
                self._sweep(connection, at)
        except SQLAlchemyError as fault:
            _check_away(fault)
            level = self._spare.pour(bucket, pace, size, at)
        return level

    def enter(self, bucket: str, windows: Sequence[Window], at: datetime) -> Entry:
        """Note a moment in a bucket unless one of the windows that end there is full already."""
        try:
            with self._engine.connect() as connection:
                entry = _entered(connection, bucket, windows, at)
                self._sweep(connection, at)
        except SQLAlchemyError as fault:
            _check_away(fault)
            entry = self._spare.enter(bucket, windows, at)
        return entry

    def empty(self, bucket: str) -> None:
        """Forget what a bucket holds."""
        self._spare.empty(bucket)
        try:
            with self._engine.connect() as connection:
                connection.execute(sa.delete(buckets).where(buckets.c.name == bucket))
        except SQLAlchemyError as fault:
            _check_away(fault)

    def _sweep(self, connection: sa.Connection, at: datetime) -> None:
        if self._due(at):
            connection.execute(sa.delete(buckets).where(buckets.c.until < at))

    def _due(self, at: datetime) -> bool:
        with self._lock:
            due = at - self._swept >= SWEEP
            if due:
                self._swept = at
        return due


def _check_away(fault: SQLAlchemyError) -> None:
    """Raise a fault again, unless it is that the database cannot be reached, or not be written."""
    if not away(fault):
        raise fault


_MICROSECOND: Final = timedelta(microseconds=1)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)

# The moments are those of `tables.Instant`. Only this one transaction does not wait for the disk.
_POUR: Final = (
    sa.text("""
    WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO buckets AS held (name, until) SELECT :bucket, :at + :pace FROM quick
    ON CONFLICT (name) DO UPDATE SET until = :pace + CASE
        WHEN held.until BETWEEN :at AND :at + 2 * :size THEN held.until ELSE :at END
    WHERE held.until <= :at + :size - :pace OR held.until > :at + 2 * :size
    RETURNING until
""")
    .bindparams(sa.bindparam("at", type_=Instant))
    .columns(until=Instant)
)


def _poured(
    connection: sa.Connection, bucket: str, pace: timedelta, size: timedelta, at: datetime
) -> timedelta:
    lengths = {"pace": pace // _MICROSECOND, "size": size // _MICROSECOND}
    until: datetime | None = connection.scalar(_POUR, {"bucket": bucket, "at": at, **lengths})
    if until is not None:
        return until - at
    there = connection.scalar(sa.select(buckets.c.until).where(buckets.c.name == bucket))
    # Meanwhile it may have been emptied, but what was refused stays refused.
    return max(fill(there, size, at) + pace - at, size + _MICROSECOND)


# Moments are whole numbers here, those that `tables.Instant` makes of them.
_ENTER: Final = (
    sa.text("""
    WITH quick AS (SELECT set_config('synchronous_commit', 'off', true))
    INSERT INTO buckets AS held (name, until, moments)
    SELECT :bucket, :at + :longest, ARRAY[:at] FROM quick
    ON CONFLICT (name) DO UPDATE SET until = :at + :longest, moments = ARRAY(
        SELECT one FROM unnest(held.moments) AS one
        WHERE one > :at - :longest AND one <= :at + :longest
    ) || :at
    WHERE NOT EXISTS (
        SELECT FROM unnest(:quotas, :lengths) AS windows (quota, length) WHERE quota <= (
            SELECT count(*) FROM unnest(held.moments) AS one
            WHERE one > :at - length AND one <= :at + :longest
        )
    )
    RETURNING moments
""")
    .bindparams(
        sa.bindparam("at", type_=sa.BigInteger),
        sa.bindparam("longest", type_=sa.BigInteger),
        sa.bindparam("quotas", type_=sa.ARRAY(sa.BigInteger)),
        sa.bindparam("lengths", type_=sa.ARRAY(sa.BigInteger)),
    )
    .columns(moments=sa.ARRAY(sa.BigInteger))
)


def _entered(
    connection: sa.Connection, bucket: str, windows: Sequence[Window], at: datetime
) -> Entry:
    longest = max(one.length for one in windows)
    asked = {
        "bucket": bucket,
        "at": (at - _EPOCH) // _MICROSECOND,
        "longest": longest // _MICROSECOND,
        "quotas": [one.quota for one in windows],
        "lengths": [one.length // _MICROSECOND for one in windows],
    }
    noted: list[int] | None = connection.scalar(_ENTER, asked)
    if noted is not None:
        return Entry(admitted=True, moments=tuple(recent(_instants(noted), longest, at)))
    there = connection.scalar(sa.select(buckets.c.moments).where(buckets.c.name == bucket))
    held = recent(_instants(there or []), longest, at)
    if fits(held, windows, at):  # it was emptied meanwhile
        return _entered(connection, bucket, windows, at)
    return Entry(admitted=False, moments=tuple(held))


def _instants(written: list[int]) -> list[datetime]:
    return [_EPOCH + one * _MICROSECOND for one in written]

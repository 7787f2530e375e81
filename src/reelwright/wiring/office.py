"""The office: what the web process and the workers share of one installation."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import ParamSpec, TypeVar

import sqlalchemy as sa

from reelwright.durable import database
from reelwright.durable.queue import Queue
from reelwright.model.errors import Unavailable
from reelwright.ports.buckets import Buckets
from reelwright.ports.records import Store
from reelwright.ports.records.queue import Queue as QueueRecords
from reelwright.ports.shelf import Shelf
from reelwright.services.jobs import Room
from reelwright.services.spending import Prices, Terms
from reelwright.services.uploads import Bounds
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.sql import schema
from reelwright.storage.sql.buckets import SqlBuckets
from reelwright.storage.sql.store import SqlStore

P = ParamSpec("P")
T = TypeVar("T")


def now() -> datetime:
    """Return the moment by this machine's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class House:
    """The rules of an installation: prices, how accounts pay, how much may wait or be uploaded.

    `strict` opens no upload on a machine that cannot build the whole sandbox.
    """

    prices: Prices = field(default_factory=Prices)
    terms: Terms = field(default_factory=Terms)
    room: Room = field(default_factory=Room)
    bounds: Bounds = field(default_factory=Bounds)
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """One installation as a process sees it. `data` is its own folder on this machine."""

    data: Path
    engine: sa.Engine
    store: Store
    queue: Queue
    blobs: Shelf
    buckets: Buckets
    house: House
    clock: Callable[[], datetime] = now

    def close(self) -> None:
        """Let go of the database."""
        self.queue.close()
        self.engine.dispose()


def opened(data: Path, url: str, house: House) -> Office:
    """Return the office of a database whose schema is up to date; `Unavailable` if it is not."""
    engine = database.engine(url)
    schema.check(engine)
    queue = Queue(engine)
    return Office(
        data=data,
        engine=engine,
        store=SqlStore(engine, lambda connection: _Enqueued(queue, connection)),
        queue=queue,
        blobs=LocalBlobs(data / "media"),
        buckets=_buckets(engine),
        house=house,
    )


def _buckets(engine: sa.Engine) -> Buckets:
    """Return where limits are counted: on PostgreSQL several machines may serve, on SQLite one."""
    return SqlBuckets(engine) if engine.dialect.name == "postgresql" else MemoryBuckets()


async def asked_of(work: Callable[P, T], /, *given: P.args, **named: P.kwargs) -> T:
    """Return what `work` in the office's rows comes to, done on a thread.

    Where the database is away it raises what that raised, which the engine waits out; `Unavailable`
    would be a verdict on the job.
    """
    try:
        return await asyncio.to_thread(work, *given, **named)
    except Unavailable as wrong:
        if isinstance(wrong.__cause__, database.AWAY):
            raise wrong.__cause__ from wrong
        raise


def upgraded(url: str) -> None:
    """Bring the tables of a database up to date, the engine's and ours."""
    database.migrate(url)
    engine = database.engine(url)
    try:
        schema.upgrade(engine)
    finally:
        engine.dispose()


class _Enqueued(QueueRecords):
    """The queue within one transaction."""

    def __init__(self, queue: Queue, connection: sa.Connection) -> None:
        self._queue, self._connection = queue, connection

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        """Hand over a job."""
        self._queue.enqueue(self._connection, job, account, priority, quick=quick)

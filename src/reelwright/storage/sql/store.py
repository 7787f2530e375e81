"""The store: transactions over every kind of row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from reelwright.durable.database import away
from reelwright.model.errors import Unavailable
from reelwright.ports.records import Records
from reelwright.ports.records.queue import Queue
from reelwright.storage.sql.accounts import SqlAccounts
from reelwright.storage.sql.calls import SqlCalls
from reelwright.storage.sql.events import SqlEvents
from reelwright.storage.sql.films import SqlFilms
from reelwright.storage.sql.jobs import SqlJobs
from reelwright.storage.sql.keys import SqlKeys
from reelwright.storage.sql.ledger import SqlLedger
from reelwright.storage.sql.letters import SqlLetters
from reelwright.storage.sql.productions import SqlProductions
from reelwright.storage.sql.projects import SqlProjects
from reelwright.storage.sql.requests import SqlRequests
from reelwright.storage.sql.sessions import SqlSessions
from reelwright.storage.sql.uploads import SqlUploads
from reelwright.storage.sql.vendors import SqlVendors
from reelwright.storage.sql.webhooks import SqlWebhooks

AWAY = "The database cannot be reached just now; try again in a few seconds."


class SqlStore:
    """Opens transactions on a database whose tables are up to date.

    `queue` gives the queue that takes part in a connection's transaction.
    """

    def __init__(self, engine: sa.Engine, queue: Callable[[sa.Connection], Queue]) -> None:
        self._engine, self._queue = engine, queue
        self._reading = engine.execution_options(reading=True)

    @contextmanager
    def read(self) -> Iterator[Records]:
        """Open a transaction that only looks: it waits for no writer."""
        with _reached(), self._reading.connect() as connection:
            yield self._records(connection)

    @contextmanager
    def write(self) -> Iterator[Records]:
        """Open a transaction that may change rows; on SQLite there is one at a time."""
        with _reached(), self._engine.begin() as connection:
            yield self._records(connection)

    def _records(self, connection: sa.Connection) -> Records:
        return Records(
            accounts=SqlAccounts(connection),
            sessions=SqlSessions(connection),
            keys=SqlKeys(connection),
            letters=SqlLetters(connection),
            ledger=SqlLedger(connection),
            calls=SqlCalls(connection),
            projects=SqlProjects(connection),
            productions=SqlProductions(connection),
            jobs=SqlJobs(connection),
            films=SqlFilms(connection),
            uploads=SqlUploads(connection),
            events=SqlEvents(connection),
            requests=SqlRequests(connection),
            vendors=SqlVendors(connection),
            webhooks=SqlWebhooks(connection),
            queue=self._queue(connection),
        )


@contextmanager
def _reached() -> Iterator[None]:
    """Tell a database that is away from one that refuses a statement."""
    try:
        yield
    except SQLAlchemyError as fault:
        if away(fault):
            raise Unavailable(AWAY) from fault
        raise

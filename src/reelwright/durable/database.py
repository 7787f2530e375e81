"""The one database of an installation: connections to it, and the engine's own tables in it."""

import sqlite3
from pathlib import Path
from typing import Any, Final, cast

import psycopg
import sqlalchemy as sa
from dbos import DBOS
from sqlalchemy.exc import ArgumentError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection

from reelwright.durable.line import Line, Pen
from reelwright.durable.records import prepare
from reelwright.model.errors import Invalid

AWAY: Final = (OperationalError, InterfaceError, NoConnection)
"""What SQLAlchemy raises when the database cannot be reached; `away` tells when it means that."""


def engine(url: str, *, wait: float = 30.0, pool: int = 20) -> sa.Engine:
    """Return connections to the database at `url`, at most `pool` of them in this process.

    Every transaction on SQLite takes the right to write when it begins (`BEGIN IMMEDIATE`):
    otherwise two processes count what runs, and both start one job too many. Threads of one process
    take it in the order they came. A transaction that only reads says so, and holds up nobody:
    `engine.execution_options(reading=True).begin()`. A lock or a free connection is waited for
    `wait` seconds. `Invalid` for an address that is neither database.
    """
    address = _address(url)
    if address.get_backend_name() == "sqlite":
        return _sqlite(address, wait, pool)
    return _postgres(address, wait, pool)


def away(wrong: BaseException) -> bool:
    """Say whether this is the database's absence, and no fault in what it was asked.

    Away is what cannot be reached, is being stopped, is locked, or has no room left.
    """
    if isinstance(wrong, NoConnection):
        return True
    if not isinstance(wrong, DBAPIError):
        return False
    if isinstance(wrong.orig, sqlite3.Error):
        return getattr(wrong.orig, "sqlite_errorcode", 0) & 0xFF in _LITE_AWAY
    return wrong.connection_invalidated or (
        isinstance(wrong.orig, psycopg.OperationalError)
        and str(wrong.orig.sqlstate or "08").startswith(("08", "53", "57P"))
    )


_LITE_AWAY: Final = (
    *(sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_IOERR),
    *(sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN),
)


def migrate(url: str) -> None:
    """Bring the engine's tables up to date; safe while workers run, and when several do it."""
    # DBOS's own migration begins its own transaction, which ours would collide with.
    DBOS.migrate(_address(url).render_as_string(hide_password=False))
    connections = engine(url)
    try:
        prepare(connections)
    finally:
        connections.dispose()


def _address(url: str) -> sa.URL:
    try:
        address = sa.make_url(url)
    except ArgumentError:
        raise Invalid(f"A database's address looks otherwise; {_ADDRESSES}") from None
    if address.drivername in {"postgresql", "postgres", "postgresql+psycopg"}:
        return address.set(drivername="postgresql+psycopg")
    if address.drivername != "sqlite":
        raise Invalid(f"There is no way to a {address.drivername!r} database; {_ADDRESSES}")
    if not address.database or address.database == ":memory:":
        raise Invalid("Several processes share the database, so it must be a file; name one.")
    return address


_ADDRESSES: Final = "write sqlite:////folder/file.db or postgresql://user:password@host/name."


def _sqlite(address: sa.URL, wait: float, pool: int) -> sa.Engine:
    Path(str(address.database)).parent.mkdir(parents=True, exist_ok=True)
    connections = sa.create_engine(
        address,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=wait,
        connect_args={"timeout": wait, "factory": Pen},
    )
    line = Line()

    def settle(connection: Any, _record: object) -> None:  # noqa: ANN401 - as SQLAlchemy types it
        connection.line = line
        connection.isolation_level = None  # sqlite3 would begin late, and only for writes
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("reading", False):
            connection.exec_driver_sql("BEGIN")
        else:
            _write(connection, wait)

    sa.event.listen(connections, "connect", settle)
    sa.event.listen(connections, "begin", begin)
    return connections


def _write(connection: sa.Connection, wait: float) -> None:
    """Begin to write, after those of this process who came before, and against other processes."""
    pen = cast("Pen", connection.connection.dbapi_connection)
    try:
        pen.take(wait)
    except sqlite3.Error as refused:
        raise DBAPIError.instance("BEGIN IMMEDIATE", None, refused, sqlite3.Error) from refused


def _postgres(address: sa.URL, wait: float, pool: int) -> sa.Engine:
    connections = sa.create_engine(
        address,
        pool_size=pool,
        max_overflow=0,
        pool_timeout=wait,
        pool_pre_ping=True,  # a server that was restarted leaves dead connections behind
        connect_args={"connect_timeout": 5, "tcp_user_timeout": 20_000, **_options(address)},
    )
    sa.event.listen(connections, "handle_error", _judge)
    return connections


def _judge(context: sa.ExceptionContext) -> None:
    """Have a connection that cannot be made count as lost: DBOS then waits for the database.

    It goes by the words of the error, which in psycopg 3.3 are others (dbos/_utils.py).
    """
    wrong = context.original_exception
    if isinstance(wrong, psycopg.OperationalError) and wrong.sqlstate is None:
        context.is_disconnect = True


def _options(address: sa.URL) -> dict[str, str]:
    """A frozen worker must not hold its locks for ever; an address that sets options knows best."""
    if "options" in address.query:
        return {}
    return {"options": "-c idle_in_transaction_session_timeout=60000"}

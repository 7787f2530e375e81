"""The database of one machine: who may write when, and what is refused."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError

from reelwright.durable.database import away, engine, migrate
from reelwright.model.errors import Invalid


@pytest.fixture
def connections(tmp_path):
    made = engine(f"sqlite:///{tmp_path}/some/folder/film.db", wait=0.2)
    yield made
    made.dispose()


@pytest.fixture
def others(tmp_path):
    """Give the same database as another process has it, with a line of its own."""
    made = engine(f"sqlite:///{tmp_path}/some/folder/film.db", wait=0.2)
    yield made
    made.dispose()


def test_sqlite_is_settled(connections):
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with connections.connect() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked}
    assert found == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 200,
    }


def test_transaction_takes_the_write_lock_at_once(connections, others):
    with connections.begin(), pytest.raises(OperationalError) as locked, others.begin():
        pass
    assert away(locked.value)


def test_reading_waits_for_nobody(connections):
    with connections.begin() as writing:
        writing.exec_driver_sql("CREATE TABLE film (title TEXT)")
        with connections.execution_options(reading=True).begin() as reading:
            assert reading.exec_driver_sql("SELECT name FROM sqlite_master").all() == []


def test_count_and_claim_are_one(connections):
    with connections.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE seat (taken INTEGER)")
        connection.exec_driver_sql("INSERT INTO seat VALUES (0)")
    patient = engine(str(connections.url))

    def claim(_number: int) -> None:
        with patient.begin() as connection:
            taken = connection.exec_driver_sql("SELECT taken FROM seat").scalar_one()
            connection.execute(sa.text("UPDATE seat SET taken = :taken"), {"taken": taken + 1})

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(claim, range(64)))
    with patient.begin() as connection:
        assert connection.exec_driver_sql("SELECT taken FROM seat").scalar_one() == 64
    patient.dispose()


def test_migration_may_be_repeated(tmp_path):
    url = f"sqlite:///{tmp_path}/film.db"
    migrate(url)
    migrate(url)
    made = engine(url)
    with made.begin() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM engine_sweep").scalar_one() == 1
    made.dispose()


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("sqlite://", "must be a file"),
        ("sqlite:///:memory:", "must be a file"),
        ("mysql://host/name", "no way to a 'mysql' database"),
        ("film.db", "looks otherwise"),
    ],
)
def test_other_addresses_are_refused(url, words):
    with pytest.raises(Invalid, match=words):
        engine(url)


def test_postgres_is_reached_by_psycopg():
    made = engine("postgresql://ada:secret@host/name", wait=7.0, pool=3)
    assert (made.dialect.driver, made.pool.size()) == ("psycopg", 3)


def lite(code: int) -> sqlite3.OperationalError:
    wrong = sqlite3.OperationalError("told")
    wrong.sqlite_errorcode = code
    return wrong


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        (OperationalError("", {}, lite(sqlite3.SQLITE_BUSY)), True),
        (OperationalError("", {}, lite(sqlite3.SQLITE_BUSY_SNAPSHOT)), True),
        (OperationalError("", {}, lite(sqlite3.SQLITE_FULL)), True),
        (OperationalError("", {}, lite(sqlite3.SQLITE_ERROR)), False),
        (OperationalError("", {}, psycopg.OperationalError("connection is bad")), True),
        (OperationalError("", {}, psycopg.errors.AdminShutdown()), True),
        (OperationalError("", {}, psycopg.errors.TooManyConnections()), True),
        (OperationalError("", {}, psycopg.errors.QueryCanceled()), False),
        (IntegrityError("", {}, psycopg.errors.UniqueViolation()), False),
        (sa.exc.TimeoutError(), True),
        (ValueError("database is locked"), False),
    ],
)
def test_away_is_told_from_wrong(wrong, expected):
    assert away(wrong) is expected

"""What the rows promise of transactions."""

import shutil

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from reelwright.durable import database
from reelwright.model.errors import Unavailable
from reelwright.storage.sql.store import SqlStore


def test_written_is_seen_after(store, rows):
    account = rows.account()
    with store.write() as records:
        records.accounts.add(account)
        with store.read() as others:
            assert others.accounts.count() == 0
    with store.read() as records:
        assert records.accounts.listed(9) == (account,)


def test_write_that_raises_is_undone(store, rows, undone):
    with undone() as records:
        records.accounts.add(rows.account())
        records.events.append("job:1", "a", {}, rows.at)
        assert records.accounts.next_number() == 1
    with store.read() as records:
        assert (records.accounts.count(), records.events.last("job:1")) == (0, 0)
    with store.write() as records:
        assert records.accounts.next_number() == 1


def test_numbers_have_no_gap(store, undone, together):
    def number(n):
        opened = undone if n % 4 == 0 else store.write
        with opened() as records:
            return (n % 4 > 0) * records.jobs.next_number()

    given = sorted(n for n in together(number, range(60)) if n)
    assert given == list(range(1, 46))


def test_read_waits_for_no_writer(store, ada):
    with store.write() as records:
        records.accounts.save(ada)
        with store.read() as others:
            assert others.accounts.get(ada.id) == ada


def test_read_of_a_job_waits_for_no_writer(store, ada, rows):
    job = rows.job(ada.id)
    with store.write() as records:
        records.jobs.add(job)
    with store.write() as records:
        assert records.jobs.by_id(job.id) == job
        with store.read() as others:
            assert others.jobs.by_id(job.id) == job


def test_read_keeps_nothing(store, rows):
    with store.read() as records:
        records.accounts.add(rows.account())
    with store.read() as records:
        assert records.accounts.count() == 0


def test_row_of_nobody_is_refused_as_it_is(store, rows):
    with pytest.raises(IntegrityError), store.write() as records:
        records.jobs.add(rows.job("nobody"))


def test_queue_takes_part_in_the_transaction(engine, ada):
    seen = []

    def queue(connection: sa.Connection):
        seen.append(connection.in_transaction())
        return "the queue"

    with SqlStore(engine, queue).write() as records:
        assert (records.queue, seen) == ("the queue", [True])


def test_server_away_is_unavailable(postgres, handed):
    away = database.engine(postgres.url("nowhere"))
    store = SqlStore(away, lambda _connection: handed)
    for opened in (store.read, store.write):
        with pytest.raises(Unavailable, match="cannot be reached just now"), opened():
            raise AssertionError("There was nothing to open.")
    away.dispose()


def test_folder_away_is_unavailable(tmp_path, handed):
    away = database.engine(f"sqlite:///{tmp_path / 'folder' / 'rows.db'}")
    shutil.rmtree(tmp_path / "folder")
    store = SqlStore(away, lambda _connection: handed)
    for opened in (store.read, store.write):
        with pytest.raises(Unavailable, match="cannot be reached just now"), opened():
            raise AssertionError("There was nothing to open.")


def test_connections_taken_are_unavailable(engine, handed):
    few = database.engine(engine.url.render_as_string(hide_password=False), wait=0.1, pool=1)
    store = SqlStore(few, lambda _connection: handed)
    with store.read(), pytest.raises(Unavailable, match="try again"), store.read():
        raise AssertionError("There was one connection, and it was taken.")
    few.dispose()


@pytest.mark.parametrize("kind", ["postgresql"])
def test_connection_lost_is_unavailable(postgres, engine, store, kind, rows):
    kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"

    def cut() -> None:
        with store.write() as records:
            records.accounts.add(rows.account())
            postgres.do(kill.format(engine.url.database))
            records.accounts.count()

    with pytest.raises(Unavailable):
        cut()
    with store.read() as records:
        assert records.accounts.count() == 0


@pytest.mark.parametrize("kind", ["sqlite"])
def test_writer_who_waits_too_long_is_told(engine, store, kind, handed):
    connections = database.engine(str(engine.url), wait=0.1)
    hasty = SqlStore(connections, lambda _connection: handed)
    with store.write(), pytest.raises(Unavailable), hasty.write():
        raise AssertionError("There is one writer at a time.")
    connections.dispose()

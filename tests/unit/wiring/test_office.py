"""The office as the floor asks it: what fails on a thread fails for what it is."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from reelwright.durable.state import State
from reelwright.model.errors import NotFound, Unavailable
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING, Order, Room
from reelwright.services.spending import Terms
from reelwright.wiring.office import House, asked_of, opened, upgraded


def work(number: int, *, more: int = 0) -> int:
    return number + more


def away() -> None:
    locked = OperationalError("SELECT 1", None, sqlite3.OperationalError("locked"))
    raise Unavailable("The database cannot be reached.") from locked


def full() -> None:
    raise Unavailable("The folder is full.")


def missing() -> None:
    raise NotFound("There is no such job.")


def test_answer_comes_back():
    assert asyncio.run(asked_of(work, 1, more=2)) == 3


@pytest.mark.parametrize(
    ("fails", "kind"), [(away, OperationalError), (full, Unavailable), (missing, NotFound)]
)
def test_only_an_absent_database_is_told_otherwise(fails, kind):
    with pytest.raises(kind):
        asyncio.run(asked_of(fails))


@pytest.mark.parametrize(("kind", "levels"), [("sqlite", [1, 1]), ("postgresql", [1, 2])])
def test_servers_that_share_a_server_of_rows_count_together(request, tmp_path, kind, levels):
    """On SQLite one server serves, and what it counts is in its memory."""
    postgres = request.getfixturevalue("postgres")
    urls = {
        "sqlite": f"sqlite:///{tmp_path / 'rows.db'}",
        "postgresql": postgres.url(postgres.fresh()),
    }
    upgraded(urls[kind])
    offices = [opened(tmp_path, urls[kind], House()) for _ in range(2)]
    second, at = timedelta(seconds=1), datetime(2026, 11, 22, tzinfo=UTC)
    found = [one.buckets.pour("ann", second, 10 * second, at) / second for one in offices]
    for one in offices:
        one.close()
    assert found == levels


def test_only_films_wait_behind_films(office, rows):
    """What somebody sits and waits for, as pixora's analysis, has a queue of its own."""
    ann = rows.account(1)
    with office.store.write() as records:
        records.accounts.add(ann)
        for kind in ("plan", "check", "sample", "produce", "produce"):
            order = Order(kind, "native", {}, NOTHING, Terms())
            jobs.accept(records, ann.id, order, Room(), rows.at)
    depth = office.queue.depth()
    assert depth == {("quick", State.QUEUED): 3, ("jobs", State.QUEUED): 2}

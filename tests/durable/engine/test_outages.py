"""What becomes of jobs when the database goes away, and comes back."""

import sqlite3
import time

import pytest
from sqlalchemy.exc import OperationalError

from reelwright.durable.database import engine, migrate
from reelwright.durable.queue import Queue

pytestmark = pytest.mark.slow


@pytest.fixture
def outage(request, fresh):
    """Take the database away for three seconds: a server killed, or a file locked."""

    def killed(shop) -> None:
        server = request.getfixturevalue("postgres")
        server.stop()
        time.sleep(3.0)
        server.start()

    def locked(shop) -> None:
        connection = sqlite3.connect(shop.engine.url.database, isolation_level=None)
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(3.0)
        connection.close()

    return {"postgres": killed, "sqlite": locked}[request.node.callspec.params["fresh"]]


@pytest.mark.parametrize("job", ["hold-1", "film-1"])
def test_outage_is_outlived(open_shop, outage, job):
    shop = open_shop()
    shop.enqueue(job)
    shop.hire()
    shop.hire()
    shop.until(lambda: shop.ledger("begun", job))
    outage(shop)
    shop.touch("go-hold-1")
    shop.wait(job)
    done = {"hold-1": ["first", "held", "last"], "film-1": ["plan", "cut"]}
    assert shop.steps("done", job) == done[job]
    shop.enqueue("plain-1")
    shop.wait("plain-1")


def test_job_ending_in_an_outage_ends(open_shop, outage):
    shop = open_shop()
    shop.enqueue("hold-1")
    shop.hire()
    shop.until(lambda: "held" in shop.steps("begun", "hold-1"))
    shop.touch("go-hold-1")
    outage(shop)
    shop.wait("hold-1")
    assert shop.steps("done", "hold-1") == ["first", "held", "last"]


def test_queue_says_at_once_that_the_database_is_away(postgres):
    postgres.do("CREATE DATABASE away")
    migrate(postgres.url("away"))
    connections = engine(postgres.url("away"))
    queue = Queue(connections)
    assert queue.depth() == {}
    postgres.stop()
    begun = time.monotonic()
    with pytest.raises(OperationalError):
        queue.cancel("anything")
    with pytest.raises(OperationalError):
        queue.states(["anything"])
    assert time.monotonic() - begun < 5.0
    postgres.start()
    assert queue.depth() == {}
    queue.close()
    connections.dispose()

"""Writers of a SQLite file take turns in the order they came, and none waits for itself."""

import os
import signal
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from durable.engine.conftest import until
from reelwright.durable.database import away, engine
from reelwright.durable.line import Line
from reelwright.model.errors import Broken


@pytest.fixture
def line():
    return Line()


@pytest.fixture
def file(tmp_path):
    """Give a database with a table of one column, opened by an impatient process."""
    made = engine(f"sqlite:///{tmp_path / 'lines.db'}", wait=0.3)
    with made.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE written (by INTEGER)")
    yield made
    made.dispose()


def write(file: sa.Engine, number: int = 1) -> None:
    with file.begin() as connection:
        connection.exec_driver_sql("INSERT INTO written VALUES (?)", (number,))


def written(file: sa.Engine) -> list[int]:
    with file.execution_options(reading=True).begin() as connection:
        return list(connection.exec_driver_sql("SELECT by FROM written").scalars())


def waiting(line: Line, many: int) -> None:
    until(lambda: len(line._waiting) == many)


def test_first_come_is_first_served(line):
    came = []

    def stand(number: int) -> None:
        assert line.enter(30.0)
        came.append(number)
        line.leave()

    assert line.enter(1.0)
    threads = [Thread(target=stand, args=(number,)) for number in range(6)]
    for number, thread in enumerate(threads):
        thread.start()
        waiting(line, number + 1)
    line.leave()
    for thread in threads:
        thread.join()
    assert came == list(range(6))


def test_who_waited_too_long_leaves_the_line(line):
    assert line.enter(1.0)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(line.enter, 0.05).result() is False
        line.leave()
        assert other.submit(line.enter, 0.05).result() is True


def test_who_is_interrupted_leaves_the_line(line):
    class Rung(Exception):
        pass

    def ring(*_: object) -> None:
        raise Rung

    before = signal.signal(signal.SIGALRM, ring)
    with ThreadPoolExecutor(1) as other:
        assert other.submit(line.enter, 1.0).result()
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        with pytest.raises(Rung):
            line.enter(30.0)
        other.submit(line.leave).result()
        assert other.submit(line.enter, 0.0).result()
    signal.signal(signal.SIGALRM, before)


def test_thread_does_not_wait_for_itself(file):
    with file.begin(), pytest.raises(Broken, match="second connection"), file.begin():
        pass
    write(file)
    assert written(file) == [1]


def test_fork_begins_a_new_line(line):
    assert line.enter(1.0)
    child = os.fork()
    if child == 0:
        os._exit(0 if line.enter(0.0) else 1)
    assert os.waitpid(child, 0) == (child, 0)


def fail(file: sa.Engine) -> None:
    with file.begin() as connection:
        connection.exec_driver_sql("INSERT INTO nowhere VALUES (1)")


def lose(file: sa.Engine) -> None:
    with file.begin() as connection:
        connection.invalidate()


@pytest.mark.parametrize("ending", [fail, lose, write])
def test_turn_ends_with_the_transaction(file, ending):
    with ThreadPoolExecutor(1) as other:
        other.submit(ending, file).exception()
    write(file, 2)
    assert written(file)[-1] == 2


def refuses(file: sa.Engine) -> None:
    """See that writing is given up after the engine's wait, as at a database that is away."""
    begun = time.monotonic()
    with pytest.raises(OperationalError, match="database is locked") as late:
        write(file)
    assert away(late.value)
    assert 0.25 < time.monotonic() - begun < 5.0
    assert written(file) == []


def test_thread_that_stays_is_told_of_as_away(file):
    holder = file.connect()
    with ThreadPoolExecutor(1) as other:
        other.submit(holder.begin).result()
        refuses(file)
        other.submit(holder.close).result()
    write(file)
    assert written(file) == [1]


def test_process_that_stays_is_told_of_as_away(file):
    holder = sqlite3.connect(file.url.database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    refuses(file)
    holder.close()
    write(file)
    assert written(file) == [1]


def test_busy_writers_take_turns(file):
    """While all still have something to write, nobody writes a third time before another has."""

    def busy(number: int) -> None:
        for _ in range(40):
            write(file, number)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(busy, range(6)))
    came = written(file)
    assert len(came) == 240
    together = came[20:120]
    windows = [set(together[at : at + 18]) for at in range(len(together) - 18)]
    assert windows == [set(range(6))] * len(windows)

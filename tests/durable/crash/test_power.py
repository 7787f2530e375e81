"""The power fails: whatever was acknowledged is there afterwards, and nothing of what was not.

SQLite writes ahead to a log, which it syncs before a commit returns (`synchronous=FULL`). So what is
left is the database as it was, and the log up to a commit that returned, and of what came after any
part of it, or what else the disk held there.
"""

import contextlib
import random
import shutil
import sqlite3
from itertools import pairwise
from pathlib import Path

import pytest

pytestmark = pytest.mark.parametrize("kind", ["sqlite"])

JOBS = 12
COUNTS = ["SELECT id FROM jobs", "SELECT workflow_uuid FROM workflow_status"]
"""A job, and its place in the queue: there is none without the other."""


def left(mill, place: Path, size: int, more: bytes) -> sqlite3.Connection:
    """Open what a power failure leaves when `size` bytes of the log, and `more`, are on the disk."""
    place.mkdir()
    shutil.copy(mill.folder / "mill.db", place / "mill.db")
    log = (mill.folder / "mill.db-wal").read_bytes()[:size]
    (place / "mill.db-wal").write_bytes(log + more)
    return sqlite3.connect(place / "mill.db")


@pytest.fixture
def commits(mill) -> list[tuple[int, set[str]]]:
    """Accept jobs; give the size of the log after each, and those that were acknowledged by then."""
    log, made = mill.folder / "mill.db-wal", [(0, set())]
    with contextlib.closing(sqlite3.connect(mill.folder / "mill.db")) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall() == [(0, 0, 0)]
    for number in range(JOBS):
        job = mill.accept(number, "plan")
        made.append((log.stat().st_size, {*made[-1][1], job.id}))
    return made


def test_every_commit_is_synced(kind, mill):
    with mill.office.engine.connect() as connection:
        told = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ASKED]
    assert told == list(ASKED.values())


ASKED = {"journal_mode": "wal", "synchronous": 2}


def test_accepted_jobs_outlive_a_power_failure(kind, mill, commits, tmp_path):
    chance = random.Random(1)
    for number, ((size, owed), (later, _)) in enumerate(pairwise(commits)):
        beyond = (mill.folder / "mill.db-wal").read_bytes()[size:later]
        torn = beyond[: chance.randrange(len(beyond))]
        for kept in (b"", torn, chance.randbytes(len(beyond)), torn + bytes(4096)):
            place = tmp_path / f"{number}-{len(kept)}"
            with contextlib.closing(left(mill, place, size, kept)) as found:
                assert found.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
                there = [{row[0] for row in found.execute(count)} for count in COUNTS]
            assert there == [owed, owed]
            shutil.rmtree(place)


def test_commit_that_is_not_synced_is_lost(kind, mill, commits, tmp_path):
    """The model loses something: a log that is a byte short has not the last job."""
    size, _ = commits[-1]
    with contextlib.closing(left(mill, tmp_path / "short", size - 1, b"")) as found:
        there = {row[0] for row in found.execute(COUNTS[0])}
    assert there == commits[-2][1]

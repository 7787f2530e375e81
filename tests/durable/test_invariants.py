"""The checker of promises notices each that is broken, so that no fault test passes for nothing."""

import json
import shutil
from dataclasses import replace

import pytest
import sqlalchemy as sa

from durable.crash.mill import QUOTE, Mill
from durable.crash.nursery import Nursery
from durable.invariants import Aftermath, broken
from reelwright.model.errors import Broken
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.webhooks import Delivery, DeliveryState, Endpoint, EndpointState
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING, Outcome
from reelwright.wiring import office


@pytest.fixture(scope="module")
def blank(tmp_path_factory):
    file = tmp_path_factory.mktemp("blank") / "mill.db"
    office.upgraded(f"sqlite:///{file}")
    return file


@pytest.fixture
def mill(blank, tmp_path):
    """Give an installation in which one job of each of two accounts succeeded, and one failed."""
    shutil.copy(blank, tmp_path / "mill.db")
    made = Mill(f"sqlite:///{tmp_path / 'mill.db'}", tmp_path, Nursery())
    for number in (0, 1):
        job = made.accept(number)
        with made.office.store.write() as records:
            jobs.begin(records, job.id, made.office.clock())
            jobs.succeed(records, job.id, Outcome({}, QUOTE), made.office.clock())
    failed = made.accept(2)
    with made.office.store.write() as records:
        jobs.fail(records, failed.id, Broken("No."), NOTHING, made.office.clock())
    yield made
    made.close()


def found(mill, **more) -> set[str]:
    left = Aftermath(mill.office.engine, mill.folder / "media", mill.folder / "calls", **more)
    return {line.partition(":")[0] for line in broken(left)}


def test_installation_in_order_breaks_nothing(mill):
    assert found(mill) == set()


FIRST = "(SELECT min(id) FROM jobs)"
OTHER = "(SELECT max(id) FROM accounts)"


@pytest.mark.parametrize(
    ("change", "promises"),
    [
        (f"UPDATE jobs SET state = 'running' WHERE id = {FIRST}", {"I1", "I8", "I9"}),
        (f"UPDATE jobs SET ended_at = NULL WHERE id = {FIRST}", {"I1"}),
        ("UPDATE balances SET amount = amount + 1 WHERE purse = 'house'", {"I2"}),
        ("UPDATE entries SET amount = amount + 1 WHERE id = (SELECT min(id) FROM entries)", {"I2"}),
        ("UPDATE balances SET amount = 5 WHERE purse LIKE 'held:%'", {"I2", "I3"}),
        (f"DELETE FROM transfers WHERE kind = 'release' AND job_id = {FIRST}", {"I3"}),
        (f"UPDATE jobs SET cost = cost - 1 WHERE id = {FIRST}", {"I4"}),
        (f"UPDATE jobs SET held = 0 WHERE id = {FIRST}", {"I4"}),
        ("UPDATE spending SET micros = micros + 1", {"I4"}),
        (f'UPDATE jobs SET result = \'{{"film": "x"}}\' WHERE id = {FIRST}', {"I6"}),
        (f"DELETE FROM events WHERE topic = 'job:' || {FIRST} AND seq = 2", {"I8"}),
        (f"UPDATE events SET type = 'x' WHERE topic = 'job:' || {FIRST} AND seq = 3", {"I8"}),
        ("UPDATE events SET seq = 9 WHERE topic LIKE 'account:%' AND seq = 1", {"I8"}),
        (
            "UPDATE events SET payload = '{\"progress\": 0.5}' "
            f"WHERE topic = 'job:' || {FIRST} AND seq = 1",
            {"I9"},
        ),
        (f"UPDATE jobs SET progress = 0.9 WHERE id = {FIRST}", {"I9"}),
        (f"UPDATE jobs SET account_id = {OTHER} WHERE id = {FIRST}", {"I4", "I8", "I11"}),
    ],
)
def test_row_out_of_order_is_noticed(mill, change, promises):
    with mill.office.engine.begin() as connection:
        connection.execute(sa.text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(sa.text(change))
    assert found(mill) == promises


def test_hold_left_open_is_noticed(mill):
    job = mill.accept(0)
    with mill.office.engine.begin() as connection:
        ended = sa.text("UPDATE jobs SET state = 'failed', ended_at = 1 WHERE id = :id")
        connection.execute(ended, {"id": job.id})
    assert {"I3"} <= found(mill)


def test_call_made_again_is_noticed(mill):
    lines = [{"key": "k", "event": event} for event in ("begun", "begun", "done", "done")]
    (mill.folder / "calls").write_text("\n".join(map(json.dumps, lines)))
    assert found(mill) == {"I5"}
    assert found(mill, deaths=1) == set()


@pytest.mark.parametrize("content", [None, b"something else"])
def test_film_without_its_file_is_noticed(mill, content):
    key = "a" * 64
    with mill.office.store.write() as records:
        [job] = records.jobs.of(mill.accounts[0], 9)
        owner, made = job.account_id, str(job.production_id)
        papers = ("T", 1, 1, 1, 1, {"film": key}, {}, mill.office.clock())
        records.films.add(FilmRow("f", owner, made, job.id, *papers))
    for kept in filter(None, [content]):
        (mill.folder / "media" / "aa").mkdir(parents=True)
        (mill.folder / "media" / "aa" / key).write_bytes(kept)
    assert found(mill) == {"I6"}


def test_file_half_written_is_noticed(mill):
    (mill.folder / "media" / "aa").mkdir(parents=True)
    (mill.folder / "media" / "aa" / ".12.part").touch()
    assert found(mill) == {"I7"}


def test_delivery_that_ended_is_not_due(mill):
    at = mill.office.clock()
    hook = Endpoint("h", mill.accounts[0], "https://x", (), (), EndpointState.ENABLED, at, at)
    due = Delivery("d", "h", "job.failed", {}, DeliveryState.DUE, at, at)
    with mill.office.store.write() as records:
        records.webhooks.put(hook)
        records.webhooks.add(due)
    assert found(mill) == set()
    with mill.office.store.write() as records:
        records.webhooks.save(replace(due, ended_at=at))
    assert found(mill) == {"I10"}


def test_answer_that_differs_is_noticed(mill):
    assert found(mill, answers={"k": ["1", "1"]}) == set()
    assert found(mill, answers={"k": ["1", "2"]}) == {"I12"}

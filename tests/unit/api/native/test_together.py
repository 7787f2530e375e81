"""What must hold when many ask at once, over both databases."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event, Timer
from typing import Any

import pytest
import sqlalchemy as sa
from httpx2 import Response
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.durable import database
from reelwright.ports.records import Records, Store
from shared.rows import EMPTY

MANY = 8
GRACE = 0.3
"""Seconds in which those who have come find their connections."""


@pytest.fixture
def engine(
    kind: str, request: pytest.FixtureRequest, empty: Path, tmp_path: Path
) -> Iterator[sa.Engine]:
    """Give an empty database of each kind, its tables up to date."""
    if kind == "sqlite":
        made = database.engine(f"sqlite:///{shutil.copy(empty, tmp_path / 'api.db')}")
    else:
        made = database.engine(request.getfixturevalue("base"))
        with made.begin() as connection:
            connection.execute(EMPTY)
    yield made
    made.dispose()


class Meeting:
    """A store that, once told to wait, commits nothing before all have come."""

    def __init__(self, store: Store) -> None:
        self._store, self._came, self._met = store, count(1), Event()
        self._met.set()

    def wait(self) -> None:
        self._met.clear()

    def read(self) -> AbstractContextManager[Records]:
        return self._store.read()

    @contextmanager
    def write(self) -> Iterator[Records]:
        waiting = not self._met.is_set()
        if waiting and next(self._came) == MANY:
            Timer(GRACE, self._met.set).start()
        with self._store.write() as records:
            yield records
            self._met.wait(10)


Together = Callable[[Callable[[int], Response]], list[Response]]


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Give a desk whose transactions meet."""
    return replace(desk, store=Meeting(desk.store))


@pytest.fixture
def together(desk: Desk) -> Together:
    """Give what asks many times at once, so that no transaction ends before all have begun."""
    store = desk.store
    assert isinstance(store, Meeting)

    def asked(ask: Callable[[int], Response]) -> list[Response]:
        store.wait()
        with ThreadPoolExecutor(MANY) as threads:
            return list(threads.map(ask, range(MANY)))

    return asked


def test_producing_at_once_makes_one(
    ann: TestClient, production: Any, queue: Any, together: Together
) -> None:
    place = f"/productions/{production()['id']}/produce"
    answers = together(lambda _: ann.post(place))
    assert sorted(one.status_code for one in answers) == [200] * (MANY - 1) + [202]
    assert {one.json()["id"] for one in answers} == {queue.jobs[0]}
    assert len(queue.jobs) == 1
    assert ann.get("/usage").json()["credits"] == {"available": 998, "held": 2}


def test_one_key_at_once_makes_one(ann: TestClient, together: Together) -> None:
    key = {"Idempotency-Key": "once"}
    answers = together(lambda _: ann.post("/projects", json={"name": "A"}, headers=key))
    made = ann.get("/projects").json()["data"]
    assert {one.status_code for one in answers} <= {201, 409}
    assert next(one.json() for one in answers if one.status_code == 201) == made[0]
    assert len(made) == 1


def test_nobody_overdraws(ann: TestClient, queue: Any, together: Together) -> None:
    brief = {"prompt": "A long day", "duration": 3_000}
    made = [ann.post("/productions", json={"brief": brief}).json()["id"] for _ in range(MANY)]
    answers = together(lambda number: ann.post(f"/productions/{made[number]}/produce"))
    assert sorted(one.status_code for one in answers) == [202] * 3 + [402] * (MANY - 3)
    assert len(queue.jobs) == 3
    assert ann.get("/usage").json()["credits"] == {"available": 100, "held": 900}


def test_one_of_many_changes_is_kept(ann: TestClient, production: Any, together: Together) -> None:
    place = f"/productions/{production()['id']}"
    seen = {"If-Match": '"2"'}
    answers = together(lambda n: ann.patch(place, json={"title": f"T{n}"}, headers=seen))
    kept = [one.json() for one in answers if one.status_code == 200]
    assert {one.status_code for one in answers} <= {200, 409, 412}
    assert kept == [ann.get(place).json()]
    assert kept[0]["version"] == 3


def test_cancelling_at_once_gives_back_once(
    ann: TestClient, production: Any, together: Together
) -> None:
    job = ann.post(f"/productions/{production()['id']}/produce").json()["id"]
    answers = together(lambda _: ann.post(f"/jobs/{job}/cancel"))
    assert {one.status_code for one in answers} == {200}
    assert {one.json()["state"] for one in answers} == {"cancelled"}
    assert ann.get("/usage").json()["credits"] == {"available": 1_000, "held": 0}


def test_scenes_changed_at_once_stay_whole(
    ann: TestClient, production: Any, together: Together
) -> None:
    place = f"/productions/{production()['id']}/scenes"
    scene = {"visual": "gulls", "duration": 5}
    answers = together(lambda _: ann.post(place, json=scene))
    added = [one.json()["id"] for one in answers if one.status_code == 201]
    assert {one.status_code for one in answers} <= {201, 409}
    found = ann.get(place).json()["data"]
    assert sorted(one["id"] for one in found) == sorted(["scene-1", "scene-2", *added])
    assert [one["position"] for one in found] == list(range(len(found)))

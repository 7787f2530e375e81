"""Bad days: a database that does not answer refuses what would change it, and loses nothing."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.kit.events import Feed
from reelwright.api.kit.face import face
from reelwright.api.native import projects
from reelwright.api.native.problems import NATIVE
from reelwright.durable import database
from reelwright.storage.sql.store import SqlStore

KEY = {"Idempotency-Key": '"one"'}


@pytest.fixture
def client(desk: Desk, engine: sa.Engine, gate: object) -> Iterator[TestClient]:
    """Give Ann a client of a server that waits for the database but a moment."""
    hasty = database.engine(engine.url.render_as_string(hide_password=False), wait=0.05)
    there = replace(desk, store=SqlStore(hasty, lambda _connection: NoQueue()))
    app = face(NATIVE, there, gate, Feed(there.store), [projects.router])
    headers = {"Authorization": "Bearer ann"}
    yield TestClient(app, headers=headers, raise_server_exceptions=False)
    hasty.dispose()


class NoQueue:
    """A queue into which nothing is put here."""

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        raise AssertionError(job)


def test_writers_are_sent_away(client: TestClient, engine: sa.Engine) -> None:
    with engine.begin():  # BEGIN IMMEDIATE: whoever else writes has to wait
        answer = client.post("/projects", json={"name": "a"}, headers=KEY)
        read = client.get("/projects")
    again = client.post("/projects", json={"name": "a"}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "5"
    assert (read.status_code, read.json()["data"]) == (200, [])
    assert (again.status_code, again.headers.get("idempotency-replayed")) == (201, None)


def test_causes_are_not_told(client: TestClient, engine: sa.Engine) -> None:
    with engine.begin():
        told = client.post("/projects", json={"name": "a"}).json()
    sentence = "The database cannot be reached just now; try again in a few seconds."
    assert (told["detail"], "sqlite" in str(told).lower()) == (sentence, False)

"""Races: of requests that come at once with one key, one is done and all are answered."""

import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.native import projects
from reelwright.durable import database
from reelwright.storage.sql.tables import metadata

ANN = "0193a5b0-0000-7000-8000-00000000000a"
KEY = {"Idempotency-Key": '"one"'}


@pytest.fixture
def engine(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """Give an empty database of each kind."""
    urls = {"sqlite": lite, "postgresql": post}
    made = database.engine(urls[kind](request, tmp_path))
    yield made
    made.dispose()


def lite(request: pytest.FixtureRequest, folder: Path) -> str:
    shutil.copy(request.getfixturevalue("blank_file"), folder / "races.db")
    return f"sqlite:///{folder / 'races.db'}"


def post(request: pytest.FixtureRequest, _folder: Path) -> str:
    empty = database.engine(request.getfixturevalue("base"))
    with empty.begin() as connection:
        connection.execute(sa.text(f"TRUNCATE {', '.join(metadata.tables)}"))
    empty.dispose()
    return str(request.getfixturevalue("base"))


def test_racers_share_one_answer(serve: Callable[..., TestClient], desk: Desk) -> None:
    client = serve(projects.router)
    with ThreadPoolExecutor(8) as pool:
        runs = [
            pool.submit(client.post, "/projects", json={"name": "a"}, headers=KEY)
            for _ in range(24)
        ]
        answers = [run.result() for run in runs]
    assert {(answer.status_code, answer.text) for answer in answers} == {(201, answers[0].text)}
    assert [answer.headers.get("idempotency-replayed") for answer in answers].count(None) == 1
    with desk.store.read() as records:
        assert [project.name for project in records.projects.of(ANN, 100)] == ["a"]

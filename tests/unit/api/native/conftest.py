"""Our own API over an empty installation, with a clock, prices and a floor that can be looked at."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.native import (
    catalogue,
    films,
    jobs,
    making,
    productions,
    projects,
    scenes,
    usage,
)
from reelwright.durable import database
from reelwright.model.brief import Brief
from reelwright.model.ids import Key
from reelwright.model.storyboard import Storyboard
from reelwright.model.value import Json
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.ledger import Unit
from reelwright.ports.records.uploads import Upload, UploadState
from reelwright.services import jobs as rules
from reelwright.services.jobs import NOTHING, Outcome
from reelwright.services.spending import Prices, Terms
from reelwright.storage.sql import schema

ROUTERS = (
    projects.router,
    productions.router,
    making.router,
    scenes.router,
    jobs.router,
    films.router,
    catalogue.router,
    usage.router,
)
CATALOGUE: dict[str, Json] = {
    "styles": [{"id": "noir", "about": "black and white"}],
    "caption_styles": [{"id": "karaoke", "about": "the word being spoken is lit"}],
    "aspects": ["16:9", "9:16"],
    "resolutions": ["1080p"],
    "topics": ["scary"],
    "languages": [{"id": "english", "tag": "en"}, {"id": "german", "tag": "de"}],
    "voices": [
        {"id": "default", "about": "Both.", "languages": ["english", "german"], "untrained": []},
        {"id": "alloy", "about": "One.", "languages": ["english"], "untrained": []},
    ],
    "music": {"genres": ["piano"], "moods": ["calm"]},
    "models": [
        {"model": "offline:painter", "makes": "pictures", "about": "Paints.", "available": True}
    ],
}
BRIEF = {"prompt": "A day in a lighthouse", "duration": 12}
BOARD = {
    "title": "A day in a lighthouse",
    "language": "english",
    "scenes": [
        {"id": "scene-1", "narration": "Dawn.", "visual": "a lighthouse at dawn", "duration": 6},
        {"id": "scene-2", "narration": "Dusk.", "visual": "a lighthouse at dusk", "duration": 6},
    ],
}


class Clock:
    """A clock that stands still unless it is told to go."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def go(self, seconds: float = 1.0) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture(scope="package")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty database to copy: its tables take a fifth of a second to make."""
    place = tmp_path_factory.mktemp("native") / "empty.db"
    made = database.engine(f"sqlite:///{place}")
    schema.upgrade(made)
    made.dispose()
    return place


@pytest.fixture
def engine(empty: Path, tmp_path: Path) -> Iterator[sa.Engine]:
    """Give an empty database, its tables up to date."""
    place = shutil.copy(empty, tmp_path / "api.db")
    made = database.engine(f"sqlite:///{place}")
    yield made
    made.dispose()


@pytest.fixture
def clock(desk: Desk) -> Clock:
    """Give the clock of the installation."""
    assert isinstance(desk.clock, Clock)
    return desk.clock


@pytest.fixture
def called_off() -> list[str]:
    """Give the jobs that the floor was told to call off."""
    return []


@pytest.fixture
def desk(desk: Desk, called_off: list[str]) -> Desk:
    """Give a desk where a film costs a credit for every ten seconds begun."""
    return replace(
        desk,
        clock=Clock(desk.clock()),
        cancel=called_off.append,
        prices=Prices({"picture": 4_000, "speech": 15, "film": 100}),
        terms=Terms(unit=Unit.CREDITS),
        catalogue=CATALOGUE,
    )


@pytest.fixture
def ann(serve: Callable[..., TestClient]) -> TestClient:
    """Give a client that comes as Ann."""
    return serve(*ROUTERS)


@pytest.fixture
def bob(serve: Callable[..., TestClient]) -> TestClient:
    """Give a client that comes as Bob."""
    return serve(*ROUTERS, name="bob")


@pytest.fixture
def reader(serve: Callable[..., TestClient]) -> TestClient:
    """Give a client that comes with Ann's key that may only look."""
    return serve(*ROUTERS, name="reader")


Make = Callable[..., dict[str, Any]]


@pytest.fixture
def production(ann: TestClient) -> Make:
    """Give what makes a production of Ann's that is planned, unless told otherwise."""

    def made(**asked: object) -> dict[str, Any]:
        answer = ann.post("/productions", json={"brief": BRIEF, "storyboard": BOARD, **asked})
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return made


@pytest.fixture
def picture(desk: Desk) -> str:
    """Give the key of a picture that Ann uploaded."""
    with desk.store.write() as records:
        account = records.accounts.by_username("ann")
        assert account is not None
        records.uploads.add(
            Upload(
                id="an-upload",
                account_id=account.id,
                origin="native",
                name="gulls.png",
                state=UploadState.READY,
                size=1,
                received=1,
                created_at=desk.clock(),
                updated_at=desk.clock(),
                kind="picture",
                blob=Key("f" * 64),
            )
        )
    return "f" * 64


@pytest.fixture
def filmed(ann: TestClient, desk: Desk) -> Callable[[str], str]:
    """Give what has a production filmed as it is now, as the floor does, and names the film."""

    def film(production: str) -> str:
        job = ann.post(f"/productions/{production}/produce").json()["id"]
        with desk.store.write() as records:
            row = records.jobs.by_id(job)
            assert row is not None
            made = _film(row.account_id, production, job, row.request["storyboard"], desk.clock())
            records.films.add(made)
            rules.begin(records, job, desk.clock())
            rules.succeed(records, job, Outcome({"film": made.id}, NOTHING), desk.clock())
        return made.id

    return film


def _film(account: str, production: str, job: str, board: Any, at: datetime) -> FilmRow:
    brief, storyboard = Brief.read(BRIEF).write(), Storyboard.read(board).write()
    return FilmRow(
        id=f"film-of-{job}",
        account_id=account,
        production_id=production,
        job_id=job,
        title="A day in a lighthouse",
        duration="361/30",
        width=1920,
        height=1080,
        bytes=123_456,
        blobs={"film": Key("a" * 64), "captions.vtt": Key("b" * 64)},
        sidecar={"brief": brief, "storyboard": storyboard},
        created_at=at,
    )

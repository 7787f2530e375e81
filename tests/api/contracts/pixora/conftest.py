"""Pixora over an empty installation: Ann, who is admin, and Bob; and a floor that makes nothing."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

import anyio
import pytest
from starlette.testclient import TestClient

from reelwright.model.brief import Brief
from reelwright.model.errors import ReelwrightError
from reelwright.model.ids import Key, new_id
from reelwright.model.storyboard import Storyboard
from reelwright.ports.records.accounts import Role
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.jobs import Job
from reelwright.providers.offline.planner import OfflinePlanner
from reelwright.services import accounts, jobs, productions
from reelwright.services.jobs import NOTHING, OPEN, Outcome

BASE = "/pixora/api/v1"
NUMBERS = count()
FILES = {"film": b"a film" * 100, "poster": b"a poster", "scene": b"a scene's file"}


@dataclass
class Person:
    """Somebody with an account, and the client that comes with a token of it."""

    client: TestClient
    id: str
    email: str

    def video(self, **asked: Any) -> dict[str, Any]:
        body = {"title": "Beach Sunset", "description": "Beautiful scenes", "duration": 20}
        return made(self.client.post("/videos", json={**body, **asked}))

    def scene(self, video: str, **asked: Any) -> dict[str, Any]:
        body = {"visual_description": "A bridge at night", "script": "At last.", "duration": 6}
        return made(self.client.post("/scenes", json={"video_id": video, **body, **asked}))

    def generate(self, video: str) -> str:
        answer = self.client.post(f"/generation/video/{video}")
        assert answer.status_code == 200, answer.text
        return str(answer.json()["job_id"])

    def sees(self, path: str) -> dict[str, Any]:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    @property
    def credits(self) -> int:
        return int(self.sees("/users/credits")["credits"])


def made(answer) -> dict[str, Any]:
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


class Mill:
    """The floor as the office's rows see it: jobs begin, go on and end, and nothing is made."""

    def __init__(self, house) -> None:
        self._office, self._clock = house.office, house.clock
        for name, data in FILES.items():
            anyio.run(self._office.blobs.put, self._key(name), data)

    @staticmethod
    def _key(name: str) -> Key:
        return Key(f"{list(FILES).index(name)}" * 64)

    def begin(self, job: str) -> None:
        with self._office.store.write() as records:
            jobs.begin(records, job, self._clock())

    def advance(self, job: str, progress: float) -> None:
        with self._office.store.write() as records:
            row = jobs.of_id(records, job)
            records.jobs.change(replace(row, progress=progress), OPEN)

    def fail(self, job: str, error: ReelwrightError) -> None:
        with self._office.store.write() as records:
            jobs.fail(records, job, error, NOTHING, self._clock())

    def succeed(self, job: str) -> None:
        with self._office.store.write() as records:
            row, at = jobs.of_id(records, job), self._clock()
            board = self._board(row)
            jobs.planned(records, job, board)
            production = records.productions.by_id(row.production_id or "")
            if production is None:
                jobs.succeed(records, job, Outcome({}, NOTHING), at)
                return
            if production.storyboard is None:
                productions.planned(records, production, board, at)
            film = self._film(row, board)
            records.films.add(film)
            bill = jobs.bill(
                row,
                productions.foreseen(Brief.read(row.request["brief"])),
                self._office.house.prices,
            )
            jobs.succeed(records, job, Outcome({"film": film.id}, bill), at)

    def _board(self, job: Job) -> Storyboard:
        if given := job.request.get("storyboard"):
            return Storyboard.read(given)
        brief = Brief.read(job.request["brief"])
        return anyio.run(lambda: OfflinePlanner().plan(brief, told=frozenset()))

    def _film(self, job: Job, board: Storyboard) -> FilmRow:
        scenes = {
            f"scenes.{number}.{ending}": self._key("scene")
            for number in range(len(board.scenes))
            for ending in ("mp4", "jpg", "mp3")
        }
        return FilmRow(
            id=new_id(self._clock()),
            account_id=job.account_id,
            production_id=job.production_id or "",
            job_id=job.id,
            title=board.title,
            duration=board.duration.write(),
            width=1920,
            height=1080,
            bytes=600,
            blobs={"film": self._key("film"), "poster": self._key("poster"), **scenes},
            sidecar={"brief": job.request["brief"], "storyboard": board.write()},
            created_at=self._clock(),
        )

    @contextmanager
    def planning(self) -> Iterator[None]:
        """Do the jobs that only plan as soon as they come."""
        ended = threading.Event()

        def work() -> None:
            while not ended.is_set():
                with self._office.store.read() as records:
                    waiting = [one for one in records.jobs.unended(None, 99) if one.kind == "plan"]
                for one in waiting:
                    self.succeed(one.id)
                time.sleep(0.01)

        beside = threading.Thread(target=work)
        beside.start()
        try:
            yield
        finally:
            ended.set()
            beside.join()


def person(house, name: str) -> Person:
    """Register and log in, as anybody would, under an address nobody has."""
    client, email = house.client(BASE), f"{name}-{next(NUMBERS)}@example.com"
    login = {"email": email, "password": f"{name} likes long passwords", "name": name.title()}
    account = made(client.post("/auth/register", json=login))
    token = client.post("/auth/login", json={"username": email, "password": login["password"]})
    client.headers["Authorization"] = f"Bearer {token.json()['access_token']}"
    return Person(client, account["id"], email)


@pytest.fixture(scope="module")
def house(builds):
    """Give an installation that the tests of a module share, each with people of its own."""
    return builds()


@pytest.fixture
def stranger(house) -> TestClient:
    """Give a client without a credential."""
    return house.client(BASE)


@pytest.fixture
def ann(house) -> Person:
    """Give somebody who is admin."""
    made = person(house, "ann")
    with house.office.store.write() as records:
        accounts.set_role(records, made.id, Role.ADMIN, house.clock())
    return made


@pytest.fixture
def bob(house, ann) -> Person:
    """Give somebody who is not."""
    return person(house, "bob")


@pytest.fixture
def newcomer(house) -> Callable[[], Person]:
    """Give what registers one more."""
    return lambda: person(house, "carl")


@pytest.fixture
def mill(house) -> Mill:
    """Give what ends jobs as the floor does, though it makes nothing."""
    return Mill(house)

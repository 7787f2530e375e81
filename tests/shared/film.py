"""People of the film contract, the floor as its rows see it, and the edges between its states."""

from dataclasses import dataclass
from typing import Any

import anyio
from starlette.testclient import TestClient

from reelwright.api.contracts.film.states import EDGES, State
from reelwright.model.errors import ReelwrightError, VendorFailed
from reelwright.model.ids import Key, new_id
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.jobs import Job, StepRow
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING, Outcome
from reelwright.services.spending import Quote

BASE = "/film/api/v1"
SCRIPT = "A beautiful sunrise over mountains\nBirds flying in the sky\nA peaceful lake"
VIOLENT = "I will kill you and murder your family"


@dataclass
class Person:
    """Somebody with an account, and the client that comes with a token of it."""

    client: TestClient
    login: dict[str, str]
    account: dict[str, Any]

    def logs_in(self) -> None:
        tokens = self.client.post("/auth/login", json=self.login).json()
        self.client.headers["Authorization"] = f"Bearer {tokens['access_token']}"

    def project(self, name: str = "My First Film") -> int:
        made = self.client.post("/projects/", json={"name": name})
        assert made.status_code == 201, made.text
        return int(made.json()["id"])

    def job(self, **asked: Any) -> dict[str, Any]:
        body = {"project_id": 0, "script": SCRIPT, **asked}
        body["project_id"] = body["project_id"] or self.project()
        made = self.client.post("/jobs/", json=body)
        assert made.status_code == 201, made.text
        found: dict[str, Any] = made.json()
        return found

    def sees(self, job: int) -> dict[str, Any]:
        answer = self.client.get(f"/jobs/{job}")
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found


class Floor:
    """The studio floor as the office's rows see it: jobs that begin, go on and end."""

    def __init__(self, house) -> None:
        self._house = house

    def row(self, number: int) -> Job:
        with self._house.office.store.read() as records:
            found = records.jobs.by_number(None, number)
        assert found is not None
        return found

    def begins(self, number: int) -> None:
        with self._house.office.store.write() as records:
            jobs.begin(records, self.row(number).id, self._house.clock())

    def steps(self, number: int, step: str, progress: float) -> None:
        row = self.row(number)
        told = StepRow(job_id=row.id, name=step, state="running", started_at=self._house.clock())
        with self._house.office.store.write() as records:
            jobs.step(records, row.id, told, progress, self._house.clock())

    def fails(self, number: int, error: ReelwrightError | None = None) -> None:
        error = error or VendorFailed("The voice gave no sound.")
        with self._house.office.store.write() as records:
            jobs.fail(records, self.row(number).id, error, NOTHING, self._house.clock())

    async def _kept(self, content: bytes) -> Key:
        key = Key("ab" * 32)
        await self._house.office.blobs.put(key, content)
        return key

    def succeeds(self, number: int, content: bytes = b"a film", bill: Quote = NOTHING) -> None:
        key, row = anyio.run(self._kept, content), self.row(number)
        film = FilmRow(
            id=new_id(self._house.clock()),
            account_id=row.account_id,
            production_id=row.production_id or "",
            job_id=row.id,
            title="A beautiful sunrise",
            duration=30,
            width=1920,
            height=1080,
            bytes=len(content),
            blobs={"film": key},
            sidecar={},
            created_at=self._house.clock(),
        )
        with self._house.office.store.write() as records:
            records.films.add(film)
            jobs.succeed(records, row.id, Outcome({"film": film.id}, bill), self._house.clock())


def entered(house, name: str) -> Person:
    """Register and log in, as anybody would."""
    client = house.client(BASE)
    login = {"email": f"{name}@example.com", "password": f"{name} likes long passwords"}
    account = client.post("/auth/register", json={**login, "username": name})
    assert account.status_code == 201, account.text
    person = Person(client, login, account.json())
    person.logs_in()
    return person


def reachable(start: State, end: State) -> bool:
    """Say whether edges lead from one state to another, or it is the same."""
    there, todo = {start}, [start]
    while todo:
        for further in EDGES[todo.pop()] - there:
            there.add(further)
            todo.append(further)
    return end in there

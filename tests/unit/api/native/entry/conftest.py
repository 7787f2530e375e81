"""The routes for coming and going, with the gate that knows what they give out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from reelwright.api.kit.desk import Desk
from reelwright.api.kit.events import Feed
from reelwright.api.kit.face import face
from reelwright.api.native import accounts, keys, problems, resets, sessions
from reelwright.services.gate import Gate

GOOD = "correct horse battery"
ROUTERS = (accounts.router, keys.router, resets.router, sessions.router, problems.router)


class House:
    """An installation that is asked over HTTP, and whose clock can be set."""

    good = GOOD

    def __init__(self, desk: Desk) -> None:
        self.at, self.beginning = desk.clock(), desk.clock()
        self.desk = replace(desk, clock=self.now)
        self.served: tuple[Desk | None, Any] = None, None

    def now(self) -> datetime:
        return self.at

    def wait(self, **time: float) -> None:
        self.at += timedelta(**time)

    def client(self, credential: str | None = None) -> TestClient:
        headers = {"Authorization": f"Bearer {credential}"} if credential else {}
        return TestClient(self.app(), headers=headers, raise_server_exceptions=False)

    def app(self) -> ASGIApp:
        """Return the application as the desk is now."""
        if self.served[0] is not self.desk:
            gate = Gate(self.desk.store, self.desk.door.tokens, self.now)
            app = face(problems.NATIVE, self.desk, gate, Feed(self.desk.store), ROUTERS)
            self.served = self.desk, app
        return self.served[1]

    def register(self, who: str = "ada", **more: Any) -> dict[str, Any]:
        body = {"email": f"{who}@example.org", "password": GOOD, "name": who.title(), **more}
        return self.client().post("/accounts", json=body).json()

    def log_in(self, login: str = "ada@example.org", password: str = GOOD) -> dict[str, Any]:
        body = {"login": login, "password": password}
        return self.client().post("/sessions", json=body).json()

    def comer(self, who: str = "ada") -> TestClient:
        """Register somebody, and return a client that comes with his session."""
        self.register(who)
        return self.client(self.log_in(f"{who}@example.org")["access_token"])

    def letters(self) -> list[str]:
        with self.desk.store.read() as records:
            return [one.text for one in records.letters.due(self.at, 100)]


@pytest.fixture
def house(desk: Desk) -> House:
    with desk.store.write() as records:
        for _ in ("ann", "bob"):  # who have their numbers already
            records.accounts.next_number()
    return House(desk)


@pytest.fixture
def told() -> Callable[[Any], tuple[int, str]]:
    """Return the status and code of a failure."""

    def read(answer: Any) -> tuple[int, str]:
        assert answer.headers["content-type"] == "application/problem+json"
        return answer.status_code, answer.json()["code"]

    return read

"""Contracts as they are served: a whole application over an empty installation, and its clients."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.app import App, Ways
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.limits import Policy
from reelwright.api.kit.offer import Served
from reelwright.services.door import Door, Welcome
from reelwright.services.tokens import AccessTokens
from reelwright.settings import Settings
from reelwright.storage.passwords import Argon2Passwords
from reelwright.storage.throttle import BucketThrottle
from reelwright.wiring import contracts, office, web
from reelwright.wiring.office import House, Office

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
SECRET = b"a secret of thirty-two bytes or so"
OFTEN = Policy("often", 1_000_000, 1)


class Clock:
    """A clock that stands still unless it is told to go; a `pace` is what each look takes."""

    def __init__(self) -> None:
        self.now = AT
        self.pace = 0.0

    def __call__(self) -> datetime:
        self.go(self.pace)
        return self.now

    def go(self, seconds: float = 1.0) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True)
class Installation:
    """An application, the office it serves, its door and its clock."""

    app: App
    office: Office
    door: Door
    clock: Clock

    def client(self, path: str = "", host: str = "http://testserver", **headers: str) -> TestClient:
        """Return a client whose addresses begin with `path`."""
        client = TestClient(self.app, f"{host}{path}", raise_server_exceptions=False)
        client.headers.update(headers)
        return client


class Build:
    """Makes installations with settings of the owner's; `often` lifts every rate."""

    def __init__(self, empty: Path, folder: Path) -> None:
        self._empty, self._folder = empty, folder
        self.opened: list[Office] = []

    def __call__(
        self,
        *,
        often: bool = True,
        ports: Mapping[int, str] | None = None,
        welcome: Welcome | None = None,
        door: Mapping[str, Any] | None = None,
        origins: Sequence[str] = (),
        rules: House | None = None,
        **given: Any,
    ) -> Installation:
        place = self._folder / f"{len(self.opened)}"
        place.mkdir()
        shutil.copy(self._empty, place / "rows.db")
        clock = Clock()
        found = office.opened(place, f"sqlite:///{place / 'rows.db'}", rules or House())
        found = replace(found, clock=clock)
        self.opened.append(found)
        settings = Settings(data=place, **given)
        base = Door(
            AccessTokens(SECRET),
            Argon2Passwords(memory=8, passes=1),
            BucketThrottle(found.buckets),
            "http://testserver/reset-password",
            welcome or Welcome(first_is_admin=True),
            **(door or {}),
        )
        sign = web.Sign(
            SECRET,
            "http://testserver",
            {},
            origins=origins,
            contracts=lambda desk: _served(desk, settings, often=often),
            ways=Ways(listeners=ports or {}, root=settings.root_contract),
        )
        return Installation(web.app(found, base, sign), found, base, clock)


def _served(desk: Desk, settings: Settings, *, often: bool) -> tuple[Served, ...]:
    found = contracts.served(desk, settings)
    return tuple(_lifted(one) for one in found) if often else found


def _lifted(served: Served) -> Served:
    contract = served.offer.contract
    rates = {
        name: replace(OFTEN, name=name) if "password" not in name else rate
        for name, rate in contract.rates.items()
    }
    return replace(served, offer=replace(served.offer, contract=replace(contract, rates=rates)))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give an empty database to copy: its tables take a fifth of a second to make."""
    place = tmp_path_factory.mktemp("contracts") / "empty.db"
    office.upgraded(f"sqlite:///{place}")
    return place


@pytest.fixture(scope="module")
def builds(empty: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Build]:
    """Give what makes installations that the tests of a module share."""
    made = Build(empty, tmp_path_factory.mktemp("installations"))
    yield made
    for one in made.opened:
        one.close()


@pytest.fixture
def build(empty: Path, tmp_path: Path) -> Iterator[Build]:
    """Give what makes installations with settings of the owner's."""
    made = Build(empty, tmp_path)
    yield made
    for one in made.opened:
        one.close()


@pytest.fixture
def house(build: Build) -> Installation:
    """Give an installation as it is by default, where one may ask as often as one likes."""
    return build()

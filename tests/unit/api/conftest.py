"""An installation for tests of the API: an empty database, two accounts, and no floor."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from fastapi import APIRouter
from starlette.testclient import TestClient

from reelwright.api.kit.contract import Contract
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.events import Feed
from reelwright.api.kit.face import face
from reelwright.api.native.problems import NATIVE
from reelwright.durable import database
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.ledger import Unit
from reelwright.services.credits import grant, open_purses
from reelwright.services.door import Door
from reelwright.services.jobs import Room
from reelwright.services.principal import EVERY, Principal, Scope
from reelwright.services.spending import Prices, Terms
from reelwright.services.tokens import AccessTokens
from reelwright.storage.blobs.local import LocalBlobs
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.passwords import Argon2Passwords
from reelwright.storage.sql.store import SqlStore
from reelwright.storage.throttle import BucketThrottle

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
ANN = "0193a5b0-0000-7000-8000-00000000000a"
SECRET = b"a secret of thirty-two bytes or so"
BOB = "0193a5b0-0000-7000-8000-00000000000b"


class Handed:
    """A queue that only remembers what it was given."""

    def __init__(self) -> None:
        self.jobs: list[str] = []

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        self.jobs.append(job)


class Doorman:
    """A gate that knows `ann` and `bob` by name, and `reader` as Ann's key that may only look."""

    def recognise(self, credential: str) -> Principal | None:
        scopes = {"ann": EVERY, "bob": EVERY, "reader": frozenset({Scope.READ})}.get(credential)
        if scopes is None:
            return None
        return Principal(account("bob" if credential == "bob" else "ann"), scopes, credential)


def door() -> Door:
    """Return a door whose passwords are hashed as cheaply as Argon2 lets one."""
    passwords = Argon2Passwords(memory=8, passes=1)
    throttle = BucketThrottle(MemoryBuckets())
    return Door(AccessTokens(SECRET), passwords, throttle, "http://testserver/reset")


def account(name: str) -> Account:
    return Account(
        id={"ann": ANN, "bob": BOB}[name],
        number={"ann": 1, "bob": 2}[name],
        email=f"{name}@example.com",
        username=name,
        name=name.title(),
        password_hash=None,
        role=Role.USER,
        created_at=AT,
        updated_at=AT,
    )


@pytest.fixture
def queue() -> Handed:
    """Give a queue that remembers the jobs it was given."""
    return Handed()


@pytest.fixture
def engine(blank_file: Path, tmp_path: Path) -> Iterator[sa.Engine]:
    """Give an empty database, its tables up to date."""
    shutil.copy(blank_file, tmp_path / "api.db")
    made = database.engine(f"sqlite:///{tmp_path / 'api.db'}")
    yield made
    made.dispose()


@pytest.fixture
def desk(engine: sa.Engine, queue: Handed, tmp_path: Path) -> Desk:
    """Give a desk at which Ann and Bob are known, each with 1,000 credits."""
    store = SqlStore(engine, lambda _connection: queue)
    with store.write() as records:
        for name in ("ann", "bob"):
            records.accounts.add(account(name))
            open_purses(records, account(name).id)
            grant(records, account(name).id, 1_000, memo="", at=AT, unit=Unit.CREDITS)
    return Desk(
        store=store,
        blobs=LocalBlobs(tmp_path / "media"),
        clock=lambda: AT,
        cancel=lambda _job: None,
        secret=SECRET,
        prices=Prices(),
        terms=Terms(),
        room=Room(),
        base_url="http://testserver",
        catalogue={},
        door=door(),
        buckets=MemoryBuckets(),
    )


@pytest.fixture
def gate() -> Doorman:
    """Give a gate that knows Ann and Bob."""
    return Doorman()


@pytest.fixture
def serve(desk: Desk) -> Callable[..., TestClient]:
    """Give what serves routers to a client that comes as Ann, at a desk changed as is said."""

    def served(
        *routers: APIRouter, name: str = "ann", contract: Contract = NATIVE, **changes: object
    ) -> TestClient:
        feed = Feed(desk.store, pause=0.01, beat=0.05)
        app = face(contract, replace(desk, **changes), Doorman(), feed, routers)
        headers = {"Authorization": f"Bearer {name}"}
        return TestClient(app, headers=headers, raise_server_exceptions=False)

    return served

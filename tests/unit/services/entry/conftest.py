"""A door to an empty installation, cheap to open, and those who come to it."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from reelwright.durable import database
from reelwright.ports.passwords import Passwords
from reelwright.ports.records import Store
from reelwright.ports.records.accounts import Account
from reelwright.services import accounts, sessions
from reelwright.services.accounts import Application
from reelwright.services.door import Door, Visitor, Welcome
from reelwright.services.principal import TooSoon, Unrecognised
from reelwright.services.sessions import Login, Pass
from reelwright.services.tokens import AccessTokens
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.passwords import Argon2Passwords
from reelwright.storage.sql import schema
from reelwright.storage.sql.store import SqlStore
from reelwright.storage.throttle import BucketThrottle

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
GOOD = "correct horse battery"


class Nowhere:
    """A queue that nothing is handed to."""

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        raise AssertionError(job)


class Counting:
    """Passwords that note how often they are looked at."""

    def __init__(self, real: Passwords) -> None:
        self.real, self.seen = real, []

    def hash(self, password: str) -> str:
        return self.real.hash(password)

    def verify(self, password: str, kept: str | None) -> bool:
        self.seen.append(1)
        return self.real.verify(password, kept)


class Hall:
    """An installation with its door, and short ways to use it."""

    at = AT
    good = GOOD
    visitor = Visitor("curl/8", "192.0.2.1")

    def __init__(self, store: Store, door: Door) -> None:
        self.store, self.door = store, door

    def account(self, who: str = "ada", **more: Any) -> Account:
        wanted = replace(Application(f"{who}@example.org", GOOD, who.title()), **more)
        return accounts.register(self.store, self.door, wanted, AT)

    def log_in(self, name: str = "ada@example.org", password: str = GOOD, **more: Any) -> Pass:
        at = more.pop("at", AT)
        visitor = more.pop("visitor", self.visitor)
        login = Login(name, password, **more)
        return sessions.log_in(self.store, self.door, login, visitor, at)

    def refresh(self, token: str, seconds: float, audience: str = sessions.NATIVE) -> Pass:
        at = AT + timedelta(seconds=seconds)
        return sessions.refresh(self.store, self.door, token, audience, at)

    def enter(self, token: str, seconds: float = 0.0, audience: str = sessions.NATIVE) -> str:
        """Return the id of the account whose access token this is."""
        at = AT + timedelta(seconds=seconds)
        return sessions.authenticate(self.store, self.door.tokens, token, audience, at).id

    def renew(self, access: str, days: float, audience: str) -> Pass:
        at = AT + timedelta(days=days)
        who = sessions.authenticate(self.store, self.door.tokens, access, audience, at)
        with self.store.write() as records:
            return sessions.renew(records, self.door, who, audience, at)

    def guess(self, seconds: float) -> type[Exception]:
        """Log in with a wrong password, and return what comes of it."""
        with pytest.raises((Unrecognised, TooSoon)) as told:
            self.log_in(password="wrong password", at=AT + timedelta(seconds=seconds))
        return told.type

    def count_hashes(self) -> list[int]:
        """Return a list that grows by one entry each time a password is looked at."""
        counting = Counting(self.door.passwords)
        self.door = replace(self.door, passwords=counting)
        return counting.seen

    def listed(self, account: Account, days: float) -> list[str]:
        with self.store.read() as records:
            at = AT + timedelta(days=days)
            return [one.id for one in sessions.listed(records, account.id, at)]

    def letters(self, at: datetime = AT) -> list[tuple[str, str, str]]:
        with self.store.read() as records:
            return [(one.to, one.subject, one.text) for one in records.letters.due(at, 100)]


@pytest.fixture
def door() -> Door:
    return Door(
        tokens=AccessTokens(bytes(range(32))),
        passwords=Argon2Passwords(memory=8, passes=1),
        throttle=BucketThrottle(MemoryBuckets()),
        reset_page="https://films.example/reset",
        welcome=Welcome(first_is_admin=True, credits=10),
    )


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("entry") / "blank.db"
    made = database.engine(f"sqlite:///{file}")
    schema.upgrade(made)
    made.dispose()
    return file


@pytest.fixture
def hall(door: Door, blank: Path, tmp_path: Path) -> Iterator[Hall]:
    made = database.engine(f"sqlite:///{shutil.copy(blank, tmp_path / 'rows.db')}")
    yield Hall(SqlStore(made, lambda _connection: Nowhere()), door)
    made.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, door: Door, tmp_path: Path) -> Iterator[Hall]:
    """Give the same over a database of each kind, for what several do at once."""
    url = f"sqlite:///{tmp_path / 'any.db'}"
    if request.param == "postgresql":
        server = request.getfixturevalue("postgres")
        url = server.url(server.fresh())
    made = database.engine(url)
    schema.upgrade(made)
    yield Hall(SqlStore(made, lambda _connection: Nowhere()), door)
    made.dispose()


@pytest.fixture
def together() -> Callable[[Callable[[Any], Any], Sequence[Any]], list[Any]]:
    """Do the same with each of several things at once, in eight threads."""

    def done(work: Callable[[Any], Any], things: Sequence[Any]) -> list[Any]:
        with ThreadPoolExecutor(8) as threads:
            return list(threads.map(work, things))

    return done

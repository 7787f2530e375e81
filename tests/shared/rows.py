"""An empty database of each kind for every test that asks, and rows to fill it with."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
import sqlalchemy as sa

from reelwright.durable import database
from reelwright.model.ids import new_id
from reelwright.ports.records import Records, Store
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.jobs import Job, JobState
from reelwright.ports.records.productions import Production, SceneRow
from reelwright.storage.sql import schema
from reelwright.storage.sql.store import SqlStore
from reelwright.storage.sql.tables import metadata

T = TypeVar("T")

AT = datetime(2026, 11, 22, 12, 30, 15, 123456, tzinfo=UTC)


class Handed:
    """A queue that only remembers what it was given."""

    def __init__(self) -> None:
        self.jobs: list[tuple[str, str, int]] = []

    def enqueue(self, job: str, account: str, priority: int, *, quick: bool = False) -> None:
        self.jobs.append((job, account, priority))


class Undo(Exception):
    """Raised to have a transaction rolled back."""


class Rows:
    """Values as the office would make them, each a second younger than the one before."""

    at = AT

    def __init__(self) -> None:
        self._seconds = count()

    def later(self) -> datetime:
        return AT + timedelta(seconds=next(self._seconds))

    def id(self) -> str:
        return new_id(self.later())

    def account(self, number: int = 1, **more: Any) -> Account:
        row = Account(
            id=self.id(),
            number=number,
            email=f"Ada{number}@Example.org",
            username=f"Ada{number}",
            name="Ada",
            role=Role.USER,
            created_at=AT,
            updated_at=AT,
        )
        return replace(row, **more)

    def production(self, account: str, number: int = 1, **more: Any) -> Production:
        row = Production(
            id=self.id(),
            number=number,
            account_id=account,
            project_id=None,
            origin="native",
            title="Tides",
            brief={"prompt": "the tide 🌊", "seconds": 2.5, "tags": ["a", None, True]},
            created_at=AT,
            updated_at=AT,
        )
        return replace(row, **more)

    def scene(self, production: str, position: int = 0, **more: Any) -> SceneRow:
        row = SceneRow(
            id=self.id(),
            production_id=production,
            name=f"scene-{position + 1}",
            position=position,
            narration="The sea is calm.",
            visual="a calm sea",
            camera="push_in",
            duration={"value": 2, "rate": 1},
            created_at=AT,
            updated_at=AT,
        )
        return replace(row, **more)

    def job(self, account: str, number: int = 1, **more: Any) -> Job:
        row = Job(
            id=self.id(),
            number=number,
            account_id=account,
            production_id=None,
            origin="native",
            kind="film",
            state=JobState.QUEUED,
            created_at=AT,
        )
        return replace(row, **more)

    def film(self, job: Job, **more: Any) -> FilmRow:
        row = FilmRow(
            id=self.id(),
            account_id=job.account_id,
            production_id=str(job.production_id),
            job_id=job.id,
            title="Tides",
            duration={"value": 12, "rate": 1},
            width=1280,
            height=720,
            bytes=3_000_000_000,
            blobs={"film": "a" * 64, "poster": "b" * 64},
            sidecar={"title": "Tides"},
            created_at=AT,
        )
        return replace(row, **more)


@pytest.fixture
def rows() -> Rows:
    return Rows()


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("rows") / "blank.db"
    made = database.engine(f"sqlite:///{file}")
    schema.upgrade(made)
    made.dispose()
    return file


@pytest.fixture(scope="session")
def base(postgres) -> str:
    """Make a database to be emptied for each test: a new one takes longer, and room on the disk."""
    url: str = postgres.url(postgres.fresh())
    made = database.engine(url)
    schema.upgrade(made)
    made.dispose()
    return url


EMPTY = sa.text(f"TRUNCATE {', '.join(metadata.tables)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def bare(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """Give a database without any table."""
    url = f"sqlite:///{tmp_path / 'bare.db'}"
    if kind == "postgresql":
        server = request.getfixturevalue("postgres")
        url = server.url(server.fresh())
    made = database.engine(url)
    yield made
    made.dispose()


@pytest.fixture
def engine(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[sa.Engine]:
    """Give an empty database, its tables up to date."""
    if kind == "sqlite":
        file = tmp_path / "rows.db"
        shutil.copy(request.getfixturevalue("blank_file"), file)
        made = database.engine(f"sqlite:///{file}")
    else:
        made = database.engine(request.getfixturevalue("base"))
        with made.begin() as connection:
            connection.execute(EMPTY)
    yield made
    made.dispose()


@pytest.fixture
def handed() -> Handed:
    return Handed()


@pytest.fixture
def store(engine: sa.Engine, handed: Handed) -> Store:
    return SqlStore(engine, lambda _connection: handed)


@pytest.fixture
def records(store: Store, request: pytest.FixtureRequest) -> Iterator[Records]:
    """Give one transaction for a whole test, begun when the accounts it asks for are kept."""
    for person in {"ada", "bob"} & set(request.fixturenames):
        request.getfixturevalue(person)
    with store.write() as opened:
        yield opened


@pytest.fixture
def ada(store: Store, rows: Rows) -> Account:
    return _kept(store, rows.account(1))


@pytest.fixture
def bob(store: Store, rows: Rows) -> Account:
    return _kept(store, rows.account(2))


def _kept(store: Store, account: Account) -> Account:
    with store.write() as records:
        records.accounts.add(account)
    return account


@pytest.fixture
def undone(store: Store) -> Callable[[], Any]:
    """Open transactions that are rolled back at their end."""

    @contextmanager
    def opened() -> Iterator[Records]:
        with suppress(Undo), store.write() as records:
            yield records
            raise Undo

    return opened


@pytest.fixture
def together() -> Callable[[Callable[[Any], T], Sequence[Any]], list[T]]:
    """Do the same with each of several things at once, in eight threads."""

    def done(work: Callable[[Any], T], things: Sequence[Any]) -> list[T]:
        with ThreadPoolExecutor(8) as threads:
            return list(threads.map(work, things))

    return done

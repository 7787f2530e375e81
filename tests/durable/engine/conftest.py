"""Real databases and real worker processes for the engine's tests; nothing leaves the machine."""

import contextlib
import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from reelwright.durable.database import engine, migrate
from reelwright.durable.queue import Queue
from reelwright.durable.state import State

TOY = Path(__file__).with_name("toy.py")
QUICK = {"polling": 0.1, "beat": 0.3, "silence": 1.5, "sweep": 0.5, "per_worker": 8, "pieces": 8}


def until(true: Callable[[], Any], seconds: float = 30.0) -> Any:
    """Return what `true` gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.02)
    raise AssertionError(f"Waited {seconds:g} s for nothing.")


@pytest.fixture(scope="session")
def template(postgres: Any) -> str:
    name: str = postgres.fresh()
    migrate(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("blank") / "blank.db"
    migrate(f"sqlite:///{file}")
    return file


NUMBERS = count(1)


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def fresh(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], str]:
    """Make a migrated database and return its address."""
    number = f"n{next(NUMBERS)}"

    def lite() -> str:
        file = tmp_path_factory.mktemp(number) / "film.db"
        shutil.copy(request.getfixturevalue("blank"), file)
        return f"sqlite:///{file}"

    def big() -> str:
        server = request.getfixturevalue("postgres")
        name: str = server.fresh(request.getfixturevalue("template"))
        return str(server.url(name))

    return {"sqlite": lite, "postgres": big}[request.param]


class Shop:
    """A database, the queue before it, the workers behind it, and their ledger."""

    until = staticmethod(until)
    grace = 1.0  # seconds that a busy machine may add

    def __init__(self, url: str, folder: Path, **limits: Any) -> None:
        self.url, self.folder = url, folder
        self.limits = {**QUICK, **limits}
        self.engine = engine(url, pool=5)
        self.queue = Queue(self.engine)
        self.workers: list[subprocess.Popen[str]] = []
        self.schema = "" if url.startswith("sqlite") else "dbos."
        (folder / "ledger").touch()

    def hire(self) -> subprocess.Popen[str]:
        words = [str(TOY), self.url, str(self.folder), json.dumps(self.limits)]
        with (self.folder / "log").open("a") as log:
            worker = subprocess.Popen(
                [sys.executable, *words],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        self.workers.append(worker)
        worker.name = worker.stdout.readline().strip()
        assert worker.name, (self.folder / "log").read_text()
        return worker

    def kill(self, worker: subprocess.Popen[str]) -> None:
        worker.kill()
        worker.wait()

    def enqueue(
        self, *jobs: str, account: str = "ada", priority: int = 1, quick: bool = False
    ) -> None:
        with self.engine.begin() as connection:
            for job in jobs:
                self.queue.enqueue(connection, job, account, priority, quick=quick)

    def touch(self, name: str) -> None:
        (self.folder / name.replace("/", "-")).touch()

    def ledger(self, event: str, job: str | None = None) -> list[dict[str, Any]]:
        lines = [json.loads(line) for line in (self.folder / "ledger").read_text().splitlines()]
        return [one for one in lines if one["event"] == event and job in {None, one["job"]}]

    def steps(self, event: str, job: str) -> list[str]:
        return [one["step"] for one in self.ledger(event, job)]

    def wait(self, *jobs: str, state: State = State.DONE, seconds: float = 30.0) -> None:
        """Wait until all `jobs` are ended, and see that they ended so."""
        states = until(lambda: self._final(jobs), seconds)
        assert states == dict.fromkeys(jobs, state), (self.folder / "log").read_text()[-3000:]

    def _final(self, jobs: tuple[str, ...]) -> dict[str, State] | None:
        states = self.queue.states(jobs)
        return (
            states if len(states) == len(jobs) and all(s.final for s in states.values()) else None
        )

    def ask(self, statement: str) -> list[Any]:
        with self.engine.execution_options(reading=True).begin() as connection:
            return list(connection.execute(sa.text(statement)))

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()
            worker.stdout.close()
        self.queue.close()
        self.engine.dispose()


@pytest.fixture
def open_shop(fresh: Callable[[], str], tmp_path: Path) -> Iterator[Callable[..., Shop]]:
    """Open a shop of one's own, with limits as given."""
    with contextlib.ExitStack() as stack:

        def opened(**limits: Any) -> Shop:
            made = Shop(fresh(), tmp_path, **limits)
            stack.callback(made.close)
            return made

        yield opened


@pytest.fixture(scope="session")
def shop(fresh: Callable[[], str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """A shop with one worker, for what disturbs nobody."""
    made = Shop(fresh(), tmp_path_factory.mktemp("shop"))
    made.hire()
    yield made
    made.close()

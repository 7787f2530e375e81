"""An installation for the floor's tests: a real database, accounts with money, real workers."""

import importlib.util
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

from reelwright.model.brief import Brief
from reelwright.model.ids import new_id
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.jobs import ENDED, Job
from reelwright.ports.records.ledger import Kind, Unit
from reelwright.ports.records.productions import Production
from reelwright.services import credits as money
from reelwright.services import jobs, productions, spending
from reelwright.services.jobs import NOTHING, Order
from reelwright.services.productions import Label
from reelwright.services.spending import Prices, Terms
from reelwright.wiring import administration
from reelwright.wiring import office as offices
from reelwright.wiring.office import House

HERE = Path(__file__).parent
QUICK = {"polling": 0.1, "beat": 0.3, "silence": 1.5, "sweep": 0.5, "per_worker": 4, "pieces": 4}
SMALL = {"resolution": "360p", "fps": 12, "quality": "low", "captions": None}
PRICES = Prices({"picture": 1_000, "speech": 100, "track": 70, "film": 1})
MONEY = 1_000_000


def until(true: Callable[[], Any], seconds: float = 40.0) -> Any:
    """Return what `true` gives as soon as it gives something."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := true():
            return found
        time.sleep(0.05)
    raise AssertionError(f"Waited {seconds:g} s for nothing.")


class Installation:
    """One installation: its office, one account with money, its workers."""

    until = staticmethod(until)

    def __init__(self, url: str, data: Path) -> None:
        self.url, self.data = url, data
        self.office = offices.opened(data, url, House(prices=PRICES))
        self.workers: list[subprocess.Popen[str]] = []
        self.account = self.open_account()

    def open_account(self) -> str:
        at = self.office.clock()
        with self.office.store.write() as records:
            number = records.accounts.next_number()
            mail = f"a{number}@example.org"
            account = Account(new_id(at), number, mail, None, "Ada", Role.USER, at, at)
            records.accounts.add(account)
            money.open_purses(records, account.id)
            money.grant(records, account.id, MONEY, memo="hello", at=at, unit=Unit.MICROS)
        return account.id

    def hire(self) -> subprocess.Popen[str]:
        words = [str(HERE / "studio.py"), self.url, str(self.data), json.dumps(QUICK)]
        with (self.data / "log").open("a") as log:
            worker = subprocess.Popen(
                [sys.executable, *words], stdout=subprocess.PIPE, stderr=log, text=True
            )
        self.workers.append(worker)
        assert worker.stdout.readline().strip(), (self.data / "log").read_text()
        return worker

    def production(self, prompt: str, **more: Any) -> Production:
        brief = Brief(prompt=prompt, **SMALL, **more)
        at = self.office.clock()
        with self.office.store.write() as records:
            return productions.create(records, self.account, brief, Label("native"), at)

    def accept(self, production: Production, kind: str = "produce") -> str:
        at = self.office.clock()
        with self.office.store.write() as records:
            row = productions.get(records, self.account, production.id)
            board = productions.storyboard(records, row)
            request = {"brief": row.brief, "storyboard": board.write() if board else None}
            work = productions.ahead(row, board)
            quote = NOTHING if kind == "plan" else spending.priced(work, PRICES)
            order = Order(kind, "native", request, quote, Terms(Unit.MICROS), row.id)
            return jobs.accept(records, self.account, order, self.office.house.room, at).id

    def make(self, prompt: str, **more: Any) -> str:
        return self.accept(self.production(prompt, **more))

    def job(self, job: str) -> Job:
        with self.office.store.read() as records:
            return records.jobs.by_id(job)

    def end(self, job: str, seconds: float = 60.0) -> Job:
        """Wait until a job has ended for the office, and return it."""
        return until(lambda: found if (found := self.job(job)).state in ENDED else None, seconds)

    def cancel(self, job: str) -> Job:
        with self.office.store.write() as records:
            at = self.office.clock()
            ended = jobs.cancel(records, self.account, job, NOTHING, at)
        self.office.queue.cancel(job)
        return ended

    def queue_states(self, names: list[str]) -> dict[str, Any]:
        return self.office.queue.states(names)

    def film(self, job: str) -> Any:
        with self.office.store.read() as records:
            return records.films.of_job(job)

    def films(self) -> list[Any]:
        with self.office.store.read() as records:
            return list(records.films.of(self.account, 1_000))

    def events(self, job: str) -> list[Any]:
        with self.office.store.read() as records:
            return list(records.events.after(f"job:{job}", 0, 1_000))

    def steps(self, job: str) -> dict[str, str]:
        with self.office.store.read() as records:
            return {row.name: row.state for row in records.jobs.steps(job)}

    def moved(self, job: str) -> dict[Kind, int]:
        """Return what was moved for a job: how much was held, settled, released."""
        with self.office.store.read() as records:
            found = records.ledger.of_job(job)
        return {one.kind: max((entry.amount for entry in one.entries), default=0) for one in found}

    def takes(self, production: str) -> dict[str, list[tuple[str, int]]]:
        with self.office.store.read() as records:
            scenes = records.productions.scenes(production)
            return {
                row.name: sorted(
                    (one.kind, one.number) for one in records.productions.takes(row.id)
                )
                for row in scenes
            }

    def asked(self) -> list[tuple[str, str]]:
        file = self.data / "asked"
        lines = file.read_text().splitlines() if file.exists() else []
        return [tuple(json.loads(line)) for line in lines]

    def left(self) -> list[str]:
        """Return what is left in the work folder."""
        return [one.name for one in (self.data / "work").glob("*")]

    def bytes(self, job: str) -> bytes:
        return self.blob(self.film(job).blobs["film"]).read_bytes()

    def tale(self, production: str) -> str:
        with self.office.store.read() as records:
            return str(records.productions.by_id(production).storyboard["tale"])

    def made(self, job: str, step: str) -> list[str]:
        """Return the blobs of what a job made in a step."""
        with self.office.store.read() as records:
            [call] = [call for call in records.calls.of_job(job) if call.step == step]
        return list(call.result["blobs"])

    def blob(self, key: str) -> Path:
        return self.data / "media" / key[:2] / key

    def dead(self) -> list[str]:
        return [job.id for job in administration.dead(self.office)]

    def die(self, where: str, job: str, step: str) -> None:
        (self.data / f"die-{where}-{job}-{step}".replace("/", "-")).touch()

    def doomed(self, job: str) -> list[Path]:
        """Return the deaths that are still to come."""
        return list(self.data.glob(f"die-*{job}*"))

    def close(self) -> None:
        for worker in self.workers:
            worker.kill()
            worker.wait()
            worker.stdout.close()
        self.office.close()


NUMBERS = count(1)


@pytest.fixture(scope="session")
def blank_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("blank") / "blank.db"
    offices.upgraded(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def house_template(postgres: Any) -> str:
    name: str = postgres.fresh()
    offices.upgraded(postgres.url(name))
    return name


@pytest.fixture(scope="session")
def build(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Installation]:
    """Build an installation on a kind of database."""

    def built(kind: str) -> Installation:
        data = tmp_path_factory.mktemp(f"house{next(NUMBERS)}")
        if kind == "sqlite":
            file = data / "reelwright.db"
            shutil.copy(request.getfixturevalue("blank_house"), file)
            return Installation(f"sqlite:///{file}", data)
        server = request.getfixturevalue("postgres")
        template = request.getfixturevalue("house_template")
        return Installation(server.url(server.fresh(template)), data)

    return built


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def shared(kind: str, build: Callable[[str], Installation]) -> Iterator[Installation]:
    """Give an installation with one worker, for what disturbs nobody."""
    made = build(kind)
    made.hire()
    yield made
    made.close()


@pytest.fixture
def house(shared: Installation) -> Installation:
    """Give the installation with one worker, as an account of one's own sees it."""
    shared.account = shared.open_account()
    return shared


@pytest.fixture
def empty(kind: str, build: Callable[[str], Installation]) -> Iterator[Installation]:
    """Give an installation without a worker."""
    made = build(kind)
    yield made
    made.close()


@pytest.fixture
def retaken(house: Installation) -> Callable[[Production, str], None]:
    """Ask for another picture of a scene."""

    def edit(production: Production, scene: str) -> None:
        with house.office.store.write() as records:
            row = productions.get(records, house.account, production.id)
            change = productions.SceneEdit(another_picture=True)
            productions.edit(records, row, scene, change, house.office.clock())

    return edit


@pytest.fixture
def load() -> Callable[[str], Any]:
    """Load a module that lies here."""

    def loaded(name: str) -> Any:
        spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return loaded

"""A mill: an installation with the real floor, and workers and desks that may be killed in it."""

import json
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import Any

from durable.crash.nursery import Child, Nursery
from durable.invariants import Aftermath, broken
from reelwright.durable.database import AWAY
from reelwright.model.brief import Brief
from reelwright.model.ids import new_id
from reelwright.ports.records import Records
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.ledger import Unit
from reelwright.services import credits, jobs, keys, productions  # noqa: A004 - the noun of the office
from reelwright.services.jobs import Order, Room
from reelwright.services.keys import KeyWish
from reelwright.services.principal import EVERY, Principal
from reelwright.services.productions import Label
from reelwright.services.spending import Line, Prices, Quote, Terms
from reelwright.wiring import office
from reelwright.wiring.office import House

NONE: Mapping[str, Sequence[Any]] = MappingProxyType({})
QUICK = {
    "polling": 0.1, "beat": 0.5, "silence": 3.0, "sweep": 0.5,
    "per_account": 8, "overall": 16, "per_worker": 4, "pieces": 4, "attempts": 100,
}  # fmt: skip
QUOTE = Quote((Line("film", 1.0, 500),), 5)
PRICES = Prices({"picture": 20_000, "speech": 100, "film": 10, "track": 1_000, "clip": 1})
FILM = Brief(
    script=("Sea", "Sky"), resolution="360p", fps=12, quality="low", animator="whole",
    captions=None, duration=2,
)  # fmt: skip


class Mill:
    """A database, a media folder, accounts with money, and processes to kill."""

    def __init__(self, url: str, folder: Path, nursery: Nursery) -> None:
        self.url, self.folder, self.nursery = url, folder, nursery
        self.office = office.opened(folder, url, House())
        self.staff: list[Child] = []
        self.accounts = [self._account(number) for number in range(3)]

    def _account(self, number: int) -> str:
        at = self.office.clock()
        made = Account(new_id(at), number, f"{number}@x.org", None, "A", Role.USER, at, at)
        with self.office.store.write() as records:
            records.accounts.add(made)
            credits.open_purses(records, made.id)
            for unit in Unit:
                credits.grant(records, made.id, 1_000_000_000, memo="gift", at=at, unit=unit)
        return made.id

    def key(self, number: int) -> str:
        """Return a key to the API of one of the accounts."""
        at = self.office.clock()
        with self.office.store.write() as records:
            who = Principal(records.accounts.get(self.accounts[number]), EVERY)
            return keys.create(records, who, KeyWish("mill", EVERY), at)[1]

    def accept(self, number: int = 0, kind: str = "produce", brief: Brief = FILM) -> Job:
        """Accept a job of one of the accounts, who pay in turn in dollars and in credits."""
        with self.office.store.write() as records:
            return self._accepted(records, number, kind, brief)

    def _accepted(self, records: Records, number: int, kind: str, brief: Brief) -> Job:
        account, at = self.accounts[number % 3], self.office.clock()
        terms = Terms((Unit.MICROS, Unit.CREDITS)[number % 2], per_day=10**9)
        made = productions.create(records, account, brief, Label("native"), at)
        order = Order(kind, "native", {"brief": brief.write()}, QUOTE, terms, made.id)
        return jobs.accept(records, account, order, Room(10_000), at)

    def hire(self, **places: str) -> Child:
        """Start a worker, with places such as `CRASH_AT` in its environment."""
        words = [self.url, str(self.folder), json.dumps(QUICK)]
        return self._started("worker", words, places)

    def open(self, name: str, unit: Unit) -> Child:
        """Start a desk, at which is paid in a unit."""
        return self._started("desk", [self.url, str(self.folder), name, unit.value], {})

    def _started(self, kind: str, words: Sequence[str], places: Mapping[str, str]) -> Child:
        child = self.nursery.bear(kind, words, self.folder, places)
        self.staff.append(child)
        return child

    def bury(self, worker: Child, name: str) -> None:
        """Wait for a worker to die, and hand on its jobs at once, as the server does."""
        worker.wait()
        with suppress(*AWAY):
            self.office.queue.dismiss(name)

    def halted(self, seconds: float = 300.0) -> Path:
        """Wait for a worker to halt, and return the file whose end lets it go on."""
        file, end = self.folder / "halted", time.monotonic() + seconds
        while not file.exists():
            assert time.monotonic() < end, f"No worker halted: {self.log()}"
            time.sleep(0.02)
        return file

    def log(self) -> str:
        return (self.folder / "log").read_text()[-3_000:]

    def points(self) -> list[str]:
        return (self.folder / "points").read_text().splitlines()

    def wait(self, seconds: float = 300.0) -> None:
        """Wait until every job has ended."""
        end = time.monotonic() + seconds
        while left := self._open():
            assert time.monotonic() < end, f"{len(left)} did not end: {left[:3]}, {self.log()}"
            time.sleep(0.1)

    def _open(self) -> list[str]:
        with self.office.store.read() as records:
            return [job.id for job in records.jobs.unended(None, 10_000)]

    def states(self) -> list[str]:
        with self.office.store.read() as records:
            return sorted(job.state.value for job in records.jobs.of(None, 10_000))

    def films(self) -> list[str]:
        """Return the film of each job, by its content, in the order of the jobs."""
        with self.office.store.read() as records:
            found = [film for one in self.accounts for film in records.films.of(one, 10_000)]
        return [film.blobs["film"] for film in sorted(found, key=lambda film: film.job_id)]

    def broken(self, again: int = 0, answers: Mapping[str, Sequence[Any]] = NONE) -> list[str]:
        """Return the promises that were not kept, once the workers are gone and it was tidied."""
        self.dismiss()
        self.office.blobs.tidy(self.office.clock())
        media, calls = self.folder / "media", self.folder / "calls"
        return broken(Aftermath(self.office.engine, media, calls, again, answers))

    def dismiss(self) -> None:
        for child in self.staff:
            child.kill()
        self.staff.clear()

    def close(self) -> None:
        self.dismiss()
        self.office.close()

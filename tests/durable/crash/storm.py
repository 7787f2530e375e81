"""A storm: whatever runs is killed at random while many jobs are asked for and made.

    python storm.py JOBS KILLS SEED URL FOLDER

makes that many jobs, one in fifty a film, kills that many times, and prints what was broken. An
URL that is `postgresql` has a server of its own, which dies as well.
"""

import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))

from durable.crash.callers import Callers
from durable.crash.mill import FILM, QUICK, Mill
from durable.crash.nursery import Child, Nursery
from reelwright.ports.records.ledger import Unit
from reelwright.wiring import office
from shared.postgres import Postgres

TEAM = 3
FILMS = 50
DEATHS = {"worker": 21, "lost": 13, "desk": 9, "frozen": 4, "database": 3}
"""Of fifty deaths so many are of each kind; where there is no server, a worker's machine dies."""
AT_ONCE = 8
"""Calls that a worker has in hand at most, and that may be made again after its death."""


@dataclass
class Storm:
    """How many jobs, how many deaths; and what the callers were answered."""

    mill: Mill
    jobs: int
    kills: int
    seed: int
    server: Postgres | None = None
    answers: dict[str, list[str]] = field(default_factory=dict)
    refused: dict[int, int] = field(default_factory=dict)
    deaths: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._team = [self.mill.hire() for _ in range(TEAM)]
        self._desks = {unit: self.mill.open(unit.value, unit) for unit in Unit}
        self._frozen: list[tuple[float, Child]] = []
        places = [self.mill.folder / unit.value for unit in Unit]
        self._callers = Callers(places, [self.mill.key(number) for number in range(3)])

    def blow(self) -> list[str]:
        """Let it blow over; return the promises that were broken."""
        try:
            self._rage()
            self._callers.wait()
        finally:
            self._callers.close()
        self._thaw(until=time.monotonic() + 60.0)
        self.mill.wait(300.0 + 2 * self.jobs)
        self.answers, self.refused = self._callers.answers, self._callers.refused
        again = AT_ONCE * (self.deaths.total() - self.deaths["desk"])
        return self.mill.broken(again=again, answers=self.answers)

    def _rage(self) -> None:
        asked = 0
        for death, kind in enumerate(self._fate(), 1):
            more = self.jobs * death // self.kills
            self._ask(range(asked, more))
            asked = more
            time.sleep(self._chance.uniform(0.1, 0.8))
            self._thaw(until=0.0)
            self._ends(kind)()
            self.deaths[kind] += 1

    def _fate(self) -> list[str]:
        """Return the kind of each death, in their order."""
        each = [kind for kind, many in DEATHS.items() for _ in range(many)]
        drawn = [kind for _ in range(0, self.kills, len(each)) for kind in self._shuffled(each)]
        return drawn[: self.kills]

    def _shuffled(self, kinds: list[str]) -> list[str]:
        return self._chance.sample(kinds, len(kinds))

    def _ask(self, numbers: range) -> None:
        for number in numbers:
            brief = FILM.model_copy(update={"script": (f"Sea {number}", f"Sky {number}")})
            self._callers.ask(number, "plan" if number % FILMS else "produce", brief)

    def _ends(self, kind: str) -> Callable[[], None]:
        kinds = {"worker": self._worker, "lost": self._lost, "desk": self._desk}
        more = {"frozen": self._freeze, "database": self._database}
        return {**kinds, **more}[kind]

    def _worker(self) -> None:
        """Kill a worker whose server hands on its jobs."""
        unlucky = self._unlucky()
        name = unlucky.ready()
        unlucky.kill()
        self.mill.bury(unlucky, name)

    def _lost(self) -> None:
        """Kill a worker with its machine: the others must notice."""
        self._unlucky().kill()

    def _unlucky(self) -> Child:
        self._team.append(self.mill.hire())
        return self._team.pop(self._chance.randrange(TEAM))

    def _desk(self) -> None:
        unit = self._chance.choice(list(Unit))
        self._desks[unit].kill()
        self._desks[unit] = self.mill.open(unit.value, unit)

    def _freeze(self) -> None:
        """Stop a worker for longer than makes it dead to the others."""
        unlucky = self._unlucky()
        unlucky.ready()
        unlucky.send(signal.SIGSTOP)
        self._frozen.append((time.monotonic() + 2 * QUICK["silence"], unlucky))

    def _thaw(self, until: float) -> None:
        """Let those go on whose time has come; with a time to wait `until`, all of them."""
        for end, worker in list(self._frozen):
            if until:
                time.sleep(max(0.0, end - time.monotonic()))
            if end <= time.monotonic():
                worker.send(signal.SIGCONT)
                self._frozen.remove((end, worker))

    def _database(self) -> None:
        if self.server is None:
            self._lost()
            return
        self.server.kill()
        time.sleep(self._chance.uniform(0.2, 1.0))
        self.server.start()


def main(jobs: str, kills: str, seed: str, url: str, folder: str) -> None:
    place = Path(folder)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    server, nursery = _server(url), Nursery()
    if server is not None:
        url = server.url(server.fresh())
    office.upgraded(url)
    mill = Mill(url, place, nursery)
    begun, storm = time.monotonic(), Storm(mill, int(jobs), int(kills), int(seed), server)
    found = storm.blow()
    seconds = time.monotonic() - begun
    sys.stdout.write(
        f"seed {seed}: {dict(Counter(mill.states()))}, deaths {dict(storm.deaths)}, "
        f"answers {dict(storm.refused)}, in {seconds:.0f} s\n"
    )
    mill.close()
    nursery.close()
    if server is not None:
        server.stop()
        shutil.rmtree(server.folder)
    sys.exit("\n".join(found) or 0)


def _server(url: str) -> Postgres | None:
    if url != "postgresql":
        return None
    server = Postgres(Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp")))
    server.start()
    return server


if __name__ == "__main__":
    main(*sys.argv[1:])

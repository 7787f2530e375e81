"""A worker for the tests: the real floor and the real engine, with a crew that is quick.

    python studio.py URL DATA LIMITS

Files in the data folder kill it: `die-before-JOB-STEP` when that step of the job is asked for,
`die-in-JOB-STEP` when its work is done and not yet noted, `die-after-JOB-STEP` when it is noted. A
job's own end is the step `end`.
"""

import contextlib
import json
import logging
import os
import signal
import sys
import threading
from pathlib import Path

import quick

from reelwright.durable.engine import Engine
from reelwright.durable.limits import Limits, Patience
from reelwright.render.cache import Cache
from reelwright.render.means import Means
from reelwright.services.spending import Prices
from reelwright.wiring import office as offices
from reelwright.wiring.codec import StepCodec
from reelwright.wiring.floor import Floor
from reelwright.wiring.office import House
from reelwright.wiring.purchases import Maker
from reelwright.wiring.reuse import PORTS

PRICES = Prices({"picture": 1_000, "speech": 100, "track": 70, "film": 1})


class Dying:
    """A runner under which the process dies where a file says so."""

    def __init__(self, runner, data: Path, job: str) -> None:
        self._runner, self._data, self._job = runner, data, job
        self.spawn, self.join = runner.spawn, runner.join
        self.publish, self.cancelled = runner.publish, runner.cancelled

    async def run(self, name, work):
        async def doomed():
            made = await work()
            self.die(f"in-{self._job}-{name}")
            return made

        self.die(f"before-{self._job}-{name}")
        made = await self._runner.run(name, doomed)
        self.die(f"after-{self._job}-{name}")
        return made

    def die(self, where: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            (self._data / f"die-{where}".replace("/", "-")).unlink()
            os.kill(os.getpid(), signal.SIGKILL)


def main(url: str, folder: str, limits: str) -> None:
    logging.basicConfig(level=logging.WARNING)
    data, patience = Path(folder), Patience(attempts=2, first=0.05, most=0.1)
    office = offices.opened(data, url, House(prices=PRICES))
    crew = quick.crew(office.blobs, data / "asked")
    makers = dict.fromkeys(PORTS.values(), Maker("quick", "quick/1"))
    floor = Floor(office, crew, Means(1, Cache(data / "coded")), makers)

    async def conduct(job, piece, runner):
        dying = Dying(runner, data, job)
        made = await floor.conduct(job, piece, dying)
        if piece is None:
            dying.die(f"before-{job}-end")
        return made

    given = Limits(**json.loads(limits), patience=patience)
    engine = Engine(office.engine, conduct, StepCodec(), floor, limits=given)
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    engine.launch()
    os.write(1, engine.worker.encode() + b"\n")
    stop.wait()
    engine.drain(10.0)
    floor.close()
    office.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

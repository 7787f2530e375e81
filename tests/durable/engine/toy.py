"""A worker for the tests: its jobs are toys, and all they do stands in a ledger.

    python toy.py URL FOLDER LIMITS

A job is named `kind-anything`. Files in the folder steer it: `die-JOB-STEP` kills the worker when it
takes that step, `die-after-JOB-STEP` when it has; `go-JOB` ends a step that holds.
"""

import asyncio
import contextlib
import ctypes
import json
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from reelwright.durable.database import engine
from reelwright.durable.engine import Engine
from reelwright.durable.limits import Limits, Patience
from reelwright.durable.runner import Runner
from reelwright.durable.state import State
from reelwright.model.errors import (
    Conflict,
    Fault,
    Invalid,
    ReelwrightError,
    Refused,
    VendorFailed,
)


class Pair(tuple[int, ...]):
    """A value that JSON does not have."""

    __slots__ = ()


class Codec:
    def encode(self, value):
        return {"pair": list(value)} if isinstance(value, Pair) else {"plain": value}

    def decode(self, data):
        return Pair(data["pair"]) if "pair" in data else data["plain"]


class Toy:
    """The conductor and the owner of the jobs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = f"{os.getpid()}"

    def note(self, event: str, job: str, step: str = "", **more: object) -> None:
        line = {"event": event, "job": job, "step": step, "worker": self.name, **more}
        line["at"] = time.time()
        file = os.open(self.folder / "ledger", os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        os.write(file, json.dumps(line).encode() + b"\n")
        os.close(file)

    def noted(self, job: str, step: str) -> int:
        lines = map(json.loads, (self.folder / "ledger").read_text().splitlines())
        return sum((one["event"], one["job"], one["step"]) == ("begun", job, step) for one in lines)

    def die(self, where: str) -> None:
        with contextlib.suppress(FileNotFoundError):
            (self.folder / f"die-{where}".replace("/", "-")).unlink()
            os.kill(os.getpid(), signal.SIGKILL)

    async def step(self, runner: Runner, job: str, step: str, act=None, result=None):
        async def work():
            self.note("begun", job, step)
            self.die(f"{job}-{step}")
            try:
                made = await act() if act else result
            except asyncio.CancelledError:
                self.note("cancelled", job, step)
                raise
            self.note("done", job, step)
            self.die(f"after-{job}-{step}")
            return made

        return await runner.run(step, work)

    async def conduct(self, job: str, piece: str | None, runner: Runner) -> object:
        kind = job.split("-", maxsplit=1)[0]
        if piece is not None:
            return await getattr(self, f"{kind}_piece")(job, piece, runner)
        self.note("conducted", job)
        try:
            result = await getattr(self, kind)(job, runner)
        except ReelwrightError as wrong:
            faults = [str(fault) for fault in getattr(wrong, "faults", ())]
            self.note("failed", job, type(wrong).__name__, sentence=str(wrong), faults=faults)
            raise
        self.note("finished", job, result=result)
        return result

    async def plain(self, job, runner):
        first = await self.step(runner, job, "a", result=Pair((1, 2)))
        second = await self.step(runner, job, "b", result={"x": [1.5, None, "é"]})
        return [type(first).__name__, list(first), second]

    async def hold(self, job, runner):
        async def held():
            while not (self.folder / f"go-{job}").exists():  # noqa: ASYNC110 - another process sets it
                await asyncio.sleep(0.02)

        await self.step(runner, job, "first")
        await self.step(runner, job, "held", held)
        await self.step(runner, job, "last")

    async def nap(self, job, runner):
        await self.step(runner, job, "nap", lambda: asyncio.sleep(0.4))

    async def film(self, job, runner):
        async def unwanted():
            raise AssertionError("A spawned piece's work stays where it was written.")

        await self.step(runner, job, "plan")
        spawned = [runner.spawn(f"scene-{number}", unwanted) for number in range(3)]
        made = await runner.join(spawned)
        await self.step(runner, job, "cut")
        return [[type(one).__name__, list(one)] for one in made]

    async def film_piece(self, job, piece, runner):
        place = f"{job}/{piece}"
        await self.step(runner, place, "paint", lambda: asyncio.sleep(0.05))
        await self.step(runner, place, "speak")
        return Pair((int(piece.split("-")[1]),))

    async def broken_piece(self, job, piece, runner):
        if piece == "scene-1":
            await asyncio.sleep(0.2)
            raise Invalid(
                [Fault("scenes[1]", "This is empty; write something."), Fault("", "Two.")]
            )
        await self.step(runner, f"{job}/{piece}", "wait", lambda: asyncio.sleep(60))

    broken = film

    async def stuck_piece(self, job, piece, runner):
        await self.step(runner, f"{job}/{piece}", "wait", lambda: asyncio.sleep(600))

    stuck = film

    async def alone(self, job, runner):
        nobody = await runner.join([])
        return [nobody, list(await runner.spawn("scene-7", None))]

    alone_piece = film_piece

    async def foreign(self, job, runner):
        await runner.join([asyncio.sleep(0)])

    async def child(self, job, runner):
        async def run():
            child = await asyncio.create_subprocess_exec(
                "sleep", "600", start_new_session=True, preexec_fn=_die_with_parent
            )
            self.note("child", job, pid=child.pid)
            try:
                await child.wait()
            finally:
                child.kill()
                await child.wait()

        await self.step(runner, job, "child", run)

    async def poison(self, job, runner):
        async def kill():
            os.kill(os.getpid(), signal.SIGKILL)

        await self.step(runner, job, "sip")
        await self.step(runner, job, "kill", kill)

    async def flaky(self, job, runner):
        async def act():
            if self.noted(job, "ask") < 3:
                raise VendorFailed("The vendor did not answer; ask again.")
            return "answered"

        return await self.step(runner, job, "ask", act)

    async def flat(self, job, runner):
        async def act():
            raise VendorFailed("The vendor did not answer; ask again.")

        await self.step(runner, job, "ask", act)

    async def refused(self, job, runner):
        async def act():
            raise Refused("That is not a story we tell; choose another.")

        try:
            await self.step(runner, job, "ask", act)
        except Refused as no:
            await self.step(runner, job, "after")
            raise Conflict(f"It was refused: {no}") from no

    async def bug(self, job, runner):
        async def act():
            return {}["missing"]

        await self.step(runner, job, "ask", act)

    async def beside(self, job, runner):
        await asyncio.gather(*(self.step(runner, job, f"s{n}") for n in range(2)))

    # what the owner is asked and told

    def published(self, job: str, piece: str | None, news: object) -> None:
        self.note("news", job, str(piece), news=news)

    def open(self) -> Sequence[str]:
        file = self.folder / "open"
        return file.read_text().split() if file.exists() else []

    def unwanted(self, running: Sequence[str]) -> list[str]:
        return [job for job in running if (self.folder / f"unwanted-{job}").exists()]

    def buried(self, job: str) -> None:
        self.note("buried", job)

    def ended(self, job: str, state: State) -> None:
        self.note("ended", job, state.value)

    def lost(self, job: str) -> None:
        self.note("lost", job)


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def main(url: str, folder: str, limits: str) -> None:
    _die_with_parent()
    logging.basicConfig(level=logging.WARNING)
    toy, quick = Toy(Path(folder)), Patience(attempts=3, first=0.05, most=0.1)
    given = json.loads(limits)
    drain = given.pop("drain", 5.0)
    connections = engine(url, pool=10)
    worker = Engine(connections, toy.conduct, Codec(), toy, limits=Limits(**given, patience=quick))
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    worker.launch()
    os.write(1, worker.worker.encode() + b"\n")
    stop.wait()
    worker.drain(drain)
    connections.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])

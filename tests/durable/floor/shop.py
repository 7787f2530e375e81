"""A kiosk in a process of its own, and an installation whose workers buy there."""

import json
import os
import subprocess
import sys
from collections import Counter
from math import ceil
from pathlib import Path
from typing import Any

from reelwright.ports.records.calls import Call, CallState
from reelwright.ports.records.jobs import Job

PAYER = Path(__file__).with_name("payer.py")
QUICK = {"polling": 0.1, "beat": 0.3, "silence": 1.5, "sweep": 0.5, "attempts": 100}


class Shop:
    """The kiosk, with faults or without keys if asked, and the workers that buy there."""

    def __init__(self, house: Any, *options: str, safe: bool = True) -> None:
        self.house, self._safe = house, "safe" if safe else "unsafe"
        self._folder = house.data / "kiosk"
        words = [sys.executable, "-m", "reelwright.providers.kiosk", str(self._folder)]
        self._kiosk = subprocess.Popen(
            [*words, "--port", "0", *options], stdout=subprocess.PIPE, text=True
        )
        self.url = self._kiosk.stdout.readline().strip()

    def hire(self, fatal: str | None = None) -> "subprocess.Popen[str]":
        """Start a worker, which dies at a point."""
        house, env = self.house, dict(os.environ)
        if fatal is not None:
            env["CRASH_AT"] = fatal
        words = [house.url, str(house.data), json.dumps(QUICK), self.url, self._safe]
        with (house.data / "log").open("a") as log:
            worker = subprocess.Popen(
                [sys.executable, str(PAYER), *words],
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
                env=env,
            )
        house.workers.append(worker)
        return worker

    def die(self, fatal: str) -> None:
        """Have a worker die at a point, and its jobs handed on at once, as the server does."""
        worker = self.hire(fatal)
        name = worker.stdout.readline().strip()
        worker.wait(180.0)
        assert worker.returncode == -9, (self.house.data / "log").read_text()[-3_000:]
        self.house.office.queue.dismiss(name)

    def lines(self) -> list[dict[str, Any]]:
        file = self._folder / "ledger"
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    def made(self) -> dict[str, int]:
        """Return how often the kiosk did the work of each key, and charged for it."""
        return dict(Counter(line["key"] for line in self.lines() if line["event"] == "made"))

    def asked(self, thing: str) -> int:
        return sum(line["event"] == "asked" and line["thing"] == thing for line in self.lines())

    def charged(self) -> int:
        return sum(line["micros"] for line in self.lines())

    def calls(self, job: Job) -> list[Call]:
        """Return what the rows know of the calls that cost something."""
        with self.house.office.store.read() as records:
            return [call for call in records.calls.of_job(job.id) if call.vendor == "kiosk"]

    def settled(self, job: Job) -> None:
        """Check that a film was paid for once: by us at the kiosk, and by its owner."""
        calls, film = self.calls(job), self.house.film(job.id)
        assert {call.key: 1 for call in calls} == self.made()
        assert {call.state for call in calls} == {CallState.DONE}
        assert sum(call.cost for call in calls) == self.charged()
        assert job.cost == self.charged() + ceil(film.duration)

    def close(self) -> None:
        self._kiosk.kill()
        self._kiosk.wait()
        self._kiosk.stdout.close()

"""A nursery: processes that are born grown up, as starting Python and loading all takes a second.

One process, the cradle, loads what a worker and a desk need, and forks one whenever asked.
"""

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

CRADLE = Path(__file__).with_name("cradle.py")
QUIET = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


class Child:
    """A process of the nursery; what it writes to its standard output is in `told`."""

    def __init__(self, nursery: "Nursery", pid: int, told: Path) -> None:
        self.pid, self.told, self.returncode = pid, told, None
        self._nursery, self._end = nursery, os.pidfd_open(pid)

    @property
    def runs(self) -> bool:
        return self.returncode is None and not select.select([self._end], [], [], 0)[0]

    def ready(self) -> str:
        """Wait for its first line, and return it; empty if it ended before."""
        while self.runs and not self._line().endswith("\n"):
            time.sleep(0.01)
        return self._line().strip()

    def _line(self) -> str:
        with self.told.open() as file:
            return file.readline()

    def send(self, number: int) -> None:
        signal.pidfd_send_signal(self._end, number)

    def wait(self, seconds: float = 300.0) -> int:
        """Wait for its end, and return its code; that of a death by signal is negative."""
        if self.returncode is None:
            ended = select.select([self._end], [], [], seconds)[0]
            assert ended, f"Process {self.pid} did not end within {seconds:g} s."
            self.returncode = self._nursery.ask(wait=self.pid)
            os.close(self._end)
        return self.returncode

    def kill(self) -> int:
        """End it at once, if it still runs."""
        if self.returncode is None:
            self.send(signal.SIGKILL)
        return self.wait()


class Nursery:
    """Where processes come from; its own is started for the first of them."""

    def __init__(self) -> None:
        self._cradle: subprocess.Popen[str] | None = None

    def bear(
        self, kind: str, words: Sequence[str], folder: Path, places: Mapping[str, str]
    ) -> Child:
        """Start a process of a kind that the cradle knows; its log is in the folder."""
        told = folder / f"told-{time.monotonic_ns()}"
        told.touch()
        files = {"told": str(told), "log": str(folder / "log")}
        return Child(self, self.ask(kind=kind, words=words, env=dict(places), **files), told)

    def ask(self, **request: object) -> int:
        if self._cradle is None:
            self._cradle = subprocess.Popen(
                [sys.executable, str(CRADLE)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                env={**os.environ, **QUIET},
            )
        self._cradle.stdin.write(f"{json.dumps(request)}\n")
        self._cradle.stdin.flush()
        return int(self._cradle.stdout.readline())

    def close(self) -> None:
        """End the cradle, and with it whatever came from it."""
        if self._cradle is not None:
            self._cradle.stdin.close()
            self._cradle.wait(60.0)
            self._cradle.stdout.close()

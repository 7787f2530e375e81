"""Servers to be measured: processes of their own, in a folder that goes with them."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    process: int
    port: int

    @property
    def cpu(self) -> float:
        """The seconds of processor time that it has used."""
        ticks = Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()[11:13]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> int:
        """The kilobytes that it holds, libraries that others use as well not counted."""
        text = Path(f"/proc/{self.process}/smaps_rollup").read_text()
        found = re.findall(r"^Private_(?:Clean|Dirty):\s+(\d+) kB", text, re.MULTILINE)
        return sum(map(int, found))


def environment(data: Path) -> dict[str, str]:
    """Return the settings of an installation that turns no job away."""
    return {
        "REELWRIGHT_DATA": str(data),
        "REELWRIGHT_PORT": "0",
        "REELWRIGHT_QUEUE_PER_ACCOUNT": "1000000",
        "REELWRIGHT_QUEUE_OVERALL": "1000000",
        "REELWRIGHT_JOBS_PER_ACCOUNT": "2",
    }


@contextmanager
def reelwright(data: Path, *, workers: bool = False) -> Iterator[Server]:
    """Serve an installation, with one worker process or none."""
    command = ["-m", "reelwright", "serve", *([] if workers else ["--no-workers"])]
    with _started(command, environment(data)) as server:
        yield server


@contextmanager
def bare(folder: Path) -> Iterator[Server]:
    """Serve what the API is compared with."""
    with _started(["-m", "benchmarks.api.bare", str(folder)], {}) as server:
        yield server


@contextmanager
def _started(command: list[str], settings: dict[str, str]) -> Iterator[Server]:
    process = subprocess.Popen(
        [sys.executable, *command],
        env={**os.environ, **settings},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    try:
        found = next((line for line in process.stdout if line.startswith("Listening on")), None)
        if found is None:
            raise SystemExit("The server does not start.")
        yield Server(process.pid, int(found.rpartition(":")[2]))
    finally:
        process.terminate()
        process.wait(60)

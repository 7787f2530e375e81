"""Places where a worker may be made to die: around every commit, call and kept file.

A place is reached so many times in a process; `NAME#2` is the second time. Nothing of this is in
what ships: the engine's connections, the crew and the blobs are wrapped.
"""

import os
import re
import signal
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa

WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) (?:"?(?:dbos|main)"?\.)?"?(\w+)')
IDLE = {"engine_worker", "engine_sweep", "queues", "application_versions", "counters"}
"""What a worker without work writes, too; and what is written with everything else."""
BESIDE = {"workflow_status", "workflow_input", "workflow_output"}
"""What DBOS writes beside what it is about, on one kind of database or the other."""


class Points:
    """Counts the places reached, notes each in a file, and dies or halts at the one it is told.

    Where it halts it makes a file `halted`, and goes on when that is gone.
    """

    def __init__(self, folder: Path, fatal: str | None, halt: str | None) -> None:
        self._notes, self._halted = folder / "points", folder / "halted"
        self._fatal, self._halt, self._reached = fatal, halt, Counter[str]()

    def reach(self, name: str) -> None:
        self._reached[name] += 1
        point = f"{name}#{self._reached[name]}"
        file = os.open(self._notes, os.O_APPEND | os.O_CREAT | os.O_WRONLY)
        os.write(file, f"{point}\n".encode())
        os.close(file)
        if point == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        if point == self._halt:
            self._halted.touch()
            while self._halted.exists():
                time.sleep(0.02)

    def watch(self, engine: sa.Engine) -> None:
        """Reach a place before and after each commit, named by the tables that were written."""
        written: dict[int, set[str]] = {}
        commit, rollback = engine.dialect.do_commit, engine.dialect.do_rollback

        @sa.event.listens_for(engine, "before_cursor_execute")
        def note(_connection, cursor, statement, *_more) -> None:
            if found := WRITES.match(statement.lstrip()):
                written.setdefault(id(cursor.connection), set()).add(found[1])

        def do_commit(connection: Any) -> None:
            found = written.pop(_inner(connection), set()) - IDLE
            tables = sorted(found - BESIDE or found & {"workflow_status"})
            name = f"commit {' '.join(tables)}"
            if tables:
                self.reach(f"before {name}")
            commit(connection)
            if tables:
                self.reach(f"after {name}")

        def do_rollback(connection: Any) -> None:
            written.pop(_inner(connection), None)
            rollback(connection)

        engine.dialect.do_commit, engine.dialect.do_rollback = do_commit, do_rollback


def _inner(connection: Any) -> int:
    return id(getattr(connection, "dbapi_connection", connection))


class Around:
    """Something of the crew, with a place before and after each of some calls."""

    def __init__(
        self, inner: Any, points: Points, name: str, call: Callable[[str, str], None], *calls: str
    ) -> None:
        self._inner, self._points, self._name, self._call = inner, points, name, call
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        own = getattr(self._inner, name)
        return self._wrapped(name, own) if name in self._calls else own

    def _wrapped(self, method: str, own: Callable[..., Awaitable[Any]]) -> Any:
        async def around(*given: Any) -> Any:
            self._points.reach(f"before {self._name}.{method}")
            self._call("begun", f"{method} {given!r}")
            made = await own(*given)
            self._call("done", f"{method} {given!r}")
            self._points.reach(f"after {self._name}.{method}")
            return made

        return around

"""The engine before anything runs."""

import subprocess
import sys

import pytest

from reelwright.durable.database import engine
from reelwright.durable.engine import Engine
from reelwright.durable.state import State
from reelwright.model.errors import Unavailable


class Owner:
    def published(self, job: str, piece: str | None, news: object) -> None: ...

    def open(self) -> list[str]:
        return []

    def unwanted(self, running: list[str]) -> list[str]:
        return []

    def buried(self, job: str) -> None: ...

    def ended(self, job: str, state: State) -> None: ...

    def lost(self, job: str) -> None: ...


async def conduct(job: str, piece: str | None, runner: object) -> None: ...


def test_database_without_tables_is_refused(tmp_path):
    connections = engine(f"sqlite:///{tmp_path}/film.db")
    worker = Engine(connections, conduct, None, Owner())
    sentence = r"not ready for work: .*no such table: engine_worker.*bring it up to date"
    for _ in range(2):
        with pytest.raises(Unavailable, match=sentence):
            worker.launch()
    worker.drain(0.0)
    connections.dispose()


def test_runner_in_memory_needs_no_database():
    program = (
        "import sys, reelwright.durable.local; print({'dbos', 'sqlalchemy'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert told.stdout.strip() == b"set()"

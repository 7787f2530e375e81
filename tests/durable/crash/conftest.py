"""Mills for the tests, over each kind of database."""

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from durable.crash.mill import Mill
from durable.crash.nursery import Nursery
from reelwright.wiring import office


@pytest.fixture(scope="session")
def nursery() -> Iterator[Nursery]:
    made = Nursery()
    yield made
    made.close()


@pytest.fixture(scope="session")
def blank_mill(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("blank") / "mill.db"
    office.upgraded(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def blank_yard(postgres) -> str:
    name: str = postgres.fresh()
    office.upgraded(postgres.url(name))
    return name


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def open_mill(
    kind: str,
    nursery: Nursery,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Callable[[], Mill]]:
    with contextlib.ExitStack() as stack:

        def opened() -> Mill:
            folder = tmp_path_factory.mktemp("mill")
            if kind == "sqlite":
                shutil.copy(request.getfixturevalue("blank_mill"), folder / "mill.db")
                url = f"sqlite:///{folder / 'mill.db'}"
            else:
                server = request.getfixturevalue("postgres")
                url = server.url(server.fresh(request.getfixturevalue("blank_yard")))
            made = Mill(url, folder, nursery)
            stack.callback(made.close)
            return made

        yield opened


@pytest.fixture
def mill(open_mill: Callable[[], Mill]) -> Mill:
    return open_mill()


@pytest.fixture(scope="session")
def whole(
    blank_mill: Path, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory
) -> list[str]:
    """Make the film of the tests without any death, and return its content's key."""
    folder = tmp_path_factory.mktemp("whole")
    shutil.copy(blank_mill, folder / "mill.db")
    mill = Mill(f"sqlite:///{folder / 'mill.db'}", folder, nursery)
    mill.accept()
    mill.hire()
    mill.wait()
    made = mill.films()
    mill.close()
    return made

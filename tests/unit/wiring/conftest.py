"""An installation of one's own, in a passing folder."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelwright.settings import Settings
from reelwright.wiring.installation import installed, upgrade
from reelwright.wiring.office import Office


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the database that every installation here begins with."""
    given = Settings(data=tmp_path_factory.mktemp("installation"))
    upgrade(given)
    return given.data / "reelwright.db"


@pytest.fixture
def given(made_once: Path, tmp_path: Path) -> Settings:
    """Give the settings of an installation whose tables are made, and nothing else."""
    data = tmp_path / "data"
    data.mkdir()
    shutil.copy(made_once, data)
    return Settings(data=data)


@pytest.fixture
def office(given: Settings) -> Iterator[Office]:
    with installed(given) as opened:
        yield opened

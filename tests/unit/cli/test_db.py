"""`reelwright db` says how the tables are, and brings them up to date."""

import json
import subprocess
import sys

import pytest

from reelwright.cli.app import WRONG, run
from reelwright.storage.sql import schema


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("REELWRIGHT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def current(capsys) -> dict[str, str]:
    assert run(["db", "current", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    return row


def test_tables_are_made_and_known(capsys):
    assert current(capsys) == {"current": "none", "needed": schema.latest()}
    assert run(["db", "upgrade"]) == 0
    assert capsys.readouterr().out == f"The tables are at revision {schema.latest()}.\n"
    assert current(capsys) == {"current": schema.latest(), "needed": schema.latest()}


def test_commands_that_need_tables_say_so(capsys):
    assert run(["admin", "users"]) == WRONG
    assert "Run `reelwright db upgrade`." in capsys.readouterr().err


def test_strange_database_is_refused(capsys, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "mysql://host/films")
    assert run(["db", "upgrade"]) == WRONG
    assert capsys.readouterr().err.startswith("There is no way to a 'mysql' database")


LACKING = """
import sys
sys.modules["dbos"] = None
from reelwright.cli.app import run
sys.exit(run(["db", "current"]))
"""


def test_missing_extra_is_named():
    done = subprocess.run(
        [sys.executable, "-c", LACKING], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        WRONG,
        "The server needs the package dbos: pip install 'reelwright[server]'.\n",
    )

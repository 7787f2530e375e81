"""The office as the floor asks it: what fails on a thread fails for what it is."""

import asyncio
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from reelwright.model.errors import NotFound, Unavailable
from reelwright.wiring.office import asked_of


def work(number: int, *, more: int = 0) -> int:
    return number + more


def away() -> None:
    locked = OperationalError("SELECT 1", None, sqlite3.OperationalError("locked"))
    raise Unavailable("The database cannot be reached.") from locked


def full() -> None:
    raise Unavailable("The folder is full.")


def missing() -> None:
    raise NotFound("There is no such job.")


def test_answer_comes_back():
    assert asyncio.run(asked_of(work, 1, more=2)) == 3


@pytest.mark.parametrize(
    ("fails", "kind"), [(away, OperationalError), (full, Unavailable), (missing, NotFound)]
)
def test_only_an_absent_database_is_told_otherwise(fails, kind):
    with pytest.raises(kind):
        asyncio.run(asked_of(fails))

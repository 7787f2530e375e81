"""The office's rules are tried over SQLite; what depends on the database, over both."""

from collections.abc import Callable

import pytest

from reelwright.ports.records.ledger import Unit
from reelwright.services import credits, jobs  # noqa: A004 - the noun of the office
from reelwright.services.jobs import Order, Room
from reelwright.services.spending import Line, Quote, Terms

PREPAID = Terms(Unit.MICROS)
ROOM = Room()


def quote(micros: int = 400, credits_: int = 3) -> Quote:
    return Quote((Line("film", 1.0, micros),), credits_)


@pytest.fixture
def kind() -> str:
    return "sqlite"


@pytest.fixture
def fund(store, rows) -> Callable[..., None]:
    """Open an account's purses and put money in."""

    def funded(account, amount: int, unit: Unit = Unit.MICROS) -> None:
        with store.write() as records:
            credits.open_purses(records, account.id)
            credits.grant(records, account.id, amount, memo="gift", at=rows.at, unit=unit)

    return funded


@pytest.fixture
def accept(store, rows) -> Callable[..., jobs.Job]:
    """Accept a job in a transaction of its own."""

    def accepted(account, terms: Terms = PREPAID, room: Room = ROOM, **more) -> jobs.Job:
        asked = {"kind": "film", "origin": "native", "request": {"n": 1}, "quote": quote(), **more}
        with store.write() as records:
            return jobs.accept(records, account.id, Order(terms=terms, **asked), room, rows.later())

    return accepted

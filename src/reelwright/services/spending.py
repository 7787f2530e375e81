"""Spending: what work costs by the price list, and how much of it an account may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil

from reelwright.model.errors import OverQuota
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.ledger import Unit
from reelwright.services.credits import hold, settle

MICROS = 1_000_000
"""Micro-dollars to a dollar."""


@dataclass(frozen=True, slots=True)
class Prices:
    """What things cost in micro-dollars, by what is made; and films in credits, by their length.

    `things` has a price for each `picture`, `clip`, `track`, second of `speech` and second of
    `film`, those of a vendor's model under `<thing>/<model>`.
    """

    things: Mapping[str, int] = field(default_factory=dict)
    credits_each: int = 1
    credits_for: int = 10


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made, or was made: how many of each thing, and how long the film is."""

    things: Mapping[str, float]
    seconds: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an estimate or a bill."""

    thing: str
    quantity: float
    micros: int


@dataclass(frozen=True, slots=True)
class Quote:
    """What work costs: line by line in micro-dollars, and in credits."""

    lines: tuple[Line, ...]
    credits: int

    @property
    def micros(self) -> int:
        """The sum of the lines."""
        return sum(line.micros for line in self.lines)

    def amount(self, unit: Unit) -> int:
        """Return the price in one unit."""
        return self.credits if unit is Unit.CREDITS else self.micros


@dataclass(frozen=True, slots=True)
class Terms:
    """How an account pays for a job: in what, whether from a balance, and within which caps.

    Caps are in micro-dollars, None for none. Without a unit nothing is held and nothing is owed.
    """

    unit: Unit | None = None
    prepaid: bool = True
    per_job: int | None = None
    per_day: int | None = None


def priced(work: Work, prices: Prices) -> Quote:
    """Return what work costs. An estimate and a bill are both made here, so they are alike."""
    lines = tuple(
        Line(thing, quantity, ceil(quantity * _price(thing, prices)))
        for thing, quantity in work.things.items()
        if quantity
    )
    started = ceil(work.seconds / prices.credits_for)
    return Quote(lines, max(1, started) * prices.credits_each)


def _price(thing: str, prices: Prices) -> int:
    kind = thing.partition("/")[0]
    return prices.things.get(thing, prices.things.get(kind, 0))


def accept(
    records: Records, account: str, job: str, quote: Quote, terms: Terms, at: datetime
) -> int:
    """Set aside what a job may cost, within the caps; return how much. Raises `OverQuota`."""
    if terms.unit is None:
        return 0
    if terms.per_job is not None and quote.micros > terms.per_job:
        raise OverQuota(
            f"This job is estimated at {dollars(quote.micros)}; "
            f"one job may cost {dollars(terms.per_job)} at most."
        )
    amount = quote.amount(terms.unit)
    if terms.unit is Unit.MICROS and not records.ledger.spend(
        account, day(at), amount, terms.per_day
    ):
        raise OverQuota(_over_day(records, account, quote, terms, at))
    if terms.prepaid:
        hold(records, account, job, terms.unit, amount, at)
    return amount


def close(records: Records, job: Job, bill: Quote, at: datetime) -> int:
    """Take what a job cost, at most what was set aside; give back the rest; return the cost."""
    cost = min(bill.amount(job.unit), job.held)
    if job.unit is Unit.MICROS:  # the day before the purses, as when it was accepted
        records.ledger.spend(job.account_id, day(job.created_at), cost - job.held, None)
    settle(records, job.account_id, job.id, cost, at)
    return cost


def _over_day(records: Records, account: str, quote: Quote, terms: Terms, at: datetime) -> str:
    spent, cap = records.ledger.spent(account, day(at)), terms.per_day or 0
    return (
        f"This job is estimated at {dollars(quote.micros)}; today {dollars(spent)} of "
        f"{dollars(cap)} are spent or set aside. Try again tomorrow (UTC), or ask for less."
    )


def day(at: datetime) -> str:
    """Return the UTC day that a moment's spending counts to."""
    return at.astimezone(UTC).date().isoformat()


def dollars(micros: int) -> str:
    """Return an amount as a person reads it: $2.45."""
    return f"${micros / MICROS:,.2f}"

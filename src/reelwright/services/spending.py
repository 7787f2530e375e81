"""Spending: what work costs by the price list, and how much of it an account may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from math import ceil

from reelwright.model.errors import OverQuota
from reelwright.ports.records import Records
from reelwright.ports.records.jobs import Job
from reelwright.ports.records.ledger import Unit
from reelwright.services.credits import hold, settle

MICROS = 1_000_000
"""Micro-dollars to a dollar."""


class OverJob(OverQuota):
    """One job would cost more than one may."""

    code = "over_job_cap"

    def __init__(self, estimate: int, cap: int) -> None:
        super().__init__(
            f"This job is estimated at {dollars(estimate)}; "
            f"one job may cost {dollars(cap)} at most.",
            estimate_micros=estimate,
            cap_micros=cap,
        )


class OverDay(OverQuota):
    """All jobs of a day would cost more than they may."""

    code = "over_day_cap"

    def __init__(self, estimate: int, spent: int, cap: int) -> None:
        super().__init__(
            f"This job is estimated at {dollars(estimate)}; today {dollars(spent)} of "
            f"{dollars(cap)} are spent or set aside. Try again tomorrow (UTC), or ask for less.",
            estimate_micros=estimate,
            spent_micros=spent,
            cap_micros=cap,
        )


@dataclass(frozen=True, slots=True)
class Prices:
    """What things cost in micro-dollars, by what is made; and films in credits, by their length.

    `things` has a price for each `picture`, `clip`, `track`, second of `speech` and second of
    `film`, those of a vendor's model under `<thing>/<model>`. What is `at_cost` costs what its
    vendor charged for it, and by the price only until that is known.
    """

    things: Mapping[str, int] = field(default_factory=dict)
    credits_each: int = 1
    credits_for: int = 10
    at_cost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be made, or was made: how many of each thing, and how long the film is.

    `charged` is what vendors took for it, in micro-dollars, once that is known.
    """

    things: Mapping[str, float]
    seconds: float
    charged: Mapping[str, int] = field(default_factory=dict)


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

    Caps are in micro-dollars, None for none, and hold whatever is paid in. Without a unit nothing
    is held, nothing is owed, and there are no caps.
    """

    unit: Unit | None = None
    prepaid: bool = True
    per_job: int | None = None
    per_day: int | None = None


def priced(work: Work, prices: Prices) -> Quote:
    """Return what work costs. An estimate and a bill are both made here, so they are alike."""
    lines = tuple(
        Line(thing, quantity, _micros(thing, quantity, work, prices))
        for thing, quantity in work.things.items()
        if quantity
    )
    started = ceil(work.seconds / prices.credits_for)
    return Quote(lines, max(1, started) * prices.credits_each)


def _micros(thing: str, quantity: float, work: Work, prices: Prices) -> int:
    if thing in prices.at_cost and thing in work.charged:
        return work.charged[thing]
    return ceil(quantity * _price(thing, prices))


def _price(thing: str, prices: Prices) -> int:
    kind = thing.partition("/")[0]
    return prices.things.get(thing, prices.things.get(kind, 0))


def accept(
    records: Records, account: str, job: str, quote: Quote, terms: Terms, at: datetime
) -> int:
    """Set aside what a job may cost, within the caps; return how much.

    Raises `OverJob` or `OverDay` where a cap forbids it, `Insufficient` where it is not there.
    """
    if terms.unit is None:
        return 0
    if terms.per_job is not None and quote.micros > terms.per_job:
        raise OverJob(quote.micros, terms.per_job)
    if not records.ledger.spend(account, day(at), counted(quote, terms), terms.per_day):
        spent = records.ledger.spent(account, day(at))
        raise OverDay(quote.micros, spent, terms.per_day or 0)
    amount = quote.amount(terms.unit)
    if terms.prepaid:
        hold(records, account, job, terms.unit, amount, at)
    return amount


def counted(quote: Quote, terms: Terms) -> int:
    """Return how many micro-dollars of its day's cap a job takes up."""
    return 0 if terms.unit is None else quote.micros


def close(records: Records, job: Job, bill: Quote, at: datetime) -> Job:
    """Take what a job cost, at most what was set aside; give back the rest; return it so."""
    cost, micros = min(bill.amount(job.unit), job.held), min(bill.micros, job.counted)
    # The day before the purses, as when it was accepted.
    records.ledger.spend(job.account_id, day(job.created_at), micros - job.counted, None)
    settle(records, job.account_id, job.id, cost, at)
    return replace(job, cost=cost, counted=micros)


def day(at: datetime) -> str:
    """Return the UTC day that a moment's spending counts to."""
    return at.astimezone(UTC).date().isoformat()


def dollars(micros: int) -> str:
    """Return an amount as a person reads it: $2.45."""
    return f"${micros / MICROS:,.2f}"

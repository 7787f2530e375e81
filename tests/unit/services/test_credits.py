"""The laws of credits: hold, settle, release, as a machine tries them in any order."""

from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from reelwright.model.errors import OverQuota
from reelwright.ports.records.ledger import Unit
from reelwright.services import credits  # noqa: A004 - the noun of the office
from reelwright.services.credits import Insufficient

MICROS = Unit.MICROS


@pytest.fixture
def money(ada, records):
    credits.open_purses(records, ada.id)
    return records


def purses(records, account) -> tuple[int, int, int]:
    """Return what is available, held, and the house's."""
    names = (credits.available(account.id), credits.held(account.id), credits.HOUSE)
    available, held, house = (records.ledger.balance(name, MICROS) for name in names)
    return available, held, house


def grant(records, account, amount: int, at) -> None:
    credits.grant(records, account.id, amount, memo="gift", at=at, unit=MICROS)


def test_purses_open_once(ada, money, rows):
    grant(money, ada, 100, rows.at)
    credits.open_purses(money, ada.id)
    assert credits.balance(money, ada.id, MICROS) == 100
    assert credits.balance(money, ada.id) == 0


def test_grant_may_be_taken_back(ada, money, rows):
    grant(money, ada, 100, rows.at)
    grant(money, ada, -30, rows.at)
    assert purses(money, ada) == (70, 0, -70)
    with pytest.raises(OverQuota):
        grant(money, ada, -71, rows.at)
    assert purses(money, ada) == (70, 0, -70)


def test_hold_sets_money_aside(ada, money, rows):
    grant(money, ada, 100, rows.at)
    credits.hold(money, ada.id, "job", MICROS, 60, rows.at)
    assert purses(money, ada) == (40, 60, -100)


def test_hold_of_more_than_there_is_is_refused(ada, money, rows):
    grant(money, ada, 100, rows.at)
    with pytest.raises(Insufficient, match="Insufficient funds: 101 required, 100 available"):
        credits.hold(money, ada.id, "job", MICROS, 101, rows.at)
    with pytest.raises(Insufficient, match="Insufficient credits: 3 required, 0 available") as less:
        credits.hold(money, ada.id, "job", Unit.CREDITS, 3, rows.at)
    assert less.value.figures == {"credits_required": 3, "credits_available": 0}
    assert purses(money, ada) == (100, 0, -100)


@pytest.mark.parametrize(
    ("cost", "taken", "left"),
    [(45, 45, (55, 0, -55)), (0, 0, (100, 0, -100)), (99, 60, (40, 0, -40))],
)
def test_settling_takes_the_cost_and_gives_back_the_rest(ada, money, rows, cost, taken, left):
    grant(money, ada, 100, rows.at)
    credits.hold(money, ada.id, "job", MICROS, 60, rows.at)
    assert credits.settle(money, ada.id, "job", cost, rows.at) == taken
    assert purses(money, ada) == left


def test_settling_twice_is_once(ada, money, rows):
    grant(money, ada, 100, rows.at)
    credits.hold(money, ada.id, "job", MICROS, 60, rows.at)
    taken = [credits.settle(money, ada.id, "job", cost, rows.at) for cost in (45, 20, 60)]
    assert taken == [45, 45, 45]
    assert purses(money, ada) == (55, 0, -55)


def test_settling_what_was_never_held_is_nothing(ada, money, rows):
    assert credits.settle(money, ada.id, "job", 5, rows.at) == 0
    assert money.ledger.of_job("job") == ()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_accounts_at_work_never_bar_each_other(kind, ada, bob, fund, store, rows, together):
    """Holds and settlements of the same accounts at once: none is lost, none is barred."""
    for account in (ada, bob):
        fund(account, 1_000)

    def live(number: int) -> None:
        account, job = (ada, bob)[number % 2], f"job {number}"
        with store.write() as records:
            credits.hold(records, account.id, job, MICROS, 10, rows.at)
        with store.write() as records:
            credits.settle(records, account.id, job, 7, rows.at)

    together(live, range(40))
    with store.read() as records:
        assert [purses(records, account) for account in (ada, bob)] == [(860, 0, -1_720)] * 2


@dataclass
class Model:
    """What the ledger should say: what is free, and each job's held and settled money."""

    free: int
    held: dict[str, int]
    settled: dict[str, int]


class Ledger(RuleBasedStateMachine):
    """Grants, holds and settlements in any order, checked against a model."""

    jobs = Bundle("jobs")

    def __init__(self, records, rows) -> None:
        super().__init__()
        self.records, self.rows = records, rows
        self.owner = rows.account(records.accounts.next_number())
        records.accounts.add(self.owner)
        self.account = self.owner.id
        self.model = Model(0, {}, {})
        self.house = records.ledger.balance(credits.HOUSE, MICROS)
        credits.open_purses(records, self.account)

    @rule(amount=st.integers(-50, 100))
    def grant(self, amount):
        fits = self.model.free + amount >= 0
        assert self._allowed(self._grant, amount) == fits
        self.model.free += amount * fits

    @rule(target=jobs, amount=st.integers(0, 80))
    def hold(self, amount):
        job, fits = self.rows.id(), self.model.free >= amount
        held = self._allowed(
            credits.hold, self.records, self.account, job, MICROS, amount, self.rows.at
        )
        assert held == fits
        self.model.free -= amount * fits
        self.model.held |= {job: amount * fits}
        return job

    @rule(job=jobs, cost=st.integers(0, 100))
    def settle(self, job, cost):
        held = self.model.held.get(job, 0)
        first = self.model.settled.setdefault(job, min(cost, held))
        taken = credits.settle(self.records, self.account, job, cost, self.rows.at)
        assert taken == first
        self.model.free += held - first * (job in self.model.held) if held else 0
        self.model.held[job] = 0

    @invariant()
    def purses_are_as_the_model_has_them(self):
        held = sum(self.model.held.values())
        available, kept, house = purses(self.records, self.owner)
        assert (available, kept) == (self.model.free, held)
        assert house - self.house == -(available + kept)

    def _grant(self, amount):
        credits.grant(self.records, self.account, amount, memo="", at=self.rows.at, unit=MICROS)

    @staticmethod
    def _allowed(act, *given) -> bool:
        try:
            act(*given)
        except OverQuota:
            return False
        return True


def test_ledger_agrees_with_its_model(records, rows):
    run_state_machine_as_test(
        lambda: Ledger(records, rows),
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

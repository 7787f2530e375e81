"""What the rows promise of money."""

from dataclasses import replace
from itertools import permutations

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reelwright.model.errors import Broken, OverQuota
from reelwright.ports.records.ledger import Entry, Kind, Transfer, Unit
from reelwright.storage.sql.tables import entries

CREDITS, MICROS = Unit.CREDITS, Unit.MICROS


@pytest.fixture
def move(rows):
    def made(source: str, target: str, amount: int, **more) -> Transfer:
        sides = in_order(Entry(source, CREDITS, -amount), Entry(target, CREDITS, amount))
        row = Transfer(rows.id(), Kind.GRANT, sides, "for the film", rows.at)
        return replace(row, **more)

    return made


@pytest.fixture
def purses(records):
    for unit in Unit:
        records.ledger.open("house", unit)
        records.ledger.open("ada", unit, floor=0)
    return records.ledger


def in_order(*sides: Entry) -> tuple[Entry, ...]:
    return tuple(sorted(sides, key=lambda one: (one.purse, one.unit, one.amount)))


def balances(ledger, *purses: str) -> list[int]:
    return [ledger.balance(purse, CREDITS) for purse in purses]


def test_money_moves_between_purses(purses, move):
    assert purses.move(move("house", "ada", 100))
    assert balances(purses, "house", "ada", "nobody") == [-100, 100, 0]
    assert purses.balance("ada", MICROS) == 0


def test_purse_opened_again_keeps_its_money(purses, move):
    purses.move(move("house", "ada", 100))
    purses.open("ada", CREDITS, floor=-50)
    assert balances(purses, "ada") == [100]
    with pytest.raises(OverQuota):
        purses.move(move("ada", "house", 101))


def test_purse_never_falls_below_its_floor(purses, move):
    purses.move(move("house", "ada", 100))
    with pytest.raises(OverQuota, match="too little in ada: 101 credits are needed, 100 are there"):
        purses.move(move("ada", "house", 101))
    assert purses.move(move("ada", "house", 100))
    assert balances(purses, "house", "ada") == [0, 0]


def test_refused_transfer_moves_nothing(ada, purses, move):
    purses.open("bob", CREDITS)
    sides = (Entry("bob", CREDITS, -5), Entry("ada", CREDITS, -1), Entry("bob", CREDITS, 6))
    bad = move("", "", 0, entries=sides, job_id="job", account_id=ada.id)
    with pytest.raises(OverQuota):
        purses.move(bad)
    assert balances(purses, "bob", "ada") == [0, 0]
    assert (purses.of_job("job"), purses.of_account(ada.id, 9)) == ((), ())
    good = move("house", "ada", 1, job_id="job")
    assert purses.move(good)


def test_transfer_must_add_up(purses, move):
    sides = (Entry("house", CREDITS, -5), Entry("ada", MICROS, 5))
    with pytest.raises(Broken, match="do not add up to nought"):
        purses.move(move("", "", 0, entries=sides))


def test_transfer_needs_purses_that_are_open(purses, move):
    with pytest.raises(Broken, match="There is no purse 'nobody' of credits"):
        purses.move(move("house", "nobody", 5))
    assert balances(purses, "house") == [0]


def test_job_has_one_transfer_of_a_kind(purses, move):
    hold = move("house", "ada", 5, kind=Kind.HOLD, job_id="job")
    again = move("house", "ada", 7, kind=Kind.HOLD, job_id="job")
    settle = move("ada", "house", 5, kind=Kind.SETTLE, job_id="job")
    assert [purses.move(one) for one in (hold, again, settle)] == [True, False, True]
    assert balances(purses, "house", "ada") == [0, 0]
    assert purses.of_job("job") == (hold, settle)


def test_transfer_comes_back_whole(ada, purses, move):
    both = in_order(
        *(Entry("ada", MICROS, 2**40), Entry("ada", CREDITS, 3)),
        *(Entry("house", CREDITS, -3), Entry("house", MICROS, -(2**40))),
    )
    mine = move("", "", 0, entries=both, job_id="job", account_id=ada.id)
    purses.move(mine)
    assert purses.of_job("job") == (mine,)


def test_statement_is_the_newest_first(ada, bob, purses, move):
    three = [move("house", "ada", n, account_id=ada.id) for n in (1, 2, 3)]
    for one in (*three, move("house", "ada", 9, account_id=bob.id)):
        purses.move(one)
    first = purses.of_account(ada.id, 2)
    assert first == (three[2], three[1])
    assert purses.of_account(ada.id, 2, older_than=first[-1].id) == (three[0],)


def test_spending_is_counted_by_day(ada, bob, records):
    spend = records.ledger.spend
    spends = [
        spend(ada.id, "2026-11-22", 60, 100),
        spend(ada.id, "2026-11-22", 41, 100),
        spend(ada.id, "2026-11-22", 40, 100),
        spend(ada.id, "2026-11-23", 100, 100),
        spend(bob.id, "2026-11-22", 1_000, None),
        spend(ada.id, "2026-11-22", -30, 100),
    ]
    assert spends == [True, False, True, True, True, True]
    spent = [records.ledger.spent(ada.id, f"2026-11-{day}") for day in (21, 22, 23)]
    assert spent == [0, 70, 100]
    assert records.ledger.spent(bob.id, "2026-11-22") == 1_000


def test_spending_is_given_back_over_the_cap(ada, records):
    records.ledger.spend(ada.id, "2026-11-22", 500, None)
    assert records.ledger.spend(ada.id, "2026-11-22", -100, 10)
    assert records.ledger.spent(ada.id, "2026-11-22") == 400


def test_spenders_never_overdraw(store, rows, move, together):
    with store.write() as records:
        records.ledger.open("house", CREDITS)
        records.ledger.open("ada", CREDITS, floor=0)
        records.ledger.move(move("house", "ada", 100))

    def spend(transfer):
        try:
            with store.write() as records:
                return records.ledger.move(transfer)
        except OverQuota:
            return False

    moves = [move("ada", "house", 1, kind=Kind.HOLD, job_id=f"job {n}") for n in range(150)]
    assert sorted(together(spend, moves)) == [False] * 50 + [True] * 100
    with store.read() as records:
        assert balances(records.ledger, "ada", "house") == [0, 0]


def test_cap_holds_for_all_at_once(store, ada, together):
    def spend(_number):
        with store.write() as records:
            return records.ledger.spend(ada.id, "2026-11-22", 7, 350)

    assert sorted(together(spend, range(80))) == [False] * 30 + [True] * 50
    with store.read() as records:
        assert records.ledger.spent(ada.id, "2026-11-22") == 350


def test_opposite_transfers_never_wait_for_each_other(store, move, together):
    with store.write() as records:
        for purse in ("ada", "bob"):
            records.ledger.open(purse, CREDITS)

    def swap(transfer):
        with store.write() as records:
            return records.ledger.move(transfer)

    moves = [move(*("ada", "bob")[:: (-1) ** n], 1) for n in range(60)]
    assert all(together(swap, moves))
    with store.read() as records:
        assert balances(records.ledger, "ada", "bob") == [0, 0]


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.sampled_from([*permutations("abh", 2)]), st.integers(0, 20)), max_size=15)
)
def test_purses_are_the_sum_of_their_entries(engine, store, undone, move, asked):
    """Whatever was moved or refused: a model in a dictionary and the entries agree with them."""
    model = dict.fromkeys("abh", 0)
    with undone() as records:
        records.ledger.open("h", CREDITS)
        for purse in "ab":
            records.ledger.open(purse, CREDITS, floor=0)
        for (source, target), amount in asked:
            fits = source == "h" or model[source] >= amount
            try:
                done = records.ledger.move(move(source, target, amount))
            except OverQuota:
                done = False
            assert done == fits
            model[source] -= amount * done
            model[target] += amount * done
        assert {purse: records.ledger.balance(purse, CREDITS) for purse in "abh"} == model
        summed = sa.select(entries.c.purse, sa.func.sum(entries.c.amount)).group_by("purse")
        kept = records.ledger._connection.execute(summed)
        assert model | {purse: int(total) for purse, total in kept} == model

"""The laws of prices, estimates and caps."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.model.errors import OverQuota
from reelwright.ports.records.ledger import Unit
from reelwright.services import credits, jobs, spending  # noqa: A004 - the noun of the office
from reelwright.services.jobs import Outcome, Room
from reelwright.services.spending import Line, OverDay, OverJob, Prices, Quote, Terms, Work

MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
LAST = MIDNIGHT - timedelta(microseconds=1)


def quote(micros: int, credits_: int = 1) -> Quote:
    return Quote((Line("film", 1.0, micros),), credits_)


def spent(store, account, day: str) -> int:
    with store.read() as records:
        return records.ledger.spent(account.id, day)


def test_work_is_priced_line_by_line():
    prices = Prices({"picture": 40_000, "speech": 1_500, "picture/fine": 90_000}, credits_each=2)
    work = Work({"picture": 3, "picture/fine": 1, "picture/plain": 2, "speech": 1.25, "x": 0}, 21.0)
    assert spending.priced(work, prices) == Quote(
        (
            Line("picture", 3, 120_000),
            Line("picture/fine", 1, 90_000),
            Line("picture/plain", 2, 80_000),
            Line("speech", 1.25, 1_875),
        ),
        credits=6,
    )


def test_parts_of_a_micro_dollar_count_as_one():
    assert spending.priced(Work({"speech": 0.001}, 1.0), Prices({"speech": 1})).micros == 1


@given(st.floats(0.0, 3_600.0), st.integers(1, 60), st.integers(0, 50))
def test_longer_films_never_cost_less(seconds, credits_for, credits_each):
    prices = Prices({"film": 7}, credits_each, credits_for)
    shorter, longer = (
        spending.priced(Work({"film": one}, one), prices) for one in (seconds, seconds + 1.0)
    )
    assert shorter.credits <= longer.credits
    assert shorter.micros < longer.micros
    assert shorter.credits >= credits_each


def test_quote_has_an_amount_in_each_unit():
    assert [quote(7, 3).amount(unit) for unit in (Unit.CREDITS, Unit.MICROS)] == [3, 7]


def test_job_over_its_cap_is_refused(ada, fund, accept, store):
    fund(ada, 10_000_000)
    terms = Terms(Unit.MICROS, per_job=2_450_000)
    with pytest.raises(OverQuota, match=r"estimated at \$2.46; one job may cost \$2.45 at most"):
        accept(ada, terms, quote=quote(2_460_000))
    assert accept(ada, terms, quote=quote(2_450_000)).held == 2_450_000


def test_day_over_its_cap_is_refused(ada, fund, accept, store):
    fund(ada, 10_000_000)
    terms = Terms(Unit.MICROS, per_day=3_000_000)
    accept(ada, terms, quote=quote(2_000_000))
    with pytest.raises(OverQuota, match=r"today \$2.00 of \$3.00 are spent or set aside"):
        accept(ada, terms, quote=quote(1_000_001))
    assert spent(store, ada, "2026-11-22") == 2_000_000
    accept(ada, terms, quote=quote(1_000_000))
    assert spent(store, ada, "2026-11-22") == 3_000_000


def test_caps_bind_who_pays_in_credits(ada, fund, accept, store, rows):
    fund(ada, 100, Unit.CREDITS)
    terms = Terms(Unit.CREDITS, per_job=300, per_day=500)
    with pytest.raises(OverJob):
        accept(ada, terms, quote=quote(301))
    job = accept(ada, terms, quote=quote(300))
    with pytest.raises(OverDay):
        accept(ada, terms, quote=quote(201))
    assert (job.held, job.counted, spent(store, ada, "2026-11-22")) == (1, 300, 300)
    with store.write() as records:
        ended = jobs.succeed(records, job.id, Outcome({}, quote(120)), rows.at)
        assert credits.balance(records, ada.id) == 99
    assert (ended.cost, ended.counted, spent(store, ada, "2026-11-22")) == (1, 120, 120)


def test_caps_tell_their_figures(ada, fund, accept):
    fund(ada, 1_000)
    with pytest.raises(OverJob) as over:
        accept(ada, Terms(Unit.MICROS, per_job=300), quote=quote(301))
    assert over.value.figures == {"estimate_micros": 301, "cap_micros": 300}
    accept(ada, quote=quote(400))
    with pytest.raises(OverDay) as over:
        accept(ada, Terms(Unit.MICROS, per_day=500), quote=quote(101))
    figures = {"estimate_micros": 101, "spent_micros": 400, "cap_micros": 500}
    assert over.value.figures == figures


def test_cap_begins_anew_at_midnight(ada, store, fund):
    fund(ada, 10)
    terms = Terms(Unit.MICROS, per_day=4)

    def accept(job: str, at: datetime) -> int:
        with store.write() as records:
            return spending.accept(records, ada.id, job, quote(4), terms, at)

    assert accept("a", LAST) == 4
    with pytest.raises(OverQuota):
        accept("b", LAST)
    assert accept("b", MIDNIGHT) == 4
    assert [spent(store, ada, day) for day in ("2026-11-22", "2026-11-23")] == [4, 4]


def test_day_is_the_utc_day():
    east = MIDNIGHT.astimezone(timezone(timedelta(hours=14)))
    assert [spending.day(at) for at in (LAST, MIDNIGHT, east)] == [
        "2026-11-22",
        "2026-11-23",
        "2026-11-23",
    ]


def test_job_ending_tomorrow_gives_back_to_its_day(ada, fund, store, rows, accept):
    fund(ada, 1_000)
    job = accept(ada, quote=quote(400))
    with store.write() as records:
        at = rows.at + timedelta(days=1)
        jobs.succeed(records, job.id, Outcome({}, quote(150)), at)
    assert [spent(store, ada, f"2026-11-{day}") for day in (22, 23)] == [150, 0]


def test_bill_takes_what_was_held_at_most(ada, fund, accept, store, rows):
    fund(ada, 1_000)
    job = accept(ada, quote=quote(400))
    with store.write() as records:
        ended = jobs.succeed(records, job.id, Outcome({}, quote(900)), rows.at)
        assert (ended.cost, credits.balance(records, ada.id, Unit.MICROS)) == (400, 600)


def test_terms_without_a_unit_hold_nothing(ada, accept, store):
    job = accept(ada, Terms(None, per_job=1))
    with store.read() as records:
        assert (job.held, records.ledger.of_job(job.id)) == (0, ())


def test_terms_without_a_balance_count_alone(ada, accept, store, rows):
    job = accept(ada, Terms(Unit.MICROS, prepaid=False, per_day=500), quote=quote(400))
    with pytest.raises(OverQuota):
        accept(ada, Terms(Unit.MICROS, prepaid=False, per_day=500), quote=quote(101))
    with store.write() as records:
        assert jobs.succeed(records, job.id, Outcome({}, quote(300)), rows.at).cost == 300
        assert records.ledger.of_job(job.id) == ()
    assert spent(store, ada, "2026-11-22") == 300


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_caps_hold_for_all_at_once(kind, ada, fund, accept, store, together):
    fund(ada, 10_000)
    terms = Terms(Unit.MICROS, per_day=2_000)

    def try_(_number) -> bool:
        try:
            return accept(ada, terms, Room(), quote=quote(100)).held == 100
        except OverQuota:
            return False

    assert sorted(together(try_, range(40))) == [False] * 20 + [True] * 20
    with store.read() as records:
        assert credits.balance(records, ada.id, Unit.MICROS) == 8_000
        assert records.ledger.spent(ada.id, "2026-11-22") == 2_000


def test_dollars_are_read_with_two_places():
    assert [spending.dollars(n) for n in (0, 2_450_000, 1_234_567_890)] == [
        "$0.00",
        "$2.45",
        "$1,234.57",
    ]

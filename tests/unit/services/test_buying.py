"""Vendors are asked at their own pace, left alone when they fail, and never twice in doubt."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.model.errors import Broken, Refused, Trouble, VendorFailed
from reelwright.ports.purchase import Profile
from reelwright.ports.records.calls import Call, CallState
from reelwright.services import buying

PROFILE = Profile(safe=True, patience=30.0, at_once=2, per_minute=60, failures=3, pause=10.0)
BUSY = VendorFailed("Come back later.", after=20.0)
DOWN = VendorFailed("The roof came down.")


@pytest.fixture
def kiln(ada, store, rows) -> "Kiln":
    return Kiln(ada, store, rows)


class Kiln:
    """A vendor that is asked at seconds of a clock; each call has a key of its own."""

    def __init__(self, ada, store, rows) -> None:
        self._store, self.at = store, rows.at
        self._job = rows.job(ada.id)
        with store.write() as records:
            records.jobs.add(self._job)

    def call(self, key: str) -> Call:
        call = Call(key, self._job.id, "speak", "kiln", CallState.INTENDED, 0, self.at)
        with self._store.write() as records:
            return records.calls.intend(call)

    def wait(self, key: str, seconds: float = 0.0) -> float:
        at = self.at + timedelta(seconds=seconds)
        with self._store.write() as records:
            return buying.wait(records, self.call_in(records, key), PROFILE, at)

    def ask(self, key: str, seconds: float = 0.0) -> Call:
        self.call(key)
        at = self.at + timedelta(seconds=seconds)
        with self._store.write() as records:
            return buying.ask(records, self.call_in(records, key), PROFILE, at)

    def fail(self, call: Call, wrong: Exception, seconds: float = 0.0) -> Call:
        with self._store.write() as records:
            buying.failed(records, call, PROFILE, wrong, self.at + timedelta(seconds=seconds))
            return self.call_in(records, call.key)

    def deliver(self, call: Call, seconds: float = 0.0) -> Call:
        with self._store.write() as records:
            at = self.at + timedelta(seconds=seconds)
            buying.delivered(records, call, PROFILE, {"asset": 1}, at)
            return self.call_in(records, call.key)

    def call_in(self, records, key: str) -> Call:
        return next(call for call in records.calls.of_job(self._job.id) if call.key == key)

    def break_down(self, times: int) -> None:
        for number in range(times):
            self.fail(self.ask(f"down {number}"), DOWN)


def test_call_that_is_asked_says_so(kiln):
    asked = kiln.ask("a")
    until = kiln.at + timedelta(seconds=30)
    assert (asked.state, asked.attempts, asked.until) == (CallState.ASKED, 1, until)
    assert kiln.call("a") == asked


def test_no_more_are_under_way_than_may_be(kiln):
    first = kiln.ask("a")
    kiln.ask("b")
    kiln.call("c")
    assert kiln.wait("c", 5) > 0
    kiln.deliver(first)
    assert kiln.wait("c", 5) == 0


def test_dead_callers_make_room_in_time(kiln):
    kiln.ask("a")
    kiln.ask("b")
    kiln.call("c")
    assert kiln.wait("c", 29.9) > 0
    assert kiln.wait("c", 30.0) == 0


def test_caller_does_not_wait_for_itself(kiln):
    kiln.ask("a")
    kiln.ask("b")
    assert kiln.wait("b", 5) == 0


def test_calls_begin_at_the_vendors_pace(kiln):
    for number in range(4):
        kiln.deliver(kiln.ask(f"{number}"))
    kiln.call("last")
    assert kiln.wait("last") == pytest.approx(3.0)
    assert kiln.wait("last", 3.0) == 0


def test_vendor_that_asks_for_rest_has_it(kiln):
    failed = kiln.fail(kiln.ask("a"), BUSY)
    assert failed.state is CallState.FAILED
    assert kiln.wait("a", 5.0) == pytest.approx(15.0)
    assert kiln.wait("a", 20.0) == 0


def test_failing_vendor_is_left_alone(kiln):
    kiln.break_down(2)
    kiln.call("a")
    assert kiln.wait("a", 5.0) == 0
    kiln.break_down(1)
    assert kiln.wait("a", 5.0) == pytest.approx(5.0)


def test_one_call_tries_whether_it_is_well(kiln):
    kiln.break_down(3)
    tried = kiln.ask("a", 10.0)
    kiln.call("b")
    assert kiln.wait("b", 11.0) > 0
    kiln.deliver(tried, 12.0)
    assert kiln.wait("b", 12.0) == 0


@pytest.mark.parametrize("wrong", [Refused("No."), VendorFailed("No.", Trouble.REFUSED)])
def test_refusal_tells_that_it_is_well(kiln, wrong):
    kiln.break_down(3)
    kiln.fail(kiln.ask("a", 10.0), wrong, 11.0)
    kiln.call("b")
    assert kiln.wait("b", 12.0) == 0


def test_others_wait_for_a_long_trial(kiln):
    kiln.break_down(3)
    kiln.call("a")
    kiln.call("b")
    at = kiln.at + timedelta(seconds=10)
    with kiln._store.write() as records:
        patient = replace(PROFILE, patience=120.0)
        buying.ask(records, kiln.call_in(records, "a"), patient, at)
    assert kiln.wait("b", 10.0) == pytest.approx(buying.LONGEST)


def test_rest_outlives_a_call_that_goes_well(kiln):
    """An older call is told to come back later while another tries whether the vendor is well."""
    older = kiln.ask("older")
    kiln.break_down(3)
    tried = kiln.ask("a", 10.0)
    kiln.fail(older, BUSY, 11.0)
    kiln.deliver(tried, 12.0)
    assert kiln.wait("a", 12.0) == pytest.approx(19.0)


@pytest.mark.parametrize("last", [DOWN, VendorFailed("Come back soon.", after=1.0)])
def test_rest_outlives_failures(kiln, last):
    """What is left alone for a shorter time is so for the longer one that it asked for."""
    older = kiln.ask("older")
    kiln.break_down(2)
    kiln.fail(kiln.ask("a"), BUSY)
    kiln.fail(older, last)
    assert kiln.wait("a", 1.0) == pytest.approx(19.0)


def test_each_further_failure_doubles_the_rest(kiln):
    kiln.break_down(4)
    kiln.call("a")
    assert kiln.wait("a") == pytest.approx(20.0)


def test_nobody_waits_too_long(kiln):
    kiln.break_down(6)
    kiln.call("a")
    with pytest.raises(VendorFailed, match="is asked again in 80 seconds") as refused:
        kiln.wait("a")
    assert refused.value.after == pytest.approx(80.0)


@pytest.mark.parametrize("wrong", [Refused("No."), VendorFailed("No.", Trouble.REFUSED)])
def test_refusal_is_no_failure(kiln, wrong):
    kiln.break_down(2)
    kiln.fail(kiln.ask("a"), wrong)
    kiln.break_down(2)
    kiln.call("b")
    assert kiln.wait("b", 5.0) == 0


@pytest.mark.parametrize(
    ("wrong", "cost", "state"),
    [
        (DOWN, 0, CallState.FAILED),
        (Refused("No."), 0, CallState.FAILED),
        (VendorFailed("It hung up.", unsure=True), 0, CallState.ASKED),
        (DOWN, 40, CallState.ASKED),
        (Broken("The disk is full."), 0, CallState.ASKED),
    ],
)
def test_what_may_be_paid_for_stays_open(kiln, wrong, cost, state):
    call = kiln.fail(replace(kiln.ask("a"), cost=cost), wrong)
    assert (call.state, call.until, call.cost) == (state, None, cost)


def test_what_was_charged_before_leaves_no_doubt(kiln):
    lost = replace(kiln.ask("a"), cost=40)
    with kiln._store.write() as records:
        buying.failed(records, lost, PROFILE, DOWN, kiln.at, before=40)
        assert kiln.call_in(records, "a").state is CallState.FAILED
        buying.failed(records, replace(lost, cost=80), PROFILE, DOWN, kiln.at, before=40)
        assert kiln.call_in(records, "a").state is CallState.ASKED


@pytest.mark.parametrize(
    ("wrong", "state", "ticket"),
    [
        (BUSY, CallState.STARTED, "t1"),
        (VendorFailed("It hung up.", unsure=True), CallState.STARTED, "t1"),
        (VendorFailed("Lost.", Trouble.REFUSED), CallState.FAILED, None),
        (Refused("No."), CallState.FAILED, None),
    ],
)
def test_order_stands_while_its_vendor_is_busy(kiln, wrong, state, ticket):
    ordered = replace(kiln.ask("a"), state=CallState.STARTED, vendor_id="t1")
    call = kiln.fail(ordered, wrong)
    assert (call.state, call.vendor_id) == (state, ticket)


@pytest.mark.parametrize(
    ("state", "safe", "ticket", "doubtful"),
    [
        (CallState.ASKED, False, None, True),
        (CallState.ASKED, True, None, False),
        (CallState.STARTED, False, "t1", False),
        (CallState.DOUBTFUL, True, None, True),
        (CallState.INTENDED, False, None, False),
        (CallState.FAILED, False, None, False),
    ],
)
def test_only_an_unkept_call_is_in_doubt(kiln, state, safe, ticket, doubtful):
    call = replace(kiln.call("a"), state=state, vendor_id=ticket)
    assert buying.doubtful(call, replace(PROFILE, safe=safe)) is doubtful


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_many_workers_keep_one_pace(kiln, together):
    for number in range(8):
        kiln.call(f"{number}")

    def begin(number: int) -> bool:
        with kiln._store.write() as records:
            call = kiln.call_in(records, f"{number}")
            free = buying.wait(records, call, PROFILE, kiln.at) == 0
            return free and bool(buying.ask(records, call, PROFILE, kiln.at))

    assert sum(together(begin, range(8))) == 2

"""Nothing is paid for twice, wherever the worker that pays dies and whatever the vendor does."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from durable.floor.shop import Shop
from durable.invariants import Aftermath, broken
from reelwright.ports.records.calls import CallState
from reelwright.ports.records.jobs import JobState
from reelwright.ports.records.ledger import Kind

pytestmark = pytest.mark.parametrize(
    "kind",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)],
    indirect=True,
    scope="session",
)

LONG = 180.0
"""Seconds that a film may take on a busy machine; alone, it takes five."""

SETTLE = "commit balances entries events films jobs spending transfers"
CHAIN = [
    "after commit calls vendors#1",  # asked for speech, as far as anybody knows
    "after visual.picture#1",  # the picture is sold, and not kept
    "after commit calls#3",  # the clip is ordered, and the kiosk's name of it noted
    f"before {SETTLE}#1",
]
PLACES = [
    *(f"commit calls#{number}" for number in range(1, 9)),  # intents, a ticket, what is free
    *(f"commit calls vendors#{number}" for number in range(1, 7)),  # asked, answered
    *("voice.speak#1", "visual.picture#1", "animator.animate#1"),
    *("commit takes#1", "commit operation_outputs#5", "commit operation_outputs#12"),
    f"{SETTLE}#1",
]
POINTS = [f"{side} {place}" for place in PLACES for side in ("before", "after")]


@pytest.fixture
def shop(empty) -> Iterator[Callable[..., Shop]]:
    """Open a shop for the installation."""
    shops = []

    def opened(*options: str, safe: bool = True) -> Shop:
        shops.append(Shop(empty, *options, safe=safe))
        return shops[-1]

    yield opened
    for one in shops:
        one.close()


@pytest.fixture(scope="session")
def calm(build) -> bytes:
    """Make the film of these tests without any trouble."""
    with closing(build("sqlite")) as house, closing(Shop(house)) as shop:
        job = house.make("red")
        shop.hire()
        house.end(job, LONG)
        made: bytes = house.bytes(job)
        return made


def outlived(empty, shop: Shop, deaths: list[str], calm: bytes) -> None:
    job = empty.make("red")
    for fatal in deaths:
        shop.die(fatal)
    shop.hire()
    ended = empty.end(job, LONG)
    assert ended.state is JobState.SUCCEEDED, ended.error
    shop.settled(ended)
    assert broken(Aftermath(empty.office.engine, empty.data / "media")) == []
    assert empty.bytes(job) == calm


def test_nothing_is_paid_twice_whoever_dies(empty, shop, calm):
    outlived(empty, shop(), CHAIN, calm)


@pytest.mark.slow
@pytest.mark.parametrize("fatal", POINTS)
def test_death_at_any_point_pays_nothing_twice(empty, shop, calm, fatal):
    outlived(empty, shop(), [fatal], calm)


def test_vendor_at_its_worst_is_paid_once(empty, shop, calm):
    faults = "speech:429@1,pictures:500,pictures:truncated,clips:hang-up,looks:503"
    bad = shop("--faults", faults)
    outlived(empty, bad, [], calm)
    assert [bad.asked(thing) for thing in ("speech", "pictures", "clips")] == [
        1,
        3,
        2,
    ]  # what it hung up on was ordered again, what it was asked after was not


@pytest.mark.slow
def test_late_answer_is_not_paid_again(empty, shop, calm):
    outlived(empty, shop("--faults", "pictures:slow@4"), [], calm)


def test_vendor_without_keys_is_left_to_a_person(empty, shop):
    keyless = shop("--no-keys", safe=False)
    job = empty.make("red")
    keyless.die("after visual.picture#1")
    keyless.hire()
    ended = empty.end(job, LONG)
    assert (ended.state, ended.error_code, ended.cost) == (JobState.FAILED, "needs_review", 0)
    assert ended.error.startswith("The vendor kiosk may have been paid for the step illustrate/")
    assert empty.moved(job)[Kind.RELEASE] == ended.held
    assert set(keyless.made().values()) == {1}
    states = {call.step: call.state for call in keyless.calls(ended)}
    assert states["illustrate/scene-1"] is CallState.DOUBTFUL


@pytest.mark.slow
@pytest.mark.parametrize("fatal", ["after commit calls#6", "after animator.animate#1"])
def test_order_is_fetched_by_the_vendors_own_name(empty, shop, calm, fatal):
    keyless = shop("--no-keys", "--faults", "looks:503,looks:hang-up", safe=False)
    outlived(empty, keyless, [fatal], calm)
    assert keyless.asked("clips") == 1


@pytest.mark.slow
def test_refusals_of_a_vendor_without_keys_are_asked_again(empty, shop):
    keyless = shop("--no-keys", "--faults", "pictures:503,speech:429@1", safe=False)
    job = empty.make("red")
    keyless.hire()
    ended = empty.end(job, LONG)
    assert ended.state is JobState.SUCCEEDED
    keyless.settled(ended)


@pytest.mark.slow
def test_hopeless_vendor_ends_the_job_with_a_refund(empty, shop):
    hopeless = shop("--faults", ",".join(["pictures:503"] * 9))
    job = empty.make("red")
    hopeless.hire()
    ended = empty.end(job, LONG)
    assert (ended.error_code, ended.cost) == ("vendor_failed", 0)
    assert empty.moved(job)[Kind.RELEASE] == ended.held
    assert hopeless.asked("pictures") == 0
    assert {call.attempts for call in hopeless.calls(ended)} == {1, 3}

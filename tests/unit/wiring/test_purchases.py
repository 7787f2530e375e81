"""A call of a vendor that charges is kept before and after; nothing is asked twice in doubt."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from reelwright.model.asset import Speech
from reelwright.model.errors import Broken, InDoubt, VendorFailed
from reelwright.model.ids import content_key, new_id
from reelwright.model.provenance import Provenance
from reelwright.model.time import Time
from reelwright.ports.purchase import Profile
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.calls import Call, CallState
from reelwright.ports.records.jobs import Job, JobState
from reelwright.wiring.office import Office
from reelwright.wiring.purchases import Bought, Maker, Purchases

MADE = Provenance(vendor="kiln", model="kiln", version="1", licence="CC0-1.0")
SOUND, ASKED = content_key("sound"), content_key("asked")
SAFE = Profile(safe=True, patience=5.0, per_minute=6_000, failures=50, prices={"speech": 40})
KILN = Maker("kiln", "kiln/1", SAFE)
RISKY = replace(KILN, profile=replace(SAFE, safe=False))


class Kiln:
    """Says what it says, once; notes the purchases it was asked under."""

    def __init__(self, office: Office) -> None:
        self.office, self.seen = office, list[Bought]()
        self.troubles = list[BaseException]()

    async def make(self, purchase: Bought) -> Speech:
        self.seen.append(purchase)
        if self.troubles:
            raise self.troubles.pop(0)
        purchase.paid(40)
        await self.office.blobs.put(SOUND, b"sound")
        return Speech(blob=SOUND, text="hm", duration=Time.of(1), words=(), provenance=MADE)


@pytest.fixture
def kiln(office: Office) -> Kiln:
    return Kiln(office)


@pytest.fixture
def job(office: Office) -> Job:
    at = office.clock()
    with office.store.write() as records:
        ada = Account(new_id(at), 1, "a@example.org", None, "Ada", Role.USER, at, at)
        records.accounts.add(ada)
        made = Job(new_id(at), 1, ada.id, None, "native", "produce", JobState.RUNNING, at)
        records.jobs.add(made)
    return made


@pytest.fixture
def buy(office: Office, job: Job, kiln: Kiln) -> Callable[..., Speech]:
    def bought(maker: Maker = KILN, asked: str = ASKED) -> Speech:
        purchases = Purchases(office, job)
        return asyncio.run(purchases.once("speak/scene-1", asked, maker, Speech, kiln.make))

    return bought


@pytest.fixture
def kept(office: Office, job: Job) -> Callable[[], Call]:
    """Return the one call of the job."""

    def found() -> Call:
        with office.store.read() as records:
            [call] = records.calls.of_job(job.id)
        return call

    return found


@pytest.fixture
def lose(office: Office) -> Callable[[], None]:
    """Lose what was bought."""

    def lost() -> None:
        asyncio.run(office.blobs.path(SOUND)).unlink()

    return lost


def test_call_is_kept_with_what_it_cost(buy, kept, kiln):
    made = buy()
    call = kept()
    assert (call.state, call.cost, call.attempts, call.vendor) == (CallState.DONE, 40, 1, "kiln")
    assert call.result == {"asset": made.write(), "blobs": [ASKED, SOUND]}
    assert [purchase.key for purchase in kiln.seen] == [call.key]


def test_what_was_bought_is_not_bought_again(buy, kiln):
    assert buy() == buy()
    assert len(kiln.seen) == 1


def test_same_call_has_the_same_key_attempt_after_attempt(buy, kept, kiln):
    kiln.troubles = [VendorFailed("Busy.", after=0.0), VendorFailed("It broke.", unsure=True)]
    for _ in range(2):
        with pytest.raises(VendorFailed):
            buy()
    buy()
    assert len({purchase.key for purchase in kiln.seen}) == 1
    assert [purchase.again for purchase in kiln.seen] == [False, False, True]
    assert kept().attempts == 3


@pytest.mark.parametrize(("maker", "cost"), [(KILN, 40), (RISKY, 80)])
def test_what_is_lost_is_paid_for_besides(buy, kept, lose, maker, cost):
    """A vendor that keeps keys says again what it charged; another one charges again."""
    made = buy(maker)
    lose()
    assert buy(maker) == made
    assert (kept().state, kept().cost) == (CallState.DONE, cost)


def test_lost_order_is_not_paid_for_besides(buy, kept, kiln, lose, office, job):
    async def order(purchase: Bought) -> Speech:
        await purchase.note("ticket 7")
        return await kiln.make(purchase)

    asyncio.run(Purchases(office, job).once("speak/scene-1", ASKED, RISKY, Speech, order))
    lose()
    buy(RISKY)
    assert (kiln.seen[-1].ticket, kept().cost) == ("ticket 7", 40)


def test_failure_after_a_loss_is_in_no_doubt(buy, kept, kiln, lose):
    buy(RISKY)
    lose()
    kiln.troubles = [VendorFailed("The roof came down.")]
    with pytest.raises(VendorFailed):
        buy(RISKY)
    assert (kept().state, kept().cost) == (CallState.FAILED, 40)
    buy(RISKY)
    assert (kept().state, kept().cost) == (CallState.DONE, 80)


def test_failure_is_kept_once_the_database_is_back(kept, given, office, job):
    file = given.data / "reelwright.db"
    aside = file.with_suffix(".aside")

    def back() -> None:
        file.rmdir()
        aside.rename(file)

    async def fail(_purchase: Bought) -> Speech:
        office.engine.dispose()
        file.rename(aside)
        file.mkdir()
        asyncio.get_running_loop().call_later(0.3, back)
        raise VendorFailed("The roof came down.")

    with pytest.raises(VendorFailed, match="roof"):
        asyncio.run(Purchases(office, job).once("speak/scene-1", ASKED, RISKY, Speech, fail))
    assert kept().state is CallState.FAILED


def test_another_request_has_another_key(buy, office, job, kiln):
    buy()
    buy(asked=content_key("another"))
    assert len({purchase.key for purchase in kiln.seen}) == 2


def test_vendors_own_name_of_a_call_outlives_a_death(buy, kept, kiln, office, job):
    async def order(purchase: Bought) -> Speech:
        await purchase.note("ticket 7")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        asyncio.run(Purchases(office, job).once("speak/scene-1", ASKED, RISKY, Speech, order))
    assert (kept().state, kept().vendor_id) == (CallState.STARTED, "ticket 7")
    buy(RISKY)
    assert [purchase.ticket for purchase in kiln.seen] == ["ticket 7"]


@pytest.mark.parametrize(
    "trouble", [VendorFailed("It hung up.", unsure=True), Broken("The disk is full.")]
)
def test_call_in_doubt_is_left_to_a_person(buy, kept, kiln, trouble):
    kiln.troubles = [trouble]
    with pytest.raises(type(trouble)):
        buy(RISKY)
    for _ in range(2):
        with pytest.raises(
            InDoubt, match=r"^The vendor kiln may have been paid for the step speak"
        ):
            buy(RISKY)
    assert (kept().state, len(kiln.seen)) == (CallState.DOUBTFUL, 1)


def test_owner_may_have_doubts_asked_again(buy, kept, kiln):
    kiln.troubles = [VendorFailed("It hung up.", unsure=True)]
    with pytest.raises(VendorFailed):
        buy(RISKY)
    buy(replace(RISKY, resend=True))
    assert (kept().state, kiln.seen[-1].again) == (CallState.DONE, True)


def test_vendor_that_takes_too_long_is_not_waited_for(kept, office, job):
    async def slow(_purchase: Bought) -> Speech:
        await asyncio.sleep(60)
        raise AssertionError

    hasty = replace(KILN, profile=replace(SAFE, patience=0.05))
    with pytest.raises(VendorFailed, match="did not answer in time") as late:
        asyncio.run(Purchases(office, job).once("speak/scene-1", ASKED, hasty, Speech, slow))
    assert late.value.unsure
    assert (kept().state, kept().until) == (CallState.ASKED, None)


def test_calls_wait_for_their_turn(office, job, kiln):
    one = replace(KILN, profile=replace(SAFE, at_once=1))
    under_way, most = 0, 0

    async def make(purchase: Bought) -> Speech:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        await asyncio.sleep(0.02)
        under_way -= 1
        return await kiln.make(purchase)

    async def together() -> None:
        purchases = Purchases(office, job)
        await asyncio.gather(
            *[
                purchases.once(f"speak/scene-{scene}", ASKED, one, Speech, make)
                for scene in range(1, 4)
            ]
        )

    asyncio.run(together())
    assert (most, len(kiln.seen)) == (1, 3)

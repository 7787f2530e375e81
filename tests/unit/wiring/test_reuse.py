"""What was made before is found again, and nothing is bought twice, whatever died between."""

import asyncio
from collections.abc import Callable

import pytest

from reelwright.model.asset import Speech
from reelwright.model.errors import VendorFailed
from reelwright.model.ids import Key, content_key, new_id
from reelwright.model.provenance import Provenance
from reelwright.model.time import Time
from reelwright.ports.purchase import Purchase
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.calls import Call, CallState
from reelwright.ports.records.jobs import Job, JobState
from reelwright.wiring.office import Office
from reelwright.wiring.purchases import Maker
from reelwright.wiring.reuse import Remembered, digest, identity

MADE = Provenance(vendor="quick", model="quick", version="1", licence="CC0-1.0")
SOUND = content_key("sound")


class Vendor:
    """Makes one speech, and counts how often."""

    def __init__(self, office: Office) -> None:
        self.office, self.made = office, 0

    async def make(self, _purchase: Purchase) -> Speech:
        self.made += 1
        await self.office.blobs.put(SOUND, b"sound")
        return Speech(blob=SOUND, text="hm", duration=Time.of(1), words=(), provenance=MADE)


@pytest.fixture
def vendor(office: Office) -> Vendor:
    return Vendor(office)


@pytest.fixture
def job(office: Office) -> Callable[[int], Job]:
    """Give jobs of accounts, by number."""

    def accepted(person: int) -> Job:
        at = office.clock()
        with office.store.write() as records:
            found = records.accounts.by_username(f"ada{person}")
            if found is None:
                number, name = records.accounts.next_number(), f"ada{person}"
                found = Account(
                    new_id(at), number, f"{name}@example.org", name, "Ada", Role.USER, at, at
                )
                records.accounts.add(found)
            made = Job(
                id=new_id(at),
                number=records.jobs.next_number(),
                account_id=found.id,
                production_id=None,
                origin="native",
                kind="produce",
                state=JobState.RUNNING,
                created_at=at,
            )
            records.jobs.add(made)
        return made

    return accepted


def once(office: Office, job: Job, vendor: Vendor, asked: str = "hm", maker: str = "quick/1"):
    memory = Remembered(office, job, {"voice": Maker("quick", maker)})
    return asyncio.run(memory.once("speak/scene-1", (asked,), Speech, vendor.make))


def calls(office: Office, job: Job) -> tuple[Call, ...]:
    with office.store.read() as records:
        return records.calls.of_job(job.id)


def test_same_request_is_made_once(office, job, vendor):
    first, second = job(1), job(1)
    assert once(office, first, vendor) == once(office, second, vendor)
    assert vendor.made == 1
    assert [call.state for call in calls(office, first)] == [CallState.DONE]
    assert calls(office, second) == ()


@pytest.mark.parametrize(
    ("person", "asked", "maker"), [(2, "hm", "quick/1"), (1, "ah", "quick/1"), (1, "hm", "quick/2")]
)
def test_anything_else_is_made(office, job, vendor, person, asked, maker):
    once(office, job(1), vendor)
    once(office, job(person), vendor, asked, maker)
    assert vendor.made == 2


def test_what_lost_its_blob_is_made_again(office, job, vendor):
    once(office, job(1), vendor)
    assert office.blobs.forget(SOUND, office.clock())
    again = job(1)
    once(office, again, vendor)
    assert vendor.made == 2
    assert asyncio.run(office.blobs.get(SOUND)) == b"sound"


def test_bought_before_a_death_is_not_bought_again(office, job, vendor):
    mine = job(1)
    made = once(office, mine, vendor)
    [memo] = [key for key in named(office, mine) if key != SOUND]
    office.blobs.forget(memo, office.clock())
    assert once(office, mine, vendor) == made
    assert vendor.made == 1
    assert asyncio.run(office.blobs.has(memo))


def test_failing_call_is_noted_and_made_up_for(office, job, vendor):
    async def fail(_purchase: Purchase) -> Speech:
        raise VendorFailed("The voice is out.")

    mine = job(1)
    memory = Remembered(office, mine, {"voice": Maker("quick", "quick/1")})
    with pytest.raises(VendorFailed):
        asyncio.run(memory.once("speak/scene-1", ("hm",), Speech, fail))
    assert [call.state for call in calls(office, mine)] == [CallState.FAILED]
    once(office, mine, vendor)
    assert [call.state for call in calls(office, mine)] == [CallState.DONE]


def test_rows_name_every_blob_of_a_call(office, job, vendor):
    mine = job(1)
    once(office, mine, vendor)
    with office.store.read() as records:
        assert records.calls.blobs() == frozenset(named(office, mine))


def test_folder_is_known_by_all_its_files(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "words.toml").write_text("a")
    first = digest(tmp_path)
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "a.pyc").write_text("compiled")
    assert digest(tmp_path) == first
    (tmp_path / "data" / "words.toml").write_text("b")
    second = digest(tmp_path)
    (tmp_path / "data" / "words.toml").rename(tmp_path / "data" / "names.toml")
    assert len({first, second, digest(tmp_path)}) == 3


def test_vendor_is_known_by_its_code():
    name, _, of = identity("offline").partition("/")
    assert (name, len(of)) == ("offline", 64)


def named(office: Office, job: Job) -> list[Key]:
    [call] = calls(office, job)
    return list(call.result["blobs"])

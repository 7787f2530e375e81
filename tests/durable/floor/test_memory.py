"""The floor on a runner in memory: what it tells the office, and what it hears of the engine."""

import asyncio
import threading

import pytest
import sqlalchemy as sa

from reelwright.durable.local import LocalRunner
from reelwright.durable.state import State
from reelwright.model.errors import Cancelled, NotFound
from reelwright.ports.records.jobs import JobState
from reelwright.ports.records.ledger import Kind
from reelwright.render.means import Means
from reelwright.services import productions
from reelwright.wiring.floor import Floor
from reelwright.wiring.purchases import Maker
from reelwright.wiring.reuse import PORTS

pytestmark = pytest.mark.parametrize("kind", ["sqlite"], indirect=True, scope="session")

MAKERS = dict.fromkeys(PORTS.values(), Maker("quick", "quick/1"))


@pytest.fixture
def floor(empty, load):
    crew = load("quick").crew(empty.office.blobs, empty.data / "asked")
    made = Floor(empty.office, crew, Means(1), MAKERS)
    yield made
    made.close()


def conducted(floor, *jobs: str, piece: str | None = None) -> list[object]:
    """Conduct all these jobs at once."""

    async def beside() -> list[object]:
        runners = [
            LocalRunner(listen=lambda news, job=job: floor.published(job, None, news))
            for job in jobs
        ]
        work = zip(jobs, runners, strict=True)
        return list(
            await asyncio.gather(
                *(floor.conduct(job, piece, runner) for job, runner in work), return_exceptions=True
            )
        )

    return asyncio.run(beside())


def test_two_conductors_publish_once(empty, floor):
    job = empty.make("red")
    assert conducted(floor, job, job) == [None, None]
    ended = empty.job(job)
    assert (ended.state, ended.attempts) == (JobState.SUCCEEDED, 2)
    assert [film.id for film in empty.films()] == [ended.result["film"]]
    assert empty.moved(job)[Kind.SETTLE] == ended.cost
    assert [event.type for event in empty.events(job)].count("job.succeeded") == 1
    assert empty.left() == []


def test_ended_job_is_left_alone(empty, floor):
    job = empty.make("red")
    ended = empty.cancel(job)
    [refused] = conducted(floor, job)
    assert isinstance(refused, Cancelled)
    floor.buried(job)
    floor.ended(job, State.FAILED)
    assert empty.job(job) == ended
    assert floor.unwanted([job, "nobody"]) == [job, "nobody"]
    assert floor.open() == []


@pytest.mark.parametrize(
    ("state", "ended", "code"),
    [
        (State.CANCELLED, JobState.CANCELLED, "cancelled"),
        (State.FAILED, JobState.FAILED, "broken"),
    ],
)
def test_untold_end_is_told(empty, floor, state, ended, code):
    job = empty.make("red")
    assert floor.open() == [job]
    floor.ended(job, state)
    found = empty.job(job)
    assert (found.state, found.error_code, found.cost) == (ended, code, 0)
    assert empty.moved(job)[Kind.RELEASE] == found.held


def test_buried_job_is_failed_and_refunded(empty, floor):
    job = empty.make("red")
    floor.buried(job)
    found = empty.job(job)
    assert (found.state, found.error_code) == (JobState.FAILED, "broken")
    assert empty.moved(job)[Kind.RELEASE] == found.held


def test_forgotten_job_is_nobodys(empty, floor):
    production = empty.production("red")
    job = empty.accept(production)
    with empty.office.store.write() as records:
        productions.remove(records, empty.account, production.id)
    [missing] = conducted(floor, job)
    assert isinstance(missing, NotFound)
    floor.buried(job)
    assert empty.job(job) is None


def test_lost_job_is_queued_again(empty, floor):
    job = empty.make("red")
    with empty.office.engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM workflow_status"))
    assert empty.queue_states([job]) == {}
    floor.lost(job)
    assert empty.queue_states([job]) == {job: State.QUEUED}


def test_absent_database_is_no_verdict(empty, floor):
    job = empty.make("red")
    with empty.office.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE jobs RENAME TO gone"))
    [away] = conducted(floor, job)
    with empty.office.engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE gone RENAME TO jobs"))
    assert isinstance(away, sa.exc.OperationalError)
    assert empty.job(job).state is JobState.QUEUED


def test_closing_leaves_no_thread(empty, load):
    crew, before = (
        load("quick").crew(empty.office.blobs, empty.data / "asked"),
        threading.enumerate(),
    )
    Floor(empty.office, crew, Means(1), MAKERS).close()
    assert [one for one in threading.enumerate() if one not in before] == []

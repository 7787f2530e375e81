"""What becomes of films when the worker that makes them dies, wherever it does."""

from itertools import pairwise

import pytest

from durable.invariants import Aftermath, broken
from reelwright.ports.records.jobs import JobState
from reelwright.ports.records.ledger import Kind

pytestmark = pytest.mark.parametrize(
    "kind",
    ["sqlite", pytest.param("postgres", marks=pytest.mark.slow)],
    indirect=True,
    scope="session",
)

STEPS = (
    *("check", "plan", "speak/scene-1", "illustrate/scene-2", "animate/scene-1"),
    *("score", "arrange", "film", "deliver", "publish"),
)
PLACES = [
    *((where, step) for step in STEPS for where in ("before", "in", "after")),
    ("before", "end"),
]


def _storm(house, prompt: str, places) -> str:
    """Make a film while its worker dies in these places, one after the other."""
    job = house.make(prompt)
    for where, step in places:
        house.die(where, job, step)
    for _ in places:
        house.hire().wait(60.0)
    house.hire()
    assert house.end(job).state is JobState.SUCCEEDED
    return job


def _whole(house, job: str) -> None:
    """Check what holds after any number of deaths (reliability.md, 4.3)."""
    ended = house.job(job)
    assert broken(Aftermath(house.office.engine, house.data / "media")) == []
    events = house.events(job)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert events[-1].type == "job.succeeded"
    progress = [event.payload["progress"] for event in events]
    assert all(before <= after for before, after in pairwise(progress))
    assert len(house.films()) == 1
    moved = house.moved(job)
    assert moved[Kind.SETTLE] + moved[Kind.RELEASE] == moved[Kind.HOLD] == ended.held
    assert ended.result["made"] == {"picture": 2, "clip": 2, "speech": 2, "track": 1}
    assert set(house.steps(job).values()) == {"done"}
    asked = house.asked()
    assert len(set(asked)) == 7
    assert len(asked) - 7 <= len(house.workers) - 1  # what was in hand when its worker died
    assert house.left() in ([], [job])  # what a death left there is cleared away later


def test_film_outlives_its_workers(empty):
    job = _storm(empty, "red green", [("in", "film"), ("before", "end")])
    _whole(empty, job)


@pytest.mark.slow
@pytest.mark.parametrize("where", ["before", "in", "after"])
def test_film_outlives_deaths_at_every_step(empty, build, kind, where):
    job = _storm(empty, "red green", [place for place in PLACES if place[0] == where])
    _whole(empty, job)
    calm = build(kind)
    calm.hire()
    same = calm.make("red green")
    calm.end(same)
    assert empty.bytes(job) == calm.bytes(same)
    calm.close()


@pytest.mark.slow
def test_deadly_job_is_a_dead_letter(empty):
    job = empty.make("red")
    for _ in range(3):
        empty.die("before", job, "check")
        empty.hire().wait(60.0)
    empty.hire()
    ended = empty.end(job)
    assert (ended.state, ended.error_code, ended.cost) == (JobState.FAILED, "broken", 0)
    assert ended.attempts == 3
    assert empty.moved(job)[Kind.RELEASE] == ended.held
    assert empty.dead() == [job]


@pytest.mark.slow
def test_deadly_scene_makes_a_dead_letter_of_its_job(empty):
    """The job itself waits in a worker that may live all the while."""
    job = empty.make("red")
    empty.hire()
    for _ in range(3):
        empty.die("before", job, "illustrate/scene-1")
        empty.hire()
        empty.until(lambda: not empty.doomed(job))
    ended = empty.end(job)
    assert (ended.state, ended.error_code, ended.cost) == (JobState.FAILED, "broken", 0)
    assert ended.attempts >= 3
    assert empty.moved(job)[Kind.RELEASE] == ended.held
    assert empty.dead() == [job]

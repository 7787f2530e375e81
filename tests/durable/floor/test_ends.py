"""How jobs end on the floor, with real workers: with a film, with a sentence, or called off."""

from math import ceil

import pytest

from reelwright.durable.state import State
from reelwright.ports.records.jobs import JobState
from reelwright.ports.records.ledger import Kind


def test_job_ends_with_one_film(house):
    job = house.make("red green")
    ended = house.end(job)
    assert (ended.state, ended.progress, ended.error) == (JobState.SUCCEEDED, 1.0, None)
    [film] = house.films()
    assert ended.result == {
        "film": film.id,
        "made": {"picture": 2, "clip": 2, "speech": 2, "track": 1},
        "reused": {"picture": 0, "clip": 0, "speech": 0, "track": 0},
        "segments": ended.result["segments"],
        "segments_reused": 0,
    }
    assert {"film", "poster", "sheet"} <= set(film.blobs)
    assert set(house.steps(job).values()) == {"done"}
    house.until(lambda: house.left() == [])


def test_events_end_with_the_last(house):
    job = house.make("blue")
    ended = house.end(job)
    events = house.events(job)
    assert [event.seq for event in events] == list(range(1, len(events) + 1))
    assert [event.type for event in events][:2] == ["job.accepted", "job.started"]
    assert [event.type for event in events if event.type == "job.succeeded"] == ["job.succeeded"]
    assert events[-1].type == "job.succeeded"
    told = [event.payload["progress"] for event in events]
    assert told == sorted(told)
    assert ended.ended_at is not None


def test_bill_is_what_was_made(house):
    job = house.make("violet")
    ended = house.end(job)
    cost = 1_000 + 50 + 70 + ceil(house.film(job).duration)
    assert ended.cost == cost
    assert house.moved(job) == {
        Kind.HOLD: ended.held,
        Kind.SETTLE: cost,
        Kind.RELEASE: ended.held - cost,
    }


def test_vendor_failing_is_told_and_refunded(house):
    job = house.make("fail")
    ended = house.end(job)
    assert (ended.state, ended.error_code, ended.error, ended.cost) == (
        JobState.FAILED,
        "vendor_failed",
        "The painter is out.",
        0,
    )
    assert house.moved(job)[Kind.RELEASE] == ended.held
    assert house.steps(job)["illustrate/scene-1"] == "failed"
    assert house.events(job)[-1].type == "job.failed"
    assert house.film(job) is None


def test_bug_tells_no_internals(house):
    ended = house.end(house.make("bug"))
    assert (ended.state, ended.error_code, ended.error) == (
        JobState.FAILED,
        "broken",
        "Something went wrong inside Reelwright; nothing was charged for what failed.",
    )


def test_refused_words_are_rejected(house):
    job = house.make("hateful words")
    ended = house.end(job)
    assert (ended.state, ended.error_code, ended.cost) == (JobState.REJECTED, "refused", 0)
    assert house.events(job)[-1].type == "job.rejected"


def test_plan_costs_nothing(house):
    production = house.production("red green blue")
    ended = house.end(house.accept(production, "plan"))
    assert (ended.state, ended.result, ended.cost) == (JobState.SUCCEEDED, {}, 0)
    assert house.takes(production.id) == {"scene-1": [], "scene-2": [], "scene-3": []}


def test_cancel_stops_painting(house):
    job = house.make("slow")
    house.until(lambda: ("picture", "slow") in house.asked())
    _called_off(house, job)


def test_cancel_stops_filming(house):
    job = house.make("long")
    house.until(lambda: house.steps(job).get("film") == "running")
    _called_off(house, job)


@pytest.mark.slow
def test_cancel_takes_from_the_queue(empty):
    job = empty.make("red")
    assert empty.cancel(job).state is JobState.CANCELLED
    other = empty.make("green")
    empty.hire()
    empty.end(other)
    assert empty.events(job)[-1].type == "job.cancelled"
    assert ("picture", "red") not in empty.asked()


def _called_off(house, job: str) -> None:
    ended = house.cancel(job)
    pieces = [job, f"{job}/scene-1"]
    assert (ended.state, ended.cost) == (JobState.CANCELLED, 0)
    assert house.queue_states([job])[job] in {State.RUNNING, State.CANCELLED}
    house.until(lambda: not [one for one in house.left() if one.startswith(job)], 8.0)
    final = house.queue_states(pieces)
    assert final[job] is State.CANCELLED
    assert house.job(job) == ended
    assert house.events(job)[-1].type == "job.cancelled"
    assert house.film(job) is None

"""What the rows promise of paid calls."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.calls import Call, CallState


@pytest.fixture
def job(ada, records, rows):
    made = rows.job(ada.id)
    records.jobs.add(made)
    return made


@pytest.fixture
def call(rows, job):
    def made(key: str, seconds: int = 0) -> Call:
        at = rows.at + timedelta(seconds=seconds)
        return Call(key, job.id, "illustrate/scene-1", "kiln", CallState.INTENDED, 40_000, at)

    return made


def test_call_is_intended_once(records, call):
    first = call("k1")
    assert records.calls.intend(first) == first
    started = replace(first, state=CallState.STARTED, vendor_id="p-77")
    records.calls.save(started)
    assert records.calls.intend(call("k1", 9)) == started
    assert records.calls.of_job(first.job_id) == (started,)


def test_call_keeps_what_came_of_it(records, rows, call):
    first = call("k1")
    records.calls.intend(first)
    done = replace(
        first, state=CallState.DONE, cost=39_000, result={"url": "x", "n": [1]}, ended_at=rows.at
    )
    records.calls.save(done)
    assert records.calls.of_job(first.job_id) == (done,)


def test_calls_are_the_jobs_the_oldest_first(records, call):
    second, first = call("a", 5), call("b", 1)
    for one in (second, first):
        records.calls.intend(one)
    assert records.calls.of_job(first.job_id) == (first, second)
    assert records.calls.of_job("another") == ()


def test_calls_under_way_are_the_vendors_until_their_time(records, rows, call):
    states = [CallState.ASKED, CallState.STARTED, CallState.INTENDED, CallState.DONE]
    for number, state in enumerate(states):
        records.calls.intend(call(f"k{number}"))
        until = rows.at + timedelta(seconds=10 + number)
        records.calls.save(replace(call(f"k{number}"), state=state, until=until))
    late = [rows.at + timedelta(seconds=seconds) for seconds in (0, 10, 11)]
    assert [records.calls.under_way("kiln", at, "k9") for at in late] == [2, 1, 0]
    assert records.calls.under_way("kiln", rows.at, "k1") == 1
    assert records.calls.under_way("oven", rows.at, "k9") == 0


def test_doubtful_calls_are_listed_the_latest_first(records, call):
    for number, state in enumerate(CallState):
        records.calls.intend(call(f"k{number}"))
        records.calls.save(replace(call(f"k{number}"), state=state))
    late = replace(call("late", 9), state=CallState.DOUBTFUL)
    records.calls.intend(late)
    number = list(CallState).index(CallState.DOUBTFUL)
    first = replace(call(f"k{number}"), state=CallState.DOUBTFUL)
    assert records.calls.doubtful(9) == (late, first)
    assert records.calls.doubtful(1) == (late,)


def test_blobs_are_those_of_results(records, call):
    results = [{"blobs": ["a" * 64, "b" * 64]}, {"blobs": ["b" * 64]}, {"url": "x"}, None]
    for number, result in enumerate(results):
        records.calls.intend(call(f"k{number}"))
        records.calls.save(replace(call(f"k{number}"), result=result))
    assert records.calls.blobs() == {"a" * 64, "b" * 64}


def test_call_is_intended_by_one_of_many(store, ada, rows, together):
    job = rows.job(ada.id)
    with store.write() as records:
        records.jobs.add(job)

    def intend(number):
        mine = Call("k", job.id, "speak", f"v{number}", CallState.INTENDED, 1, rows.at)
        with store.write() as records:
            return records.calls.intend(mine).vendor

    assert len(set(together(intend, range(16)))) == 1

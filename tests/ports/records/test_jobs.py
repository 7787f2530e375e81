"""What the rows promise of jobs and their steps."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.jobs import ENDED, JobState, StepRow
from reelwright.ports.records.ledger import Unit
from reelwright.ports.records.projects import Project

OPEN = tuple(state for state in JobState if state not in ENDED)


@pytest.fixture
def job(ada, records, rows):
    made = rows.job(ada.id, 5)
    records.jobs.add(made)
    return made


def test_job_comes_back_whole_to_its_owner_alone(ada, bob, records, rows):
    mine = rows.job(
        ada.id,
        9,
        request={"brief": {"prompt": "tides"}},
        result={"film": None},
        unit=Unit.MICROS,
        held=2**40,
        degradations=({"kind": "font"}, {"kind": "voice"}),
        details={"script": "Rain", "progress": 12.5},
        started_at=rows.at,
    )
    records.jobs.add(mine)
    assert records.jobs.get(ada.id, mine.id) == mine
    assert records.jobs.by_number(ada.id, 9) == mine
    assert records.jobs.by_number(None, 9) == mine
    assert records.jobs.by_id(mine.id) == mine
    strange = (records.jobs.get(bob.id, mine.id), records.jobs.by_number(bob.id, 9))
    assert strange == (None, None)


def test_job_changes_from_the_states_named(records, job):
    running = replace(job, state=JobState.RUNNING, stage="plan", progress=0.25)
    assert records.jobs.change(running, (JobState.QUEUED,))
    assert records.jobs.by_id(job.id) == running
    assert not records.jobs.change(replace(job, state=JobState.FAILED), (JobState.QUEUED,))
    assert records.jobs.by_id(job.id) == running


def test_job_missing_does_not_change(ada, records, rows):
    assert not records.jobs.change(rows.job(ada.id), OPEN)


def test_job_progress_never_goes_back(records, job):
    for progress in (0.5, 0.3):
        records.jobs.change(replace(job, progress=progress), OPEN)
    assert records.jobs.by_id(job.id) == replace(job, progress=0.5)


def test_jobs_are_listed_the_newest_first(ada, bob, records, rows):
    production = rows.production(ada.id)
    records.productions.add(production)
    three = [
        rows.job(ada.id, 1, state=JobState.FAILED),
        rows.job(ada.id, 2, origin="story", state=JobState.RUNNING),
        rows.job(ada.id, 3, production_id=production.id),
    ]
    hers = rows.job(bob.id, 4)
    for one in (*three, hers):
        records.jobs.add(one)
    of = records.jobs.of
    assert of(ada.id, 2) == (three[2], three[1])
    assert of(ada.id, 2, older_than=three[1].id) == (three[0],)
    assert of(None, 9) == (hers, *reversed(three))
    assert of(ada.id, 9, states=(JobState.FAILED, JobState.RUNNING)) == (three[1], three[0])
    assert of(ada.id, 9, origin="story") == (three[1],)
    assert of(ada.id, 9, production=production.id) == (three[2],)


def test_jobs_are_counted_by_state(ada, bob, records, rows):
    states = [JobState.QUEUED, JobState.RUNNING, JobState.FAILED]
    for number, state in enumerate(states):
        records.jobs.add(rows.job(ada.id, number, state=state))
    records.jobs.add(rows.job(bob.id, 9))
    counts = [records.jobs.count(one, OPEN) for one in (ada.id, bob.id, None)]
    assert counts == [2, 1, 3]
    assert records.jobs.count(ada.id, ENDED) == 1


def test_jobs_unended_come_the_oldest_first(ada, records, rows):
    four = [rows.job(ada.id, number) for number in range(4)]
    for one in reversed(four):
        records.jobs.add(one)
    for ended, state in zip(four[1:2], ENDED, strict=False):
        records.jobs.change(replace(ended, state=state), OPEN)
    assert records.jobs.unended(None, 2) == (four[0], four[2])
    assert records.jobs.unended(four[2].id, 2) == (four[3],)


def test_job_numbers_count_up(records):
    assert [records.jobs.next_number() for _ in range(3)] == [1, 2, 3]


def test_steps_come_in_the_order_they_began(records, rows, job):
    times = [rows.at + timedelta(seconds=n) for n in range(3)]
    speak = StepRow(job.id, "speak/scene-1", "running", times[1])
    plan = StepRow(job.id, "plan", "done", times[0], "Tides", 2, 7, times[2])
    for step in (speak, plan):
        records.jobs.put_step(step)
    assert records.jobs.steps(job.id) == (plan, speak)
    done = replace(speak, state="done", attempts=2, ended_at=times[2])
    records.jobs.put_step(done)
    assert records.jobs.steps(job.id) == (plan, done)


def test_jobs_long_ended_are_forgotten(ada, records, rows):
    days = [rows.at + timedelta(days=n) for n in range(3)]
    old, late = (
        rows.job(ada.id, n, state=JobState.FAILED, ended_at=at) for n, at in enumerate(days[:2])
    )
    waiting = rows.job(ada.id, 9)
    for one in (old, late, waiting):
        records.jobs.add(one)
        records.jobs.put_step(StepRow(one.id, "plan", "done", rows.at))
    assert records.jobs.forget(days[1], 9) == 1
    assert records.jobs.of(ada.id, 9) == (waiting, late)
    assert [len(records.jobs.steps(one.id)) for one in (old, late, waiting)] == [0, 1, 1]


def test_jobs_are_taken_census_of(ada, bob, records, rows):
    held = [(ada, 5, Unit.MICROS), (bob, 7, Unit.MICROS), (ada, 3, Unit.CREDITS)]
    for number, (owner, amount, unit) in enumerate(held):
        records.jobs.add(rows.job(owner.id, number, held=amount, unit=unit))
    records.jobs.add(rows.job(ada.id, 9, state=JobState.FAILED, held=100))
    assert dict(records.jobs.census()) == {JobState.QUEUED: 3, JobState.FAILED: 1}
    assert dict(records.jobs.held()) == {Unit.MICROS: 12, Unit.CREDITS: 3}


def test_steps_that_ended_are_told_in_order(records, rows, job):
    times = [rows.at + timedelta(seconds=n) for n in range(4)]
    rows_ = [
        StepRow(job.id, f"step-{n}", "done", times[0], ended_at=at)
        for n, at in ((3, times[3]), (1, times[1]), (2, times[2]))
    ]
    for step in (*rows_, StepRow(job.id, "running", "running", times[0])):
        records.jobs.put_step(step)
    told = [step.name for step in records.jobs.ended_steps(times[2], 9)]
    assert told == ["step-2", "step-3"]
    assert records.jobs.ended_steps(times[1], 1) == (rows_[1],)


def test_job_ends_by_one_of_many(store, ada, rows, together):
    job = rows.job(ada.id)
    with store.write() as records:
        records.jobs.add(job)

    def end(number):
        ended = replace(job, state=ENDED[number % 4], cost=number)
        with store.write() as records:
            return records.jobs.change(ended, OPEN)

    assert sorted(together(end, range(16))) == [False] * 15 + [True]


def test_job_read_to_be_changed_waits_for_its_change(store, ada, rows, together):
    """Whoever reads a job in order to change it sees what the one before made of it."""
    job = rows.job(ada.id)
    with store.write() as records:
        records.jobs.add(job)

    def count(_number):
        with store.write() as records:
            found = records.jobs.by_id(job.id)
            records.jobs.change(replace(found, attempts=found.attempts + 1), OPEN)

    together(count, range(40))
    with store.read() as records:
        assert records.jobs.by_id(job.id) == replace(job, attempts=40)


def test_jobs_are_paged_by_contract_and_project(ada, records, rows):
    folder = Project(rows.id(), 1, ada.id, "film", "Sea", "", rows.at, rows.at)
    production = rows.production(ada.id, project_id=folder.id)
    records.projects.add(folder)
    records.productions.add(production)
    made = [
        rows.job(ada.id, number, origin=origin, production_id=within)
        for number, (origin, within) in enumerate(
            [("film", production.id), ("film", None), ("native", None), ("film", production.id)], 1
        )
    ]
    for job in made:
        records.jobs.add(job)
    first, second, _, last = made

    def page(skip: int, limit: int, **narrowed: str) -> tuple[tuple[str, ...], int]:
        found = records.jobs.page(ada.id, skip, limit, states=OPEN, origin="film", **narrowed)
        counted = records.jobs.count(ada.id, OPEN, origin="film", **narrowed)
        return tuple(job.id for job in found), counted

    assert page(0, 9) == ((last.id, second.id, first.id), 3)
    assert page(1, 1) == ((second.id,), 3)
    assert page(0, 9, project=folder.id) == ((last.id, first.id), 2)

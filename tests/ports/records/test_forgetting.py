"""What the rows promise of being forgotten, and of being counted."""

from dataclasses import replace
from datetime import timedelta

import pytest

from reelwright.ports.records.jobs import JobState, StepRow
from reelwright.ports.records.ledger import Unit
from reelwright.ports.records.letters import Letter
from reelwright.ports.records.sessions import RecoveryToken, RefreshToken, Session

HOUR = timedelta(hours=1)


def session(rows, account: str, **more) -> Session:
    made = Session(
        id=rows.id(),
        account_id=account,
        audience="native",
        user_agent="",
        address="",
        created_at=rows.at - HOUR,
        last_used_at=rows.at - HOUR,
        expires_at=rows.at + HOUR,
    )
    return replace(made, **more)


def test_events_are_forgotten_by_age(records, rows):
    for topic, hours in (("job:a", 3), ("job:a", 2), ("job:b", 3), ("job:a", 0)):
        records.events.append(topic, "job.progress", {}, rows.at - hours * HOUR)
    assert records.events.forget(rows.at - 2 * HOUR, 10) == 2
    assert [one.seq for one in records.events.after("job:a", 0, 10)] == [2, 3]
    assert records.events.append("job:b", "job.progress", {}, rows.at).seq == 2


def test_no_more_events_are_forgotten_than_asked(records, rows):
    for _ in range(5):
        records.events.append("job:a", "job.progress", {}, rows.at)
    later = rows.at + HOUR
    assert [records.events.forget(later, 3) for _ in range(3)] == [3, 2, 0]


@pytest.mark.parametrize(
    ("ends", "revoked", "stays"), [(1, None, True), (-2, None, False), (1, -2, False)]
)
def test_sessions_are_forgotten_once_ended(ada, records, rows, ends, revoked, stays):
    at = None if revoked is None else rows.at + revoked * HOUR
    mine = session(rows, ada.id, expires_at=rows.at + ends * HOUR, revoked_at=at)
    records.sessions.add(mine)
    records.sessions.add_refresh(RefreshToken("hash", mine.id, rows.at, rows.at))
    assert records.sessions.forget(rows.at - HOUR, 10) == int(not stays)
    assert (records.sessions.get(mine.id) is not None) is stays
    assert (records.sessions.refresh("hash") is not None) is stays


def test_recovery_tokens_are_forgotten_once_ended(ada, records, rows):
    for digest, hours in (("old", -2), ("new", 1)):
        until = rows.at + hours * HOUR
        records.sessions.add_recovery(RecoveryToken(digest, ada.id, rows.at, until))
    records.sessions.forget(rows.at, 10)
    assert records.sessions.use_recovery("old", rows.at) is None
    assert records.sessions.use_recovery("new", rows.at) is not None


def test_letters_are_forgotten_by_age(records, rows):
    for hours in (3, 0):
        at = rows.at - hours * HOUR
        records.letters.add(Letter(rows.id(), "a@b.example", "Hello", "…", at, due_at=at))
    assert records.letters.forget(rows.at - HOUR, 10) == 1
    assert [one.created_at for one in records.letters.due(rows.at, 10)] == [rows.at]


def test_ended_jobs_are_forgotten_with_their_steps(ada, records, rows):
    old = rows.job(ada.id, 1, state=JobState.FAILED, ended_at=rows.at - 2 * HOUR)
    new = rows.job(ada.id, 2, state=JobState.FAILED, ended_at=rows.at)
    still = rows.job(ada.id, 3, created_at=rows.at - 9 * HOUR)
    for one in (old, new, still):
        records.jobs.add(one)
    records.jobs.put_step(StepRow(old.id, "plan", "done", rows.at))
    assert records.jobs.forget(rows.at - HOUR, 10) == 1
    assert [one.id for one in records.jobs.of(ada.id, 10)] == [still.id, new.id]
    assert records.jobs.steps(old.id) == ()


def test_jobs_are_counted_by_state(ada, bob, records, rows):
    assert records.jobs.census() == {}
    for number, (account, state) in enumerate(
        [(ada, JobState.QUEUED), (bob, JobState.QUEUED), (ada, JobState.FAILED)]
    ):
        records.jobs.add(rows.job(account.id, number, state=state))
    assert records.jobs.census() == {JobState.QUEUED: 2, JobState.FAILED: 1}


def test_held_money_is_that_of_open_jobs(ada, bob, records, rows):
    assert records.jobs.held() == {}
    for number, (account, state, held, unit) in enumerate(
        [
            (ada, JobState.QUEUED, 3, Unit.CREDITS),
            (bob, JobState.RUNNING, 4, Unit.CREDITS),
            (ada, JobState.SUCCEEDED, 100, Unit.CREDITS),
            (ada, JobState.RUNNING, 2**40, Unit.MICROS),
        ]
    ):
        records.jobs.add(rows.job(account.id, number, state=state, held=held, unit=unit))
    assert records.jobs.held() == {Unit.CREDITS: 7, Unit.MICROS: 2**40}


def test_ended_steps_come_in_their_order(ada, records, rows):
    job = rows.job(ada.id)
    records.jobs.add(job)
    for name, hours in (("film", 2), ("plan", 1), ("speak/s1", None), ("check", 0)):
        ended = None if hours is None else rows.at + hours * HOUR
        records.jobs.put_step(StepRow(job.id, name, "done", rows.at, ended_at=ended))
    found = records.jobs.ended_steps(rows.at + HOUR, 10)
    assert [one.name for one in found] == ["plan", "film"]
    assert [one.name for one in records.jobs.ended_steps(rows.at, 2)] == ["check", "plan"]

"""The newsroom: how far a job is, told from the steps that are done."""

from dataclasses import replace
from itertools import pairwise

import pytest

from reelwright.model.ids import new_id
from reelwright.model.progress import SCENE_STEPS, Progress, Step
from reelwright.ports.records.accounts import Account, Role
from reelwright.ports.records.jobs import Job, JobState
from reelwright.wiring.newsroom import Newsroom, share
from reelwright.wiring.office import Office


def names(scenes: int) -> list[str]:
    return [
        f"{step}/scene-{number}" if step in SCENE_STEPS else step.value
        for step in Step
        for number in range(1, scenes + 1 if step in SCENE_STEPS else 2)
    ]


@pytest.mark.parametrize("scenes", [1, 2, 12])
def test_progress_grows_with_every_step(scenes: int) -> None:
    done = [share(names(scenes)[:count], scenes) for count in range(len(names(scenes)) + 1)]
    assert done[0] == 0
    assert all(before < after for before, after in pairwise(done))
    assert done[-1] == pytest.approx(0.97)


def test_steps_of_others_count_nothing() -> None:
    assert share(["publish", "join 3 from scene-1"], 3) == 0


def test_flushed_news_is_written(office: Office) -> None:
    job = accepted(office)
    newsroom = Newsroom(office.store, office.clock)
    for done in (0.0, 1.0):
        newsroom.hear(job.id, Progress(step=Step.PLAN, done=done, note="well"))
    newsroom.flush()
    with office.store.read() as records:
        [row] = records.jobs.steps(job.id)
        events = records.events.after(f"job:{job.id}", 0, 10)
    assert (row.name, row.state, row.note, row.attempts) == ("plan", "done", "well", 1)
    assert [event.payload["state"] for event in events] == ["running", "done"]
    newsroom.close()


def test_news_of_an_ended_job_is_left_out(office: Office) -> None:
    job = accepted(office)
    with office.store.write() as records:
        records.jobs.change(replace(job, state=JobState.CANCELLED), (JobState.RUNNING,))
    newsroom = Newsroom(office.store, office.clock)
    newsroom.hear(job.id, Progress(step=Step.PLAN, done=0.0))
    newsroom.close()
    with office.store.read() as records:
        assert records.jobs.steps(job.id) == ()
        assert records.events.last(f"job:{job.id}") == 0


def accepted(office: Office) -> Job:
    at = office.clock()
    account = Account(new_id(at), 1, "ada@example.org", "ada", "Ada", Role.USER, at, at)
    job = Job(
        id=new_id(at),
        number=1,
        account_id=account.id,
        production_id=None,
        origin="native",
        kind="produce",
        state=JobState.RUNNING,
        created_at=at,
    )
    with office.store.write() as records:
        records.accounts.add(account)
        records.jobs.add(job)
    return job

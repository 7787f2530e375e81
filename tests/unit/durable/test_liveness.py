"""Who judges whom dead, and what becomes of claims that nobody works on."""

import time
from threading import Event

import pytest

from reelwright.durable.database import engine, migrate
from reelwright.durable.limits import Limits
from reelwright.durable.liveness import Liveness, Pulse, worker_name
from reelwright.durable.queue import Queue
from reelwright.durable.records import Records
from reelwright.durable.state import State


@pytest.fixture
def connections(tmp_path):
    url = f"sqlite:///{tmp_path}/film.db"
    migrate(url)
    made = engine(url)
    yield made
    made.dispose()


@pytest.fixture
def queue(connections):
    made = Queue(connections)
    yield made
    made.close()


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def claim(connections, queue, job: str, worker: str) -> None:
    """Queue `job` and claim it as DBOS does."""
    with connections.begin() as connection:
        queue.enqueue(connection, job, "ada", 1)
        connection.exec_driver_sql(
            "UPDATE workflow_status SET status = 'PENDING', executor_id = ?, owner_xid = 'token', "
            "started_at_epoch_ms = 0, recovery_attempts = 1 WHERE workflow_uuid = ?",
            (worker, job),
        )


def attempts(connections, job: str) -> int:
    with connections.begin() as connection:
        asked = "SELECT recovery_attempts FROM workflow_status WHERE workflow_uuid = ?"
        return connection.exec_driver_sql(asked, (job,)).scalar_one()


def age(connections, worker: str, seconds: float) -> None:
    with connections.begin() as connection:
        older = "UPDATE engine_worker SET seen = seen - ? WHERE name = ?"
        connection.exec_driver_sql(older, (int(1000 * seconds), worker))


def test_silent_worker_is_relieved(connections, queue):
    records, clock = Records(connections), Clock()
    limits = Limits(beat=2.0, silence=15.0)
    claim(connections, queue, "job-1", "mute")
    records.beat("mute", 15.0)
    judge = Liveness(records, "judge", limits, working=list, clock=clock)
    seen = []
    for step in (0.0, 5.0, 5.0, 5.0):
        clock.now += step
        judge.beat()
        seen.append(queue.states(["job-1"])["job-1"])
    age(connections, "mute", 16.0)
    judge.beat()
    assert [*seen, queue.states(["job-1"])["job-1"]] == [State.RUNNING] * 4 + [State.QUEUED]
    assert attempts(connections, "job-1") == 1


def test_nobody_judges_after_an_outage(connections, queue):
    records, clock = Records(connections), Clock()
    claim(connections, queue, "job-1", "mute")
    judge = Liveness(records, "judge", Limits(beat=2.0, silence=15.0), working=list, clock=clock)
    judge.beat()
    clock.now += 600.0  # the database was away, and with it everybody's beats
    judge.beat()
    clock.now += 7.0
    judge.beat()
    assert queue.states(["job-1"]) == {"job-1": State.RUNNING}
    clock.now += 7.0
    judge.beat()
    clock.now += 2.0
    judge.beat()
    assert queue.states(["job-1"]) == {"job-1": State.QUEUED}


def test_claim_nobody_works_on_is_put_back(connections, queue):
    records = Records(connections)
    for job in ("job-1", "job-2"):
        claim(connections, queue, job, "me")
    me = Liveness(records, "me", Limits(), working=lambda: ["job-2"])
    seen = []
    for _ in range(3):
        me.beat()
        seen.append(queue.states(["job-1"])["job-1"])
    assert seen == [State.RUNNING, State.RUNNING, State.QUEUED]
    assert queue.states(["job-2"]) == {"job-2": State.RUNNING}
    assert attempts(connections, "job-1") == 0


def test_resigning_blames_no_job(connections, queue):
    records = Records(connections)
    records.beat("me", 15.0)
    claim(connections, queue, "job-1", "me")
    claim(connections, queue, "job-2", "other")
    assert records.resign("me") == ["job-1"]
    assert queue.states(["job-1", "job-2"]) == {"job-1": State.QUEUED, "job-2": State.RUNNING}
    assert attempts(connections, "job-1") == 0


def test_one_sweep_a_period(connections):
    records = Records(connections)
    assert [records.due(60.0), records.due(60.0), records.due(0.0)] == [True, False, True]


def test_states_of_many_jobs(connections, queue):
    with connections.begin() as connection:
        for job in ("first", "last"):
            queue.enqueue(connection, job, "ada", 1)
    found = queue.states(["first", *(f"missing-{number}" for number in range(1200)), "last"])
    assert found == {"first": State.QUEUED, "last": State.QUEUED}


def test_names_are_never_used_again():
    assert len({worker_name() for _ in range(1000)}) == 1000


def test_failing_duty_is_done_again(caplog):
    done, twice = [], Event()

    def duty() -> None:
        done.append(time.monotonic())
        if len(done) == 2:
            twice.set()
        raise ValueError("once more")

    pulse = Pulse("sweep", 0.01, duty)
    pulse.start()
    assert twice.wait(10.0)
    pulse.stop()
    assert not pulse.is_alive()
    assert caplog.records[0].getMessage() == "sweep failed; trying again in 0.01 s"

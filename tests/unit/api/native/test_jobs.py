"""Jobs over HTTP: watched, listed, called off."""

import threading
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.model.errors import VendorFailed
from reelwright.model.value import Json
from reelwright.ports.records.jobs import StepRow
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING, Outcome
from reelwright.services.spending import Quote

AT = "2026-11-22T12:30:00.000Z"
LATER = "2026-11-22T12:31:00.000Z"


@pytest.fixture
def job(ann: TestClient, production: Any) -> str:
    """Give the path of a job that is queued."""
    return f"/jobs/{started(ann, production)}"


def started(ann: TestClient, production: Any) -> str:
    made: str = ann.post(f"/productions/{production()['id']}/produce").json()["id"]
    return made


def begin(desk: Desk, path: str) -> None:
    job, at = path.rpartition("/")[2], desk.clock()
    with desk.store.write() as records:
        jobs.begin(records, job, at)
        jobs.step(records, job, StepRow(job, "plan", "done", at, "2 scenes", 1, 0, at), 0.25, at)


TALLY: dict[str, Json] = {
    "made": {"picture": 1, "clip": 0, "speech": 2, "track": 0},
    "reused": {"picture": 1, "clip": 2, "speech": 0, "track": 1},
    "segments": 5,
    "segments_reused": 2,
}


def succeed(desk: Desk, path: str) -> None:
    less = ({"what": "voice", "why": "it was read by another"},)
    with desk.store.write() as records:
        outcome = Outcome({"film": "f", **TALLY}, Quote((), 1), less)
        jobs.succeed(records, path.rpartition("/")[2], outcome, desk.clock())


def test_a_running_job_tells_how_far(ann: TestClient, job: str, desk: Desk) -> None:
    before = ann.get(job)
    begin(desk, job)
    assert (before.status_code, before.headers["Retry-After"]) == (200, "2")
    assert ann.get(job).json() == {
        **before.json(),
        "state": "running",
        "stage": "plan",
        "progress": 0.25,
        "attempts": 1,
        "started_at": AT,
    }


def test_an_ended_job_tells_what_came(ann: TestClient, job: str, desk: Desk, clock: Any) -> None:
    begin(desk, job)
    running = ann.get(job).json()
    clock.go(60)
    succeed(desk, job)
    answer = ann.get(job)
    assert "Retry-After" not in answer.headers
    assert answer.json() == {
        **running,
        "state": "succeeded",
        "progress": 1.0,
        "film": "f",
        "tally": TALLY,
        "degradations": [{"what": "voice", "why": "it was read by another", "scene": None}],
        "cost": {"unit": "credits", "held": 2, "amount": 1},
        "ended_at": LATER,
        "links": {**running["links"], "film": "/reelwright/v1/films/f"},
    }


def test_a_failed_job_tells_why(ann: TestClient, job: str, desk: Desk) -> None:
    before = ann.get(job).json()
    error = VendorFailed("The voice did not answer.")
    with desk.store.write() as records:
        jobs.fail(records, job.rpartition("/")[2], error, NOTHING, desk.clock())
    assert ann.get(job).json() == {
        **before,
        "state": "failed",
        "error": {"code": "vendor_failed", "detail": "The voice did not answer."},
        "ended_at": AT,
    }


def test_the_unchanged_is_not_sent_again(ann: TestClient, job: str, desk: Desk) -> None:
    seen = {"If-None-Match": ann.get(job).headers["ETag"]}
    same = ann.get(job, headers=seen)
    assert (same.status_code, same.content, same.headers["Retry-After"]) == (304, b"", "2")
    begin(desk, job)
    assert ann.get(job, headers=seen).status_code == 200


def test_looking_can_wait_for_the_end(ann: TestClient, job: str, desk: Desk) -> None:
    worker = threading.Timer(0.1, succeed, (desk, job))
    worker.start()
    answer = ann.get(job, headers={"Prefer": "wait=20"})
    worker.join()
    assert (answer.status_code, answer.json()["state"]) == (200, "succeeded")
    assert answer.headers["Preference-Applied"] == "wait=20"


def test_lists_heed_states(ann: TestClient, production: Any, desk: Desk, clock: Any) -> None:
    made = []
    for _ in range(3):
        made.append(started(ann, production))
        clock.go()
    begin(desk, made[0])
    succeed(desk, made[1])
    open_ones = ann.get("/jobs", params={"state": ["queued", "running"]}).json()
    assert [one["id"] for one in open_ones["data"]] == [made[2], made[0]]
    assert [one["id"] for one in ann.get("/jobs").json()["data"]] == made[::-1]
    assert ann.get("/jobs", params={"state": "sleeping"}).status_code == 422


def test_lists_heed_productions(ann: TestClient, production: Any, job: str) -> None:
    started(ann, production)
    mine = ann.get(job).json()
    found = ann.get("/jobs", params={"production": mine["production"]}).json()
    assert found == {"data": [mine], "has_more": False, "next_cursor": None}


@pytest.mark.parametrize("how", ["post", "delete"])
def test_cancelling_twice_is_once(
    ann: TestClient, job: str, called_off: list[str], how: str
) -> None:
    before = ann.get(job).json()
    first = ann.post(f"{job}/cancel") if how == "post" else ann.delete(job)
    again = ann.post(f"{job}/cancel") if how == "post" else ann.delete(job)
    assert first.json() == {
        **before,
        "state": "cancelled",
        "error": {"code": "cancelled", "detail": "The job was cancelled."},
        "ended_at": AT,
    }
    assert (again.status_code, again.json()) == (200, first.json())
    assert called_off == [job.removeprefix("/jobs/")]
    assert ann.get("/usage").json()["credits"] == {"available": 1_000, "held": 0}


def test_the_ended_stays_as_it_is(
    ann: TestClient, job: str, desk: Desk, called_off: list[str]
) -> None:
    succeed(desk, job)
    ended = ann.get(job).json()
    assert ann.post(f"{job}/cancel").json() == ended
    assert called_off == []


def test_steps_tell_their_times(ann: TestClient, job: str, desk: Desk, clock: Any) -> None:
    begin(desk, job)
    row = StepRow(job.rpartition("/")[2], "speak/scene-1", "running", clock())
    clock.go(1.5)
    with desk.store.write() as records:
        jobs.step(records, row.job_id, row, 0.3, clock())
    plan = {
        "name": "plan",
        "state": "done",
        "note": "2 scenes",
        "attempts": 1,
        "seconds": 0.0,
        "started_at": AT,
        "ended_at": AT,
    }
    speak = {
        **plan,
        "name": "speak/scene-1",
        "state": "running",
        "note": "",
        "seconds": None,
        "ended_at": None,
    }
    assert ann.get(f"{job}/steps").json() == {"data": [plan, speak]}


def test_the_log_goes_page_by_page(ann: TestClient, job: str, desk: Desk) -> None:
    begin(desk, job)
    first = ann.get(f"{job}/log", params={"limit": 2}).json()
    second = ann.get(f"{job}/log", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert [(one["seq"], one["type"]) for one in first["data"]] == [
        (1, "job.accepted"),
        (2, "job.started"),
    ]
    assert second == {
        "data": [
            {
                "seq": 3,
                "type": "job.progress",
                "at": AT,
                "data": {"step": "plan", "state": "done", "note": "2 scenes", "progress": 0.25},
            }
        ],
        "has_more": False,
        "next_cursor": None,
    }


def test_watching_ends_with_the_job(ann: TestClient, job: str, desk: Desk) -> None:
    worker = threading.Timer(0.1, succeed, (desk, job))
    worker.start()
    answer = ann.get(f"{job}/events")
    worker.join()
    told = [line for line in answer.text.splitlines() if line.startswith(("id:", "event:"))]
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert told == ["id: 1", "event: job.accepted", "id: 2", "event: job.succeeded"]


def test_watching_goes_on_where_it_was(ann: TestClient, job: str, desk: Desk) -> None:
    begin(desk, job)
    succeed(desk, job)
    answer = ann.get(f"{job}/events", headers={"Last-Event-ID": "3"})
    told = [line for line in answer.text.splitlines() if line.startswith(("id:", "event:"))]
    assert told == ["id: 4", "event: job.succeeded"]


def test_a_looking_key_cancels_nothing(reader: TestClient, job: str) -> None:
    assert reader.post(f"{job}/cancel").status_code == 403
    assert reader.delete(job).status_code == 403
    assert reader.get(job).json()["state"] == "queued"

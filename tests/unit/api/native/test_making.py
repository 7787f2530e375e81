"""Planning, pricing and producing over HTTP."""

import threading
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit import events
from reelwright.api.kit.desk import Desk
from reelwright.api.native import making
from reelwright.model.brief import Brief
from reelwright.ports.records.ledger import Unit
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING, Outcome
from reelwright.services.spending import Terms

AT = "2026-11-22T12:30:00.000Z"
BRIEF = {"prompt": "A day in a lighthouse", "duration": 12}


@pytest.fixture
def unplanned(ann: TestClient) -> str:
    """Give the path of a production without a storyboard."""
    return f"/productions/{ann.post('/productions', json={'brief': BRIEF}).json()['id']}"


@pytest.fixture
def planned(production: Any) -> str:
    """Give the path of a production with a storyboard."""
    return f"/productions/{production()['id']}"


def request_of(desk: Desk, job: str) -> Any:
    with desk.store.read() as records:
        row = records.jobs.by_id(job)
    assert row is not None
    return row.request


def test_planning_is_a_job(ann: TestClient, unplanned: str, queue: Any, desk: Desk) -> None:
    answer = ann.post(f"{unplanned}/plan")
    job = answer.json()
    place = f"/reelwright/v1/jobs/{job['id']}"
    assert answer.status_code == 202
    assert (answer.headers["Location"], answer.headers["Retry-After"]) == (place, "2")
    assert job == {
        "id": job["id"],
        "kind": "plan",
        "state": "queued",
        "stage": "",
        "progress": 0.0,
        "production": unplanned.removeprefix("/productions/"),
        "origin": "native",
        "film": None,
        "tally": None,
        "error": None,
        "degradations": [],
        "cost": {"unit": "credits", "held": 0, "amount": 0},
        "attempts": 0,
        "created_at": AT,
        "started_at": None,
        "ended_at": None,
        "links": {
            "self": place,
            "steps": f"{place}/steps",
            "log": f"{place}/log",
            "events": f"{place}/events",
            "film": None,
        },
    }
    assert queue.jobs == [job["id"]]
    assert request_of(desk, job["id"]) == {"brief": Brief.read(BRIEF).write()}


def test_planning_twice_is_once(ann: TestClient, unplanned: str, queue: Any) -> None:
    first = ann.post(f"{unplanned}/plan")
    again = ann.post(f"{unplanned}/plan")
    assert (again.status_code, again.json()) == (200, first.json())
    assert queue.jobs == [first.json()["id"]]


def test_the_planned_is_not_planned_again(ann: TestClient, planned: str, queue: Any) -> None:
    answer = ann.post(f"{planned}/plan")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert queue.jobs == []


def test_an_estimate_has_its_lines(ann: TestClient, planned: str) -> None:
    answer = ann.post(f"{planned}/estimate")
    assert answer.status_code == 200
    assert answer.json() == {
        "planned": True,
        "seconds": 12.0,
        "lines": [
            {"thing": "picture", "quantity": 2.0, "micros": 8_000},
            {"thing": "clip", "quantity": 2.0, "micros": 0},
            {"thing": "speech", "quantity": 12.0, "micros": 180},
            {"thing": "track", "quantity": 1.0, "micros": 0},
            {"thing": "film", "quantity": 12.0, "micros": 1_200},
        ],
        "micros": 9_380,
        "credits": 2,
        "price": {"unit": "credits", "amount": 2},
    }


def test_the_unplanned_is_estimated_too_high(ann: TestClient, unplanned: str) -> None:
    answer = ann.post(f"{unplanned}/estimate").json()
    assert (answer["planned"], answer["micros"], answer["credits"]) == (False, 13_380, 2)


def test_producing_holds_what_it_may_cost(
    ann: TestClient, planned: str, queue: Any, desk: Desk
) -> None:
    board = ann.get(f"{planned}/storyboard").json()["storyboard"]
    answer = ann.post(f"{planned}/produce")
    job = answer.json()
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/reelwright/v1/jobs/{job['id']}"
    assert answer.headers["Retry-After"] == "2"
    assert (job["kind"], job["state"]) == ("produce", "queued")
    assert job["cost"] == {"unit": "credits", "held": 2, "amount": 0}
    assert queue.jobs == [job["id"]]
    asked = {"brief": Brief.read(BRIEF).write(), "storyboard": board}
    assert request_of(desk, job["id"]) == asked
    assert ann.get("/usage").json()["credits"] == {"available": 998, "held": 2}


def test_the_unplanned_can_be_produced(ann: TestClient, unplanned: str, desk: Desk) -> None:
    job = ann.post(f"{unplanned}/produce").json()["id"]
    assert request_of(desk, job) == {"brief": Brief.read(BRIEF).write()}


def test_producing_twice_is_once(ann: TestClient, planned: str, queue: Any) -> None:
    first = ann.post(f"{planned}/produce")
    again = ann.post(f"{planned}/produce")
    assert (again.status_code, again.json()) == (200, first.json())
    assert queue.jobs == [first.json()["id"]]
    assert ann.get("/usage").json()["credits"] == {"available": 998, "held": 2}


def test_many_at_once_make_one(ann: TestClient, planned: str, queue: Any) -> None:
    told: list[str] = []
    threads = [
        threading.Thread(target=lambda: told.append(ann.post(f"{planned}/produce").json()["id"]))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [queue.jobs[0]] * 8
    assert len(queue.jobs) == 1


def test_a_repeated_request_is_answered_alike(ann: TestClient, planned: str, queue: Any) -> None:
    key = {"Idempotency-Key": "produce-once"}
    first = ann.post(f"{planned}/produce", headers=key)
    ann.post(f"/jobs/{first.json()['id']}/cancel")
    again = ann.post(f"{planned}/produce", headers=key)
    assert (again.status_code, again.json()) == (202, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(queue.jobs) == 1


def test_a_dry_run_does_nothing(ann: TestClient, planned: str, queue: Any) -> None:
    answer = ann.post(f"{planned}/produce", json={"dry_run": True})
    assert answer.status_code == 200
    assert answer.json() == {
        "film": None,
        "current": False,
        "stale": ["scene-1", "scene-2"],
        "job": None,
        "estimate": ann.post(f"{planned}/estimate").json(),
    }
    assert queue.jobs == []
    assert ann.get("/usage").json()["credits"] == {"available": 1_000, "held": 0}


def test_a_dry_run_tells_what_is_stale(ann: TestClient, production: Any, filmed: Any) -> None:
    made = production()["id"]
    place, film = f"/productions/{made}", filmed(made)
    before = ann.post(f"{place}/produce", json={"dry_run": True}).json()
    ann.patch(f"{place}/scenes/scene-2", json={"visual": "a lighthouse in rain"})
    after = ann.post(f"{place}/produce", json={"dry_run": True}).json()
    assert (before["film"], before["current"], before["stale"]) == (film, True, [])
    assert (after["film"], after["current"], after["stale"]) == (film, False, ["scene-2"])


def test_the_poor_are_told_at_once(ann: TestClient, queue: Any) -> None:
    brief = {"prompt": "A long day", "duration": 3_600}
    for _ in range(2):
        made = ann.post("/productions", json={"brief": brief}).json()["id"]
        ann.post(f"/productions/{made}/produce")
    made = ann.post("/productions", json={"brief": brief}).json()["id"]
    answer = ann.post(f"/productions/{made}/produce")
    assert (answer.status_code, answer.json()["code"]) == (402, "insufficient_credits")
    told = answer.json()
    assert told["detail"] == "Insufficient credits: 360 required, 280 available."
    assert (told["credits_required"], told["credits_available"]) == (360, 280)
    assert len(queue.jobs) == 2
    assert ann.get("/usage").json()["credits"] == {"available": 280, "held": 720}


@pytest.mark.parametrize(
    ("cap", "told"),
    [
        ({"per_job": 9_000}, (403, "over_job_cap")),
        ({"per_day": 9_000}, (429, "over_day_cap")),
    ],
)
def test_caps_bind_who_pays_in_credits(
    serve: Any, production: Any, cap: dict[str, int], told: tuple[int, str]
) -> None:
    client = serve(making.router, terms=Terms(Unit.CREDITS, **cap))
    answer = client.post(f"/productions/{production()['id']}/produce")
    body = answer.json()
    assert (answer.status_code, body["code"]) == told
    assert (body["estimate_micros"], body["cap_micros"]) == (9_380, 9_000)


def test_waiting_ends_with_the_job(ann: TestClient, planned: str, desk: Desk, queue: Any) -> None:
    def worker() -> None:
        while not queue.jobs:
            threading.Event().wait(0.01)
        threading.Event().wait(0.1)
        with desk.store.write() as records:
            jobs.succeed(records, queue.jobs[0], Outcome({}, NOTHING), desk.clock())

    thread = threading.Thread(target=worker)
    thread.start()
    answer = ann.post(f"{planned}/produce", headers={"Prefer": "respond-async, wait=20"})
    thread.join()
    assert (answer.status_code, answer.json()["state"]) == (200, "succeeded")
    assert answer.headers["Preference-Applied"] == "wait=20"
    assert answer.headers["Location"] == f"/reelwright/v1/jobs/{queue.jobs[0]}"
    assert "Retry-After" not in answer.headers


def test_waiting_has_an_end(ann: TestClient, planned: str) -> None:
    answer = ann.post(f"{planned}/produce", headers={"Prefer": "wait=1"})
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert answer.headers["Preference-Applied"] == "wait=1"
    assert answer.headers["Retry-After"] == "2"


def test_nobody_is_refused_for_waiting(
    ann: TestClient, planned: str, queue: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "MOST", 0)
    answer = ann.post(f"{planned}/produce", headers={"Prefer": "wait=20"})
    assert (answer.status_code, answer.json()["id"]) == (202, queue.jobs[0])
    assert "Preference-Applied" not in answer.headers


def test_a_looking_key_produces_nothing(reader: TestClient, planned: str, queue: Any) -> None:
    tried = [reader.post(f"{planned}/{verb}") for verb in ("plan", "produce", "estimate")]
    assert [one.status_code for one in tried] == [403, 403, 200]
    assert queue.jobs == []

"""Pixora's generation: C0-GE-01 to 05."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from reelwright.model.errors import Cancelled, Invalid, Refused, VendorFailed
from reelwright.ports.records.ledger import Kind
from reelwright.services import jobs
from reelwright.services.jobs import NOTHING
from reelwright.services.spending import Prices, Terms
from reelwright.wiring.office import House

NOWHERE = "0193a5b0-7e1c-7000-8000-00000000dead"
MISSING = (404, {"detail": "Video not found"})


def told(answer) -> tuple[int, object]:
    return answer.status_code, answer.json()


def request_of(house, job: str) -> dict:
    with house.office.store.read() as records:
        return dict(jobs.of_id(records, job).request)


def kinds(house, job: str) -> list[Kind]:
    with house.office.store.read() as records:
        return [one.kind for one in records.ledger.of_job(job)]


@pytest.mark.parametrize(
    ("prompt", "seconds"),
    [("The beauty of Paris", 30), ("The sea", 1), ("A day in a lighthouse", 97)],
)
def test_ge_01_lengths_add_up_to_the_second(ann, mill, prompt, seconds):
    with mill.planning():
        answer = ann.client.post(
            "/generation/analyze", json={"prompt": prompt, "style": "noir", "duration": seconds}
        )
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert (found["style"], found["total_duration"]) == ("noir", seconds)
    assert sum(one["duration"] for one in found["scenes"]) == seconds
    fields = {"visual_description", "audio_description", "script", "duration"}
    assert [set(one) for one in found["scenes"]] == [fields] * len(found["scenes"])
    assert all(one["visual_description"] and one["audio_description"] for one in found["scenes"])


def test_analysis_keeps_nothing_and_costs_nothing(ann, mill):
    with mill.planning():
        ann.client.post("/generation/analyze", json={"prompt": "The sea"})
    assert (ann.credits, ann.sees("/videos")["total"]) == (10, 0)


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (Refused("These words were refused as hate."), 422, "These words were refused as hate."),
        (Invalid("The planner cannot write it."), 422, "The planner cannot write it."),
        (VendorFailed("Its key is x."), 503, "No scenes could be made just now; try again."),
    ],
)
def test_analysis_that_fails_says_why(ann, mill, monkeypatch, error, status, detail):
    monkeypatch.setattr(mill, "succeed", lambda job: mill.fail(job, error))
    with mill.planning():
        answer = ann.client.post("/generation/analyze", json={"prompt": "The sea"})
    assert told(answer) == (status, {"detail": detail})


def test_analysis_that_nobody_makes_is_given_up(house, ann, monkeypatch):
    monkeypatch.setattr("reelwright.api.contracts.pixora.generation.PATIENCE", 0.1)
    answer = ann.client.post("/generation/analyze", json={"prompt": "The sea"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    with house.office.store.read() as records:
        assert records.jobs.count(ann.id, jobs.OPEN) == 0


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"prompt": ""},
        {"prompt": "…"},
        {"prompt": "a" * 2_001},
        {"prompt": 5},
        {"prompt": "Sea", "duration": 0},
        {"prompt": "Sea", "duration": 601},
    ],
)
def test_wrong_prompts_are_refused(ann, body):
    assert ann.client.post("/generation/analyze", json=body).status_code == 422


def test_ge_02_progress_only_rises_to_a_hundred(house, ann, mill):
    video = ann.video(duration=10)["id"]
    job = ann.generate(video)
    seen = [ann.sees(f"/generation/status/{job}")]
    mill.begin(job)
    for progress in (0.2, 0.45, 0.3, 0.999):
        house.clock.go(5)
        mill.advance(job, progress)
        seen.append(ann.sees(f"/generation/status/{job}"))
    mill.succeed(job)
    last = ann.sees(f"/generation/status/{job}")
    assert [one["progress"] for one in seen] == [0, 20, 45, 45, 99]
    assert {type(one["progress"]) for one in [*seen, last]} == {int}
    assert {one["status"] for one in seen} == {"processing"}
    assert all({"started_at", "estimated_completion"} <= set(one) for one in seen)
    assert not any({"completed_at", "error_message"} & set(one) for one in seen)
    assert all(one["estimated_completion"] > at(house) for one in seen[-1:])
    assert (last["status"], last["progress"], last["id"]) == ("completed", 100, last["job_id"])
    assert ("completed_at" in last, "estimated_completion" in last) == (True, False)


def at(house) -> str:
    return house.clock().strftime("%Y-%m-%dT%H:%M:%SZ")


def test_times_are_whole_seconds_of_utc(ann):
    video = ann.video()
    assert datetime.strptime(video["created_at"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


def test_ge_03_fifty_at_once_are_one_job_and_one_charge(house, ann):
    video = ann.video(duration=30)["id"]
    with ThreadPoolExecutor(50) as crowd:
        found = list(crowd.map(lambda _: ann.generate(video), range(50)))
    assert (len(set(found)), ann.credits) == (1, 7)
    assert kinds(house, found[0]) == [Kind.HOLD]


def test_ge_04_without_credits_nothing_happens(house, ann):
    video = ann.video(duration=110)["id"]
    answer = ann.client.post(f"/generation/video/{video}")
    assert told(answer) == (402, {"detail": "Insufficient credits: 11 required, 10 available"})
    assert (ann.credits, ann.sees(f"/videos/{video}")["status"]) == (10, "pending")
    with house.office.store.read() as records:
        assert records.jobs.of(ann.id, 9) == ()


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (VendorFailed("The painter is away."), "The painter is away."),
        (Cancelled("The job was cancelled."), "Cancelled"),
        (Refused("These words were refused as hate."), "These words were refused as hate."),
        (Invalid("The voice does not speak it."), "The voice does not speak it."),
    ],
)
def test_ge_05_failure_gives_credits_back_and_says_why(house, ann, mill, error, message):
    video = ann.video(duration=30)["id"]
    job = ann.generate(video)
    assert ann.credits == 7
    mill.fail(job, error)
    seen = ann.sees(f"/generation/status/{job}")
    assert (seen["status"], seen["error_message"], ann.credits) == ("failed", message, 10)
    assert ann.sees(f"/videos/{video}")["status"] == "failed"
    assert sorted(kinds(house, job)) == sorted([Kind.HOLD, Kind.RELEASE, Kind.SETTLE])


def test_success_costs_what_was_held(ann, mill):
    video = ann.video(duration=21)["id"]
    job = ann.generate(video)
    assert ann.credits == 7
    mill.succeed(job)
    assert ann.credits == 7


def test_scenes_that_last_longer_are_paid_for(ann):
    video = ann.video(duration=1)["id"]
    for _ in range(3):
        ann.scene(video, duration=20)
    ann.generate(video)
    assert ann.credits == 4


def test_scenes_are_made_where_there_are_none(ann, mill):
    video = ann.video(duration=20)["id"]
    mill.succeed(ann.generate(video))
    found = ann.sees(f"/scenes?video_id={video}")["scenes"]
    assert {one["status"] for one in found} == {"completed"}
    assert all(one["visual_description"] and one["audio_description"] for one in found)


def test_film_is_asked_to_show_the_scenes_as_they_are(house, ann):
    video = ann.video(style="film noir", aspect_ratio="9:16", duration=60)["id"]
    ann.scene(video, audio_description="Gentle piano", duration=6)
    ann.scene(video, visual_description="A beach", script="…", duration=3)
    asked = request_of(house, ann.generate(video))
    told = [
        (one["visual"], one["narration"], one["duration"], one["exact"])
        for one in asked["storyboard"]["scenes"]
    ]
    assert told == [("A bridge at night", "At last.", 6, True), ("A beach", "", 3, True)]
    brief = asked["brief"]
    assert (brief["style"], brief["aspect"], brief["duration"]) == ("noir", "9:16", None)
    assert brief["music"]["mood"] == "Gentle piano"
    assert (asked["fixed"], asked["scene_files"]) == (True, True)


def test_completed_video_is_made_and_paid_again(ann, mill):
    video = ann.video(duration=10)["id"]
    first = ann.generate(video)
    mill.succeed(first)
    second = ann.generate(video)
    assert (first != second, ann.credits) == (True, 8)
    mill.fail(second, VendorFailed("The painter is away."))
    seen = ann.sees(f"/videos/{video}")
    assert (seen["status"], "output_url" in seen, ann.credits) == ("failed", True, 9)


def test_generation_of_others_is_not_there(ann, bob, house):
    video = ann.video()["id"]
    job = ann.generate(video)
    for other in (video, NOWHERE):
        assert told(bob.client.post(f"/generation/video/{other}")) == MISSING
    for other in (job, NOWHERE):
        answer = bob.client.get(f"/generation/status/{other}")
        assert told(answer) == (404, {"detail": "Job not found"})


def test_repeated_key_names_the_first_job(ann, mill):
    video, key = ann.video(duration=10)["id"], {"Idempotency-Key": "g-1"}
    first = ann.client.post(f"/generation/video/{video}", headers=key)
    mill.succeed(first.json()["job_id"])
    again = ann.client.post(f"/generation/video/{video}", headers=key)
    assert (first.json(), ann.credits) == (again.json(), 9)


def comer(house):
    """Return the client of somebody who is new."""
    login = {"email": "a@example.com", "password": "securepassword", "name": "A"}
    client = house.client("/pixora/api/v1")
    client.post("/auth/register", json=login)
    given = {"username": "a@example.com", "password": "securepassword"}
    token = client.post("/auth/login", json=given).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    return client


@pytest.mark.parametrize(
    ("cap", "status", "detail"),
    [
        ({"per_job": 20_000}, 403, "one job may cost $0.02 at most."),
        ({"per_day": 20_000}, 429, "today $0.00 of $0.02 are spent or set aside."),
    ],
)
def test_caps_bind_who_pays_in_credits(build, cap, status, detail):
    rules = House(prices=Prices({"picture": 10_000}), terms=Terms(None, **cap))
    client = comer(build(rules=rules))
    video = client.post("/videos", json={"title": "T", "duration": 12}).json()["id"]
    answer = client.post(f"/generation/video/{video}")
    assert answer.status_code == status
    assert answer.json()["detail"].startswith(f"This job is estimated at $0.03; {detail}")
    assert client.get("/users/credits").json()["credits"] == 10


def test_day_counts_what_a_film_came_to(build):
    """The credits are for the seconds; what the owner spends is counted beside them."""
    rules = House(prices=Prices({"picture": 10_000}), terms=Terms(None, per_day=1_000_000))
    house = build(rules=rules)
    client = comer(house)
    video = client.post("/videos", json={"title": "T", "duration": 12}).json()["id"]
    job = client.post(f"/generation/video/{video}").json()["job_id"]
    with house.office.store.read() as records:
        found = jobs.of_id(records, job)
    assert (found.held, found.counted) == (2, 30_000)


def test_full_house_is_429_and_503(build):
    house = build()
    client = comer(house)
    account = client.get("/users/me").json()["id"]
    with house.office.store.write() as records:
        for _ in range(100):
            order = jobs.Order("plan", "native", {}, NOTHING, house.office.house.terms)
            jobs.accept(records, account, order, house.office.house.room, house.clock())
    video = client.post("/videos", json={"title": "T"}).json()["id"]
    answer = client.post(f"/generation/video/{video}")
    assert (answer.status_code, list(answer.json())) == (429, ["detail"])

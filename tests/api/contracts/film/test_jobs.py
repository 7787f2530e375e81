"""Jobs: accepted within caps, watched through their states, reported on, cancelled, fetched."""

import re
import threading
from collections import Counter
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from reelwright.api.contracts.film.states import State
from reelwright.model.brief import Brief, Style
from reelwright.model.errors import Refused
from reelwright.services.spending import Line, Quote
from shared.film import BASE, SCRIPT, VIOLENT, entered

LITERAL = {
    "project_id": 1,
    "script": SCRIPT,
    "config": {
        "num_images": 10,
        "video_duration": 30,
        "include_voice": True,
        "include_music": True,
        "fps": 30,
        "quality": "high",
        "voice": "default",
        "genre": "cinematic",
        "mood": "inspiring",
    },
}
TEN_DOLLARS = {
    "num_images": 100,
    "video_duration": 160,
    "include_voice": False,
    "include_music": False,
}
NAIVE = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")


def made(person, number: int) -> Brief:
    """Return the brief that a job's film is made of."""
    return Brief.read(person.row(number).request["brief"])


def state(floor, number: int, wanted: str) -> None:
    """Bring a job into a state as the engine does."""
    ways: dict[str, list[Any]] = {
        "queued": [],
        "moderating": [floor.begins],
        "processing": [floor.begins, lambda one: floor.steps(one, "speak/scene-1", 0.1)],
        "completed": [floor.begins, floor.succeeds],
        "failed": [floor.begins, floor.fails],
        "moderation_failed": [floor.begins, lambda one: floor.fails(one, Refused("No."))],
    }
    for way in ways[wanted]:
        way(number)


def test_literal_job_answers_as_documented(ann):
    ann.project()
    answer = ann.client.post("/jobs/", json=LITERAL)
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": 1,
            "project_id": 1,
            "user_id": 2,
            "script": SCRIPT,
            "config": LITERAL["config"],
            "status": "pending",
            "progress": 0.0,
            "estimated_cost": 2.45,
            "actual_cost": 0.0,
            "moderation_status": "approved",
            "moderation_score": 0.0,
            "error_message": None,
            "output_url": None,
            "created_at": "2026-11-22T12:30:00",
            "updated_at": "2026-11-22T12:30:00",
            "completed_at": None,
            "cancelled_at": None,
        },
    )
    assert ann.sees(1) == {**answer.json(), "status": "queued"}


def test_floats_stay_floats(ann):
    text = ann.client.post("/jobs/", json={"project_id": ann.project(), "script": "Rain"}).text
    assert re.findall(r'"(\w+)":\d+\.\d+', text) == [
        "progress",
        "estimated_cost",
        "actual_cost",
        "moderation_score",
    ]


def test_estimate_is_what_the_job_says(ann):
    config = {"num_images": 7, "video_duration": 61, "include_voice": True, "include_music": False}
    estimate = ann.client.post("/jobs/estimate-cost", json=config)
    assert (estimate.status_code, estimate.json()) == (
        200,
        {
            "estimated_cost": 4.11,
            "breakdown": {
                "image_generation": 0.14,
                "video_generation": 3.05,
                "voice_synthesis": 0.92,
                "music_synthesis": 0.0,
                "ffmpeg_processing": 0.06,
            },
        },
    )
    assert ann.job(config=config)["estimated_cost"] == 4.11


def test_config_becomes_the_brief(ann, floor):
    config = {
        **LITERAL["config"],
        "genre": "Nature documentary",
        "quality": "low",
        "fps": 24,
        "num_images": 5,
        "video_duration": 12,
    }
    brief = made(floor, ann.job(config=config, script="One.\n\n ---\n Two.\n")["id"])
    assert brief == Brief(
        script=("One.", "Two."),
        images=5,
        style=Style.DOCUMENTARY,
        resolution="480p",
        fps=24,
        duration=12,
        music={"genre": "Nature documentary", "mood": "inspiring"},
        quality="low",
    )


def test_parts_that_are_not_wanted_are_left_out(ann, floor):
    config = {"include_voice": False, "include_music": False, "voice": "nobody"}
    brief = made(floor, ann.job(config=config)["id"])
    assert (brief.voice, brief.music) == (None, None)


def test_config_has_defaults(ann):
    usual = {**LITERAL["config"], "genre": None, "mood": None}
    told = [ann.job(**asked)["config"] for asked in ({}, {"config": None}, {"config": {}})]
    empty = ann.job(config={"genre": "", "mood": " "})["config"]
    assert [*told, empty] == [usual] * 4


WRONG: tuple[dict[str, Any], ...] = (
    {"project_id": None},
    {"project_id": "1"},
    {"project_id": 1.5},
    {"script": None},
    {"script": ""},
    {"script": " \n\t\n"},
    {"script": "--- !!!\n..."},
    {"script": "x" * 20_001},
    {"script": "x\n" * 501},
    {"script": "x\x00"},
    {"config": {"num_images": 0}},
    {"config": {"num_images": 1_001}},
    {"config": {"num_images": "10"}},
    {"config": {"num_images": True}},
    {"config": {"video_duration": 0}},
    {"config": {"video_duration": 3_601}},
    {"config": {"video_duration": 1.5}},
    {"config": {"include_voice": 1}},
    {"config": {"include_music": "true"}},
    {"config": {"fps": 11}},
    {"config": {"fps": 61}},
    {"config": {"quality": "ultra"}},
    {"config": {"voice": "v" * 65}},
    {"config": {"voice": "nobody"}},
    {"config": {"genre": "g" * 65}},
    {"config": []},
)


def test_wrong_jobs_are_refused(ann):
    ann.project()
    answers = [ann.client.post("/jobs/", json={**LITERAL, **wrong}) for wrong in WRONG]
    told = {(one.status_code, *one.json()) for one in answers}
    assert told == {(400, "detail")}
    assert ann.client.get("/jobs/").json() == []


def test_what_is_not_asked_for_changes_nothing(ann):
    ann.project()
    forged = {"status": "completed", "actual_cost": -5, "user_id": 1, "estimated_cost": 0, "id": 9}
    told = ann.client.post("/jobs/", json={**LITERAL, **forged}).json()
    shown = [told[name] for name in ("id", "user_id", "status", "estimated_cost", "actual_cost")]
    assert shown == [1, 2, "pending", 2.45, 0.0]


def test_job_of_no_project_is_missing(ann):
    ann.project()
    numbers = (0, 2, -1, 2**53, 2**62)
    answers = [ann.client.post("/jobs/", json={**LITERAL, "project_id": one}) for one in numbers]
    told = [(one.status_code, one.json()) for one in answers]
    assert told == [(404, {"detail": "Project not found"})] * len(numbers)


def test_one_job_may_cost_a_hundred_dollars(ann):
    # 20 images and 1,992 seconds are 0.40 and 99.60.
    exact = {**TEN_DOLLARS, "num_images": 20, "video_duration": 1_992}
    assert ann.job(config=exact)["estimated_cost"] == 100.0
    dear = {"num_images": 1_000, "video_duration": 3_600}
    body = {"project_id": ann.project(), "script": SCRIPT, "config": dear}
    answer = ann.client.post("/jobs/", json=body)
    detail = "Estimated cost $290.00 exceeds the maximum of $100.00 per job"
    assert (answer.status_code, answer.json()) == (400, {"detail": detail})
    assert ann.client.post("/jobs/estimate-cost", json=dear).json()["estimated_cost"] == 290.0


def test_a_day_may_cost_five_hundred_dollars(ann, house):
    hundred = {**TEN_DOLLARS, "num_images": 20, "video_duration": 1_992}
    project = ann.project()
    for _ in range(5):
        ann.job(project_id=project, config=hundred)
    body = {"project_id": project, "script": SCRIPT, "config": {"num_images": 1}}
    refused = ann.client.post("/jobs/", json=body)
    told = refused.json()["detail"]
    begins = told.startswith("Daily cost limit of $500.00 reached: ")
    assert (refused.status_code, begins) == (403, True)
    house.clock.go(12 * 3_600)
    ann.logs_in()
    assert ann.client.post("/jobs/", json=body).status_code == 201


def test_jobs_at_once_stay_within_the_day(build):
    house = build(queue_per_account=1_000)
    ann = entered(house, "ann")
    body = {"project_id": ann.project(), "script": "Rain", "config": TEN_DOLLARS}
    told: Counter[int] = Counter()

    def create() -> None:
        client = house.client(BASE, Authorization=ann.client.headers["Authorization"])
        told[client.post("/jobs/", json=body).status_code] += 1

    threads = [threading.Thread(target=create) for _ in range(100)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with house.office.store.read() as records:
        account = records.accounts.by_username("ann")
        spent = records.ledger.spent(account.id, "2026-11-22")
    assert (told, spent) == ({201: 50, 403: 50}, 500_000_000)


def test_what_ended_without_cost_is_given_back(ann, floor, house):
    numbers = [ann.job()["id"] for _ in range(4)]
    account = floor.row(numbers[0]).account_id
    floor.fails(numbers[0])
    ann.client.post(f"/jobs/{numbers[1]}/cancel")
    floor.begins(numbers[2])
    floor.fails(numbers[2], Refused("No."))
    floor.begins(numbers[3])
    floor.succeeds(numbers[3], bill=Quote((Line("picture", 3, 60_000),), 0))
    with house.office.store.read() as records:
        assert records.ledger.spent(account, "2026-11-22") == 60_000
    assert [ann.sees(one)["actual_cost"] for one in numbers] == [0.0, 0.0, 0.0, 0.06]


def test_cost_never_passes_the_estimate(ann, floor):
    number = ann.job()["id"]
    floor.begins(number)
    floor.succeeds(number, bill=Quote((Line("picture", 1, 99_000_000),), 0))
    assert ann.sees(number)["actual_cost"] == 2.45


def test_all_states_are_seen_in_order(ann, floor):
    number = ann.job()["id"]
    seen = ["pending"]
    for way in (
        lambda: None,
        lambda: floor.begins(number),
        lambda: floor.steps(number, "check", 0.01),
        lambda: floor.steps(number, "plan", 0.03),
        lambda: floor.steps(number, "illustrate/scene-1", 0.2),
        lambda: floor.succeeds(number),
    ):
        way()
        seen.append(ann.sees(number)["status"])
    assert seen == [
        *("pending", "queued", "moderating", "moderating", "moderating", "processing"),
        "completed",
    ]
    ends = {}
    for end in ("failed", "moderation_failed"):
        other = ann.job()["id"]
        state(floor, other, end)
        ends[end] = ann.sees(other)["status"]
    cancelled = ann.job()["id"]
    ann.client.post(f"/jobs/{cancelled}/cancel")
    assert (ends, ann.sees(cancelled)["status"]) == (
        {"failed": "failed", "moderation_failed": "moderation_failed"},
        "cancelled",
    )


def test_script_refused_at_once_never_waits(ann, floor, house):
    told = ann.job(script=VIOLENT)
    shown = [told[name] for name in ("status", "moderation_status", "estimated_cost")]
    assert (shown, told["moderation_score"]) == (["moderation_failed", "rejected", 2.45], 0.9)
    assert (told["actual_cost"], told["progress"]) == (0.0, 0.0)
    assert told["error_message"] == "Moderation refused the script; rephrase it."
    row = floor.row(told["id"])
    with house.office.store.read() as records:
        assert records.ledger.spent(row.account_id, "2026-11-22") == 0
        assert records.jobs.unended(None, 10) == ()


def test_doubtful_script_is_moderated_with_the_job(ann, floor):
    told = ann.job(script="The soldiers killed the enemy")
    assert (told["status"], told["moderation_status"]) == ("pending", "approved")
    state(floor, told["id"], "moderation_failed")
    later = ann.sees(told["id"])
    assert (later["status"], later["moderation_status"]) == ("moderation_failed", "rejected")


def test_documented_patch_is_true_and_harmless(ann, floor, house):
    number = ann.job()["id"]
    answer = ann.client.patch(f"/jobs/{number}", json={"status": "processing", "progress": 50.0})
    told = answer.json()
    assert (answer.status_code, told["status"], told["progress"]) == (200, "processing", 50.0)
    row = floor.row(number)
    assert (row.state.value, row.progress, row.held) == ("queued", 0.0, 2_450_000)
    unfetched = ann.client.post("/jobs/signed-url", json={"job_id": number})
    assert (unfetched.status_code, unfetched.json()) == (400, {"detail": "Job is not completed"})


def test_patches_are_answered_by_kind(ann, bob, admin, floor):
    number = ann.job()["id"]
    asked = [
        (ann, {}, 200),
        (ann, {"progress": 101}, 400),
        (ann, {"progress": "50"}, 400),
        (ann, {"status": "done"}, 400),
        (ann, {"status": "completed"}, 403),
        (ann, {"status": "moderating"}, 403),
        (bob, {"progress": 5}, 404),
        (admin, {"status": "completed"}, 400),
        (admin, {"status": "moderating"}, 200),
        (ann, {"status": "cancelled"}, 200),
        (ann, {"status": "cancelled"}, 200),
        (ann, {"progress": 1}, 400),
    ]
    told = [
        person.client.patch(f"/jobs/{number}", json=body).status_code for person, body, _ in asked
    ]
    assert told == [status for _, _, status in asked]
    assert floor.row(number).state.value == "cancelled"


def test_strangers_patch_nothing(ann, bob, floor):
    for before in ("queued", "moderating", "processing", "completed", "failed"):
        number = ann.job()["id"]
        state(floor, number, before)
        answers = [
            bob.client.patch(f"/jobs/{number}", json={"status": wanted.value}) for wanted in State
        ]
        told = {(one.status_code, one.json()["detail"]) for one in answers}
        assert (told, ann.sees(number)["status"]) == ({(404, "Job not found")}, before)


def test_nan_is_no_progress(ann):
    number = ann.job()["id"]
    answer = ann.client.patch(
        f"/jobs/{number}",
        content=b'{"progress": NaN}',
        headers={"Content-Type": "application/json"},
    )
    assert (answer.status_code, list(answer.json())) == (400, ["detail"])


def test_admin_ends_work_with_its_state(ann, admin, floor):
    number = ann.job()["id"]
    told = admin.client.patch(f"/jobs/{number}", json={"status": "failed"}).json()
    assert (told["status"], told["user_id"], floor.row(number).held) == ("failed", 2, 2_450_000)
    assert (floor.row(number).state.value, floor.row(number).cost) == ("failed", 0)
    assert ann.sees(number)["status"] == "failed"


def test_owners_report_only_where_they_may(build):
    house = build(film_patch="worker_only")
    entered(house, "root")
    ann = entered(house, "ann")
    number = ann.job()["id"]
    answers = [
        ann.client.patch(f"/jobs/{number}", json=body)
        for body in ({"status": "processing", "progress": 50.0}, {"progress": 5}, {})
    ]
    assert [one.status_code for one in answers] == [403, 403, 200]
    assert answers[0].json() == {"detail": "Insufficient permissions"}


def test_open_jobs_are_cancelled(ann, floor):
    for before in ("queued", "moderating", "processing"):
        number = ann.job()["id"]
        state(floor, number, before)
        first = ann.client.post(f"/jobs/{number}/cancel")
        again = ann.client.post(f"/jobs/{number}/cancel")
        assert (first.status_code, first.json()["status"]) == (200, "cancelled")
        assert first.json()["cancelled_at"] == "2026-11-22T12:30:00"
        assert (again.status_code, again.json()) == (200, first.json())


def test_ended_jobs_are_not_cancelled(ann, floor):
    told = {}
    for before in ("completed", "failed", "moderation_failed"):
        number = ann.job()["id"]
        state(floor, number, before)
        answer = ann.client.post(f"/jobs/{number}/cancel")
        told[before] = (answer.status_code, answer.json()["detail"])
    assert told == {before: (400, f"Cannot cancel a {before} job") for before in told}


def test_owner_cancels_what_an_admin_called_completed(ann, admin, floor):
    told = {}
    for way in ("POST", "PATCH"):
        number = ann.job()["id"]
        state(floor, number, "processing")
        called = admin.client.patch(f"/jobs/{number}", json={"status": "completed"}).json()
        path = {"POST": f"/jobs/{number}/cancel", "PATCH": f"/jobs/{number}"}[way]
        answer = ann.client.request(way, path, json={"status": "cancelled"})
        told[way] = (called["status"], answer.status_code, answer.json()["status"])
        assert floor.row(number).state.value == "cancelled"
    assert told == dict.fromkeys(told, ("completed", 200, "cancelled"))


def test_signed_url_says_its_own_end(ann, floor, house):
    number = ann.job()["id"]
    state(floor, number, "completed")
    house.clock.pace = 1.0
    told = ann.client.post("/jobs/signed-url", json={"job_id": number}).json()
    ends = datetime.fromisoformat(f"{told['expires_at']}Z")
    assert parse_qs(urlsplit(told["url"]).query)["exp"] == [f"{ends.timestamp():.0f}"]


def test_films_play_on_pages_of_other_origins(ann, floor, house):
    number = ann.job()["id"]
    state(floor, number, "completed")
    answer = house.client().get(ann.sees(number)["output_url"])
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_signed_url_is_all_that_is_needed(ann, floor, house):
    number = ann.job()["id"]
    state(floor, number, "completed")
    told = ann.client.post("/jobs/signed-url", json={"job_id": number}).json()
    stranger = house.client()
    whole = stranger.get(told["url"])
    part = stranger.get(told["url"], headers={"Range": "bytes=2-5"})
    head = stranger.head(told["url"])
    assert told["expires_at"] == "2026-11-22T13:30:00"
    assert (whole.status_code, whole.content, whole.headers["Content-Type"]) == (
        200,
        b"a film",
        "video/mp4",
    )
    assert (part.status_code, part.content) == (206, b"film")
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "6", b"")
    assert ann.sees(number)["output_url"] == told["url"]


def test_signed_url_expires_and_stands_no_change(ann, floor, house):
    number = ann.job()["id"]
    state(floor, number, "completed")
    url = ann.client.post("/jobs/signed-url", json={"job_id": number}).json()["url"]
    stranger = house.client()
    changed = [url[:-1] + ("0" if url[-1] != "0" else "1"), re.sub(r"exp=\d", "exp=2", url)]
    refused = [stranger.get(one) for one in changed]
    house.clock.go(3_600)
    before = stranger.get(url).status_code
    house.clock.go(1)
    refused.append(stranger.get(url))
    assert before == 200
    assert [(one.status_code, list(one.json())) for one in refused] == [(403, ["detail"])] * 3


def test_times_have_no_zone(ann, floor):
    number = ann.job()["id"]
    state(floor, number, "completed")
    told = {**ann.sees(number), **ann.client.get("/projects/1").json()}
    told |= ann.client.post("/jobs/signed-url", json={"job_id": number}).json()
    times = {name: time for name, time in told.items() if name.endswith("_at") and time}
    assert sorted(times) == ["completed_at", "created_at", "expires_at", "updated_at"]
    assert [one for one in times.values() if not NAIVE.fullmatch(one)] == []


def test_lists_are_narrowed(ann, floor):
    one, other = ann.project(), ann.project()
    first, second, third = (ann.job(project_id=which)["id"] for which in (one, other, other))
    state(floor, second, "completed")

    def listed(**asked: Any) -> tuple[list[int], str]:
        answer = ann.client.get("/jobs/", params=asked)
        return [job["id"] for job in answer.json()], answer.headers["X-Total-Count"]

    assert listed() == ([third, second, first], "3")
    assert listed(skip=1, limit=1) == ([second], "3")
    assert listed(project_id=other) == ([third, second], "2")
    assert listed(status="completed") == ([second], "1")
    assert listed(status="queued", project_id=one) == ([first], "1")
    assert listed(project_id=99) == ([], "0")
    assert listed(project_id="x") == ([], "0")
    assert ann.client.get("/jobs/", params={"status": "done"}).status_code == 400


def test_fixed_addresses_are_no_ids(ann):
    answers = [
        ann.client.request(method, f"/jobs/{name}", json={})
        for method in ("GET", "PATCH")
        for name in ("estimate-cost", "signed-url")
    ]
    assert {(one.status_code, one.json()["detail"]) for one in answers} == {(404, "Job not found")}


def test_same_key_makes_one_job(ann):
    ann.project()
    headers = {"Idempotency-Key": "once"}
    first = ann.client.post("/jobs/", json=LITERAL, headers=headers)
    again = ann.client.post("/jobs/", json=LITERAL, headers=headers)
    other = ann.client.post("/jobs/", json={**LITERAL, "script": "Rain"}, headers=headers)
    assert (again.content, again.headers["Idempotency-Replayed"]) == (first.content, "true")
    assert (other.status_code, list(other.json())) == (400, ["detail"])
    assert len(ann.client.get("/jobs/").json()) == 1


def test_ids_grow(ann):
    project = ann.project()
    assert [ann.job(project_id=project)["id"] for _ in range(3)] == [1, 2, 3]

"""Productions over HTTP: kept, called otherwise, forgotten; and their storyboards."""

from typing import Any

from starlette.testclient import TestClient

from reelwright.model.brief import Brief
from reelwright.model.storyboard import Storyboard

AT = "2026-11-22T12:30:00.000Z"
BRIEF = {"prompt": "A day in a lighthouse", "duration": 12}
NOBODY = "0193a5b0-0000-7000-8000-000000000000"


def test_created_productions_can_be_had(ann: TestClient) -> None:
    answer = ann.post("/productions", json={"brief": BRIEF, "title": "Lights"})
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/reelwright/v1/productions/{made['id']}"
    assert answer.headers["ETag"] == '"1"'
    assert made == {
        "id": made["id"],
        "title": "Lights",
        "project": None,
        "origin": "native",
        "version": 1,
        "planned": False,
        "brief": Brief.read(BRIEF).write(),
        "created_at": AT,
        "updated_at": AT,
    }
    assert ann.get(f"/productions/{made['id']}").json() == made


def test_a_storyboard_may_come_along(ann: TestClient, production: Any) -> None:
    made = production()
    answer = ann.get(f"/productions/{made['id']}/storyboard")
    assert (made["planned"], made["title"], made["version"]) == (True, "A day in a lighthouse", 2)
    assert answer.headers["ETag"] == '"2"'
    assert answer.json() == {
        "production": made["id"],
        "version": 2,
        "film": None,
        "stale": ["scene-1", "scene-2"],
        "reordered": False,
        "storyboard": Storyboard.read(answer.json()["storyboard"]).write(),
    }


def test_told_storyboards_can_be_sent_back(ann: TestClient, production: Any) -> None:
    place = f"/productions/{production()['id']}/storyboard"
    told = ann.get(place).json()["storyboard"]
    answer = ann.put(place, json={"storyboard": {**told, "title": "Other"}})
    assert (answer.status_code, answer.headers["ETag"]) == (200, '"3"')
    assert answer.json()["storyboard"] == {**told, "title": "Other"}
    assert ann.get(place).json() == answer.json()


def test_every_fault_of_a_storyboard_is_told(ann: TestClient, production: Any) -> None:
    made = production()
    scenes = [
        {"id": "one", "visual": "a lake", "duration": -5},
        {"id": "one", "visual": "", "duration": 4_000},
        {"id": "x" * 65, "visual": "x" * 2_001, "duration": 5, "picture": "../secret"},
    ]
    board = {"title": "x" * 201, "language": "english", "scenes": scenes}
    answer = ann.put(f"/productions/{made['id']}/storyboard", json={"storyboard": board})
    assert answer.status_code == 422
    assert {one["pointer"]: one["detail"] for one in answer.json()["errors"]} == {
        "/duration": "All scenes together last 3600 seconds at most, not 4000.",
        "/title": "This is too long: 201 characters, 200 at most.",
        "/scenes/0/duration": "A scene lasts from 0.5 to 3600 seconds, not -5.",
        "/scenes/1/id": "Another scene is called 'one'; give each its own id.",
        "/scenes/1/visual": "A scene needs a narration, a visual or a picture.",
        "/scenes/1/duration": "A scene lasts from 0.5 to 3600 seconds, not 4000.",
        "/scenes/2/picture": "A picture is named by the content key of its upload.",
        "/scenes/2/id": "This is too long: 65 characters, 64 at most.",
        "/scenes/2/visual": "This is too long: 2,001 characters, 2,000 at most.",
    }
    assert ann.get(f"/productions/{made['id']}").json() == made


def test_a_film_has_500_scenes_at_most(ann: TestClient) -> None:
    scenes = [{"id": f"s{number}", "visual": "a lake", "duration": 1} for number in range(501)]
    board = {"title": "T", "language": "english", "scenes": scenes}
    answer = ann.post("/productions", json={"brief": BRIEF, "storyboard": board})
    told = "scenes: A film has 500 scenes at most, not 501."
    assert (answer.status_code, answer.json()["detail"]) == (422, told)
    assert ann.get("/productions").json()["data"] == []


def test_an_unplanned_one_has_no_storyboard(ann: TestClient) -> None:
    made = ann.post("/productions", json={"brief": BRIEF}).json()
    answer = ann.get(f"/productions/{made['id']}/storyboard")
    told = "This production has no storyboard yet; plan it, or send one."
    assert (answer.status_code, answer.json()["detail"]) == (404, told)


def test_lists_heed_projects(ann: TestClient, production: Any, clock: Any) -> None:
    project = ann.post("/projects", json={"name": "Lights"}).json()["id"]
    production()
    clock.go()
    inside = production(project=project)
    answer = ann.get("/productions", params={"project": project})
    assert answer.json() == {"data": [inside], "has_more": False, "next_cursor": None}
    assert len(ann.get("/productions").json()["data"]) == 2


def test_a_known_version_is_not_sent_again(ann: TestClient, production: Any) -> None:
    place = f"/productions/{production()['id']}"
    answer = ann.get(place, headers={"If-None-Match": '"2"'})
    assert (answer.status_code, answer.content, answer.headers["ETag"]) == (304, b"", '"2"')
    assert ann.get(place, headers={"If-None-Match": '"1"'}).status_code == 200


def test_changes_leave_the_rest(ann: TestClient, production: Any) -> None:
    made = production()
    project = ann.post("/projects", json={"name": "Lights"}).json()["id"]
    place = f"/productions/{made['id']}"
    moved = ann.patch(place, json={"project": project}).json()
    assert moved == {**made, "project": project, "version": 3}
    called = ann.patch(place, json={"title": "Other"}).json()
    assert called == {**moved, "title": "Other", "version": 4}
    assert ann.patch(place, json={"project": None}).json() == {
        **called,
        "project": None,
        "version": 5,
    }


def test_nobody_overwrites_the_unseen(ann: TestClient, production: Any) -> None:
    made = production()
    place = f"/productions/{made['id']}"
    answer = ann.patch(place, json={"title": "Other"}, headers={"If-Match": '"1"'})
    assert (answer.status_code, answer.json()["code"]) == (412, "precondition_failed")
    assert ann.delete(place, headers={"If-Match": '"1"'}).status_code == 412
    assert ann.get(place).json() == made


def test_deleting_cancels_what_is_at_work(
    ann: TestClient, production: Any, called_off: list[str]
) -> None:
    place = f"/productions/{production()['id']}"
    job = ann.post(f"{place}/produce").json()["id"]
    assert ann.delete(place).status_code == 204
    assert called_off == [job]
    assert ann.get(place).status_code == 404
    assert ann.get("/usage").json()["credits"] == {"available": 1_000, "held": 0}


def test_other_peoples_projects_are_not_there(
    ann: TestClient, bob: TestClient, production: Any
) -> None:
    theirs = bob.post("/projects", json={"name": "Lights"}).json()["id"]
    made = production()
    for project in (theirs, NOBODY):
        asked = {"brief": BRIEF, "project": project}
        told = f"There is no project {project!r}."
        assert ann.post("/productions", json=asked).json()["detail"] == told
        change = ann.patch(f"/productions/{made['id']}", json={"project": project})
        assert (change.status_code, change.json()["detail"]) == (404, told)
    assert ann.get("/productions").json()["data"] == [made]


def test_numbers_are_no_texts(ann: TestClient) -> None:
    answer = ann.post("/productions", json={"brief": {"prompt": "A day", "fps": "30"}})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "/brief/fps", "detail": "This must be a whole number."}
    ]

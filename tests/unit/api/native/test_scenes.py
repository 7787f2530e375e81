"""Scenes over HTTP."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.ports.records.productions import Take

AT = "2026-11-22T12:30:00.000Z"
FIRST = {
    "id": "scene-1",
    "position": 0,
    "narration": "Dawn.",
    "visual": "a lighthouse at dawn",
    "camera": "push in",
    "duration": 6,
    "exact": False,
    "picture": None,
    "picture_take": 0,
    "stale": True,
    "created_at": AT,
    "updated_at": AT,
}
SECOND = {
    **FIRST,
    "id": "scene-2",
    "position": 1,
    "narration": "Dusk.",
    "visual": "a lighthouse at dusk",
}
NOON = {"narration": "Noon.", "visual": "gulls at noon", "duration": 4}


@pytest.fixture
def place(production: Any) -> str:
    """Give the path of the scenes of a production that is planned."""
    return f"/productions/{production()['id']}/scenes"


def test_scenes_are_listed_in_order(ann: TestClient, place: str) -> None:
    answer = ann.get(place)
    assert answer.json() == {"version": 2, "data": [FIRST, SECOND]}
    assert answer.headers["ETag"] == '"2"'
    assert ann.get(f"{place}/scene-2").json() == SECOND


def test_an_unplanned_production_has_none(ann: TestClient) -> None:
    made = ann.post("/productions", json={"brief": {"prompt": "A day"}}).json()["id"]
    place = f"/productions/{made}/scenes"
    assert ann.get(place).json() == {"version": 1, "data": []}
    assert ann.post(place, json=NOON).json()["code"] == "conflict"


def test_a_new_scene_goes_where_it_shall(ann: TestClient, place: str) -> None:
    answer = ann.post(place, json={**NOON, "position": 1, "camera": "pan left"})
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/reelwright/v1{place}/scene-3"
    assert answer.headers["ETag"] == '"3"'
    told = {"id": "scene-3", "position": 1, "camera": "pan left", "exact": True}
    assert made == {**FIRST, **NOON, **told}
    listed = ann.get(place).json()["data"]
    assert listed == [FIRST, made, {**SECOND, "position": 2}]


def test_without_a_place_it_goes_last(ann: TestClient, place: str) -> None:
    ann.post(place, json=NOON)
    assert [one["id"] for one in ann.get(place).json()["data"]] == ["scene-1", "scene-2", "scene-3"]


def test_any_names_leave_room_for_more(ann: TestClient, production: Any) -> None:
    scenes = [{"id": name, "visual": "a lake", "duration": 5} for name in ("intro", "scene-3")]
    board = {"title": "T", "language": "english", "scenes": scenes}
    place = f"/productions/{production(storyboard=board)['id']}/scenes"
    assert ann.post(place, json=NOON).json()["id"] == "scene-4"


def test_changes_leave_the_rest(ann: TestClient, place: str, clock: Any, picture: str) -> None:
    clock.go(60)
    change = {"narration": "The sun rises.", "duration": 7.5, "picture": picture}
    answer = ann.patch(f"{place}/scene-1", json=change)
    changed = {**FIRST, **change, "exact": True, "updated_at": "2026-11-22T12:31:00.000Z"}
    assert (answer.json(), answer.headers["ETag"]) == (changed, '"3"')
    back = ann.patch(f"{place}/scene-1", json={"picture": None})
    assert back.json() == {**changed, "picture": None}
    loose = ann.patch(f"{place}/scene-1", json={"exact": False})
    assert loose.json() == {**changed, "picture": None, "exact": False}


def test_a_scene_is_never_empty(ann: TestClient, place: str) -> None:
    change = ann.patch(f"{place}/scene-1", json={"narration": "", "visual": ""})
    new = ann.post(place, json={"duration": 5})
    told = [{"pointer": "/visual", "detail": "A scene needs a narration, a visual or a picture."}]
    assert (change.status_code, change.json()["errors"]) == (422, told)
    assert (new.status_code, new.json()["errors"]) == (422, told)
    assert ann.get(place).json() == {"version": 2, "data": [FIRST, SECOND]}


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"duration": 0.1}, "/duration"),
        ({"duration": 4_000}, "/duration"),
        ({"camera": "spin"}, "/camera"),
        ({"picture": "../etc/passwd"}, "/picture"),
        ({"narration": "x" * 2_001}, "/narration"),
        ({"picture_take": -1}, "/picture_take"),
        ({"stale": False}, "/stale"),
    ],
)
def test_impossible_changes_are_told(
    ann: TestClient, place: str, change: dict[str, object], pointer: str
) -> None:
    answer = ann.patch(f"{place}/scene-1", json=change)
    assert answer.status_code == 422
    assert [one["pointer"] for one in answer.json()["errors"]] == [pointer]


def test_the_last_scene_stays(ann: TestClient, place: str) -> None:
    answer = ann.delete(f"{place}/scene-1")
    assert (answer.status_code, answer.headers["ETag"]) == (204, '"3"')
    assert ann.get(place).json() == {"version": 3, "data": [{**SECOND, "position": 0}]}
    assert ann.delete(f"{place}/scene-2").status_code == 409


def test_scenes_can_be_put_in_order(ann: TestClient, place: str) -> None:
    answer = ann.put(f"{place}/order", json={"order": ["scene-2", "scene-1"]})
    there = [{**SECOND, "position": 0}, {**FIRST, "position": 1}]
    assert answer.json() == {"version": 3, "data": there}
    assert ann.get(place).json() == answer.json()


@pytest.mark.parametrize("order", [["scene-1"], ["scene-1", "scene-1"], ["scene-1", "other"]])
def test_an_order_names_each_scene(ann: TestClient, place: str, order: list[str]) -> None:
    answer = ann.put(f"{place}/order", json={"order": order})
    told = [{"pointer": "/order", "detail": "Name each scene once: scene-1, scene-2."}]
    assert (answer.status_code, answer.json()["errors"]) == (422, told)


def test_a_retake_asks_for_another_picture(ann: TestClient, place: str) -> None:
    answer = ann.post(f"{place}/scene-1/retake")
    assert answer.json() == {**FIRST, "picture_take": 1}
    ann.post(f"{place}/scene-1/retake", headers={"Idempotency-Key": "k"})
    again = ann.post(f"{place}/scene-1/retake", headers={"Idempotency-Key": "k"})
    assert again.json() == {**FIRST, "picture_take": 2}
    assert ann.get(f"{place}/scene-1").json() == {**FIRST, "picture_take": 2}


def test_an_own_picture_has_no_retake(ann: TestClient, place: str, picture: str) -> None:
    assert ann.patch(f"{place}/scene-1", json={"picture": picture}).status_code == 200
    assert ann.post(f"{place}/scene-1/retake").status_code == 409


def test_takes_can_be_looked_at_and_chosen(ann: TestClient, place: str, desk: Desk) -> None:
    with desk.store.write() as records:
        scene = records.productions.scenes(place.split("/")[2])[0]
        for number in (1, 2):
            asset = {"width": 64 * number}
            words, at = scene.visual, desk.clock()
            take = Take(f"t{number}", scene.id, "picture", number, words, asset, "a-job", at)
            records.productions.add_take(take)
    first = {
        "kind": "picture",
        "number": 1,
        "words": "a lighthouse at dawn",
        "asset": {"width": 64},
        "job": "a-job",
        "created_at": AT,
    }
    second = {**first, "number": 2, "asset": {"width": 128}}
    assert ann.get(f"{place}/scene-1/takes").json() == {"data": [second, first]}
    ann.patch(f"{place}/scene-1", json={"picture_take": 1})
    chosen = ann.patch(f"{place}/scene-1", json={"picture_take": 0})
    assert chosen.json() == {**FIRST, "picture_take": 0}
    assert ann.post(f"{place}/scene-1/retake").json() == {**FIRST, "picture_take": 2}


def test_pictures_of_others_are_not_there(
    ann: TestClient, bob: TestClient, place: str, picture: str
) -> None:
    scene = {"visual": "gulls", "duration": 5, "picture": picture}
    board = {"title": "T", "language": "english", "scenes": [{"id": "a", **scene}]}
    mine = bob.post("/productions", json={"brief": {"prompt": "A day"}}).json()["id"]
    tried = [
        bob.post("/productions", json={"brief": {"prompt": "A day", "pictures": [picture]}}),
        bob.put(f"/productions/{mine}/storyboard", json={"storyboard": board}),
    ]
    told = f"There is no picture {picture!r} among your uploads; upload it first."
    assert [(one.status_code, one.json()["detail"]) for one in tried] == [(404, told)] * 2
    missing = ann.patch(f"{place}/scene-1", json={"picture": "e" * 64})
    new = ann.post(place, json={**scene, "picture": "e" * 64})
    assert [one.status_code for one in (missing, new)] == [404, 404]
    assert ann.get(place).json() == {"version": 2, "data": [FIRST, SECOND]}


def test_films_have_an_end(ann: TestClient, place: str) -> None:
    change = ann.patch(f"{place}/scene-1", json={"duration": 3_599})
    new = ann.post(place, json={**NOON, "duration": 3_599})
    told = [{"pointer": "/duration", "detail": change.json()["errors"][0]["detail"]}]
    assert told[0]["detail"] == "All scenes together last 3600 seconds at most, not 3605."
    assert (change.status_code, change.json()["errors"]) == (422, told)
    assert new.status_code == 422
    assert ann.get(place).json() == {"version": 2, "data": [FIRST, SECOND]}


def test_only_what_changed_is_stale(ann: TestClient, place: str, filmed: Any) -> None:
    filmed(place.split("/")[2])
    fresh = [{**FIRST, "stale": False}, {**SECOND, "stale": False}]
    assert ann.get(place).json()["data"] == fresh
    assert ann.post(f"{place}/scene-2/retake").json() == {**SECOND, "picture_take": 1}
    assert ann.get(place).json()["data"] == [fresh[0], {**SECOND, "picture_take": 1}]
    made = ann.post(place, json=NOON).json()
    assert (made["id"], made["stale"]) == ("scene-3", True)


def test_another_order_makes_no_scene_stale(ann: TestClient, place: str, filmed: Any) -> None:
    production = place.removesuffix("/scenes")
    filmed(production.split("/")[2])
    ann.put(f"{place}/order", json={"order": ["scene-2", "scene-1"]})
    told = ann.get(f"{production}/storyboard").json()
    assert (told["stale"], told["reordered"]) == ([], True)


def test_nobody_overwrites_the_unseen(ann: TestClient, place: str) -> None:
    old = {"If-Match": '"1"'}
    tried = [
        ann.post(place, json=NOON, headers=old),
        ann.patch(f"{place}/scene-1", json={"visual": "x"}, headers=old),
        ann.delete(f"{place}/scene-1", headers=old),
        ann.put(f"{place}/order", json={"order": ["scene-2", "scene-1"]}, headers=old),
        ann.post(f"{place}/scene-1/retake", headers=old),
    ]
    assert [one.status_code for one in tried] == [412] * 5
    assert ann.get(place).json() == {"version": 2, "data": [FIRST, SECOND]}

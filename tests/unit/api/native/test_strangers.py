"""What is somebody else's looks exactly like what is not there, for every id that is owned."""

from typing import Any

import pytest
from starlette.testclient import TestClient

NOBODY = "0193a5b0-0000-7000-8000-000000000000"
BOARD = {
    "title": "T",
    "language": "english",
    "scenes": [{"id": "scene-1", "visual": "a lake", "duration": 5}],
}
ASKED: dict[str, dict[str, tuple[str, str, Any]]] = {
    "project": {
        "get": ("GET", "", None),
        "change": ("PATCH", "", {"name": "Mine"}),
        "delete": ("DELETE", "", None),
    },
    "production": {
        "get": ("GET", "", None),
        "change": ("PATCH", "", {"title": "Mine"}),
        "delete": ("DELETE", "", None),
        "get storyboard": ("GET", "/storyboard", None),
        "put storyboard": ("PUT", "/storyboard", {"storyboard": BOARD}),
        "plan": ("POST", "/plan", None),
        "estimate": ("POST", "/estimate", None),
        "produce": ("POST", "/produce", None),
        "dry run": ("POST", "/produce", {"dry_run": True}),
        "list scenes": ("GET", "/scenes", None),
        "insert scene": ("POST", "/scenes", {"visual": "a lake", "duration": 5}),
        "get scene": ("GET", "/scenes/scene-1", None),
        "change scene": ("PATCH", "/scenes/scene-1", {"visual": "a lake"}),
        "delete scene": ("DELETE", "/scenes/scene-1", None),
        "order scenes": ("PUT", "/scenes/order", {"order": ["scene-1"]}),
        "retake scene": ("POST", "/scenes/scene-1/retake", None),
    },
    "job": {
        "get": ("GET", "", None),
        "cancel": ("POST", "/cancel", None),
        "delete": ("DELETE", "", None),
        "steps": ("GET", "/steps", None),
        "log": ("GET", "/log", None),
        "watch": ("GET", "/events", None),
    },
    "film": {
        "get": ("GET", "", None),
        "papers": ("GET", "/papers", None),
        "renew links": ("POST", "/links", None),
        "delete": ("DELETE", "", None),
    },
}


@pytest.fixture
def things(ann: TestClient, production: Any, filmed: Any) -> dict[str, str]:
    """Give the ids of one thing of each kind that Ann has."""
    project = ann.post("/projects", json={"name": "Lights"}).json()["id"]
    made = production(project=project)["id"]
    film = filmed(made)
    job = ann.get(f"/films/{film}").json()["job"]
    return {"project": project, "production": made, "job": job, "film": film}


@pytest.mark.parametrize("kind", ["project", "production", "job", "film"])
def test_the_foreign_looks_missing(
    ann: TestClient, bob: TestClient, things: dict[str, str], kind: str
) -> None:
    same_id = {"X-Request-ID": "the-same-for-both"}
    for name, (method, path, body) in ASKED[kind].items():
        foreign = bob.request(method, f"/{kind}s/{things[kind]}{path}", json=body, headers=same_id)
        absent = bob.request(method, f"/{kind}s/{NOBODY}{path}", json=body, headers=same_id)
        assert (foreign.status_code, absent.status_code) == (404, 404), name
        assert foreign.text.replace(things[kind], NOBODY) == absent.text, name
        assert foreign.headers.keys() == absent.headers.keys(), name
    assert ann.get(f"/{kind}s/{things[kind]}").status_code == 200


@pytest.mark.parametrize("kind", ["projects", "productions", "jobs", "films"])
def test_odd_ids_are_missing(ann: TestClient, kind: str) -> None:
    odd = ["0", "-1", "1e3", "9223372036854775808", "%00", "١", "x" * 300, "%F0%28%8C%28"]
    assert {one: ann.get(f"/{kind}/{one}").status_code for one in odd} == dict.fromkeys(odd, 404)


def test_lists_hold_nothing_foreign(bob: TestClient, things: dict[str, str]) -> None:
    found = [bob.get(f"/{kind}s").json()["data"] for kind in things]
    assert found == [[], [], [], []]


def test_foreign_filters_find_nothing(bob: TestClient, things: dict[str, str]) -> None:
    found = [
        bob.get("/productions", params={"project": things["project"]}),
        bob.get("/jobs", params={"production": things["production"]}),
        bob.get("/films", params={"production": things["production"]}),
    ]
    assert [one.json()["data"] for one in found] == [[], [], []]

"""Projects over HTTP."""

from typing import Any

from starlette.testclient import TestClient

AT = "2026-11-22T12:30:00.000Z"


def named(client: TestClient, name: str) -> dict[str, Any]:
    made: dict[str, Any] = client.post("/projects", json={"name": name}).json()
    return made


def test_created_projects_can_be_had(ann: TestClient) -> None:
    answer = ann.post("/projects", json={"name": " Lights ", "description": "A series."})
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["Location"] == f"/reelwright/v1/projects/{made['id']}"
    assert made == {
        "id": made["id"],
        "name": "Lights",
        "description": "A series.",
        "origin": "native",
        "created_at": AT,
        "updated_at": AT,
    }
    assert ann.get(f"/projects/{made['id']}").json() == made


def test_lists_go_page_by_page(ann: TestClient, clock: Any) -> None:
    made = []
    for number in range(3):
        made.append(named(ann, f"Project {number}"))
        clock.go()
    first = ann.get("/projects", params={"limit": 2}).json()
    second = ann.get("/projects", params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert first == {
        "data": [made[2], made[1]],
        "has_more": True,
        "next_cursor": first["next_cursor"],
    }
    assert second == {"data": [made[0]], "has_more": False, "next_cursor": None}


def test_changes_leave_the_rest(ann: TestClient, clock: Any) -> None:
    made = named(ann, "Lights")
    clock.go(60)
    answer = ann.patch(f"/projects/{made['id']}", json={"description": "New."})
    later = {**made, "description": "New.", "updated_at": "2026-11-22T12:31:00.000Z"}
    assert (answer.status_code, answer.json()) == (200, later)
    assert ann.get(f"/projects/{made['id']}").json() == later


def test_deleted_projects_take_all_with_them(
    ann: TestClient, production: Any, called_off: list[str]
) -> None:
    project, other = named(ann, "Lights"), production()
    inside = production(project=project["id"])
    job = ann.post(f"/productions/{inside['id']}/produce").json()["id"]
    ann.post(f"/productions/{other['id']}/produce")
    assert ann.delete(f"/projects/{project['id']}").status_code == 204
    assert called_off == [job]
    assert ann.get(f"/projects/{project['id']}").status_code == 404
    assert ann.get(f"/productions/{inside['id']}").status_code == 404
    assert ann.get(f"/productions/{other['id']}").json() == other
    assert ann.get("/usage").json()["credits"] == {"available": 998, "held": 2}


def test_a_repeated_request_makes_one(ann: TestClient) -> None:
    key = {"Idempotency-Key": '"a-key"'}
    first = ann.post("/projects", json={"name": "Lights"}, headers=key)
    again = ann.post("/projects", json={"name": "Lights"}, headers=key)
    assert (again.status_code, again.json()) == (201, first.json())
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(ann.get("/projects").json()["data"]) == 1


def test_every_fault_is_told(ann: TestClient) -> None:
    answer = ann.post("/projects", json={"name": "  ", "colour": "red"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [
        {"pointer": "/name", "detail": "This is empty; write something."},
        {
            "pointer": "/colour",
            "detail": "There is no field 'colour'. Choose name or description.",
        },
    ]


def test_a_looking_key_changes_nothing(ann: TestClient, reader: TestClient) -> None:
    made = named(ann, "Lights")
    place = f"/projects/{made['id']}"
    tried = [
        reader.post("/projects", json={"name": "x"}),
        reader.patch(place, json={"name": "x"}),
        reader.delete(place),
    ]
    assert [one.status_code for one in tried] == [403, 403, 403]
    assert reader.get(place).json() == made

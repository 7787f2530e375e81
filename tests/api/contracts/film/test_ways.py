"""By every way the same: at the mount, at a port of its own, and where contracts share addresses."""

import json
import re
from typing import Any

from shared.documents import blocks

PORT = 8_802
DOCUMENT = "film.md"
VARYING = re.compile(r'"(access_token|refresh_token)":"[^"]+"')
FREE = (
    ("POST", "/auth/register", {"email": "x", "username": "y", "password": "z"}),
    ("POST", "/auth/login", {"email": "nobody@example.com", "password": "something"}),
    ("POST", "/auth/refresh", {"refresh_token": "nonsense"}),
    ("GET", "/projects/", None),
    ("GET", "/jobs/7", None),
    ("POST", "/jobs/", {"project_id": 1, "script": "Rain"}),
    ("POST", "/jobs/estimate-cost", {}),
    ("POST", "/jobs/7/cancel", None),
    ("PATCH", "/projects/", None),
)


def conversation(client) -> list[Any]:
    """Say what the document says, in its order; return all that is answered."""
    first = {one.operation: one.data for one in reversed(blocks(DOCUMENT)) if one.operation}
    answers, ids = [], {"project_id": 1, "job_id": 1}
    for operation, body in sorted(first.items(), key=lambda one: _line(one[0])):
        method, path = operation.format(**ids).split(" ")
        answer = client.request(method, f"/api/v1{path}", json=body)
        answers.append((operation, answer.status_code, VARYING.sub("", answer.text)))
        if operation == "POST /auth/login":
            client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return answers


def _line(operation: str) -> int:
    return next(one.line for one in blocks(DOCUMENT) if one.operation == operation)


def test_conversation_is_the_same_by_every_way(build):
    told = {}
    for way, path, host in (
        ("mount", "/film", "http://testserver"),
        ("port", "", f"http://testserver:{PORT}"),
        ("dispatcher", "", "http://testserver"),
    ):
        house = build(ports={PORT: "film"})
        told[way] = conversation(house.client(path, host))
    assert told["port"] == told["mount"] == told["dispatcher"]
    assert [status for _, status, _ in told["mount"]] == [
        *(201, 200, 401, 201, 200, 201, 200, 200, 400),
    ]


def test_refusals_are_the_same_by_every_way(build):
    house = build(ports={PORT: "film"})
    clients = (
        house.client("/film/api/v1"),
        house.client("/api/v1", f"http://testserver:{PORT}"),
        house.client("/api/v1"),
    )
    for method, path, body in FREE:
        answers = [client.request(method, path, json=body) for client in clients]
        told = [(one.status_code, json.loads(one.text)) for one in answers]
        assert told == [told[0]] * 3, (method, path)


def test_port_of_its_own_serves_nothing_else(build):
    house = build(ports={PORT: "film"})
    client = house.client("", f"http://testserver:{PORT}")
    paths = ("/reelwright/v1", "/pixora/openapi.json", "/pixora/api/v1/videos", "/live")
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert client.get("/film/openapi.json").json() == client.get("/openapi.json").json()


def test_page_shows_every_operation(build):
    page = build().client().get("/film/docs")
    assert page.headers["Content-Type"].startswith("text/html")
    named = sorted({one.operation for one in blocks(DOCUMENT) if one.operation})
    shown = [one.partition(" ")[2].partition("{")[0] in page.text for one in named]
    assert shown == [True] * len(named)

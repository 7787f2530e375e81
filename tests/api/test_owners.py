"""Whose things are whose: another's are not there, in every word of the answer."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.model.ids import Key, new_id
from reelwright.ports.records.films import FilmRow
from reelwright.ports.records.webhooks import Delivery, DeliveryState

NOWHERE = "0193a5b0-7e1c-7000-8000-00000000dead"
FIXED = {"X-Request-ID": "request-1"}
PIECE = {"Upload-Offset": "0"}
COUNTED = {"ratelimit", "ratelimit-policy"}
SIGNED = {"getMedia"}  # whoever has a link has the file: tests/unit/api/kit/test_media.py


@pytest.fixture(scope="module")
def document(shared) -> dict[str, Any]:
    """Give the OpenAPI document as it is served."""
    found: dict[str, Any] = shared.client().get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def anns(shared, document: dict[str, Any]) -> dict[str, str]:
    """Give the ids of one thing of Ann's of each kind, by what addresses call it."""
    client = shared.client()

    def made(path: str, which: int = 0) -> dict[str, Any]:
        answer = client.post(path, json=example(document, document["paths"][path]["post"], which))
        assert answer.status_code == 201, answer.text
        found: dict[str, Any] = answer.json()
        return found

    production = made("/productions", 1)["id"]
    board = example(document, document["paths"]["/productions"]["post"], 1)["storyboard"]
    job = client.post(f"/productions/{production}/produce").json()["id"]
    webhook = made("/webhooks")["id"]
    log_in = {"login": "ann@example.com", "password": "ann likes long passwords"}
    session = client.post("/sessions", json=log_in)
    assert session.status_code == 201, session.text
    return {
        "project": made("/projects")["id"],
        "production": production,
        "scene": client.get(f"/productions/{production}/scenes").json()["data"][0]["id"],
        "job": job,
        "film": film(shared, production, job, board),
        "key": client.get("/keys").json()["data"][0]["id"],
        "session": client.get("/sessions").json()["data"][0]["id"],
        "webhook": webhook,
        "delivery": delivery(shared, webhook),
        "upload": made("/uploads")["id"],
    }


def film(shared, production: str, job: str, board: object) -> str:
    """Publish what the job would make, and return the film's id."""
    with shared.office.store.write() as records:
        row = FilmRow(
            id=new_id(shared.office.clock()),
            account_id=records.jobs.by_id(job).account_id,
            production_id=production,
            job_id=job,
            title="A film",
            duration="1",
            width=16,
            height=9,
            bytes=1,
            blobs={"film": Key("0" * 64)},
            sidecar={"storyboard": board},
            created_at=shared.office.clock(),
        )
        records.films.add(row)
    return row.id


def delivery(shared, webhook: str) -> str:
    """Have something to tell a webhook, and return its id."""
    at = shared.office.clock()
    row = Delivery(new_id(at), webhook, "job.failed", {}, DeliveryState.DUE, at, at)
    with shared.office.store.write() as records:
        records.webhooks.add(row)
    return row.id


def example(document: dict[str, Any], operation: dict[str, Any], which: int = 0) -> Any:
    """Return an example of an operation's JSON body; None if it has none."""
    content = operation.get("requestBody", {}).get("content", {})
    if "application/json" not in content:
        return None
    name = content["application/json"]["schema"]["$ref"].rpartition("/")[2]
    return document["components"]["schemas"][name]["examples"][which]


def owned(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give the operations on somebody's things; voices are everybody's."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if "{" in path and "{voice}" not in path and operation["operationId"] not in SIGNED:
                yield path, method, operation


def asked(client: TestClient, method: str, path: str, body: object, name: str) -> tuple[Any, ...]:
    """Return an answer without the id that was asked for, and without what is counted."""
    answer = client.request(method, path, json=body, headers={**FIXED, **PIECE})
    headers = {header: text for header, text in answer.headers.items() if header not in COUNTED}
    return answer.status_code, answer.text.replace(name, "it"), headers


def test_ones_own_things_are_there(shared, document: dict[str, Any], anns: dict[str, str]) -> None:
    client = shared.client()
    statuses = {
        path: client.get(path.format(**anns), headers={"Last-Event-ID": "99"}).status_code
        for path, method, _ in owned(document)
        if method == "get" and not path.endswith(("/events", "/secret", "/papers"))
    }
    assert {path: status for path, status in statuses.items() if status != 200} == {}


def test_anothers_things_are_missing(
    shared, document: dict[str, Any], anns: dict[str, str]
) -> None:
    client, told = shared.client("bob"), {}
    for path, method, operation in owned(document):
        first = re.search(r"{(\w+)}", path)[1]
        body = example(document, operation)

        told[operation["operationId"]] = tuple(
            asked(client, method, path.format(**ids), body, ids[first])
            for ids in (anns, {**anns, first: NOWHERE})
        )
    assert {name: both for name, both in told.items() if both[0] != both[1]} == {}
    assert {name: both[0] for name, both in told.items() if both[0][0] != 404} == {}


def test_things_named_in_bodies_are_missing(
    shared, document: dict[str, Any], anns: dict[str, str]
) -> None:
    client = shared.client("bob")
    body = example(document, document["paths"]["/productions"]["post"])
    told = []
    for project in (anns["project"], NOWHERE):
        answer = client.post("/productions", json={**body, "project": project}, headers=FIXED)
        told.append((answer.status_code, answer.text.replace(project, "it")))
    assert (told[0], told[0][0]) == (told[1], 404)


@pytest.mark.parametrize(
    "odd",
    [
        "0",
        "-1",
        "1e3",
        "9223372036854775808",
        "00",
        "%201",
        "%00",
        "..%2F1",
        "%D9%A1",
        "%F0%9F%8E%AC",
        "a" * 300,
        "%FF",
    ],
)
def test_odd_ids_are_missing(
    shared, document: dict[str, Any], anns: dict[str, str], odd: str
) -> None:
    client = shared.client()
    statuses = {}
    for path, method, operation in owned(document):
        first = re.search(r"{(\w+)}", path)[1]
        asked = path.format(**{**anns, first: odd})
        answer = client.request(method, asked, json=example(document, operation), headers=PIECE)
        statuses[operation["operationId"]] = answer.status_code
    assert {name: status for name, status in statuses.items() if status != 404} == {}


def test_lists_are_each_ones_own(shared, document: dict[str, Any], anns: dict[str, str]) -> None:
    client = shared.client("bob")
    lists = {
        path: client.get(path)
        for path, methods in document["paths"].items()
        if "get" in methods and "{" not in path and path != "/usage/ledger"
    }
    shown = [
        path for path, answer in lists.items() for name in anns.values() if name in answer.text
    ]
    assert shown == []

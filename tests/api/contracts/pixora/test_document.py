"""Pixora's document, replayed: what it sends is taken, and what it shows is what comes back."""

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from reelwright.api.contracts.pixora import (
    auth,
    generation,
    scenes,
    schema,
    users,
    videos,
)
from shared.documents import block, blocks, missing, operations

DOCUMENT = "pixora.md"
HERE = Path(__file__).parent
ROWS = tomllib.loads((HERE / "operations.toml").read_text())
MODULES = {
    "auth": auth,
    "users": users,
    "videos": videos,
    "scenes": scenes,
    "generation": generation,
}
ANSWERS: dict[str, type[BaseModel]] = {
    "POST /auth/register": schema.Registered,
    "POST /auth/login": schema.Token,
    "POST /auth/exchange-token": schema.Token,
    "POST /auth/logout": schema.Told,
    "POST /auth/reset-password": schema.Told,
    "POST /auth/change-password": schema.Told,
    "GET /users/me": schema.User,
    "PUT /users/{user_id}": schema.User,
    "GET /users/credits": schema.Credits,
    "POST /users/credits/add": schema.Added,
    "GET /videos": schema.Videos,
    "POST /videos": schema.Video,
    "GET /videos/{video_id}": schema.Video,
    "PUT /videos/{video_id}": schema.Video,
    "DELETE /videos/{video_id}": schema.Told,
    "GET /scenes": schema.Scenes,
    "POST /scenes": schema.Scene,
    "GET /scenes/{scene_id}": schema.Scene,
    "PUT /scenes/{scene_id}": schema.Scene,
    "DELETE /scenes/{scene_id}": schema.Told,
    "POST /generation/analyze": schema.Analysis,
    "POST /generation/video/{video_id}": schema.Started,
    "GET /generation/status/{job_id}": schema.Job,
}
OURS = {  # what the document's models name and its examples leave out, by where
    "user_id": schema.Video,
    "id": schema.Job,
}


def shown(operation: str):
    return block(DOCUMENT, operation, "response")


def sent(operation: str):
    return block(DOCUMENT, operation, "request body")


def alike(answer, operation: str) -> None:
    assert answer.is_success, answer.text
    assert missing(shown(operation), answer.json(), operation) == []


@pytest.fixture(scope="module")
def document(builds):
    return builds().client("/pixora").get("/openapi.json").json()


def test_document_is_taken_apart_whole():
    found = blocks(DOCUMENT)
    roles = [one.role for one in found if one.operation]
    assert (len(found), roles.count("response"), roles.count("request body")) == (40, 23, 12)


@pytest.mark.parametrize("operation", ANSWERS)
def test_shown_answers_are_ours(operation):
    model = ANSWERS[operation]
    extra = {name: "x" for name, of in OURS.items() if of is model}
    example = shown(operation)
    if operation == "GET /videos":
        example = {**example, "videos": [{**one, "user_id": "x"} for one in example["videos"]]}
    model.model_validate({**example, **extra})


@pytest.mark.parametrize(
    ("name", "model"),
    [
        ("User", schema.User),
        ("Video", schema.Video),
        ("Scene", schema.Scene),
        ("Generation Job", schema.Job),
    ],
)
def test_models_have_every_documented_field(name, model):
    text = (HERE.parent / "documents" / DOCUMENT).read_text()
    described = text.split(f"### {name}\n")[1].split("###")[0]
    kinds = dict(re.findall(r'"(\w+)": "(integer|string)', described))
    properties = model.model_json_schema()["properties"]
    ours = {
        field: next(one["type"] for one in properties[field].get("anyOf", [properties[field]]))
        for field in kinds
    }
    assert ours == kinds


def test_documented_story_can_be_lived(builds):
    """Send every request of the document, in its order, and look for every key of its answers."""
    client = builds(often=True).client("/pixora/api/v1")
    alike(client.post("/auth/register", json=sent("POST /auth/register")), "POST /auth/register")
    login = client.post("/auth/login", json=sent("POST /auth/login"))
    alike(login, "POST /auth/login")
    client.headers["Authorization"] = f"Bearer {login.json()['access_token']}"
    exchange = client.post("/auth/exchange-token", json=sent("POST /auth/exchange-token"))
    assert missing({"detail": "Error message"}, exchange.json()) == []
    alike(
        client.post("/auth/reset-password", json=sent("POST /auth/reset-password")),
        "POST /auth/reset-password",
    )
    me = client.get("/users/me").json()["id"]
    alike(client.put(f"/users/{me}", json=sent("PUT /users/{user_id}")), "PUT /users/{user_id}")
    alike(client.get("/users/me"), "GET /users/me")
    alike(client.get("/users/credits"), "GET /users/credits")
    alike(
        client.post("/users/credits/add", json=sent("POST /users/credits/add")),
        "POST /users/credits/add",
    )
    alike(
        client.post("/auth/change-password", json=sent("POST /auth/change-password")),
        "POST /auth/change-password",
    )
    alike(client.post("/auth/logout"), "POST /auth/logout")


def test_documented_videos_can_be_made(ann, mill):
    client = ann.client
    made = client.post("/videos", json=sent("POST /videos"))
    alike(made, "POST /videos")
    video = made.json()["id"]
    scene = client.post("/scenes", json={**sent("POST /scenes"), "video_id": video})
    alike(scene, "POST /scenes")
    started = client.post(f"/generation/video/{video}")
    alike(started, "POST /generation/video/{video_id}")
    job = started.json()["job_id"]
    mill.begin(job)
    alike(client.get(f"/generation/status/{job}"), "GET /generation/status/{job_id}")
    mill.succeed(job)
    alike(client.get("/videos"), "GET /videos")
    alike(client.get(f"/videos/{video}"), "GET /videos/{video_id}")
    alike(
        client.put(f"/videos/{video}", json=sent("PUT /videos/{video_id}")),
        "PUT /videos/{video_id}",
    )
    alike(client.get(f"/scenes?video_id={video}"), "GET /scenes")
    mine = f"/scenes/{scene.json()['id']}"
    alike(client.get(mine), "GET /scenes/{scene_id}")
    alike(client.put(mine, json=sent("PUT /scenes/{scene_id}")), "PUT /scenes/{scene_id}")
    with mill.planning():
        alike(
            client.post("/generation/analyze", json=sent("POST /generation/analyze")),
            "POST /generation/analyze",
        )
    alike(client.delete(mine), "DELETE /scenes/{scene_id}")
    alike(client.delete(f"/videos/{video}"), "DELETE /videos/{video_id}")


def test_shown_answers_hide_what_is_not_known_yet(ann):
    made = ann.client.post("/videos", json=sent("POST /videos")).json()
    assert set(made) == {*shown("POST /videos"), "user_id"}


@pytest.mark.parametrize("row", ROWS)
def test_row_says_what_is_so(row, document):
    told = ROWS[row]
    method, path = told["operation"].split()
    served = document["paths"][f"/api/v1{path}"][method.lower()]
    assert operations(DOCUMENT)[told["operation"]] == tuple(told["lines"])
    assert served["operationId"] == told["operation_id"]
    module, name = told["handler"].split(".")
    endpoints = {one.operation_id: one.endpoint for one in MODULES[module].router.routes}
    assert endpoints[told["operation_id"]] is getattr(MODULES[module], name)


@pytest.mark.parametrize("row", ROWS)
def test_row_has_tests_that_are_there(row):
    named = [test.split(":") for test in ROWS[row]["tests"]]
    there = [f"def {test}(" in (HERE / f"test_{file}.py").read_text() for file, test in named]
    assert there
    assert all(there)


def test_every_operation_has_its_row(document):
    served = {
        f"{method.upper()} {path.removeprefix('/api/v1')}"
        for path, ways in document["paths"].items()
        for method in ways
    }
    rows = [row["operation"] for row in ROWS.values()]
    assert sorted(served) == sorted(rows) == sorted(operations(DOCUMENT))


def schema_of(document: dict, operation: dict) -> dict:
    content = operation["requestBody"]["content"]["application/json"]["schema"]
    name = content.get("$ref", "").rpartition("/")[2]
    return document["components"]["schemas"][name] if name else content


def test_openapi_shows_the_documents_own_examples(document):
    shown_there = {
        f"{method.upper()} {path.removeprefix('/api/v1')}": schema_of(document, one)["examples"]
        for path, ways in document["paths"].items()
        for method, one in ways.items()
        if "requestBody" in one
    }
    assert shown_there == {
        one.operation: [one.data] for one in blocks(DOCUMENT) if one.role == "request body"
    }


def references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for name, inner in node.items():
            yield from [inner] if name == "$ref" else references(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from references(inner)


def test_every_reference_leads_somewhere(document):
    for reference in set(references(document)):
        node = document
        for part in reference.removeprefix("#/").split("/"):
            node = node[part]


def test_open_doors_are_known(document):
    unguarded = {
        one["operationId"]
        for ways in document["paths"].values()
        for one in ways.values()
        if "security" not in one
    }
    assert unguarded == {"register", "login", "exchangeToken", "resetPassword"}


def test_changes_of_the_openapi_document_are_seen(document, request):
    place = HERE / "openapi.json"
    if request.config.getoption("--regild"):
        place.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")
    assert json.loads(place.read_text("utf-8")) == document


def test_openapi_lists_the_failures_that_come(document):
    for path, ways in document["paths"].items():
        for method, operation in ways.items():
            codes = set(operation["responses"])
            assert {"400", "429", "500", "503"} <= codes, (method, path)
            assert ("401" in codes) or "/auth/re" in path or path.endswith("/users/me")

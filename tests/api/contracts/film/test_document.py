"""The document: its bodies are sent as they stand, and no operation is without a test."""

import re
import tomllib
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from reelwright.api.contracts.film import schema
from shared.documents import blocks, missing, operations
from shared.film import BASE

DOCUMENT = "film.md"
HERE = Path(__file__).parent
TABLE: dict[str, dict[str, Any]] = tomllib.loads((HERE / "operations.toml").read_text("utf-8"))
ANSWERS = {
    "POST /auth/register": schema.User,
    "POST /auth/login": schema.Tokens,
    "POST /jobs/estimate-cost": schema.Estimate,
    "POST /jobs/signed-url": schema.SignedUrl,
}
ONLY_SENT = (
    "POST /auth/refresh",
    "POST /projects/",
    "PUT /projects/{project_id}",
    "PATCH /jobs/{job_id}",
)
LATE = {"completed_at": None, "cancelled_at": None, "error_message": None, "output_url": None}


def of(operation: str, role: str) -> Any:
    """Return the body of an operation's request or response as the document has it."""
    found = [one.data for one in blocks(DOCUMENT) if one.operation == operation]
    return found[("request", "response").index(role)]


def test_document_is_the_one_that_was_read():
    bodies = Counter(one.operation for one in blocks(DOCUMENT))
    both = dict.fromkeys([*ANSWERS, "POST /jobs/"], 2)
    assert bodies == {**dict.fromkeys(ONLY_SENT, 1), **both, "": 1}


def test_conversation_goes_as_documented(house, floor):
    client, lacking = house.client(BASE), {}

    def talk(operation: str, body: Any = None, **ids: Any) -> Any:
        method, path = operation.format(**ids).split(" ")
        answer = client.request(method, path, json=body)
        assert answer.status_code in (200, 201), (operation, answer.text)
        return answer.json()

    def replayed(operation: str, **ids: Any) -> Any:
        return talk(operation, of(operation, "request"), **ids)

    def compared(operation: str, answer: Any) -> None:
        lacking[operation] = missing(of(operation, "response"), answer)

    compared("POST /auth/register", replayed("POST /auth/register"))
    tokens = replayed("POST /auth/login")
    compared("POST /auth/login", tokens)
    refreshed = talk("POST /auth/refresh", {"refresh_token": tokens["refresh_token"]})
    client.headers["Authorization"] = f"Bearer {refreshed['access_token']}"
    replayed("POST /projects/")
    replayed("PUT /projects/{project_id}", project_id=1)
    compared("POST /jobs/estimate-cost", replayed("POST /jobs/estimate-cost"))
    compared("POST /jobs/", replayed("POST /jobs/"))
    patched = replayed("PATCH /jobs/{job_id}", job_id=1)
    floor.begins(1)
    floor.succeeds(1)
    compared("POST /jobs/signed-url", replayed("POST /jobs/signed-url"))
    example = of("POST /jobs/", "response")
    listed = talk("GET /jobs/")
    shown = [talk("GET /jobs/{job_id}", job_id=1), *listed, patched]
    lacking["jobs"] = [wrong for one in shown for wrong in missing(example, one)]
    assert {name: wrong for name, wrong in lacking.items() if wrong} == {}
    assert (patched["status"], patched["progress"]) == ("processing", 50.0)


def test_examples_fit_the_shapes_of_answers():
    for operation, kind in ANSWERS.items():
        TypeAdapter(kind).validate_python(of(operation, "response"))
    ours = {**LATE, "config": schema.Config().model_dump()}
    schema.Job.model_validate({**of("POST /jobs/", "response"), **ours})


def test_refusals_have_the_documented_shape(house):
    (example,) = (one.data for one in blocks(DOCUMENT) if one.operation == "")
    answer = house.client(BASE).get("/jobs/")
    assert (answer.status_code, missing(example, answer.json()), list(answer.json())) == (
        401,
        [],
        list(example),
    )


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
def test_every_row_has_lines_a_handler_and_tests(row):
    assert operations(DOCUMENT)[row["operation"]] == tuple(row["lines"])
    module, handler = row["handler"].split(".")
    served = import_module(f"reelwright.api.contracts.film.{module}")
    assert callable(getattr(served, handler))
    known = {
        f"{file.stem.removeprefix('test_')}::{name}"
        for file in HERE.glob("test_*.py")
        for name in re.findall(r"^def test_(\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert [name for name in row["tests"] if name not in known] == []
    assert row["tests"]


def test_every_operation_has_a_row(house):
    paths = house.client().get("/film/openapi.json").json()["paths"]
    served = {
        f"{method.upper()} {path.removeprefix('/api/v1')}": operation["operationId"]
        for path, methods in paths.items()
        for method, operation in methods.items()
    }
    media = served.pop("GET /media/{film}/{name}")
    assert served == {row["operation"]: row["id"] for row in TABLE.values()}
    assert media == "getMedia"
    assert set(operations(DOCUMENT)) == set(served)

"""The document: what it promises, and that a change of it is seen."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SNAPSHOT = Path(__file__).with_name("openapi.json")
CHANGING = {"post", "put", "patch", "delete"}

Operation = tuple[str, str, dict[str, Any]]


@pytest.fixture(scope="module")
def document(shared) -> dict[str, Any]:
    """Give the OpenAPI document as it is served."""
    found: dict[str, Any] = shared.client().get("/openapi.json").json()
    return found


@pytest.fixture
def snapshot(document: dict[str, Any], request: pytest.FixtureRequest) -> dict[str, Any]:
    """Give the document as it was when somebody last looked at it (`--regild`: as it is)."""
    if request.config.getoption("--regild"):
        SNAPSHOT.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", "utf-8")
    found: dict[str, Any] = json.loads(SNAPSHOT.read_text("utf-8"))
    return found


def operations(document: dict[str, Any]) -> Iterator[Operation]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def references(node: object) -> Iterator[str]:
    for value in (
        node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    ):
        yield from references(value)
    if isinstance(node, dict) and "$ref" in node:
        yield node["$ref"]


def resolved(document: dict[str, Any], reference: str) -> object:
    node: Any = document
    for part in reference.removeprefix("#/").split("/"):
        node = node.get(part) if isinstance(node, dict) else None
    return node


def json_body(operation: dict[str, Any]) -> object:
    content = operation.get("requestBody", {}).get("content", {})
    return content.get("application/json", {}).get("schema")


def test_changes_are_seen(document: dict[str, Any], snapshot: dict[str, Any]) -> None:
    assert document == snapshot


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert (document["openapi"], document["servers"]) == ("3.1.0", [{"url": "/reelwright/v1"}])


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    assert [one for one in references(document) if resolved(document, one) is None] == []


def test_operations_have_names_of_their_own(document: dict[str, Any]) -> None:
    names = Counter(operation["operationId"] for _, _, operation in operations(document))
    assert [name for name, number in names.items() if number > 1 or not name.isalnum()] == []


def test_operations_are_described(document: dict[str, Any]) -> None:
    bare = [
        operation["operationId"]
        for _, _, operation in operations(document)
        if not (operation.get("description") and operation.get("summary") and operation["tags"])
    ]
    assert bare == []


def test_paths_have_no_last_slash(document: dict[str, Any]) -> None:
    assert [path for path in document["paths"] if path != "/" and path.endswith("/")] == []


def test_path_parameters_are_declared(document: dict[str, Any]) -> None:
    for path, _, operation in operations(document):
        declared = {one["name"] for one in operation.get("parameters", []) if one["in"] == "path"}
        assert declared == {part[1:-1] for part in path.split("/") if part.startswith("{")}, path


def test_failures_are_declared(document: dict[str, Any]) -> None:
    always = {"400", "414", "431", "500", "503"}
    lacking = {
        operation["operationId"]: missing
        for _, _, operation in operations(document)
        if (missing := always - set(operation["responses"]))
    }
    assert lacking == {}


def test_named_things_may_be_missing(document: dict[str, Any]) -> None:
    lacking = [
        operation["operationId"]
        for path, _, operation in operations(document)
        if "{" in path and "404" not in operation["responses"]
    ]
    assert lacking == []


def test_bodies_have_examples(document: dict[str, Any]) -> None:
    bare = [
        operation["operationId"]
        for _, _, operation in operations(document)
        for reference in references(json_body(operation))
        if "examples" not in resolved(document, reference)
    ]
    assert bare == []


def test_open_doors_are_known(document: dict[str, Any]) -> None:
    unguarded = {
        operation["operationId"]
        for _, _, operation in operations(document)
        if "security" not in operation
    }
    assert unguarded == {
        *("root", "getMedia", "createAccount", "createSession", "refreshSession"),
        *("exchangeSession", "requestPasswordReset", "exchangeResetToken", "resetPassword"),
    }


def test_answers_have_a_shape(document: dict[str, Any]) -> None:
    shapeless = [
        (operation["operationId"], status)
        for _, _, operation in operations(document)
        for status, answer in operation["responses"].items()
        if status in {"200", "201"} and not answer.get("content")
    ]
    assert shapeless == []


def test_json_answers_have_a_schema(document: dict[str, Any]) -> None:
    shapeless = [
        (operation["operationId"], status)
        for _, _, operation in operations(document)
        for status, answer in operation["responses"].items()
        for kind, content in answer.get("content", {}).items()
        if kind == "application/json" and not content.get("schema")
    ]
    assert shapeless == []

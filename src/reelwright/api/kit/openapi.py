"""A contract described: OpenAPI 3.1, with every failure that its kit may answer declared."""

import re
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from reelwright.api.kit.contract import Contract, Responses

_ALWAYS = ("malformed", "uri_too_long", "headers_too_large", "broken", "unavailable")
_KNOWN = ("unauthorized", "not_allowed", "rate_limited")
_BODY = ("too_slow", "too_large", "unsupported_media_type", "invalid")

_Node = dict[str, Any]


def describe(app: FastAPI, contract: Contract) -> _Node:
    """Return the OpenAPI document of an application whose routes are complete."""
    document = get_openapi(
        title=contract.title,
        version=contract.version,
        description=contract.description,
        routes=app.routes,
        webhooks=contract.webhooks,
        servers=[{"url": contract.base or "/"}],
        separate_input_output_schemas=False,
    )
    parts = document.setdefault("components", {})
    _define(parts.setdefault("schemas", {}), contract)
    for operation in _operations(document, "paths"):
        _name_body(operation, parts["schemas"])
        _summarise(operation)
        _empty(operation)
        _declare(operation, contract.failing(*_codes(operation)))
    for operation in _operations(document, "webhooks"):
        _summarise(operation)
        _empty(operation)
        _declare(operation, {})
    _share(document, parts.setdefault("responses", {}))
    return document


def _define(schemas: _Node, contract: Contract) -> None:
    """Define the shape of failures in place of the framework's own, which nothing answers with."""
    wrong = contract.wrong.model_json_schema(ref_template="#/components/schemas/{model}")
    schemas.update(wrong.pop("$defs", {}))
    schemas[contract.wrong.__name__] = wrong
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)


def _operations(document: _Node, part: str) -> Iterator[_Node]:
    for methods in document.get(part, {}).values():
        yield from methods.values()


def _summarise(operation: _Node) -> None:
    """Sum an operation up as its description begins, where the framework took a function's name."""
    first = re.split(r"[.,:;](?:\s|$)", operation.get("description", ""), maxsplit=1)[0]
    if first and operation["summary"].istitle():
        operation["summary"] = " ".join(first.split())


def _name_body(operation: _Node, schemas: _Node) -> None:
    """Refer to a body's schema by its name: pydantic copies it, for the sake of a title."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        choices = [one for one in content["schema"].get("anyOf", ()) if one != {"type": "null"}]
        if len(choices) == 1:  # a body that may be left out is not one that may be null
            content["schema"] = choices[0]
        untitled = _untitled(content["schema"])
        names = [name for name, schema in schemas.items() if _untitled(schema) == untitled]
        if names:
            content["schema"] = {"$ref": f"#/components/schemas/{names[0]}"}


def _untitled(schema: _Node) -> _Node:
    return {name: part for name, part in schema.items() if name != "title"}


def _empty(operation: _Node) -> None:
    """Leave out the content of answers of which no shape is known, as they have none."""
    for answer in operation["responses"].values():
        if answer.get("content") == {"application/json": {"schema": {}}}:
            del answer["content"]


def _codes(operation: _Node) -> tuple[str, ...]:
    """Return what any such operation may fail with, whatever it does."""
    parameters = operation.get("parameters", [])
    codes = list(_ALWAYS)
    if "security" in operation:
        codes += _KNOWN
    if "requestBody" in operation:
        codes += _BODY
    if any(one["in"] == "query" for one in parameters):
        codes.append("invalid")
    if any(one["name"] == "cursor" for one in parameters):
        codes.append("bad_cursor")
    if any(one["name"] == "Idempotency-Key" for one in parameters):
        codes += ("in_progress", "key_reused", "invalid")
    return tuple(codes)


def _declare(operation: _Node, failures: Responses) -> None:
    """Declare failures, each status with all that an operation says of it and we know of it."""
    answers = operation["responses"]
    if "HTTPValidationError" in str(answers.get("422")):
        del answers["422"]
    for status, failure in failures.items():
        said = answers.setdefault(str(status), failure)
        told = said["description"].split("; ")
        more = [one for one in failure["description"].split("; ") if one not in told]
        said["description"] = "; ".join([*told, *more])
    operation["responses"] = dict(sorted(answers.items()))


def _share(document: _Node, shared: _Node) -> None:
    """Write each failure once, and refer to it."""
    for operation in _operations(document, "paths"):
        for status, answer in operation["responses"].items():
            if int(status) >= 400:
                name = _shared_name(status, answer, shared)
                operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}


def _shared_name(status: str, answer: _Node, shared: _Node) -> str:
    for name, other in shared.items():
        if other == answer:
            return str(name)
    alike = sum(name.startswith(f"Failure{status}") for name in shared)
    name = f"Failure{status}" + ("" if not alike else f"_{alike + 1}")
    shared[name] = answer
    return name

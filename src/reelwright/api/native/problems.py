"""Failures as our own API tells them: problem details (RFC 9457), and a page about each kind."""

from typing import Any, Final

import orjson
from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import HTMLResponse, Response

from reelwright.api.kit.contract import Contract, Responses
from reelwright.api.kit.failures import KINDS, Failure, Rejected, pointer
from reelwright.api.kit.visit import Visit

BASE = "/reelwright/v1"
"""Where our own API lies."""

TYPE = "application/problem+json"

ABOUT: Final = (
    "Words go in, a finished film comes out.\n\n"
    "Send `Authorization: Bearer` with an API key, or with the access token of a session. Bodies "
    "are JSON, times RFC 3339 with `Z`, ids opaque texts. Lists come in pages: `next_cursor` is "
    "the `cursor` of the next one.\n\n"
    "What takes time is a job: it is accepted with 202 and a `Location`, and watched by its events "
    "(server-sent), by webhooks, or with `Prefer: wait=30`, which answers once it has ended. With "
    "an `Idempotency-Key` a request may be sent again for a day. What fails is told as problem "
    "details (RFC 9457), whose `detail` is a sentence and whose `code` stays."
)
"""What the contract says of itself."""

router = APIRouter()


class Wrong(BaseModel):
    """One thing that is wrong, and where: `pointer` is a JSON Pointer into the request's body."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """Problem details. `type` is the address of a page about this kind of failure."""

    model_config = ConfigDict(
        extra="allow",
        json_schema_extra={
            "examples": [
                {
                    "type": f"{BASE}/problems/not_found",
                    "title": KINDS["not_found"].title,
                    "status": 404,
                    "detail": "There is no project '0193a5b0-7e1c-7000-8000-000000000000'.",
                    "instance": "urn:request:4bf92f3577b34da6a3ce929d0e0e4736",
                    "code": "not_found",
                    "request_id": "4bf92f3577b34da6a3ce929d0e0e4736",
                }
            ]
        },
    )

    type: str
    title: str
    status: int
    detail: str
    instance: str
    code: str
    request_id: str
    errors: list[Wrong] | None = Field(
        default=None, description="Every fault, where there are any."
    )


def render(failure: Failure, visit: Visit) -> Response:
    """Return a failure as problem details."""
    kind = failure.kind
    problem: dict[str, Any] = {
        "type": f"{BASE}/problems/{failure.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": failure.detail,
        "instance": f"urn:request:{visit.id}",
        "code": failure.code,
        "request_id": visit.id,
        **failure.more,
    }
    if failure.faults:
        problem["errors"] = [
            {"pointer": pointer(fault.path), "detail": fault.problem} for fault in failure.faults
        ]
    return Response(orjson.dumps(problem), kind.status, failure.fields(), TYPE)


def failing(*codes: str) -> Responses:
    """Describe failures of these kinds, for `responses=` of an operation."""
    kinds = sorted({KINDS[code] for code in codes}, key=lambda kind: (kind.status, kind.code))
    found: Responses = {}
    for kind in kinds:
        told = found.setdefault(kind.status, {"description": "", "content": {TYPE: _PROBLEM}})
        told["description"] += f"{'; ' if told['description'] else ''}{kind.title} (`{kind.code}`)"
        if kind.status in _WAITING:
            told["headers"] = {"Retry-After": {"description": "Seconds.", "schema": _SECONDS}}
    return found


_PROBLEM: Final = {"schema": {"$ref": "#/components/schemas/Problem"}}
_SECONDS: Final = {"type": "integer", "minimum": 0}
_WAITING: Final = (429, 503)


@router.get("/problems/{code}", include_in_schema=False)
async def page(code: str) -> Response:
    """Return the page about a kind of failure."""
    if code not in KINDS:
        raise Rejected(Failure("not_found", "There is no such kind of problem."))
    kind = KINDS[code]
    return HTMLResponse(
        f"<!doctype html><html lang=en><meta charset=utf-8><title>{kind.title}</title>"
        f"<h1>{kind.title}</h1><p><code>{kind.code}</code>, status {kind.status}.</p>"
        f"<p>{kind.help}</p></html>"
    )


NATIVE: Final = Contract(
    name="native",
    title="Reelwright",
    version="1",
    base=BASE,
    render=render,
    failing=failing,
    wrong=Problem,
    description=ABOUT,
)
"""Our own API as a contract."""

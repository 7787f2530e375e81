"""The shell: what every answer carries, whatever it is an answer to."""

import asyncio
from collections.abc import Callable

import anyio
import pytest
from fastapi import Request
from starlette.responses import Response
from starlette.testclient import TestClient
from starlette.types import Message

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import Writer
from reelwright.api.kit.face import Router
from reelwright.api.kit.failures import KINDS, OURS, Rejected, failure_of, pointer
from reelwright.api.kit.intake import Intake
from reelwright.api.kit.visit import Visit, visit
from reelwright.model.errors import (
    Broken,
    Cancelled,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    OverQuota,
    ReelwrightError,
    Refused,
    Unavailable,
    VendorFailed,
)
from reelwright.ports.records.accounts import Taken
from reelwright.ports.records.ledger import Unit
from reelwright.services.credits import Insufficient
from reelwright.services.jobs import Busy, Crowded
from reelwright.services.principal import TooSoon, Unrecognised
from reelwright.services.spending import OverDay, OverJob

Serve = Callable[..., TestClient]
SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
}
router = Router(prefix="/things")


@router.get("", operation_id="list")
def listed() -> Response:
    return Answer(200, {"data": []}).response()


@router.post("", operation_id="make", status_code=201)
def make(who: Writer) -> Response:
    return Answer(201, {}).response()


@router.get("/{thing}", operation_id="get")
def get(thing: str, limit: int = 1) -> Response:
    return Answer(200, {"id": thing, "limit": limit}).response()


@router.delete("/{thing}", operation_id="remove", status_code=204)
def remove(thing: str) -> Response:
    raise RuntimeError(f"a secret of {thing}")


@router.put("/{thing}", operation_id="put")
async def put(thing: str, request: Request) -> Response:
    visit(request).most = 4
    return Answer(200, {"size": len(await request.body())}).response()


def problem(code: str, detail: str, request_id: str = "request-1") -> dict[str, object]:
    kind = KINDS[code]
    return {
        "type": f"/reelwright/v1/problems/{code}",
        "title": kind.title,
        "status": kind.status,
        "detail": detail,
        "instance": f"urn:request:{request_id}",
        "code": code,
        "request_id": request_id,
    }


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/things", 200),
        ("GET", "/nothing", 404),
        ("PATCH", "/things", 405),
        ("OPTIONS", "/things", 204),
        ("DELETE", "/things/1", 500),
        ("POST", "/things", 201),
        ("GET", "/things/1?limit=x", 422),
    ],
)
def test_all_answers_are_safe(serve: Serve, method: str, path: str, status: int) -> None:
    answer = serve(router).request(method, path, headers={"X-Request-ID": "request-1"})
    assert answer.status_code == status
    assert {**SAFE, "x-request-id": "request-1"}.items() <= dict(answer.headers).items()
    assert "server" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/nothing", problem("not_found", "There is nothing at this address.")),
        ("GET", "/things/a%00b", problem("not_found", "There is nothing at this address.")),
        (
            "PATCH",
            "/things/1",
            problem("method_not_allowed", "This address takes GET, HEAD, PUT, DELETE, OPTIONS."),
        ),
        ("DELETE", "/things/1", problem("broken", OURS)),
        (
            "GET",
            "/things/" + "a" * 8_200,
            problem("uri_too_long", "The address has more than 8 KiB."),
        ),
        (
            "GET",
            "/things/1?limit=%00",
            problem("malformed", "A parameter holds control characters; leave them out."),
        ),
    ],
)
def test_failures_are_problems(
    serve: Serve, method: str, path: str, expected: dict[str, object]
) -> None:
    answer = serve(router).request(method, path, headers={"X-Request-ID": "request-1"})
    assert answer.json() == expected
    assert answer.status_code == expected["status"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_parameters_are_named(serve: Serve) -> None:
    answer = serve(router).get("/things/1", params={"limit": "x"})
    told = "The parameter 'limit': This must be a whole number."
    assert answer.json()["errors"] == [{"pointer": "", "detail": told}]


def test_all_methods_are_allowed_for(serve: Serve) -> None:
    client = serve(router)
    assert client.patch("/things/1").headers["allow"] == "GET, HEAD, PUT, DELETE, OPTIONS"
    assert client.options("/things").headers["allow"] == "GET, HEAD, POST, OPTIONS"


def test_options_of_nothing_is_nothing(serve: Serve) -> None:
    assert serve(router).options("/nothing").status_code == 404


def test_head_is_get_without_body(serve: Serve) -> None:
    client = serve(router)
    got, head = client.get("/things/1"), client.head("/things/1")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == got.headers["content-length"]


@pytest.mark.parametrize("path", ["/things", "/things/", "/things/1", "/things/1/"])
def test_slashes_do_not_redirect(serve: Serve, path: str) -> None:
    answer = serve(router).get(path, follow_redirects=False)
    assert answer.status_code == 200


@pytest.mark.parametrize("given", ["short", "a" * 65, "with space", "line\tbreak"])
def test_odd_request_ids_are_replaced(serve: Serve, given: str) -> None:
    answer = serve(router).get("/things", headers={"X-Request-ID": given})
    assert len(answer.headers["x-request-id"]) == 32


def test_large_headers_are_refused(serve: Serve) -> None:
    answer = serve(router).get("/things", headers={"X-Much": "a" * 32_768})
    assert (answer.status_code, answer.json()["code"]) == (431, "headers_too_large")


def test_a_handler_sets_its_limit(serve: Serve) -> None:
    client = serve(router)
    assert client.put("/things/1", content=b"1234").json() == {"size": 4}
    assert client.put("/things/1", content=b"12345").status_code == 413


@pytest.mark.parametrize(
    ("name", "status"), [("ann", 201), ("reader", 403), ("nobody", 401), ("", 401)]
)
def test_scopes_are_asked_for(serve: Serve, name: str, status: int) -> None:
    assert serve(router, name=name).post("/things").status_code == status


def test_strangers_are_challenged(serve: Serve) -> None:
    answer = serve(router, name="nobody").post("/things")
    assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize("value", ["ann", "Basic ann", "Bearer", "Bearer ", "bearer ann"])
def test_only_bearers_come_in(serve: Serve, value: str) -> None:
    answer = serve(router).post("/things", headers={"Authorization": value})
    assert answer.status_code == (201 if value == "bearer ann" else 401)


@pytest.mark.parametrize(
    ("error", "code", "retry"),
    [
        (Invalid("No."), "invalid", None),
        (NotFound("No."), "not_found", None),
        (NotAllowed("No."), "not_allowed", None),
        (Unrecognised("No."), "unauthorized", None),
        (Conflict("No."), "conflict", None),
        (OverQuota("No."), "over_quota", None),
        (Insufficient(Unit.CREDITS, 3, 1), "insufficient_credits", None),
        (OverJob(3, 2), "over_job_cap", None),
        (OverDay(3, 1, 2), "over_day_cap", None),
        (Crowded("No."), "too_many_jobs", None),
        (Busy("No."), "busy", 5),
        (Taken("No.", "email"), "taken", None),
        (TooSoon(1.2), "rate_limited", 2),
        (Refused("No."), "refused", None),
        (Unavailable("No."), "unavailable", 5),
        (VendorFailed("No."), "vendor_failed", None),
        (Cancelled("No."), "cancelled", None),
    ],
)
def test_errors_have_their_failures(error: ReelwrightError, code: str, retry: int | None) -> None:
    failure = failure_of(error)
    assert (failure.code, failure.detail, failure.retry) == (code, str(error), retry)


@pytest.mark.parametrize("error", [Broken("a secret"), ReelwrightError("a secret")])
def test_our_faults_say_nothing(error: ReelwrightError) -> None:
    failure = failure_of(error)
    assert (failure.code, failure.detail) == ("broken", OURS)


@pytest.mark.parametrize(
    ("path", "expected"),
    [("", ""), ("a", "/a"), ("scenes[2].visual", "/scenes/2/visual"), ("a/b~c", "/a~1b~0c")],
)
def test_places_are_pointers(path: str, expected: str) -> None:
    assert pointer(path) == expected


def taken(pieces: list[float], patience: float, idle: float = 30.0) -> str:
    """Take a body whose pieces each come after so many seconds; return what is said of it."""
    waits = iter(pieces)

    async def receive() -> Message:
        wait = next(waits, None)
        if wait is None:
            return {"type": "http.request", "body": b"", "more_body": False}
        await asyncio.sleep(wait)
        return {"type": "http.request", "body": b"a", "more_body": True}

    async def take() -> str:
        scope = {"type": "http", "headers": []}
        took = Intake(scope, receive, Visit("id", None, most=100, patience=patience), idle)
        try:
            while (await took())["more_body"]:
                pass
        except Rejected as refused:
            return refused.failure.code
        return "whole"

    return anyio.run(take)


def test_slow_bodies_are_given_up() -> None:
    assert taken([0.0, 0.02, 0.02, 0.02, 0.02], 0.05) == "too_slow"
    assert taken([0.0, 0.0], 5.0) == "whole"


def test_stopped_bodies_are_given_up() -> None:
    assert taken([0.0, 60.0], 60.0, idle=0.02) == "too_slow"

"""Limits: so many at once, so many a minute, and the truth about what is left."""

from collections.abc import Callable

import pytest
from fastapi import Depends, Request
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.testclient import TestClient

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import STRANGERS, Who
from reelwright.api.kit.face import Router
from reelwright.api.kit.limits import Left, Limiter, Policy, address, from_address

Serve = Callable[..., TestClient]
THREE = Policy("three", 3, 30)
router = Router()


@router.get("/mine", operation_id="mine")
def mine(who: Who) -> Response:
    return Answer(200, {}).response()


@router.get("/open", operation_id="open", dependencies=[Depends(from_address(THREE))])
def opened() -> Response:
    return Answer(200, {}).response()


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_quota_may_come_at_once() -> None:
    limiter = Limiter(Clock())
    took = [limiter.take(THREE, "ann") for _ in range(4)]
    assert took == [Left(2, 10), Left(1, 20), Left(0, 30), Left(0, 10, wait=10)]


def test_refusals_take_nothing() -> None:
    clock = Clock()
    limiter = Limiter(clock)
    for _ in range(20):
        limiter.take(THREE, "ann")
    clock.now = 10.0
    assert limiter.take(THREE, "ann") == Left(0, 30)


def test_askers_are_apart() -> None:
    limiter = Limiter(Clock())
    for _ in range(4):
        limiter.take(THREE, "ann")
    assert limiter.take(THREE, "bob") == Left(2, 10)
    assert limiter.take(Policy("other", 3, 30), "ann") == Left(2, 10)


@given(
    st.integers(1, 50),
    st.integers(1, 100),
    st.lists(st.floats(0, 20, allow_nan=False), max_size=200),
)
def test_never_twice_the_quota(quota: int, window: int, pauses: list[float]) -> None:
    clock, policy, passed = Clock(), Policy("p", quota, window), []
    limiter = Limiter(clock)
    for pause in pauses:
        clock.now += pause
        passed += [clock.now] if not limiter.take(policy, "ann").wait else []
    most = max((sum(at <= one < at + window for one in passed) for at in passed), default=0)
    assert most <= 2 * quota


@given(st.integers(1, 20), st.integers(1, 100), st.integers(0, 30))
def test_after_the_wait_it_may_come(quota: int, window: int, more: int) -> None:
    clock, policy = Clock(), Policy("p", quota, window)
    limiter = Limiter(clock)
    wait = [limiter.take(policy, "ann") for _ in range(quota + 1 + more)][-1].wait
    clock.now += wait
    assert (wait > 0, limiter.take(policy, "ann").wait) == (True, 0)


def test_answers_tell_what_is_left(serve: Serve) -> None:
    headers = serve(router).get("/mine").headers
    assert headers["ratelimit-policy"] == '"requests";q=600;w=60'
    assert headers["ratelimit"] == '"requests";r=599;t=1'


def test_too_many_are_told_to_wait(serve: Serve) -> None:
    client = serve(router)
    answer = [client.get("/open") for _ in range(4)][-1]
    assert (answer.status_code, answer.json()["code"]) == (429, "rate_limited")
    assert answer.headers["retry-after"] == "10"
    assert answer.headers["ratelimit"] == '"three";r=0;t=10'


def test_guessing_credentials_is_limited(serve: Serve) -> None:
    client = serve(router, name="nobody")
    statuses = [client.get("/mine").status_code for _ in range(STRANGERS.quota + 1)]
    assert statuses == [401] * STRANGERS.quota + [429]


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:0002"),
        ("testclient", "testclient"),
    ],
)
def test_networks_count_as_one(host: str, counted: str) -> None:
    assert address(Request({"type": "http", "client": (host, 1)})) == counted

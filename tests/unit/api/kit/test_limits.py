"""Limits: so many at once, so many a minute, and the truth about what is left."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from fastapi import Depends, Request
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import Response
from starlette.testclient import TestClient

from reelwright.api.kit.answers import Answer
from reelwright.api.kit.auth import STRANGERS, Who
from reelwright.api.kit.face import Router
from reelwright.api.kit.limits import Left, Limiter, Policy, address, from_address, limit
from reelwright.ports.buckets import Entry, Window
from reelwright.storage.buckets import MemoryBuckets

Serve = Callable[..., TestClient]
AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
THREE = Policy("three", 3, 30)
BOTH = (Policy("hour", 4, 3600), Policy("minute", 2, 60))
router = Router()


@router.get("/mine", operation_id="mine")
def mine(who: Who) -> Response:
    return Answer(200, {}).response()


@router.get("/open", operation_id="open", dependencies=[Depends(from_address(THREE))])
def opened() -> Response:
    return Answer(200, {}).response()


@router.get("/both", operation_id="both")
def both(request: Request) -> Response:
    limit(request, BOTH, "ann")
    return Answer(200, {}).response()


class Clock:
    """A clock that goes when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> datetime:
        return AT + timedelta(seconds=self.now)


def limits(clock: Clock) -> Limiter:
    return Limiter(MemoryBuckets(), clock, "tests")


def took(limiter: Limiter, policy: Policy, who: str = "ann") -> Left:
    """Return what a request leaves of one limit."""
    ((_, left),) = limiter.count([policy], who)
    return left


def test_a_quota_may_come_at_once() -> None:
    limiter = limits(Clock())
    told = [took(limiter, THREE) for _ in range(4)]
    assert told == [Left(2, 10), Left(1, 20), Left(0, 30), Left(0, 10, wait=10)]


def test_refusals_take_nothing() -> None:
    clock = Clock()
    limiter = limits(clock)
    for _ in range(20):
        took(limiter, THREE)
    clock.now = 10.0
    assert took(limiter, THREE) == Left(0, 30)


def test_askers_are_apart() -> None:
    limiter = limits(Clock())
    for _ in range(4):
        took(limiter, THREE)
    assert took(limiter, THREE, "bob") == Left(2, 10)
    assert took(limiter, Policy("other", 3, 30)) == Left(2, 10)


@given(
    st.integers(1, 50),
    st.integers(1, 100),
    st.lists(st.floats(0, 20, allow_nan=False), max_size=200),
)
def test_never_twice_the_quota(quota: int, window: int, pauses: list[float]) -> None:
    clock, policy, passed = Clock(), Policy("p", quota, window), []
    limiter = limits(clock)
    for pause in pauses:
        clock.now += pause
        passed += [clock.now] if not took(limiter, policy).wait else []
    most = max((sum(at <= one < at + window for one in passed) for at in passed), default=0)
    assert most <= 2 * quota


@given(st.integers(1, 20), st.integers(1, 100), st.integers(0, 30))
def test_after_the_wait_it_may_come(quota: int, window: int, more: int) -> None:
    clock, policy = Clock(), Policy("p", quota, window)
    limiter = limits(clock)
    wait = [took(limiter, policy) for _ in range(quota + 1 + more)][-1].wait
    clock.now += wait
    assert (wait > 0, took(limiter, policy).wait) == (True, 0)


def test_contracts_count_apart() -> None:
    buckets = MemoryBuckets()
    ours, theirs = (Limiter(buckets, Clock(), name) for name in ("ours", "theirs"))
    assert [took(one, THREE).requests for one in (ours, ours, theirs)] == [2, 1, 2]


def test_limits_hold_at_once(serve: Serve) -> None:
    clock = Clock()
    client = serve(router, clock=clock)
    first = client.get("/both")
    assert first.headers["ratelimit-policy"] == '"minute";q=2;w=60, "hour";q=4;w=3600'
    assert first.headers["ratelimit"] == '"minute";r=1;t=30, "hour";r=3;t=900'
    refused = [client.get("/both") for _ in range(9)][-1]
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "30")
    clock.now = 60.0
    later = [client.get("/both") for _ in range(3)]
    assert [one.status_code for one in later] == [200, 200, 429]
    clock.now = 120.0
    last = client.get("/both")
    assert (last.status_code, last.headers["retry-after"]) == (429, "780")


class CountedBuckets(MemoryBuckets):
    """Notes how often anything is asked of them."""

    asked = 0

    def enter(self, bucket: str, windows: Sequence[Window], at: datetime) -> Entry:
        self.asked += 1
        return super().enter(bucket, windows, at)


def test_sliding_limits_are_asked_together() -> None:
    clock, buckets = Clock(), CountedBuckets()
    limiter = Limiter(buckets, clock, "tests")
    hour, minute = Policy("hour", 3, 3600, sliding=True), Policy("minute", 2, 60, sliding=True)
    told = []
    for clock.now in (0.0, 30.5, 40.0, 60.0, 90.5):
        told.append(limiter.count((hour, minute), "ann"))
    assert buckets.asked == 5
    assert told == [
        [(minute, Left(1, 60)), (hour, Left(2, 3600))],
        [(minute, Left(0, 60)), (hour, Left(1, 3600))],
        [(minute, Left(0, 51, wait=20)), (hour, Left(1, 3591))],
        [(minute, Left(0, 60)), (hour, Left(0, 3600))],
        [(minute, Left(1, 30)), (hour, Left(0, 3570, wait=3510))],
    ]


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
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("testclient", "testclient"),
    ],
)
def test_networks_count_as_one(host: str, counted: str) -> None:
    assert address(Request({"type": "http", "client": (host, 1)})) == counted

"""Webhooks over our own API."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from reelwright.api.native import webhooks
from reelwright.ports.records.webhooks import DeliveryState, EndpointState
from reelwright.services import news
from reelwright.services import webhooks as rules

A_HOOK = {"url": "https://hooks.example/reelwright", "types": ["job.failed"]}
NOBODY = "0193a5b0-0000-7000-8000-000000000000"
NOW = "2026-11-22T12:30:00.000Z"


@pytest.fixture
def ann(serve) -> TestClient:
    return serve(webhooks.router)


@pytest.fixture
def bob(serve) -> TestClient:
    return serve(webhooks.router, name="bob")


@pytest.fixture
def hook(ann) -> dict[str, Any]:
    answer = ann.post("/webhooks", json=A_HOOK)
    assert answer.status_code == 201, answer.text
    return answer.json()


@pytest.fixture
def told(ann, desk, hook) -> str:
    """Give the id of what an enabled webhook is to be told."""
    with desk.store.write() as records:
        row = records.webhooks.by_id(hook["id"])
        records.webhooks.put(replace(row, state=EndpointState.ENABLED))
        desk.clock.go()
        news.announce(records, row.account_id, "job.failed", {"job": "1"}, desk.clock())
    return ann.get(f"/webhooks/{hook['id']}/deliveries").json()["data"][0]["id"]


def test_webhook_is_made_pending(ann, hook):
    assert hook == {
        "id": hook["id"],
        **A_HOOK,
        "state": "pending",
        "failing_since": None,
        "created_at": NOW,
        "updated_at": NOW,
    }
    assert ann.get(f"/webhooks/{hook['id']}").json() == hook
    assert ann.get("/webhooks").json() == {"data": [hook], "has_more": False, "next_cursor": None}


def test_webhook_is_at_its_location(ann):
    answer = ann.post("/webhooks", json=A_HOOK)
    assert answer.headers["Location"] == f"/reelwright/v1/webhooks/{answer.json()['id']}"


def test_making_one_twice_with_a_key_makes_one(ann):
    key = {"Idempotency-Key": "hook-1"}
    first, second = (ann.post("/webhooks", json=A_HOOK, headers=key) for _ in range(2))
    assert (first.json(), len(ann.get("/webhooks").json()["data"])) == (second.json(), 1)


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "/url"),
        ({"url": "ftp://hooks.example/"}, "/url"),
        ({"url": "https://ann:x@hooks.example/"}, "/url"),
        ({"url": "https://hooks.example/" + "x" * 2_000}, "/url"),
        ({**A_HOOK, "types": ["job.exploded"]}, "/types/0"),
        ({**A_HOOK, "types": ["endpoint.challenge"]}, "/types/0"),
        ({**A_HOOK, "secret": "mine"}, "/secret"),
    ],
)
def test_odd_webhook_is_refused(ann, body, pointer):
    answer = ann.post("/webhooks", json=body)
    assert (answer.status_code, [one["pointer"] for one in answer.json()["errors"]]) == (
        422,
        [pointer],
    )


def test_webhook_is_changed(ann, hook):
    path = f"/webhooks/{hook['id']}"
    assert ann.patch(path, json={"types": []}).json() == {**hook, "types": []}
    off = ann.patch(path, json={"enabled": False}).json()
    assert off == {**hook, "types": [], "state": "disabled"}
    on = ann.patch(path, json={"enabled": True, "url": "http://x.example/"}).json()
    assert on == {**hook, "types": [], "url": "http://x.example/"}


def test_webhook_is_deleted(ann, hook):
    path = f"/webhooks/{hook['id']}"
    assert ann.delete(path).status_code == 204
    assert (ann.get(path).status_code, ann.delete(path).status_code) == (404, 404)


def test_secret_is_shown_and_kept_nowhere(ann, hook, desk):
    path = f"/webhooks/{hook['id']}/secret"
    answer = ann.get(path)
    secret = answer.json()["secret"]
    with desk.store.read() as records:
        row = records.webhooks.by_id(hook["id"])
    assert rules.secrets_of(row, desk.secret, desk.clock()) == (secret,)
    assert answer.headers["Cache-Control"] == "no-store"
    assert secret not in repr(row)


def test_secret_is_changed(ann, hook):
    path = f"/webhooks/{hook['id']}/secret"
    old, new = ann.get(path).json(), ann.post(path).json()
    assert old != new
    assert ann.get(path).json() == new


def test_key_that_may_only_look_sees_no_secret(serve, hook):
    reader = serve(webhooks.router, name="reader")
    asked = [("GET", "/secret"), ("POST", "/secret"), ("POST", "/challenge"), ("DELETE", "")]
    found = [reader.request(verb, f"/webhooks/{hook['id']}{path}") for verb, path in asked]
    assert [one.status_code for one in found] == [403] * 4
    assert reader.get(f"/webhooks/{hook['id']}").json() == hook


def test_challenge_is_due_and_logged(ann, hook):
    path = f"/webhooks/{hook['id']}"
    again = ann.post(f"{path}/challenge")
    assert (again.status_code, again.json()) == (202, hook)
    found = ann.get(f"{path}/deliveries").json()["data"]
    assert sorted((one["type"], one["state"]) for one in found) == [
        ("endpoint.challenge", "due"),
        ("endpoint.challenge", "failed"),
    ]


def test_delivery_says_how_it_stands(ann, hook, told):
    path = f"/webhooks/{hook['id']}/deliveries/{told}"
    assert ann.get(path).json() == {
        "id": told,
        "type": "job.failed",
        "data": {"job": "1"},
        "state": "due",
        "attempts": 0,
        "status": None,
        "created_at": "2026-11-22T12:30:01.000Z",
        "due_at": "2026-11-22T12:30:01.000Z",
        "ended_at": None,
    }


def test_deliveries_come_in_pages(ann, hook, told):
    path = f"/webhooks/{hook['id']}/deliveries"
    first = ann.get(path, params={"limit": 1}).json()
    rest = ann.get(path, params={"limit": 1, "cursor": first["next_cursor"]}).json()
    assert [one["type"] for one in (*first["data"], *rest["data"])] == [
        "job.failed",
        "endpoint.challenge",
    ]
    assert (first["has_more"], rest["has_more"]) == (True, False)


def test_delivery_is_made_again(ann, desk, hook, told):
    with desk.store.write() as records:
        row = records.webhooks.delivery(hook["id"], told)
        state, at = DeliveryState.DELIVERED, desk.clock()
        records.webhooks.save(replace(row, state=state, status=200, attempts=1, ended_at=at))
    path = f"/webhooks/{hook['id']}/deliveries/{told}"
    ended = ann.get(path).json()
    assert (ended["state"], ended["due_at"]) == ("delivered", None)
    desk.clock.go()
    again = ann.post(f"{path}/redelivery")
    later = "2026-11-22T12:30:02.000Z"
    assert (again.status_code, again.json()) == (
        202,
        {**ended, "state": "due", "status": None, "attempts": 0, "due_at": later, "ended_at": None},
    )


def test_delivery_to_a_disabled_webhook_is_not_made(ann, hook, told):
    ann.patch(f"/webhooks/{hook['id']}", json={"enabled": False})
    answer = ann.post(f"/webhooks/{hook['id']}/deliveries/{told}/redelivery")
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


def test_too_many_are_refused(ann):
    for _ in range(rules.MOST):
        ann.post("/webhooks", json=A_HOOK)
    answer = ann.post("/webhooks", json=A_HOOK)
    assert answer.json()["code"] == "over_quota"


def test_the_foreign_looks_missing(bob, hook, told):
    same_id = {"X-Request-ID": "the-same-for-both"}
    for method, path, body in (
        ("GET", "", None),
        ("PATCH", "", {"types": []}),
        ("DELETE", "", None),
        ("POST", "/challenge", None),
        ("GET", "/secret", None),
        ("POST", "/secret", None),
        ("GET", "/deliveries", None),
        ("GET", f"/deliveries/{told}", None),
        ("POST", f"/deliveries/{told}/redelivery", None),
    ):
        foreign, absent = (
            bob.request(method, f"/webhooks/{one}{path}", json=body, headers=same_id)
            for one in (hook["id"], NOBODY)
        )
        assert (foreign.status_code, absent.status_code) == (404, 404), path
        assert foreign.text.replace(hook["id"], NOBODY) == absent.text, path
        assert foreign.headers.keys() == absent.headers.keys(), path
    assert bob.get("/webhooks").json()["data"] == []

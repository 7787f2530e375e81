"""Sessions over HTTP: in, around, and out."""

from dataclasses import replace

import jwt
import pytest

from reelwright.model.errors import Unavailable
from reelwright.services.exchange import Supabase

SECRET = b"the shared secret of one project"


def test_log_in_gives_tokens(house):
    made = house.register()
    body = {"login": "ada", "password": house.good}
    answer = house.client().post("/sessions", json=body)
    given = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/reelwright/v1/sessions/{given['session']}"
    assert answer.headers["cache-control"] == "no-store"
    tokens = given.pop("access_token"), given.pop("refresh_token")
    assert given == {
        "session": given["session"],
        "token_type": "Bearer",
        "expires_in": 1800,
        "refresh_expires_at": "2026-12-06T12:30:00.000Z",
    }
    assert jwt.decode(tokens[0], options={"verify_signature": False})["sub"] == made["id"]
    assert len(tokens[1]) == 43


def test_refusals_are_alike(house):
    house.register()
    bodies = []
    for login, password in (("ada", "wrong password"), ("bob", house.good), ("b@x.org", "x")):
        answer = house.client().post("/sessions", json={"login": login, "password": password})
        body = answer.json()
        for own in ("instance", "request_id"):
            del body[own]
        bodies.append((answer.status_code, answer.headers["www-authenticate"], body))
    assert bodies[0][0] == 401
    assert bodies == [bodies[0]] * 3


def test_guessing_is_told_to_wait(house, told):
    house.register()
    for _ in range(5):
        house.log_in(password="a wrong password")
    answer = house.client().post("/sessions", json={"login": "ada", "password": house.good})
    assert told(answer) == (429, "rate_limited")
    assert answer.headers["retry-after"] == "60"


class Crowded:
    """Passwords that have no room for one more."""

    def verify(self, password: str, kept: str | None) -> bool:
        raise Unavailable("Too many passwords are being checked; try again in a few seconds.")


def test_crowd_is_told_to_come_back(house, told):
    house.register()
    house.desk = replace(house.desk, door=replace(house.desk.door, passwords=Crowded()))
    answer = house.client().post("/sessions", json={"login": "ada", "password": house.good})
    assert told(answer) == (503, "unavailable")
    assert int(answer.headers["retry-after"]) > 0


def test_refresh_goes_on(house):
    house.register()
    given = house.log_in()
    house.wait(days=3)
    again = house.client().post("/sessions/refresh", json={"refresh_token": given["refresh_token"]})
    assert (again.status_code, again.json()["session"]) == (200, given["session"])
    assert house.client(again.json()["access_token"]).get("/accounts/me").status_code == 200
    assert house.client(given["access_token"]).get("/accounts/me").status_code == 401


def test_reuse_ends_the_session(house, told):
    house.register()
    given = house.log_in()
    body = {"refresh_token": given["refresh_token"]}
    first = house.client().post("/sessions/refresh", json=body).json()
    house.wait(seconds=11)
    assert told(house.client().post("/sessions/refresh", json=body)) == (401, "unauthorized")
    assert told(house.client(first["access_token"]).get("/accounts/me")) == (401, "unauthorized")


def test_sessions_are_listed_by_pages(house):
    house.register()
    ids = []
    for _ in range(3):
        house.wait(seconds=1)
        ids.append(house.log_in()["session"])
    house.wait(seconds=1)
    mine = house.log_in()
    client = house.client(mine["access_token"])
    page = client.get("/sessions", params={"limit": 2}).json()
    assert [one["id"] for one in page["data"]] == [mine["session"], ids[2]]
    assert page["data"][0] == {
        "id": mine["session"],
        "audience": "native",
        "user_agent": "testclient",
        "address": "testclient",
        "is_current": True,
        "created_at": "2026-11-22T12:30:04.000Z",
        "last_used_at": "2026-11-22T12:30:04.000Z",
        "expires_at": "2026-12-06T12:30:04.000Z",
    }
    rest = client.get("/sessions", params={"limit": 2, "cursor": page["next_cursor"]}).json()
    assert [(one["id"], one["is_current"]) for one in rest["data"]] == [
        (ids[1], False),
        (ids[0], False),
    ]
    assert rest["has_more"] is False


def test_logging_out_is_at_once(house, told):
    ada = house.comer()
    assert ada.delete("/sessions/current").status_code == 204
    assert told(ada.get("/accounts/me")) == (401, "unauthorized")


def test_session_elsewhere_is_ended(house, told):
    ada, there = house.comer(), house.log_in()
    assert ada.delete(f"/sessions/{there['session']}").status_code == 204
    assert told(ada.delete(f"/sessions/{there['session']}")) == (404, "not_found")
    assert told(house.client(there["access_token"]).get("/accounts/me")) == (401, "unauthorized")


@pytest.mark.parametrize("session", ["0", "-1", "x", "%00", "9223372036854775808", "%F0%9F%8E%AC"])
def test_malformed_ids_are_missing(house, session):
    assert house.comer().delete(f"/sessions/{session}").status_code in (400, 404)


def test_sessions_of_others_look_missing(house):
    ada, bob = house.comer(), house.comer("bob")
    [hers] = ada.get("/sessions").json()["data"]
    bodies = []
    for session in (hers["id"], hers["id"][:-1] + "x"):
        answer = bob.delete(f"/sessions/{session}")
        body = answer.json()
        for own in ("instance", "request_id"):
            del body[own]
        text = str(body).replace(session, "?")
        bodies.append((answer.status_code, text))
    assert bodies[0][0] == 404
    assert bodies[0] == bodies[1]
    assert ada.get("/accounts/me").status_code == 200


def test_supabase_token_logs_in(house):
    vouch = Supabase("https://abc.supabase.co", secret=SECRET)
    house.desk = replace(house.desk, door=replace(house.desk.door, vouch=vouch))
    now = int(house.at.timestamp())
    names = {"iss": "https://abc.supabase.co/auth/v1", "aud": "authenticated", "sub": "s-1"}
    claims = {**names, "email": "ada@example.org", "exp": now + 60}
    token = jwt.encode(claims, SECRET, "HS256")
    answer = house.client().post("/sessions/exchange", json={"supabase_token": token})
    assert answer.status_code == 201
    me = house.client(answer.json()["access_token"]).get("/accounts/me").json()
    assert (me["email"], me["has_password"]) == ("ada@example.org", False)
    bad = house.client().post("/sessions/exchange", json={"supabase_token": token[:-3]})
    assert bad.status_code == 401


def test_supabase_is_not_believed_unasked(house, told):
    answer = house.client().post("/sessions/exchange", json={"supabase_token": "x"})
    assert told(answer) == (422, "invalid")

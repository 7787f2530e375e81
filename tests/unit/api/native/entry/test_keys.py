"""API keys over HTTP."""

import pytest

WISH = {"name": "Nightly", "scopes": ["produce", "read"]}


def test_key_is_shown_once(house):
    ada = house.comer()
    answer = ada.post("/keys", json=WISH)
    made = answer.json()
    assert answer.status_code == 201
    assert answer.headers["location"] == f"/reelwright/v1/keys/{made['id']}"
    secret = made.pop("key")
    assert made == {
        "id": made["id"],
        "name": "Nightly",
        "shown": f"rw_live_…{secret[-4:]}",
        "scopes": ["read", "produce"],
        "created_at": "2026-11-22T12:30:00.000Z",
        "expires_at": None,
        "last_used_at": None,
    }
    assert ada.get(f"/keys/{made['id']}").json() == made
    assert ada.get("/keys").json()["data"] == [made]
    assert secret not in ada.get("/keys").text


def test_key_does_what_it_is_for(house, told):
    secret = house.comer().post("/keys", json=WISH).json()["key"]
    program = house.client(secret)
    assert program.get("/accounts/me").json()["email"] == "ada@example.org"
    assert told(program.post("/keys", json=WISH)) == (403, "not_allowed")
    assert told(program.patch("/accounts/me", json={"name": "x"})) == (403, "not_allowed")
    assert told(program.delete("/sessions/current")) == (404, "not_found")


def test_use_is_noted(house):
    ada = house.comer()
    made = ada.post("/keys", json=WISH).json()
    house.wait(minutes=5)
    house.client(made["key"]).get("/accounts/me")
    assert ada.get(f"/keys/{made['id']}").json()["last_used_at"] == "2026-11-22T12:35:00.000Z"


def test_secret_is_not_kept_for_a_replay(house):
    ada = house.comer()
    repeated = {"Idempotency-Key": "the same"}
    first, second = [ada.post("/keys", json=WISH, headers=repeated).json() for _ in range(2)]
    assert first["key"] != second["key"]


def test_revoked_key_is_nobodys(house, told):
    ada = house.comer()
    made = ada.post("/keys", json=WISH).json()
    assert ada.delete(f"/keys/{made['id']}").status_code == 204
    assert told(house.client(made["key"]).get("/accounts/me")) == (401, "unauthorized")
    assert told(ada.get(f"/keys/{made['id']}")) == (404, "not_found")
    assert told(ada.delete(f"/keys/{made['id']}")) == (404, "not_found")


def test_expired_key_is_nobodys(house, told):
    wish = {**WISH, "expires_at": "2026-11-22T14:31:00+02:00"}
    made = house.comer().post("/keys", json=wish).json()
    assert made["expires_at"] == "2026-11-22T12:31:00.000Z"
    house.wait(seconds=59)
    assert house.client(made["key"]).get("/accounts/me").status_code == 200
    house.wait(seconds=1)
    assert told(house.client(made["key"]).get("/accounts/me")) == (401, "unauthorized")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""), ("name", "  "), ("name", "x" * 101), ("scopes", []), ("scopes", ["all"]),
        ("scopes", "read"), ("scopes", None), ("expires_at", "2026-11-22T12:30:00Z"),
        ("expires_at", "2026-11-23T12:30:00"), ("expires_at", "9999-12-31T23:59:59-12:00"),
        ("expires_at", 1_800_000_000), ("expires_at", "tomorrow"),
    ],
)  # fmt: skip
def test_bad_wishes_are_refused(house, told, field, value):
    answer = house.comer().post("/keys", json={**WISH, field: value})
    assert told(answer) == (422, "invalid")
    assert answer.json()["errors"][0]["pointer"].startswith(f"/{field}")


def test_keys_of_others_look_missing(house):
    ada, bob = house.comer(), house.comer("bob")
    hers = ada.post("/keys", json=WISH).json()["id"]
    for method in ("GET", "DELETE"):
        bodies = []
        for key in (hers, hers[:-1] + "x"):
            answer = bob.request(method, f"/keys/{key}")
            body = answer.json()
            for own in ("instance", "request_id"):
                del body[own]
            bodies.append((answer.status_code, str(body).replace(key, "?")))
        assert bodies == [(404, bodies[0][1])] * 2
    assert bob.get("/keys").json() == {"data": [], "has_more": False, "next_cursor": None}

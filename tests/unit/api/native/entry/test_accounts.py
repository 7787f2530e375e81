"""Accounts over HTTP."""

import pytest

MADE = "2026-11-22T12:30:00.000Z"


def test_account_is_made(house):
    body = {"email": "Ada@Example.org", "password": house.good, "name": "Ada"}
    answer = house.client().post("/accounts", json=body)
    assert (answer.status_code, answer.headers["location"]) == (201, "/reelwright/v1/accounts/me")
    made = answer.json()
    assert len(made.pop("id")) == 36
    assert made == {
        "email": "Ada@example.org",
        "email_verified": False,
        "username": "ada",
        "name": "Ada",
        "avatar_url": None,
        "role": "user",
        "has_password": True,
        "created_at": MADE,
        "updated_at": MADE,
    }


def test_account_is_ones_own(house):
    made = house.register()
    token = house.log_in()["access_token"]
    assert house.client(token).get("/accounts/me").json() == made


def test_faults_come_together(house):
    body = {"email": "x", "password": "short", "name": "a\tb", "username": "?"}
    answer = house.client().post("/accounts", json=body)
    assert answer.status_code == 422
    places = [one["pointer"] for one in answer.json()["errors"]]
    assert places == ["/email", "/username", "/name", "/password"]


@pytest.mark.parametrize("field", ["role", "id", "credits", "is_active", "subject", "verified_at"])
def test_nothing_else_is_taken(house, told, field):
    body = {"email": "ada@example.org", "password": house.good, field: "admin"}
    assert told(house.client().post("/accounts", json=body)) == (422, "invalid")
    assert told(house.comer("bob").patch("/accounts/me", json={field: "admin"})) == (422, "invalid")


def test_taken_address_conflicts(house, told):
    house.register()
    body = {"email": "ADA@example.org", "password": house.good}
    assert told(house.client().post("/accounts", json=body)) == (409, "taken")


def test_account_is_changed(house):
    ada = house.comer()
    house.wait(hours=1)
    old = house.client(house.log_in()["access_token"]).get("/accounts/me").json()
    changed = house.client(house.log_in()["access_token"]).patch(
        "/accounts/me", json={"name": "Ada King", "avatar_url": "https://a.example/a.png"}
    )
    wanted = {"name": "Ada King", "avatar_url": "https://a.example/a.png"}
    assert changed.json() == {**old, **wanted, "updated_at": "2026-11-22T13:30:00.000Z"}
    assert ada.get("/accounts/me").status_code == 401  # an hour later


def test_another_address_takes_the_password(house, told):
    ada = house.comer()
    wanted = {"email": "king@example.org"}
    assert told(ada.patch("/accounts/me", json=wanted)) == (403, "not_allowed")
    wrong = {**wanted, "current_password": "a wrong password"}
    assert told(ada.patch("/accounts/me", json=wrong)) == (403, "not_allowed")
    right = {**wanted, "current_password": house.good}
    assert ada.patch("/accounts/me", json=right).json()["email"] == "king@example.org"
    [letter] = house.letters()
    assert "is now king@example.org." in letter


def test_same_address_takes_no_password(house):
    ada = house.comer()
    assert ada.patch("/accounts/me", json={"email": "ada@example.org"}).status_code == 200


def test_new_password_ends_other_sessions(house, told):
    ada, elsewhere = house.comer(), house.client(house.log_in()["access_token"])
    wanted = {"current_password": house.good, "password": "another good one"}
    answer = ada.put("/accounts/me/password", json=wanted)
    assert (answer.status_code, answer.content) == (204, b"")
    assert ada.get("/accounts/me").status_code == 200
    assert told(elsewhere.get("/accounts/me")) == (401, "unauthorized")
    assert "access_token" in house.log_in(password="another good one")


def test_wrong_password_changes_nothing(house, told):
    ada = house.comer()
    for body in ({}, {"current_password": "a wrong password"}):
        wanted = {**body, "password": "another good one"}
        assert told(ada.put("/accounts/me/password", json=wanted)) == (403, "not_allowed")
    common = {"current_password": house.good, "password": "password1"}
    answer = ada.put("/accounts/me/password", json=common)
    assert answer.json()["errors"][0]["pointer"] == "/password"
    assert "access_token" in house.log_in()


def test_guessing_the_current_password_is_slowed_down(house):
    ada = house.comer()
    wanted = {"current_password": "a wrong password", "password": "another good one"}
    tries = [ada.put("/accounts/me/password", json=wanted) for _ in range(6)]
    assert [one.status_code for one in tries] == [403] * 5 + [429]
    assert tries[-1].headers["retry-after"] == "60"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        *(("GET", "/accounts/me"), ("PATCH", "/accounts/me"), ("PUT", "/accounts/me/password")),
        *(("GET", "/sessions"), ("DELETE", "/sessions/current"), ("DELETE", "/sessions/x")),
        *(("GET", "/keys"), ("POST", "/keys"), ("GET", "/keys/x"), ("DELETE", "/keys/x")),
    ],
)
def test_strangers_are_asked_who_they_are(house, told, method, path):
    body = {"json": {}} if method in ("PATCH", "PUT", "POST") else {}
    for client in (house.client(), house.client("nonsense"), house.client("rw_live_nonsense")):
        answer = client.request(method, path, **body)
        assert told(answer) == (401, "unauthorized")
        assert answer.headers["www-authenticate"].startswith("Bearer")

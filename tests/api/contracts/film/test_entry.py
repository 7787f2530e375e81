"""Getting in: the document's bodies, refresh tokens that are good once, and who stays out."""

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from starlette.testclient import TestClient

from reelwright.services import accounts
from shared.film import BASE

REGISTRATION = {
    "email": "user@example.com",
    "username": "johndoe",
    "password": "securepassword123",
}
LOGIN = {"email": "user@example.com", "password": "securepassword123"}
UNKNOWN = {"detail": "Incorrect email or password"}
PROTECTED = (
    ("POST", "/projects/"),
    ("GET", "/projects/"),
    ("GET", "/projects/1"),
    ("PUT", "/projects/1"),
    ("DELETE", "/projects/1"),
    ("POST", "/jobs/"),
    ("GET", "/jobs/"),
    ("GET", "/jobs/1"),
    ("PATCH", "/jobs/1"),
    ("POST", "/jobs/1/cancel"),
    ("POST", "/jobs/estimate-cost"),
    ("POST", "/jobs/signed-url"),
)


@pytest.fixture
def client(house) -> TestClient:
    """Give a stranger's client, to an installation where John has an account."""
    stranger: TestClient = house.client(BASE)
    assert stranger.post("/auth/register", json=REGISTRATION).status_code == 201
    return stranger


def bearing(client: TestClient, token: str) -> int:
    """Return what a request with a token is answered."""
    return client.get("/projects/", headers={"Authorization": f"Bearer {token}"}).status_code


def refreshed(client: TestClient, token: str) -> tuple[int, dict[str, str]]:
    answer = client.post("/auth/refresh", json={"refresh_token": token})
    return answer.status_code, answer.json()


@pytest.mark.parametrize("form", ["&".join(f"f{n}=" for n in range(100)).encode(), b"email=%ff"])
def test_unreadable_form_is_the_askers_fault(client, form):
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = client.post("/auth/login", content=form, headers=kind)
    told = {"detail": "This is no form that can be read."}
    assert (answer.status_code, answer.json()) == (400, told)


def test_registration_answers_as_documented(house):
    answer = house.client(BASE).post("/auth/register", json=REGISTRATION)
    assert (answer.status_code, answer.json()) == (
        201,
        {
            "id": 1,
            "email": "user@example.com",
            "username": "johndoe",
            "is_active": True,
            "created_at": "2026-11-22T12:30:00",
        },
    )


def test_names_are_taken_once(client):
    others = (
        ({"username": "another"}, "Email already registered"),
        ({"email": "USER@example.com"}, "Email already registered"),
        ({"email": "other@example.com"}, "Username already taken"),
        ({"email": "other@example.com", "username": "JohnDoe"}, "Username already taken"),
    )
    answers = [client.post("/auth/register", json={**REGISTRATION, **one}) for one, _ in others]
    told = [(one.status_code, one.json()["detail"]) for one in answers]
    assert told == [(400, detail) for _, detail in others]


@pytest.mark.parametrize("username", ["j.d", "_john-doe_", "j" * 50])
def test_user_names_are_as_documented(house, username):
    wanted = {**REGISTRATION, "username": username}
    answer = house.client(BASE).post("/auth/register", json=wanted)
    assert (answer.status_code, answer.json()["username"]) == (201, username)


def test_wrong_registrations_are_refused(house):
    wrong = (
        {"username": "jd"},
        {"username": "j" * 51},
        {"username": "john doe"},
        {"email": "nobody"},
        {"password": "short"},
        {"password": 12345678},
        {"email": None},
    )
    client = house.client(BASE)
    answers = [client.post("/auth/register", json={**REGISTRATION, **one}) for one in wrong]
    told = [(one.status_code, list(one.json())) for one in answers]
    assert told == [(400, ["detail"])] * len(wrong)


def test_login_answers_as_documented(client):
    answer = client.post("/auth/login", json=LOGIN)
    told = answer.json()
    assert (answer.status_code, sorted(told)) == (
        200,
        ["access_token", "refresh_token", "token_type"],
    )
    assert told["token_type"] == "bearer"
    assert re.fullmatch(r"eyJ[\w-]+\.[\w-]+\.[\w-]+", told["access_token"])
    assert bearing(client, told["access_token"]) == 200


def test_login_takes_user_names_and_forms(client):
    by_name = client.post("/auth/login", json={**LOGIN, "email": None, "username": "JohnDoe"})
    by_form = client.post("/auth/login", data=LOGIN)
    assert (by_name.status_code, by_form.status_code) == (200, 200)


@pytest.mark.parametrize(
    "wrong", [{"password": "something else"}, {"email": "nobody@example.com"}, {"email": "x"}]
)
def test_wrong_logins_are_told_alike(client, wrong):
    answer = client.post("/auth/login", json={**LOGIN, **wrong})
    assert (answer.status_code, answer.json()) == (401, UNKNOWN)
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"{}", "application/json"),
        (b"{", "application/json"),
        (b'{"email": "user@example.com", "password": "securepassword123"}', "text/plain"),
        (b"email=user%40example.com", "application/x-www-form-urlencoded"),
    ],
)
def test_login_bodies_that_say_too_little(client, content, kind):
    answer = client.post("/auth/login", content=content, headers={"Content-Type": kind})
    assert (answer.status_code, list(answer.json())) == (400, ["detail"])


def test_refresh_tokens_rotate(client, house):
    first = client.post("/auth/login", json=LOGIN).json()
    house.clock.go(60)
    status, second = refreshed(client, first["refresh_token"])
    assert (status, sorted(second)) == (200, sorted(first))
    assert second["refresh_token"] != first["refresh_token"]
    assert bearing(client, second["access_token"]) == 200


def test_reuse_of_a_refresh_token_ends_its_family(client, house):
    first = client.post("/auth/login", json=LOGIN).json()
    _, second = refreshed(client, first["refresh_token"])
    house.clock.go(11)
    reused, _ = refreshed(client, first["refresh_token"])
    after, _ = refreshed(client, second["refresh_token"])
    assert (reused, after, bearing(client, second["access_token"])) == (401, 401, 401)


def test_lost_answer_may_be_asked_for_again(client, house):
    first = client.post("/auth/login", json=LOGIN).json()
    refreshed(client, first["refresh_token"])
    house.clock.go(9)
    status, again = refreshed(client, first["refresh_token"])
    assert (status, bearing(client, again["access_token"])) == (200, 200)


def test_sessions_slide_for_two_weeks_and_end_at_sixty_days(client, house):
    token = client.post("/auth/login", json=LOGIN).json()["refresh_token"]
    day, statuses = 24 * 3_600, []
    for _ in range(5):
        house.clock.go(13 * day)
        status, told = refreshed(client, token)
        statuses.append(status)
        token = told.get("refresh_token", token)
    assert statuses == [200, 200, 200, 200, 401]


def test_access_tokens_last_half_an_hour(client, house):
    token = client.post("/auth/login", json=LOGIN).json()["access_token"]
    house.clock.go(30 * 60 - 1)
    before = bearing(client, token)
    house.clock.go(60)
    assert (before, bearing(client, token)) == (200, 401)


def test_tokens_do_not_stand_for_each_other(client):
    tokens = client.post("/auth/login", json=LOGIN).json()
    status, told = refreshed(client, tokens["access_token"])
    assert (status, list(told)) == (401, ["detail"])
    assert bearing(client, tokens["refresh_token"]) == 401


def test_refresh_ignores_a_credential(client):
    tokens = client.post("/auth/login", json=LOGIN).json()
    answer = client.post(
        "/auth/refresh",
        json={"refresh_token": tokens["refresh_token"]},
        headers={"Authorization": "Bearer nonsense"},
    )
    assert answer.status_code == 200


@pytest.mark.parametrize("header", ["", "Bearer nonsense", "Basic dXNlcjpwYXNz", "Bearer "])
def test_no_token_is_unauthorized(client, header):
    headers = {"Authorization": header} if header else {}
    answers = [client.request(*one, headers=headers, json={}) for one in PROTECTED]
    told = [(one.status_code, list(one.json()), one.headers["WWW-Authenticate"]) for one in answers]
    assert told == [(401, ["detail"], "Bearer")] * 12


def test_tokens_of_other_audiences_are_refused(client, house):
    native = house.client("/reelwright/v1")
    login = {"login": LOGIN["email"], "password": LOGIN["password"]}
    token = native.post("/sessions", json=login).json()["access_token"]
    film = client.post("/auth/login", json=LOGIN).json()["access_token"]
    there = native.get("/accounts/me", headers={"Authorization": f"Bearer {film}"}).status_code
    assert (bearing(client, token), there) == (401, 401)


def test_account_shut_out_stays_out(client, house):
    tokens = client.post("/auth/login", json=LOGIN).json()
    with house.office.store.write() as records:
        account = accounts.found(records, LOGIN["email"])
        records.accounts.save(replace(account, is_active=False))
    shut = client.post("/auth/login", json=LOGIN)
    wrong = client.post("/auth/login", json={**LOGIN, "password": "something else"})
    assert (shut.status_code, shut.json()) == (403, {"detail": "Inactive user"})
    assert (wrong.status_code, bearing(client, tokens["access_token"])) == (401, 401)
    assert refreshed(client, tokens["refresh_token"])[0] == 401


def test_ids_of_accounts_grow(house):
    client = house.client(BASE)
    numbers = [
        client.post(
            "/auth/register",
            json={**REGISTRATION, "email": f"{name}@example.com", "username": name},
        ).json()["id"]
        for name in ("ann", "bob", "cid")
    ]
    assert all(one < other for one, other in pairwise(numbers))

"""Pixora's doors: C0-AU-01 to 08, as the conformance document names them."""

from datetime import timedelta

import jwt
import pytest

from reelwright.services import accounts
from reelwright.services.exchange import Supabase
from reelwright.settings import Settings
from shared.documents import block

DOCUMENT = "pixora.md"
PROJECT = "https://abc.supabase.co"
SHARED = b"a secret that the project shares with us, long enough for every kind of HMAC"
NEW = "another long password"


@pytest.fixture
def house(build):
    """Give an installation where nobody is yet."""
    return build()


def sent(operation: str):
    return block(DOCUMENT, operation, "request body")


@pytest.fixture
def token(stranger):
    """Register and log in with the very bodies of the document, and give the token."""
    registered = stranger.post("/auth/register", json=sent("POST /auth/register"))
    assert registered.status_code == 201, registered.text
    answer = stranger.post("/auth/login", json=sent("POST /auth/login"))
    assert answer.status_code == 200, answer.text
    return answer.json()["access_token"]


def bearing(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_au_01_documented_bodies_make_a_round_trip(stranger, token):
    me = stranger.get("/users/me", headers=bearing(token)).json()
    asked = sent("POST /auth/register")
    assert {name: me[name] for name in ("email", "name", "credits")} == {
        "email": asked["email"],
        "name": asked["name"],
        "credits": 10,
    }


def test_au_02_address_in_other_case_is_taken(stranger, token):
    again = {**sent("POST /auth/register"), "email": "USER@Example.com"}
    answer = stranger.post("/auth/register", json=again)
    assert (answer.status_code, answer.json()) == (400, {"detail": "Email already registered"})


def test_au_03_login_comes_as_a_form_too(stranger, token):
    answer = stranger.post("/auth/login", data=sent("POST /auth/login"))
    assert (answer.status_code, answer.json()["token_type"]) == (200, "bearer")


def test_login_takes_an_email_field_too(stranger, token):
    given = sent("POST /auth/login")
    answer = stranger.post(
        "/auth/login", json={"email": given["username"], "password": given["password"]}
    )
    assert answer.status_code == 200


def test_login_needs_a_name(stranger):
    answer = stranger.post("/auth/login", json={"password": "securepassword"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "username")


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"username=a&username=", "application/x-www-form-urlencoded", 422),
        (b"username=%ff", "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(99)), "application/x-www-form-urlencoded", 400),
        (b'{"username": "a", "password": "b"}', "text/plain", 422),
        (b'{"username": "a"', "application/json", 400),
        (b'{"username": 1, "password": "b"}', "application/json", 422),
        (b"[]", "application/json", 422),
    ],
)
def test_broken_logins_are_client_errors(stranger, body, kind, status):
    answer = stranger.post("/auth/login", content=body, headers={"Content-Type": kind})
    assert answer.status_code == status, answer.text


def test_au_04_tokens_live_as_long_as_said(stranger, token):
    claims = jwt.decode(token, options={"verify_signature": False})
    said = stranger.post("/auth/login", json=sent("POST /auth/login")).json()["expires_in"]
    assert (said, claims["exp"] - claims["iat"], claims["aud"]) == (691_200, 691_200, "pixora")


def test_token_ends_when_said(house, stranger, token):
    house.clock.go(691_199)
    assert stranger.get("/users/me", headers=bearing(token)).status_code == 200
    house.clock.go(31)  # clocks may differ by thirty seconds
    assert stranger.get("/users/me", headers=bearing(token)).status_code == 401


def test_au_05_logout_kills_the_token(stranger, token):
    answer = stranger.post("/auth/logout", headers=bearing(token))
    assert answer.json() == {"message": "Successfully logged out"}
    again = stranger.post("/auth/logout", headers=bearing(token))
    me = stranger.get("/users/me", headers=bearing(token))
    assert [one.status_code for one in (again, me)] == [401, 401]
    assert {one.headers["WWW-Authenticate"] for one in (again, me)} == {"Bearer"}


def test_wrong_passwords_and_addresses_sound_alike(stranger, token):
    given = sent("POST /auth/login")
    wrong = stranger.post("/auth/login", json={**given, "password": "not that one"})
    nobody = stranger.post("/auth/login", json={**given, "username": "nobody@example.com"})
    told = (401, {"detail": "Incorrect email or password"})
    assert [(one.status_code, one.json()) for one in (wrong, nobody)] == [told, told]


def test_account_that_is_shut_out_is_forbidden(house, stranger, token):
    with house.office.store.write() as records:
        account = records.accounts.by_email("user@example.com")
        accounts.activate(records, account.id, house.clock(), active=False)
    answer = stranger.post("/auth/login", json=sent("POST /auth/login"))
    assert (answer.status_code, answer.json()) == (403, {"detail": "Insufficient permissions"})


@pytest.mark.parametrize("credential", ["", "Bearer", "Bearer x", "Basic dTpw", "Bearer a.b.c"])
def test_no_good_credential_is_401(stranger, credential):
    answer = stranger.get("/users/me", headers={"Authorization": credential})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert list(answer.json()) == ["detail"]


def test_tokens_of_other_audiences_are_no_good(house, stranger, token):
    login = {"login": "user@example.com", "password": "securepassword"}
    native = house.client("/reelwright/v1").post("/sessions", json=login).json()["access_token"]
    assert stranger.get("/users/me", headers=bearing(native)).status_code == 401
    mine = house.client("/reelwright/v1").get("/accounts/me", headers=bearing(token))
    assert mine.status_code == 401


def test_api_keys_are_no_credential_here(house, stranger, token):
    login = {"login": "user@example.com", "password": "securepassword"}
    native = house.client("/reelwright/v1")
    access = native.post("/sessions", json=login).json()["access_token"]
    asked = {"name": "tests", "scopes": ["read"]}
    key = native.post("/keys", json=asked, headers=bearing(access)).json()["key"]
    assert stranger.get("/users/me", headers=bearing(key)).status_code == 401


def letters(house) -> list[str]:
    with house.office.store.read() as records:
        return [one.to for one in records.letters.due(house.clock() + timedelta(days=1), 99)]


def mailed(house) -> str:
    """Return the recovery token of the last letter."""
    with house.office.store.read() as records:
        due = records.letters.due(house.clock() + timedelta(days=1), 99)
    (text,) = (one.text for one in due if "reset-password#" in one.text)
    return text.split("reset-password#")[1].split()[0]


def permitted(house) -> str:
    """Exchange the token of the last letter at our own API, as the page of its link does."""
    ours = house.client("/reelwright/v1")
    answer = ours.post("/password-resets/exchange", json={"token": mailed(house)})
    assert (answer.status_code, answer.json()["scope"]) == (200, "password:change")
    token: str = answer.json()["access_token"]
    return token


def test_au_06_reset_answers_all_alike_and_mails_one(house, stranger, token):
    told = {"message": "Password reset email sent"}
    known = stranger.post("/auth/reset-password", json=sent("POST /auth/reset-password"))
    nobody = stranger.post("/auth/reset-password", json={"email": "nobody@example.com"})
    assert [(one.status_code, one.json()) for one in (known, nobody)] == [(200, told), (200, told)]
    assert letters(house) == ["user@example.com"]


def test_reset_of_no_address_is_invalid(stranger):
    answer = stranger.post("/auth/reset-password", json={"email": "nobody"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "email")


def test_au_07_recovery_token_changes_the_password_once(house, stranger, token):
    stranger.post("/auth/reset-password", json=sent("POST /auth/reset-password"))
    recovery = bearing(permitted(house))
    for path in ("/users/me", "/users/credits", "/videos"):
        assert stranger.get(path, headers=recovery).status_code == 401
    assert stranger.post("/auth/logout", headers=recovery).status_code == 401
    body = sent("POST /auth/change-password")
    first = stranger.post("/auth/change-password", json=body, headers=recovery)
    second = stranger.post("/auth/change-password", json=body, headers=recovery)
    assert (first.status_code, first.json()["message"]) == (200, "Password changed successfully")
    assert second.status_code == 401
    assert stranger.get("/users/me", headers=bearing(token)).status_code == 401
    login = {**sent("POST /auth/login"), "password": body["password"]}
    assert stranger.post("/auth/login", json=login).status_code == 200


def test_recovery_token_ends_after_half_an_hour(house, stranger, token):
    stranger.post("/auth/reset-password", json=sent("POST /auth/reset-password"))
    house.clock.go(1_801)
    ours = house.client("/reelwright/v1")
    answer = ours.post("/password-resets/exchange", json={"token": mailed(house)})
    assert answer.status_code == 401


def test_recovery_permit_ends_after_ten_minutes(house, stranger, token):
    stranger.post("/auth/reset-password", json=sent("POST /auth/reset-password"))
    recovery = bearing(permitted(house))
    house.clock.go(631)  # half a minute more, as clocks differ
    answer = stranger.post("/auth/change-password", json={"password": NEW}, headers=recovery)
    assert answer.status_code == 401


def test_recovery_permit_is_a_bearer_alone(house, stranger, token):
    stranger.post("/auth/reset-password", json=sent("POST /auth/reset-password"))
    permit, told = permitted(house), []
    for scheme in ("Basic", "Token", "bearer"):
        headers = {"Authorization": f"{scheme} {permit}"}
        answer = stranger.post("/auth/change-password", json={"password": NEW}, headers=headers)
        told.append(answer.status_code)
    assert told == [401, 401, 200]


def test_link_of_the_letter_opens_a_page(house, stranger, token):
    stranger.post("/auth/reset-password", json=sent("POST /auth/reset-password"))
    browser = house.client()
    page = browser.get("/reset-password")
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    form = {"token": mailed(house), "password": NEW}
    assert browser.post("/reset-password", data=form).status_code == 200
    login = {**sent("POST /auth/login"), "password": NEW}
    assert stranger.post("/auth/login", json=login).status_code == 200


def test_mailed_token_itself_is_no_bearer(house, stranger, token):
    stranger.post("/auth/reset-password", json=sent("POST /auth/reset-password"))
    mail = bearing(mailed(house))
    answer = stranger.post("/auth/change-password", json={"password": NEW}, headers=mail)
    assert answer.status_code == 401


def test_change_ends_other_sessions_and_tells_the_owner(house, stranger, token):
    other = stranger.post("/auth/login", json=sent("POST /auth/login")).json()["access_token"]
    answer = stranger.post("/auth/change-password", json={"password": NEW}, headers=bearing(token))
    assert answer.status_code == 200
    seen = [stranger.get("/users/me", headers=bearing(one)).status_code for one in (token, other)]
    assert seen == [200, 401]
    assert letters(house) == ["user@example.com"]


def test_change_needs_a_credential_and_a_good_password(stranger, token):
    assert stranger.post("/auth/change-password", json={"password": NEW}).status_code == 401
    short = stranger.post(
        "/auth/change-password", json={"password": "short"}, headers=bearing(token)
    )
    assert (short.status_code, short.json()["errors"][0]["field"]) == (422, "password")


def test_passwords_change_five_times_an_hour(house, stranger, token):
    changes = [
        stranger.post(
            "/auth/change-password", json={"password": f"{NEW} {n}"}, headers=bearing(token)
        )
        for n in range(6)
    ]
    assert [one.status_code for one in changes] == [200] * 5 + [429]
    house.clock.go(int(changes[-1].headers["Retry-After"]))
    again = stranger.post("/auth/change-password", json={"password": NEW}, headers=bearing(token))
    assert again.status_code == 200


def test_current_password_is_asked_for_where_set(build):
    house = build(pixora_require_current_password=True)
    client = house.client("/pixora/api/v1")
    client.post("/auth/register", json=sent("POST /auth/register"))
    token = client.post("/auth/login", json=sent("POST /auth/login")).json()["access_token"]
    without = client.post("/auth/change-password", json={"password": NEW}, headers=bearing(token))
    current = {"password": NEW, "current_password": "securepassword"}
    right = client.post("/auth/change-password", json=current, headers=bearing(token))
    assert (without.status_code, right.status_code) == (403, 200)


def test_exchange_says_that_it_is_not_set_up(stranger):
    answer = stranger.post("/auth/exchange-token", json=sent("POST /auth/exchange-token"))
    assert (answer.status_code, answer.json()) == (
        400,
        {"detail": "Supabase authentication is not configured"},
    )


@pytest.fixture
def believing(build):
    """Give an installation that believes a Supabase project."""
    return build(door={"vouch": Supabase(PROJECT, secret=SHARED)})


def supabase(house, key: bytes | None = SHARED, algorithm: str = "HS256", **more) -> str:
    now = int(house.clock().timestamp())
    claims = {
        "iss": f"{PROJECT}/auth/v1",
        "aud": "authenticated",
        "sub": "a-subject",
        "email": "eve@example.com",
        "email_verified": True,
        "iat": now,
        "exp": now + 3_600,
        **more,
    }
    return jwt.encode(claims, key, algorithm)


def test_supabase_token_is_exchanged(believing):
    client = believing.client("/pixora/api/v1")
    answer = client.post("/auth/exchange-token", json={"supabase_token": supabase(believing)})
    assert (answer.status_code, answer.json()["expires_in"]) == (200, 691_200)
    me = client.get("/users/me", headers=bearing(answer.json()["access_token"])).json()
    assert (me["email"], me["credits"]) == ("eve@example.com", 10)


@pytest.mark.parametrize(
    "wrong",
    [
        {"algorithm": "none", "key": None},
        {"algorithm": "HS512"},
        {"key": SHARED[::-1]},
        {"aud": "anon"},
        {"iss": "https://evil.supabase.co/auth/v1"},
        {"exp": 1_700_000_000},
    ],
    ids=["none", "confused", "forged", "audience", "issuer", "expired"],
)
def test_au_08_bad_supabase_tokens_are_401(believing, wrong):
    client = believing.client("/pixora/api/v1")
    answer = client.post(
        "/auth/exchange-token", json={"supabase_token": supabase(believing, **wrong)}
    )
    assert (answer.status_code, list(answer.json())) == (401, ["detail"])


def test_au_08_unverified_address_takes_no_account_over(believing):
    client = believing.client("/pixora/api/v1")
    client.post("/auth/register", json={**sent("POST /auth/register"), "email": "eve@example.com"})
    token = supabase(believing, email_verified=False)
    answer = client.post("/auth/exchange-token", json={"supabase_token": token})
    assert answer.status_code == 401


def test_settings_name_what_pixora_gives():
    assert (Settings().pixora_signup_credits, Settings().pixora_credits_for) == (10, 10)

"""Password resets over HTTP."""

import re


def ask(house, email="ada@example.org"):
    return house.client().post("/password-resets", json={"email": email})


def exchange(house, token):
    return house.client().post("/password-resets/exchange", json={"token": token})


def permit(house, token):
    return exchange(house, token).json()["access_token"]


def redeem(house, token, password="another good one"):
    return house.client().put("/password-resets", json={"token": token, "password": password})


def token(house):
    [letter] = house.letters()
    return re.search(r"#(\S{43})", letter)[1]


def test_answer_is_the_same_for_strangers(house):
    house.register()
    answers = [ask(house, email) for email in ("ada@example.org", "bob@example.org")]
    seen = [(one.status_code, one.content, sorted(one.headers)) for one in answers]
    assert seen == [(202, b"", seen[0][2])] * 2
    assert len(house.letters()) == 1


def test_no_address_is_told(house, told):
    assert told(ask(house, "nobody")) == (422, "invalid")


def test_letter_buys_another_password(house):
    ada = house.comer()
    ask(house)
    answer = redeem(house, permit(house, token(house)))
    assert (answer.status_code, answer.content) == (204, b"")
    assert ada.get("/accounts/me").status_code == 401
    again = house.client(house.log_in(password="another good one")["access_token"])
    assert again.get("/accounts/me").json()["email_verified"] is True


def test_token_works_once(house, told):
    house.register()
    ask(house)
    once = token(house)
    given = exchange(house, once)
    assert {name: value for name, value in given.json().items() if name != "access_token"} == {
        "token_type": "Bearer",
        "expires_in": 600,
        "scope": "password:change",
    }
    assert given.headers["cache-control"] == "no-store"
    assert told(exchange(house, once)) == (401, "unauthorized")


def test_permit_works_once(house, told):
    house.register()
    ask(house)
    once = permit(house, token(house))
    redeem(house, once)
    assert told(redeem(house, once)) == (401, "unauthorized")


def test_token_grows_old(house, told):
    house.register()
    ask(house)
    late = token(house)
    house.wait(minutes=30)
    assert told(exchange(house, late)) == (401, "unauthorized")


def test_bad_password_is_told(house):
    house.register()
    ask(house)
    answer = redeem(house, permit(house, token(house)), "password1")
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "/password")


def test_token_is_no_credential(house, told):
    house.register()
    ask(house)
    once = token(house)
    assert told(house.client(once).get("/accounts/me")) == (401, "unauthorized")
    assert told(redeem(house, once)) == (401, "unauthorized")


def test_permit_is_no_credential(house, told):
    house.register()
    ask(house)
    given = permit(house, token(house))
    assert told(house.client(given).get("/accounts/me")) == (401, "unauthorized")
    body = {"password": "another good one", "current_password": "a long enough phrase"}
    answer = house.client(given).put("/accounts/me/password", json=body)
    assert told(answer) == (401, "unauthorized")

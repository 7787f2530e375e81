"""Pixora's users and their credits: C0-US-01 to 05."""

import pytest

from shared.documents import block

NOWHERE = "0193a5b0-7e1c-7000-8000-00000000dead"
FORBIDDEN = (403, {"detail": "Insufficient permissions"})


def entered(client, name: str) -> dict[str, str]:
    login = {"email": f"{name}@example.com", "password": "securepassword", "name": name}
    assert client.post("/auth/register", json=login).status_code == 201
    given = {"username": login["email"], "password": "securepassword"}
    token = client.post("/auth/login", json=given).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}


def told(answer) -> tuple[int, object]:
    return answer.status_code, answer.json()


def test_us_01_first_adds_credits_and_second_may_not(build):
    gift = block("pixora.md", "POST /users/credits/add", "request body")
    client = build().client("/pixora/api/v1")
    first, second = (entered(client, name) for name in ("first", "second"))
    added = client.post("/users/credits/add", json=gift, headers=first)
    assert added.status_code == 200
    assert (added.json()["credits"], added.json()["transaction"]["amount"]) == (15, 5)
    assert told(client.post("/users/credits/add", json=gift, headers=second)) == FORBIDDEN
    left = [client.get("/users/credits", headers=one).json() for one in (first, second)]
    assert left == [{"credits": 15}, {"credits": 10}]


def test_others_may_not_add_credits(ann, bob):
    gift = {"amount": "wrong, but that is not the point"}
    assert told(bob.client.post("/users/credits/add", json=gift)) == FORBIDDEN


def test_admin_adds_to_another(ann, bob):
    added = ann.client.post("/users/credits/add", json={"amount": 3, "user_id": bob.id})
    assert (added.json()["credits"], ann.credits, bob.credits) == (13, 10, 13)
    missing = ann.client.post("/users/credits/add", json={"amount": 3, "user_id": NOWHERE})
    assert told(missing) == (404, {"detail": "User not found"})


@pytest.mark.parametrize("amount", [-1, 0, 1.5, "5", 10**12, True, None, 2**63])
def test_us_02_odd_amounts_are_refused(ann, amount):
    answer = ann.client.post("/users/credits/add", json={"amount": amount})
    assert answer.status_code == (400 if amount == 2**63 else 422), answer.text
    assert ann.credits == 10


def test_whole_number_may_be_written_as_a_fraction(ann):
    assert ann.client.post("/users/credits/add", json={"amount": 5.0}).json()["credits"] == 15


def test_credits_are_added_once_a_key(ann):
    key = {"Idempotency-Key": "gift-1"}
    first = ann.client.post("/users/credits/add", json={"amount": 5}, headers=key)
    again = ann.client.post("/users/credits/add", json={"amount": 5}, headers=key)
    other = ann.client.post("/users/credits/add", json={"amount": 6}, headers=key)
    assert (first.json(), again.headers["Idempotency-Replayed"]) == (again.json(), "true")
    assert (other.status_code, ann.credits) == (422, 15)


def test_us_03_others_cannot_be_changed_or_found(ann, bob):
    there = bob.client.put(f"/users/{ann.id}", json={"name": "Eve"})
    nowhere = bob.client.put(f"/users/{NOWHERE}", json={"name": "Eve"})
    assert [told(there), told(nowhere)] == [FORBIDDEN, FORBIDDEN]
    assert ann.sees("/users/me")["name"] == "Ann"


def test_admin_changes_another_but_finds_nobody_else(ann, bob):
    changed = ann.client.put(f"/users/{bob.id}", json={"name": "Robert"})
    assert (changed.status_code, bob.sees("/users/me")["name"]) == (200, "Robert")
    nowhere = ann.client.put(f"/users/{NOWHERE}", json={"name": "Eve"})
    assert told(nowhere) == (404, {"detail": "User not found"})


def test_us_04_nothing_else_can_be_assigned(bob):
    before = bob.sees("/users/me")
    asked = {"credits": 999, "role": "admin", "email": "eve@example.com", "id": NOWHERE}
    answer = bob.client.put(f"/users/{bob.id}", json={"name": "Bob", **asked})
    assert (answer.status_code, bob.sees("/users/me")) == (200, before)
    gift = bob.client.post("/users/credits/add", json={"amount": 1})
    assert gift.status_code == 403


def test_empty_change_changes_nothing(ann):
    before = ann.sees("/users/me")
    answer = ann.client.put(f"/users/{ann.id}", json={})
    assert (answer.status_code, answer.json()) == (
        200,
        {**before, "updated_at": before["created_at"]},
    )


def test_picture_comes_and_goes(ann):
    url = "https://example.com/avatar.jpg"
    ann.client.put(f"/users/{ann.id}", json={"avatar_url": url})
    assert ann.sees("/users/me")["avatar_url"] == url
    ann.client.put(f"/users/{ann.id}", json={"avatar_url": None})
    assert "avatar_url" not in ann.sees("/users/me")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "ftp://example.com/a.jpg",
        "https://user:password@example.com/a.jpg",
        "https://[broken",
        "https:///a.jpg",
        "",
        "https://example.com/" + "a" * 2_048,
        "https://example.com/a b.jpg",
        "https://exam\nple.com/a.jpg",
        " https://example.com/a.jpg",
        "https://example.com/a\u2028.jpg",
        5,
    ],
)
def test_us_05_no_other_addresses_are_pictures(ann, url):
    answer = ann.client.put(f"/users/{ann.id}", json={"avatar_url": url})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "avatar_url")


@pytest.mark.parametrize("name", [None, "", " ", "a" * 101, 5, "a\x07b"])
def test_names_are_one_to_a_hundred_letters(ann, name):
    assert ann.client.put(f"/users/{ann.id}", json={"name": name}).status_code == 422


def test_users_are_not_read_by_their_id(ann):
    answer = ann.client.get(f"/users/{ann.id}")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "PUT, OPTIONS")

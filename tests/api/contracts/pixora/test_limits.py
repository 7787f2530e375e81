"""Pixora's limits: C0-RL-01, each category's documented number exactly, and C0-AU-09."""

import re

import pytest

from shared.documents import FOLDER

NOWHERE = "0193a5b0-7e1c-7000-8000-00000000dead"
PATHS = {
    "authentication": "/auth/logout",
    "user": "/users/me",
    "video": "/videos",
    "scene": f"/scenes/{NOWHERE}",
    "generation": f"/generation/status/{NOWHERE}",
}
DOCUMENTED = {
    name.lower(): int(number)
    for name, number in re.findall(
        r"- (\w+) endpoints: (\d+) requests per minute", (FOLDER / "pixora.md").read_text()
    )
}


@pytest.fixture(scope="module")
def house(builds):
    """Give an installation with its real limits."""
    return builds(often=False)


@pytest.fixture(scope="module")
def tokens(house) -> list[dict[str, str]]:
    """Give two people's credentials."""
    client, found = house.client("/pixora/api/v1"), []
    for name in ("ann", "bob"):
        login = {"email": f"{name}@example.com", "password": "securepassword", "name": name}
        client.post("/auth/register", json=login)
        given = {"username": login["email"], "password": "securepassword"}
        token = client.post("/auth/login", json=given).json()["access_token"]
        found.append({"Authorization": f"Bearer {token}"})
    return found


@pytest.fixture
def client(house):
    house.clock.go(3_600)
    return house.client("/pixora/api/v1")


def test_document_names_all_categories():
    assert DOCUMENTED == {
        "authentication": 10,
        "user": 60,
        "video": 30,
        "scene": 60,
        "generation": 10,
    }


@pytest.mark.parametrize("category", ["user", "video", "scene", "generation"])
def test_rl_01_each_number_is_exact_for_each_account(house, client, tokens, category):
    ann, bob = tokens
    path, most = PATHS[category], DOCUMENTED[category]
    allowed = [client.get(path, headers=ann).status_code for _ in range(most)]
    assert 429 not in allowed
    over = client.get(path, headers=ann)
    assert (over.status_code, over.json()) == (429, {"detail": "Rate limit exceeded"})
    assert client.get(path, headers=bob).status_code != 429
    house.clock.go(int(over.headers["Retry-After"]))
    assert client.get(path, headers=ann).status_code != 429
    assert client.get(path, headers=ann).status_code == 429


def test_strangers_are_counted_by_their_address(client):
    found = [client.get("/videos").status_code for _ in range(31)]
    assert found == [401] * 30 + [429]


def test_au_09_eleventh_call_waits_as_long_as_said(house, client, tokens):
    calls = [client.post("/auth/logout", headers={}) for _ in range(11)]
    assert [one.status_code for one in calls] == [401] * 10 + [429]
    wait = int(calls[-1].headers["Retry-After"])
    assert wait >= 1
    house.clock.go(wait - 1)
    assert client.post("/auth/logout").status_code == 429
    house.clock.go(1)
    assert client.post("/auth/logout").status_code == 401


def test_doors_are_counted_by_address_whoever_comes(client, tokens):
    found = [client.post("/auth/reset-password", json={}, headers=tokens[0]) for _ in range(11)]
    assert found[-1].status_code == 429
    assert client.post("/auth/reset-password", json={}, headers=tokens[1]).status_code == 429

"""Films over HTTP."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient

AT = "2026-11-22T12:30:00.000Z"


@pytest.fixture
def film(production: Any, filmed: Any) -> str:
    """Give the path of a film of Ann's."""
    return f"/films/{filmed(production()['id'])}"


def test_films_name_their_files(ann: TestClient, film: str) -> None:
    found = ann.get(film).json()
    job = ann.get("/jobs").json()["data"][0]
    assert found == {
        "id": film.removeprefix("/films/"),
        "title": "A day in a lighthouse",
        "production": job["production"],
        "job": job["id"],
        "duration": 12.033,
        "width": 1920,
        "height": 1080,
        "bytes": 123_456,
        "created_at": AT,
        "links": found["links"],
    }
    assert list(found["links"]) == ["captions.vtt", "film"]
    assert {one["expires_at"] for one in found["links"].values()} == {"2026-11-22T13:30:00.000Z"}


def test_links_grant_one_file(ann: TestClient, film: str) -> None:
    link = ann.get(film).json()["links"]["captions.vtt"]
    look, save = urlsplit(link["url"]), urlsplit(link["download"])
    asked = parse_qs(look.query)
    there = f"/reelwright/v1/media/{film.removeprefix('/films/')}/captions.vtt"
    assert (look.scheme, look.netloc, look.path) == ("http", "testserver", there)
    assert (asked["v"], asked["e"], asked["exp"]) == (["b" * 64], ["1"], ["1795354200"])
    assert parse_qs(save.query)["save"] == ["1"]
    assert parse_qs(save.query)["sig"] != asked["sig"]


def test_renewed_links_void_the_old(ann: TestClient, film: str) -> None:
    renewed = ann.post(f"{film}/links")
    asked = parse_qs(urlsplit(renewed.json()["links"]["film"]["url"]).query)
    assert (renewed.status_code, asked["e"]) == (200, ["2"])
    assert ann.get(film).json() == renewed.json()


def test_papers_tell_what_it_shows(ann: TestClient, film: str) -> None:
    papers = ann.get(f"{film}/papers").json()
    production = ann.get("/productions").json()["data"][0]
    board = ann.get(f"/productions/{production['id']}/storyboard").json()["storyboard"]
    assert papers == {"brief": production["brief"], "storyboard": board}


def test_lists_heed_productions(
    ann: TestClient, production: Any, filmed: Any, clock: Any, film: str
) -> None:
    clock.go()
    other = production()["id"]
    second = filmed(other)
    assert [one["id"] for one in ann.get("/films").json()["data"]] == [
        second,
        film.removeprefix("/films/"),
    ]
    found = ann.get("/films", params={"production": other}).json()
    assert found == {
        "data": [ann.get(f"/films/{second}").json()],
        "has_more": False,
        "next_cursor": None,
    }


def test_deleted_films_are_gone(ann: TestClient, film: str) -> None:
    production = ann.get(film).json()["production"]
    assert ann.delete(film).status_code == 204
    assert ann.get(film).status_code == 404
    assert ann.get("/films").json() == {"data": [], "has_more": False, "next_cursor": None}
    assert ann.get(f"/productions/{production}/storyboard").json()["film"] is None


def test_a_looking_key_removes_nothing(ann: TestClient, reader: TestClient, film: str) -> None:
    assert reader.delete(film).status_code == 403
    assert reader.post(f"{film}/links").status_code == 403
    assert reader.get(film).json() == ann.get(film).json()

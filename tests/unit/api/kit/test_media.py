"""Media: links that are good for what they say, and files in parts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl, urlencode, urlsplit

import anyio
import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.kit.media import LONGEST, Grant, expiry, link
from reelwright.api.native.media import router
from reelwright.api.native.problems import BASE
from reelwright.model.brief import Brief
from reelwright.model.ids import Key
from reelwright.ports.records.films import FilmRow
from reelwright.services.jobs import NOTHING, Order, Room, accept
from reelwright.services.productions import Label, create
from reelwright.services.spending import Terms

Serve = Callable[..., TestClient]
ANN = "0193a5b0-0000-7000-8000-00000000000a"
FILM = bytes(range(256)) * 10


@pytest.fixture
def film(desk: Desk) -> FilmRow:
    """Give a film of Ann's, whose file and captions are kept."""
    at = desk.clock()
    key = anyio.run(_kept, desk, FILM)
    with desk.store.write() as records:
        production = create(records, ANN, Brief(prompt="A forest"), Label("native"), at)
        order = Order("produce", "native", {}, NOTHING, Terms(), production.id)
        job = accept(records, ANN, order, Room(), at)
        made = FilmRow(
            id="0193a5b0-0000-7000-8000-0000000000f1",
            account_id=ANN,
            production_id=production.id,
            job_id=job.id,
            title='A "wood"\r\n/../ at dawn – Wald',
            duration="1",
            width=16,
            height=9,
            bytes=len(FILM),
            blobs={"film": key, "captions.vtt": key, "lost": Key("0" * 64)},
            sidecar={},
            created_at=at,
        )
        records.films.add(made)
    return made


async def _kept(desk: Desk, data: bytes) -> Key:
    key = Key("a" * 64)
    await desk.blobs.put(key, data)
    return key


def links(desk: Desk, film: FilmRow) -> dict[str, str]:
    """Return links to a film's files by name, good for an hour."""
    expires = expiry(desk.clock())
    return {
        name: link(desk, BASE, Grant(film.id, name, key, film.epoch, expires))
        for name, key in film.blobs.items()
    }


def inner(address: str) -> str:
    """Return a link's address within our API."""
    return address.removeprefix(f"http://testserver{BASE}")


def test_links_give_the_file(serve: Serve, desk: Desk, film: FilmRow) -> None:
    answer = serve(router, name="nobody").get(inner(links(desk, film)["film"]))
    assert (answer.status_code, answer.content) == (200, FILM)
    assert {
        "content-type": "video/mp4",
        "content-length": "2560",
        "accept-ranges": "bytes",
        "etag": f'"{"a" * 64}"',
        "cache-control": "private, max-age=3600, immutable",
        "content-security-policy": "sandbox; default-src 'none'",
        "cross-origin-resource-policy": "cross-origin",
        "x-content-type-options": "nosniff",
        "content-disposition": "inline; filename*=utf-8''A%20wood%20at%20dawn%20Wald.mp4",
    }.items() <= dict(answer.headers).items()


def test_links_may_save(serve: Serve, desk: Desk, film: FilmRow) -> None:
    grant = Grant(film.id, "captions.vtt", Key("a" * 64), 1, expiry(desk.clock()), attachment=True)
    answer = serve(router).get(inner(link(desk, BASE, grant)))
    assert answer.headers["content-type"] == "text/vtt; charset=utf-8"
    assert answer.headers["content-disposition"].startswith("attachment; filename*=")


@pytest.mark.parametrize(
    ("asked", "start", "end"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=10-19", 10, 20),
        ("bytes=2550-", 2550, 2560),
        ("bytes=-5", 2555, 2560),
        ("bytes=-9999", 0, 2560),
        ("bytes=2000-99999999999999999999", 2000, 2560),
        ("bytes=99999-, 1-2", 1, 3),
    ],
)
def test_ranges_are_served(
    serve: Serve, desk: Desk, film: FilmRow, asked: str, start: int, end: int
) -> None:
    answer = serve(router).get(inner(links(desk, film)["film"]), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (206, FILM[start:end])
    assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/2560"


@pytest.mark.parametrize("asked", ["bytes=5-1", "bytes=2560-", "bytes=-0", "bytes=9999-, 8888-"])
def test_ranges_outside_are_refused(serve: Serve, desk: Desk, film: FilmRow, asked: str) -> None:
    answer = serve(router).get(inner(links(desk, film)["film"]), headers={"Range": asked})
    assert (answer.status_code, answer.json()["code"]) == (416, "range_not_satisfiable")
    assert answer.headers["content-range"] == "bytes */2560"


@pytest.mark.parametrize(
    "asked",
    [
        *("bytes=", "bytes=a-b", "items=0-1", "bytes=0-0,2-2,4-4,6-6,8-8"),
        pytest.param("bytes=" + "0-," * 5_000, id="many"),
    ],
)
def test_odd_ranges_get_the_whole(serve: Serve, desk: Desk, film: FilmRow, asked: str) -> None:
    answer = serve(router).get(inner(links(desk, film)["film"]), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (200, FILM)


def test_parts_come_together(serve: Serve, desk: Desk, film: FilmRow) -> None:
    headers = {"Range": "bytes=0-1, -2"}
    answer = serve(router).get(inner(links(desk, film)["film"]), headers=headers)
    assert answer.status_code == 206
    assert answer.headers["content-type"].startswith("multipart/byteranges; boundary=")
    assert (answer.content.count(FILM[:2]), answer.content.count(FILM[-2:])) == (1, 1)


@pytest.mark.parametrize(("tag", "status"), [(f'"{"a" * 64}"', 206), ('"other"', 200)])
def test_ranges_heed_if_range(
    serve: Serve, desk: Desk, film: FilmRow, tag: str, status: int
) -> None:
    headers = {"Range": "bytes=0-1", "If-Range": tag}
    assert (
        serve(router).get(inner(links(desk, film)["film"]), headers=headers).status_code == status
    )


def test_what_is_known_is_not_sent(serve: Serve, desk: Desk, film: FilmRow) -> None:
    headers = {"If-None-Match": f'W/"{"a" * 64}"'}
    answer = serve(router).get(inner(links(desk, film)["film"]), headers=headers)
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["etag"] == f'"{"a" * 64}"'


def test_head_tells_the_size(serve: Serve, desk: Desk, film: FilmRow) -> None:
    answer = serve(router).head(inner(links(desk, film)["film"]))
    assert (answer.status_code, answer.content, answer.headers["content-length"]) == (
        200,
        b"",
        "2560",
    )


@pytest.mark.parametrize("part", ["v", "e", "exp", "kid", "sig"])
def test_every_part_is_signed(serve: Serve, desk: Desk, film: FilmRow, part: str) -> None:
    address = urlsplit(inner(links(desk, film)["film"]))
    given = dict(parse_qsl(address.query))
    client = serve(router)
    for other in (given[part][:-1] + ("1" if given[part][-1] != "1" else "2"), ""):
        answer = client.get(f"{address.path}?{urlencode({**given, part: other})}")
        assert (answer.status_code, answer.json()["code"]) == (403, "link_expired")


def test_links_do_not_stretch(serve: Serve, desk: Desk, film: FilmRow) -> None:
    client, address = serve(router), inner(links(desk, film)["film"])
    others = [
        address.replace("/film?", "/captions.vtt?"),
        address.replace(film.id, film.id[:-1] + "2"),
        f"{address}&save=1",
        address.partition("?")[0],
        f"{address}é",
    ]
    assert [client.get(other).status_code for other in others] == [403] * 5


def test_links_expire(serve: Serve, desk: Desk, film: FilmRow) -> None:
    address = inner(
        links(replace(desk, clock=lambda: desk.clock() - timedelta(hours=2)), film)["film"]
    )
    assert serve(router).get(address).json()["code"] == "link_expired"


def test_links_last_a_day_at_most(desk: Desk) -> None:
    assert expiry(desk.clock(), 10 * LONGEST) - int(desk.clock().timestamp()) == LONGEST


def test_renewing_voids_links(serve: Serve, desk: Desk, film: FilmRow) -> None:
    address = inner(links(desk, film)["film"])
    with desk.store.write() as records:
        records.films.renew(film.id)
    assert serve(router).get(address).json()["code"] == "link_expired"


def test_removed_films_are_gone(serve: Serve, desk: Desk, film: FilmRow) -> None:
    address = inner(links(desk, film)["film"])
    with desk.store.write() as records:
        records.films.remove(film.id)
    assert serve(router).get(address).status_code == 404


def test_lost_files_are_missing(serve: Serve, desk: Desk, film: FilmRow) -> None:
    assert serve(router).get(inner(links(desk, film)["lost"])).status_code == 404


def test_other_secrets_sign_nothing(serve: Serve, desk: Desk, film: FilmRow) -> None:
    other = replace(desk, secret=b"another secret of thirty-two bytes")
    assert serve(router).get(inner(links(other, film)["film"])).status_code == 403

"""Contracts side by side: at their mounts, at ports of their own, and where they share addresses."""

import base64
import json
import re
from dataclasses import replace
from typing import Any

import anyio
import pytest
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from reelwright.api.kit.dispatch import PEEKED, Claimant, Dispatcher, Marks
from reelwright.api.kit.routes import Routes
from shared.documents import operations

UUID = "0193a5b0-7e1c-7000-8000-00000000dead"
LOGIN = {"username": "user@example.com", "password": "securepassword"}
FORM = "application/x-www-form-urlencoded"
PORT = 8_801


def answered(client: TestClient, method: str, path: str, **given: Any) -> tuple[int, Any]:
    answer = client.request(method, path, **given)
    return answer.status_code, answer.json()


@pytest.fixture(scope="module")
def house(builds):
    return builds(ports={PORT: "pixora"})


@pytest.fixture
def ways(house):
    """Give a client by each way that leads to pixora."""
    return {
        "mount": house.client("/pixora"),
        "port": house.client("", f"http://testserver:{PORT}"),
        "dispatcher": house.client(),
    }


# What pixora alone has, and what it shares and is known by.
ALIKE = [
    ("POST", "/api/v1/auth/login", {"json": LOGIN}),
    ("POST", "/api/v1/auth/login", {"data": {**LOGIN, "username": "other@example.com"}}),
    ("POST", "/api/v1/auth/register", {"json": {"name": "N", "email": "x", "password": "short"}}),
    ("POST", "/api/v1/auth/logout", {}),
    ("GET", "/api/v1/users/me", {}),
    ("GET", "/api/v1/videos", {}),
    ("GET", f"/api/v1/videos/{UUID}", {}),
    ("PUT", f"/api/v1/videos/{UUID}", {"json": {}}),
    ("GET", "/api/v1/scenes", {}),
    ("POST", f"/api/v1/generation/video/{UUID}", {}),
    ("GET", f"/api/v1/generation/status/{UUID}", {}),
    ("PATCH", "/api/v1/videos", {}),
    ("POST", "/api/v1/videos/", {"content": b"{"}),
]


@pytest.mark.parametrize(("method", "path", "given"), ALIKE)
def test_g_01_every_way_gives_the_same_answer(ways, method, path, given):
    found = {way: answered(client, method, path, **given) for way, client in ways.items()}
    assert found["port"] == found["mount"] == found["dispatcher"]


@pytest.fixture(scope="module")
def credential(house) -> dict[str, str]:
    """Give the token of somebody with an account."""
    client = house.client("/pixora/api/v1")
    login = {"email": "somebody@example.com", "password": "securepassword", "name": "N"}
    client.post("/auth/register", json=login)
    given = {"username": login["email"], "password": "securepassword"}
    token = client.post("/auth/login", json=given).json()["access_token"]
    return {"Authorization": f"Bearer {token}"}


@pytest.mark.parametrize(
    "operation", [one for one in operations("pixora.md") if "logout" not in one]
)
def test_g_01_every_operation_is_alike_by_every_way(ways, credential, operation):
    method, path = operation.split()
    where = f"/api/v1{re.sub(r'{.*?}', UUID, path)}"
    found = [answered(one, method, where, headers=credential, json={}) for one in ways.values()]
    assert found == [found[0]] * 3
    assert found[0][0] != 401 or "/auth/" in path


def test_whole_story_goes_by_every_way(ways):
    seen = []
    for way, client in ways.items():
        login = {"email": f"{way}@example.com", "password": "securepassword", "name": "N"}
        client.post("/api/v1/auth/register", json=login)
        given = {"username": login["email"], "password": "securepassword"}
        token = client.post("/api/v1/auth/login", json=given).json()["access_token"]
        client.headers["Authorization"] = f"Bearer {token}"
        video = client.post("/api/v1/videos", json={"title": "T"}).json()
        listed = client.get("/api/v1/videos").json()
        seen.append((sorted(video), listed["total"], listed["videos"][0]["id"] == video["id"]))
    assert seen == [seen[0]] * 3
    assert seen[0][1:] == (1, True)


def test_port_of_its_own_serves_nothing_else(house):
    client = house.client("", f"http://testserver:{PORT}")
    paths = ("/reelwright/v1", "/film/openapi.json", "/film/api/v1/jobs", "/live")
    assert [client.get(path).status_code for path in paths] == [404] * 4
    assert answered(client, "GET", "/reelwright/v1")[1] == {
        "detail": "There is nothing at this address."
    }
    assert client.get("/pixora/openapi.json").json() == client.get("/openapi.json").json()


def test_mount_alone_is_pixoras_own(house):
    client = house.client()
    assert client.get("/pixora").json() == {"detail": "There is nothing at this address."}
    assert client.get("/pixorama").json()["code"] == "not_found"


def test_switched_off_is_not_there_in_our_own_words(build):
    client = build(contracts_off=["pixora", "film"]).client()
    paths = ("/pixora/api/v1/videos", "/pixora/docs", "/api/v1/videos", "/film/api/v1/jobs")
    found = [client.get(path) for path in paths]
    assert [(one.status_code, one.json()["code"]) for one in found] == [(404, "not_found")] * 4


def test_alone_pixora_has_all_addresses(build):
    client = build(contracts_off=["film"]).client()
    body = {"email": "user@example.com", "username": "user", "password": "securepassword"}
    wrong = client.post("/api/v1/auth/register", json=body)
    assert (wrong.status_code, wrong.json()["errors"][0]["field"]) == (422, "name")


def test_nobodys_address_is_the_roots(house):
    assert answered(house.client(), "GET", "/api/v1/nothing") == (
        404,
        {"detail": "There is nothing at this address."},
    )


@pytest.mark.parametrize("path", ["/pixora/api/v1/videos", "/pixora/api/v1/videos/"])
def test_both_forms_of_an_address_are_served(house, path):
    client = house.client()
    assert client.get(path).status_code == 401
    assert client.head(path).status_code == 401
    options = client.options(path)
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")
    wrong = client.delete(path)
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, HEAD, POST, OPTIONS")


@pytest.mark.parametrize(
    ("method", "path", "given", "status"),
    [
        ("GET", "/api/v1/unknown", {}, 404),
        ("DELETE", "/api/v1/videos", {}, 405),
        ("POST", "/api/v1/auth/login", {"content": b"{"}, 400),
        ("GET", "/api/v1/videos", {}, 401),
        ("POST", "/api/v1/auth/login", {"content": b'"' + b"a" * (1 << 20) + b'"'}, 413),
        ("GET", "/api/v1/videos?a=" + "a" * 8_192, {}, 414),
        ("GET", "/api/v1/videos", {"headers": {"X-Long": "a" * 33_000}}, 431),
        ("TRACE", "/api/v1/videos", {}, 405),
    ],
)
def test_g_40_every_failure_has_the_contracts_shape(house, method, path, given, status):
    headers = {"Content-Type": "application/json", **given.pop("headers", {})}
    answer = house.client("/pixora").request(method, path, headers=headers, **given)
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])
    assert answer.headers["Content-Type"] == "application/json"
    safe = ("X-Request-ID", "X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy")
    assert all(name in answer.headers for name in safe)
    assert answer.headers["Cache-Control"] == "no-store"


def test_g_40_bugs_and_outages_tell_nothing(build, monkeypatch):
    house = build()

    def broken(*_: object) -> None:
        raise RuntimeError("a secret path: /etc/passwd")

    monkeypatch.setattr("reelwright.services.sessions.log_in", broken)
    bug = house.client("/pixora").post("/api/v1/auth/login", json=LOGIN)
    assert (bug.status_code, list(bug.json()), "passwd" in bug.text) == (500, ["detail"], False)
    house.office.engine.dispose()
    place = house.office.data / "rows.db"
    place.rename(place.with_suffix(".away"))
    place.mkdir()
    monkeypatch.undo()
    away = house.client("/pixora").post("/api/v1/auth/login", json=LOGIN)
    assert (away.status_code, list(away.json())) == (503, ["detail"])
    assert int(away.headers["Retry-After"]) >= 1


def test_pages_of_listed_sites_alone_may_ask(build):
    origin = "https://studio.example.com"
    client = build(origins=[origin]).client("/pixora/api/v1")
    asks = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    allowed = client.options("/videos", headers={"Origin": origin, **asks})
    other = client.options("/videos", headers={"Origin": "https://evil.example.com", **asks})
    assert allowed.headers["Access-Control-Allow-Origin"] == origin
    assert "Access-Control-Allow-Origin" not in other.headers
    answer = client.get("/videos", headers={"Origin": origin})
    exposed = set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    wanted = ("X-Request-ID", "Retry-After", "RateLimit", "RateLimit-Policy", "ETag", "Location")
    assert {*wanted, "Content-Disposition"} <= exposed
    assert (answer.status_code, "Origin" in answer.headers["Vary"]) == (401, True)
    assert "Access-Control-Allow-Credentials" not in answer.headers


def test_docs_show_every_operation_and_run_nothing(house):
    document = house.client("/pixora").get("/openapi.json").json()
    page = house.client("/pixora").get("/docs")
    names = [one["operationId"] for ways in document["paths"].values() for one in ways.values()]
    assert all(f'id="{name}"' in page.text for name in names)
    assert (page.status_code, "<script" in page.text) == (200, False)
    assert page.headers["Content-Security-Policy"].startswith(
        "default-src 'none'; style-src 'sha256-"
    )


def serving(name: str) -> Claimant:
    """Return a claimant of every address below that says who it is, and the body it was given."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": name.encode() + b" " + body[:40]})

    def nothing() -> None: ...

    paths = {
        "one": ("/jobs", "/jobs/{job}", "/only", "/login"),
        "two": ("/jobs", "/jobs/{job}", "/login"),
        "key": ("/jobs", "/jobs/{job}"),
        "open": ("/jobs", "/jobs/{job}"),
    }[name]
    marks = {
        "one": Marks(ids=r"/jobs/[0-9]+", fields={"/jobs": ("script",), "/login": ("email",)}),
        "two": Marks(ids=r"/jobs/two-.*", fields={"/login": ("username",)}),
        "key": Marks(ids=r"/jobs/key-.*", keys=True),
        "open": Marks(
            ids=r"/jobs/job_.*", fields={"/jobs": ("prompt",)}, open=frozenset({"/jobs"})
        ),
    }[name]
    routes = [Route(path, nothing, methods=["GET", "POST"]) for path in paths]
    return Claimant(name, marks, Routes(routes), app)


@pytest.fixture(scope="module")
def several() -> TestClient:
    """Give a client of four claimants, the second of which is the root."""
    four = [serving(name) for name in ("open", "one", "two", "key")]
    return TestClient(Dispatcher(four, "two"))


def token(audience: object) -> str:
    claims = base64.urlsafe_b64encode(json.dumps({"aud": audience}).encode()).rstrip(b"=")
    return f"Bearer head.{claims.decode()}.sig"


@pytest.mark.parametrize(
    ("path", "headers", "name"),
    [
        ("/only", {}, "one"),
        ("/jobs/7", {}, "one"),
        ("/jobs/7/", {"Authorization": token("two")}, "one"),
        ("/jobs/two-7", {"Authorization": token("one")}, "two"),
        ("/jobs/two-7", {}, "two"),
        ("/jobs/job_abc", {"Authorization": token("one")}, "open"),
        ("/jobs/what", {"Authorization": token("one")}, "one"),
        ("/jobs/what", {"Authorization": "Bearer rw_live_abc"}, "key"),
        ("/jobs/what", {}, "two"),
        ("/jobs", {"Authorization": token("one")}, "one"),
        ("/jobs", {"Authorization": "Bearer rw_live_abc"}, "key"),
        ("/jobs", {"Authorization": token("nobody")}, "two"),
        ("/jobs", {"Authorization": token(["one"])}, "two"),
        ("/jobs", {"Authorization": "Bearer x"}, "two"),
        ("/jobs", {"Authorization": "Bearer a.%%%.b"}, "two"),
        ("/jobs", {"Authorization": "Basic eDp5"}, "two"),
        ("/jobs", {}, "open"),
        ("/nowhere", {}, "two"),
    ],
)
def test_request_goes_to_whom_it_was_written_for(several, path, headers, name):
    assert several.get(path, headers=headers).text.split()[0] == name


@pytest.mark.parametrize(
    ("path", "body", "name"),
    [
        ("/jobs", {"json": {"prompt": "p"}}, "open"),
        ("/jobs", {"json": {"script": "s"}}, "one"),
        ("/jobs", {"json": {"script": "s", "prompt": "p"}}, "open"),
        ("/jobs", {"json": ["prompt"]}, "open"),
        ("/jobs", {"content": b"{"}, "open"),
        ("/login", {"json": {"email": "e", "username": "u"}}, "one"),
        ("/login/", {"json": {"username": "u"}}, "two"),
        ("/login", {"data": {"email": "e"}}, "one"),
        ("/login", {"content": b"email=e", "headers": {"Content-Type": FORM.upper()}}, "one"),
        ("/login", {"data": {"email": "e", **{f"f{n}": "" for n in range(100)}}}, "two"),
        ("/login", {"json": {}}, "two"),
        ("/login", {"json": {"pad": "a" * PEEKED, "email": "e"}}, "two"),
    ],
)
def test_body_tells_whose_a_request_is(several, path, body, name):
    assert several.post(path, **body).text.split()[0] == name


def test_peeked_body_arrives_whole(several):
    answer = several.post("/login", json={"email": "somebody@example.com"})
    assert answer.text == 'one {"email":"somebody@example.com"}'


def test_body_in_pieces_arrives_whole() -> None:
    sent: list[Message] = []
    pieces = [
        {"type": "http.request", "body": part, "more_body": True} for part in (b'{"em', b'ail": 1')
    ]
    pieces.append({"type": "http.request", "body": b"}", "more_body": False})
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/login",
        "headers": [(b"content-type", b"application/json")],
    }

    async def receive() -> Message:
        return pieces.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(Dispatcher([serving("two"), serving("one")], "two"), scope, receive, send)
    assert sent[-1]["body"] == b'one {"email": 1}'


def test_body_that_stops_is_waited_for_once() -> None:
    sent: list[Message] = []
    piece = {"type": "http.request", "body": b'{"email"', "more_body": True}
    coming = [piece]

    async def receive() -> Message:
        if not coming:
            await anyio.sleep_forever()
        return coming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def root(_scope: Scope, receive: Receive, send: Send) -> None:
        await send(await receive())

    two, one = serving("two"), serving("one")
    scope = {"type": "http", "method": "POST", "path": "/login", "headers": []}
    dispatcher = Dispatcher([replace(two, app=root), one], "two", idle=0.01)

    async def asked() -> None:
        with anyio.fail_after(10):
            await dispatcher(scope, receive, send)

    anyio.run(asked)
    assert sent == [piece]


def test_long_log_in_reaches_whom_it_was_written_for(house):
    client = house.client("/film/api/v1/auth")
    login = {"email": "long@example.com", "password": "securepassword"}
    client.post("/register", json={**login, "username": "long"})
    given = {"pad": "a" * 100_000, **login}
    shared = house.client().post("/api/v1/auth/login", json=given)
    assert shared.status_code == 200
    assert sorted(shared.json()) == ["access_token", "refresh_token", "token_type"]


def test_key_holds_by_every_way(build):
    house = build(ports={PORT: "film"})
    client = house.client("/film/api/v1")
    login = {"email": "key@example.com", "password": "securepassword"}
    client.post("/auth/register", json={**login, "username": "key"})
    token = client.post("/auth/login", json=login).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "once"}
    hosts = (
        ("/film", "http://testserver"),
        ("", f"http://testserver:{PORT}"),
        ("", "http://testserver"),
    )
    made = [
        house.client(path, host).post("/api/v1/projects/", json={"name": "P"}, headers=headers)
        for path, host in hosts
    ]
    replayed = [one.headers.get("Idempotency-Replayed") for one in made]
    assert ([one.status_code for one in made], replayed) == ([201] * 3, [None, "true", "true"])


def test_parameters_are_fields(house, credential):
    answer = house.client("/pixora").get("/api/v1/videos?limit=ten", headers=credential)
    told = "The parameter 'limit': This must be a whole number."
    assert answer.json()["errors"] == [{"field": "limit", "message": told}]


@pytest.mark.parametrize("path", ["/jobs/7", "/jobs/key-7", "/jobs/two-7"])
@pytest.mark.parametrize("headers", [{}, {"Authorization": token("open")}, {"Host": "open"}])
def test_g_02_no_header_leads_past_a_guard(several, path, headers):
    assert several.get(path, headers=headers).text.split()[0] != "open"

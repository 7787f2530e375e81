"""The application as a whole: what it answers where, and what it does without."""

import re
import subprocess
import sys
from importlib import metadata

import anyio
import pytest
from starlette.testclient import TestClient
from starlette.types import Message

from reelwright.api.native.health import Pulse
from reelwright.wiring.web import Sign, app

HEAVY = ("av", "cv2", "numpy", "onnxruntime", "reelwright.render", "reelwright.pipeline")
ORIGIN = "https://studio.example.com"


def well() -> Pulse:
    return Pulse(serving={"database": True}, others={})


@pytest.fixture(scope="module")
def client(shared) -> TestClient:
    """Give a stranger to an application that says how it is, and lets one page ask."""
    sign = Sign(b"secret" * 6, "http://testserver", origins=(ORIGIN,), pulse=well)
    return TestClient(app(shared.office, shared.door, sign))


def test_the_web_process_stays_light() -> None:
    asked = f"import reelwright.wiring.web, sys; print([m for m in {HEAVY!r} if m in sys.modules])"
    found = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, check=True
    )
    assert found.stdout == "[]\n"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/reelwright/v1", 200),
        ("/reelwright/v1/", 200),
        ("/reelwright/v1/openapi.json", 200),
        ("/reelwright/v1/live", 200),
        ("/live", 200),
        ("/", 200),
        ("/reelwright/v10", 404),
        ("/reelwright", 404),
        ("/v1/projects", 404),
        ("/api/v1/projects", 404),
        ("/docs", 404),
        ("//reelwright/v1", 404),
    ],
)
def test_everything_has_one_place(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["x-content-type-options"]) == (status, "nosniff")


def test_browser_is_led_to_the_page_about_all(client: TestClient) -> None:
    answer = client.get("/", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/reelwright/v1/docs")


def test_page_has_every_operation_and_every_shape(client: TestClient) -> None:
    text = client.get("/reelwright/v1/docs").text
    document = client.get("/reelwright/v1/openapi.json").json()
    operations = {
        one["operationId"] for path in document["paths"].values() for one in path.values()
    }
    shapes = {f"model-{name}" for name in document["components"]["schemas"]}
    anchors = re.findall(r'<article id="([^"]+)">', text)
    assert sorted(anchors) == sorted(operations | shapes | {"told-job", "told-challenge"})
    assert set(re.findall(r'href="#([^"]+)"', text)) == operations | shapes


def test_server_tells_its_version(client: TestClient) -> None:
    here = metadata.version("reelwright")
    told = [client.get(path).json()["version"] for path in ("/health", "/reelwright/v1")]
    assert told == [here, here]


def test_unknown_places_are_problems(client: TestClient) -> None:
    answer = client.get("/nothing")
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["type"] == "/reelwright/v1/problems/not_found"


def test_problems_have_their_pages(client: TestClient) -> None:
    page = client.get(client.get("/nothing").json()["type"])
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "it is not yours: both look the same" in page.text


def test_chosen_pages_may_ask(client: TestClient) -> None:
    asked = {"Origin": ORIGIN, "Access-Control-Request-Method": "POST"}
    answer = client.options("/reelwright/v1/projects", headers=asked)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, ORIGIN)
    assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    ["null", "https://studio.example.com.evil.org", "http://studio.example.com", f"{ORIGIN}:444"],
)
def test_other_pages_may_not(client: TestClient, origin: str) -> None:
    asked = {"Origin": origin, "Access-Control-Request-Method": "POST"}
    preflight = client.options("/reelwright/v1/projects", headers=asked)
    plain = client.get("/reelwright/v1/projects", headers=asked)
    assert preflight.status_code == 400
    assert "access-control-allow-origin" not in {**preflight.headers, **plain.headers}


def test_the_end_closes_streams(shared) -> None:
    phases: list[Message] = [{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}]
    told: list[Message] = []

    async def receive() -> Message:
        return phases.pop(0)

    async def send(message: Message) -> None:
        told.append(message)

    anyio.run(
        app(shared.office, shared.door, Sign(b"secret" * 6, "")),
        {"type": "lifespan"},
        receive,
        send,
    )
    assert [one["type"] for one in told] == [
        "lifespan.startup.complete",
        "lifespan.shutdown.complete",
    ]

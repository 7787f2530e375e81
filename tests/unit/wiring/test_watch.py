"""Every request is logged, counted and traced, and nothing of it is changed."""

import logging

import pytest
from starlette.testclient import TestClient

from reelwright.api.kit.visit import Visit, within
from reelwright.wiring.metrics import Meter
from reelwright.wiring.watch import Watch


async def app(scope, receive, send):
    """Answer as our application does: with a visit left in the scope."""
    assert scope["type"] == "http"
    visit = Visit(id="request-1", template="/jobs/{job}", most=0, patience=0.0)
    visit.principal = "ann"
    within(scope, visit)
    if scope["path"] == "/broken":
        raise RuntimeError("bug")
    status = {"/gone": 404, "/ready": 503}.get(scope["path"], 200)
    headers = [(b"content-type", b"text/plain"), (b"x-own", b"1")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"answer"})


@pytest.fixture
def meter():
    return Meter()


@pytest.fixture
def client(meter):
    return TestClient(Watch(app, meter, key="open sesame"), raise_server_exceptions=False)


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, "reelwright.requests")
    return lambda: [one for one in caplog.records if one.name == "reelwright.requests"]


def test_answer_is_left_alone(client):
    answer = client.get("/jobs/7")
    assert (answer.status_code, answer.text) == (200, "answer")
    assert dict(answer.headers) == {"content-type": "text/plain", "x-own": "1"}


def test_request_is_one_line(client, lines):
    client.get("/jobs/7?token=shh")
    (line,) = lines()
    assert line.__dict__ | {"seconds": 0} == line.__dict__ | {
        "method": "GET",
        "route": "/jobs/{job}",
        "status": 200,
        "seconds": 0,
        "request_id": "request-1",
        "account_id": "ann",
        "levelname": "INFO",
    }
    assert 0 <= line.seconds < 5


def test_no_address_is_logged(client, lines):
    client.get("/jobs/private?token=shh")
    assert "private" not in str([one.__dict__ for one in lines()])


@pytest.mark.parametrize(("path", "levels"), [("/live", []), ("/ready", ["ERROR"])])
def test_healthy_answers_to_machines_are_quiet(client, lines, path, levels):
    client.get(path)
    assert [one.levelname for one in lines()] == levels


def test_bug_is_counted_and_passed_on(client, lines, meter):
    client.get("/broken")
    assert [one.status for one in lines()] == [0]
    counted = meter.registry.get_sample_value
    about = {"method": "GET", "route": "/jobs/{job}", "status": "0"}
    assert counted("reelwright_http_requests_total", about) == 1
    assert counted("reelwright_http_requests_in_progress") == 0


def test_metrics_open_by_their_key(client):
    client.get("/jobs/7")
    answer = client.get("/metrics", headers={"Authorization": "Bearer open sesame"})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert 'route="/jobs/{job}",status="200"} 1.0' in answer.text


@pytest.mark.parametrize(
    "headers", [{}, {"Authorization": "Bearer open"}, {"Authorization": "Basic open sesame"}]
)
def test_metrics_stay_shut_without_it(client, headers):
    answer = client.get("/metrics", headers=headers)
    assert (answer.status_code, answer.text) == (401, "")


def test_metrics_cannot_be_written(client):
    answer = client.post("/metrics", headers={"Authorization": "Bearer open sesame"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_without_a_key_metrics_are_the_application_s_business(meter):
    assert TestClient(Watch(app, meter)).get("/metrics").text == "answer"

"""What goes wrong: one shape for everything, with the statuses that the document names."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from reelwright.model.errors import Unavailable
from reelwright.settings import Settings
from reelwright.wiring import contracts, web
from shared.film import BASE

LOGIN = {"email": "ann@example.com", "password": "ann likes long passwords"}
SECRET = b"a secret of thirty-two bytes or so"
JSON = {"Content-Type": "application/json"}


class Failing:
    """A store that fails as it is told to."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def read(self) -> None:
        raise self._error

    def write(self) -> None:
        raise self._error


def failing(house, error: Exception) -> TestClient:
    """Return a client of an installation whose database fails."""
    office = replace(house.office, store=Failing(error))
    sign = web.Sign(
        SECRET, "http://testserver", {}, contracts=lambda desk: contracts.served(desk, Settings())
    )
    app = web.app(office, house.door, sign)
    return TestClient(app, f"http://testserver{BASE}", raise_server_exceptions=False)


REFUSED = (
    ("GET", "/nothing", b"", 404),
    ("GET", "/", b"", 404),
    ("GET", "/auth/login", b"", 405),
    ("PUT", "/jobs/", b"{}", 405),
    ("TRACE", "/jobs/", b"", 405),
    ("POST", "/projects/", b"{", 400),
    ("POST", "/projects/", b'{"name": NaN}', 400),
    ("POST", "/projects/", b'{"name": "\xff"}', 400),
    ("POST", "/projects/", b'{"name": "\\ud800"}', 400),
    ("POST", "/projects/", b"[" * 70 + b"]" * 70, 400),
    ("POST", "/projects/", b"[]", 400),
    ("POST", "/projects/", b"", 400),
    ("POST", "/projects/", b'{"name": "' + b"x" * (1 << 20) + b'"}', 413),
    ("POST", "/jobs/", b'{"project_id": 1e999, "script": "Rain"}', 400),
    ("POST", "/jobs/", b'{"project_id": 9223372036854775808, "script": "Rain"}', 400),
    ("GET", "/jobs/7", b"", 404),
    ("GET", "/" + "x" * 9_000, b"", 414),
)


def test_refusals_have_one_shape(ann):
    answers = [
        ann.client.request(method, path, content=body, headers=JSON)
        for method, path, body, _ in REFUSED
    ]
    told = [(one.status_code, list(one.json())) for one in answers]
    assert told == [(status, ["detail"]) for *_, status in REFUSED]
    assert {one.headers["Content-Type"] for one in answers} == {"application/json"}
    assert [one.status_code == 405 for one in answers] == [
        "Allow" in one.headers for one in answers
    ]


def test_text_is_no_json(ann):
    answer = ann.client.post(
        "/projects/", content=b'{"name": "a"}', headers={"Content-Type": "text/plain"}
    )
    assert (answer.status_code, list(answer.json())) == (400, ["detail"])


@pytest.mark.parametrize(
    ("error", "status"),
    [(RuntimeError("SELECT secret FROM accounts"), 500), (Unavailable("/data/rows.db"), 503)],
)
def test_faults_of_ours_tell_nothing(house, error, status):
    answer = failing(house, error).post("/auth/login", json=LOGIN)
    assert (answer.status_code, list(answer.json())) == (status, ["detail"])
    assert "SELECT" not in answer.text
    assert ("Retry-After" in answer.headers) == (status == 503)


def test_answers_carry_the_usual_headers(ann):
    answer = ann.client.get("/jobs/")
    wanted = {
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
    }
    assert {name: answer.headers.get(name) for name in wanted} == wanted
    assert answer.headers["X-Request-ID"]


def test_head_and_options_are_answered(ann):
    head, options = ann.client.head("/jobs/"), ann.client.options("/jobs/")
    assert (head.status_code, head.content) == (200, b"")
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, POST, OPTIONS")


def test_switched_off_it_is_not_there(build):
    house = build(contracts_off=["film"])
    answer = house.client().get("/film/api/v1/jobs/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")

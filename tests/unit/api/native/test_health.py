"""Anybody is told whether the server lives, serves, and is whole; nobody more than that."""

from datetime import UTC, datetime

import pytest

from reelwright.api.native.health import Pulse, routes

AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
WELL = Pulse({"database": True}, {"workers": True})
PART = Pulse({"database": True}, {"workers": False})
AWAY = Pulse({"database": False}, {"workers": True})
GOING = Pulse({"database": True}, {"workers": True}, draining=True)


@pytest.fixture
def ask(serve):
    """Ask one address of a server that feels a pulse, without a credential."""

    def asked(path: str, pulse: Pulse):
        client = serve(routes(lambda: pulse, "1.2", lambda: AT))
        del client.headers["Authorization"]
        answer = client.get(path)
        return answer.status_code, answer.json(), answer.headers.get("Retry-After")

    return asked


@pytest.mark.parametrize("pulse", [WELL, PART, AWAY, GOING])
def test_process_that_answers_is_alive(ask, pulse):
    assert ask("/live", pulse) == (200, {"status": "alive"}, None)


@pytest.mark.parametrize(
    ("pulse", "status", "word", "checks"),
    [
        (WELL, 200, "ready", {"database": True, "accepting": True}),
        (PART, 200, "ready", {"database": True, "accepting": True}),
        (AWAY, 503, "not ready", {"database": False, "accepting": True}),
        (GOING, 503, "not ready", {"database": True, "accepting": False}),
    ],
)
def test_ready_is_what_can_serve(ask, pulse, status, word, checks):
    again = None if status == 200 else "5"
    assert ask("/ready", pulse) == (status, {"status": word, "checks": checks}, again)


@pytest.mark.parametrize(
    ("pulse", "status", "word"),
    [(WELL, 200, "healthy"), (PART, 200, "degraded"), (AWAY, 503, "unavailable")],
)
def test_health_tells_every_part(ask, pulse, status, word):
    shown = {
        "status": word,
        "version": "1.2",
        "timestamp": "2026-11-22T12:30:00.000Z",
        "checks": {**pulse.serving, **pulse.others},
    }
    assert ask("/health", pulse)[:2] == (status, shown)

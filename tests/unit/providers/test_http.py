"""Whatever a vendor answers over HTTP is a JSON object or one of our errors."""

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest

from reelwright.model.errors import Refused, Trouble, VendorFailed
from reelwright.ports.purchase import Access
from reelwright.providers._http import Line

Answer = tuple[int, dict[str, str], bytes]
Serve = Callable[[Answer], Line]


class Vendor(BaseHTTPRequestHandler):
    """Answers what its server was given, and notes what it was asked."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        status, headers, said = self.server.answer
        self.send_response(status)
        for name, value in {"Content-Length": str(len(said)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with suppress(ConnectionError):
            self.wfile.write(said)

    def log_message(self, *_words: object) -> None:
        pass


@pytest.fixture
def server(socket_enabled) -> Iterator[HTTPServer]:
    with HTTPServer(("127.0.0.1", 0), Vendor) as opened:
        opened.asked = []
        serving = Thread(target=opened.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        yield opened
        opened.shutdown()
        serving.join()


@pytest.fixture
def ask(server) -> Callable[..., Any]:
    def asked(status: int, headers: dict[str, str], said: bytes, **more: Any) -> Any:
        server.answer = (status, headers, said)
        line = Line("kiln", Access(f"http://127.0.0.1:{server.server_address[1]}", "shh"), **more)
        return asyncio.run(line.ask("POST", "/v1/pots", {"glaze": "blue"}, "k" * 64))

    return asked


def test_request_has_its_key_and_its_token(server, ask):
    assert ask(200, {}, b'{"pot": 1}') == {"pot": 1}
    [(path, headers, body)] = server.asked
    assert (path, body) == ("/v1/pots", {"glaze": "blue"})
    assert headers["Idempotency-Key"] == "k" * 64
    assert headers["Authorization"] == "Bearer shh"


@pytest.mark.parametrize("said", [b"", b"[1]", b'{"pot": ', b"<html>", b"\xff\xfe", b"7"])
def test_what_is_no_object_may_have_been_done(ask, said):
    with pytest.raises(VendorFailed, match="answered what is no JSON object") as failed:
        ask(200, {}, said)
    assert failed.value.unsure


def test_endless_answer_is_cut_off(ask):
    with pytest.raises(VendorFailed, match="more than anybody asked for") as failed:
        ask(200, {}, b"x" * 70_000, largest=65_536)
    assert failed.value.unsure


def test_short_answer_was_broken_off(ask):
    with pytest.raises(VendorFailed, match="broke off") as failed:
        ask(200, {"Content-Length": "99"}, b"{")
    assert failed.value.unsure


def test_silent_vendor_is_not_waited_for(ask):
    with pytest.raises(VendorFailed, match="broke off") as failed:
        ask(200, {"Content-Length": "99", "Connection": "keep-alive"}, b"{", patience=0.05)
    assert failed.value.unsure


@pytest.mark.parametrize(
    ("status", "trouble", "unsure"),
    [
        (301, Trouble.REFUSED, False),
        (400, Trouble.REFUSED, False),
        (404, Trouble.REFUSED, False),
        (422, Trouble.REFUSED, False),
        (401, Trouble.EXHAUSTED, False),
        (402, Trouble.EXHAUSTED, False),
        (403, Trouble.EXHAUSTED, False),
        (408, Trouble.TEMPORARY, True),
        (409, Trouble.TEMPORARY, False),
        (429, Trouble.TEMPORARY, False),
        (500, Trouble.TEMPORARY, True),
        (502, Trouble.TEMPORARY, True),
        (503, Trouble.TEMPORARY, False),
        (504, Trouble.TEMPORARY, True),
    ],
)
def test_status_says_what_may_be_done(ask, status, trouble, unsure):
    with pytest.raises(VendorFailed) as failed:
        ask(status, {}, b"No.")
    assert (failed.value.trouble, failed.value.unsure) == (trouble, unsure)


def test_refused_content_is_not_the_vendors_failure(ask):
    with pytest.raises(Refused, match=r"^The vendor kiln refuses the content: Not in my oven\.$"):
        ask(451, {}, b"Not in\n my oven.")


def test_rest_is_a_number_or_a_date(ask):
    with pytest.raises(VendorFailed) as number:
        ask(429, {"Retry-After": "7"}, b"")
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    with pytest.raises(VendorFailed) as date:
        ask(503, {"Retry-After": soon}, b"")
    with pytest.raises(VendorFailed) as odd:
        ask(503, {"Retry-After": "when the moon is full"}, b"")
    assert number.value.after == 7.0
    assert date.value.after == pytest.approx(90, abs=30)
    assert odd.value.after is None

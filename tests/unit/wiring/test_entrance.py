"""People get in, and mail goes out, as the owner set it."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import ClassVar

import pytest
import pytest_socket

from reelwright.model.errors import Invalid, Unavailable
from reelwright.services.door import Welcome
from reelwright.settings import Settings
from reelwright.storage.buckets import MemoryBuckets
from reelwright.storage.mail.outbox import Outbox
from reelwright.storage.mail.smtp import Security, Server, Smtp
from reelwright.wiring.entrance import derived, door, mailer, published

SECRET = b"a secret of thirty-two bytes or so"


@pytest.mark.parametrize(
    ("first_admin", "alone", "is_admin"),
    [
        ("local", True, True),
        ("local", False, False),
        ("always", False, True),
        ("never", True, False),
    ],
)
def test_first_account_is_admin_as_set(first_admin, alone, is_admin):
    given = Settings(first_admin=first_admin, signup_credits=7)
    made = door(given, SECRET, "http://films", MemoryBuckets(), alone=alone)
    assert made.welcome == Welcome(first_is_admin=is_admin, credits=7)
    assert made.reset_page == "http://films/reset-password"


def test_nobody_elsewhere_is_believed_unless_set():
    assert door(Settings(), SECRET, "http://films", MemoryBuckets(), alone=True).vouch is None
    project = Settings(supabase_url="https://x.supabase.co", supabase_secret="s" * 32)
    assert door(project, SECRET, "http://films", MemoryBuckets(), alone=True).vouch is not None


def test_each_purpose_has_a_key_of_its_own():
    keys = {derived(SECRET, "tokens"), derived(SECRET, "links"), derived(b"x" * 32, "links")}
    assert sorted(map(len, keys)) == [32, 32, 32]


def test_mail_goes_to_a_folder_by_default(tmp_path):
    assert isinstance(mailer(Settings(data=tmp_path)), Outbox)


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example", Server("mail.example", 587)),
        (
            "smtps://films%40example:p%3Aw@mail.example",
            Server("mail.example", 465, Security.TLS, "films@example", "p:w"),
        ),
        ("smtp://localhost:25?security=none", Server("localhost", 25, Security.NONE)),
    ],
)
def test_mail_server_is_read_from_its_address(address, server):
    made = mailer(Settings(smtp_url=address))
    assert isinstance(made, Smtp)
    assert made._server == server


@pytest.mark.parametrize(
    "address",
    [
        "mail.example",
        "http://mail.example",
        "smtp://",
        "smtp://mail.example?security=some",
        "http://h?security=none",
    ],
)
def test_no_other_mail_server_is_taken(address):
    with pytest.raises(Invalid, match="^smtp_url: Write smtp://user:password@host:587"):
        mailer(Settings(smtp_url=address))


class Project(BaseHTTPRequestHandler):
    """A Supabase project that answers with what its address asks for."""

    answers: ClassVar = {
        "/good/auth/v1/.well-known/jwks.json": (200, b'{"keys": []}'),
        "/list/auth/v1/.well-known/jwks.json": (200, b"[]"),
        "/page/auth/v1/.well-known/jwks.json": (200, b"<html>"),
        "/huge/auth/v1/.well-known/jwks.json": (200, b'{"keys": "' + b"x" * 2_000_000 + b'"}'),
    }

    def do_GET(self):
        status, body = self.answers.get(self.path, (404, b""))
        self.send_response(status)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_words):
        """Say nothing."""


@pytest.fixture
def project():
    pytest_socket.enable_socket()
    with ThreadingHTTPServer(("127.0.0.1", 0), Project) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
    pytest_socket.disable_socket(allow_unix_socket=True)


def test_published_keys_are_fetched(project):
    assert published(f"{project}/good") == {"keys": []}


@pytest.mark.parametrize("what", ["list", "page", "huge", "none"])
def test_anything_but_keys_is_told(project, what):
    with pytest.raises(Unavailable, match="The Supabase project"):
        published(f"{project}/{what}")


def test_absent_project_is_told(project):
    with pytest.raises(Unavailable, match="cannot be fetched just now"):
        published("http://127.0.0.1:9")

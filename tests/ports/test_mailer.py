"""What every mailer promises, shown with a real server that speaks SMTP, and a real folder."""

import datetime as dt
import socket
import ssl
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from reelwright.model.errors import Unavailable, VendorFailed
from reelwright.ports.mailer import Mailer
from reelwright.ports.records.letters import Letter
from reelwright.storage.mail.outbox import Outbox
from reelwright.storage.mail.smtp import Security, Server, Smtp

AT = dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.UTC)
SENDER = "Reelwright <films@example.org>"
LETTER = Letter(
    id="0193a5b0-0000-7000-8000-00000000000a",
    to="ada@example.org",
    subject="Ein neues Passwort für Ada",
    text="Hello Ada,\n\nopen https://films.example/reset#abc_DEF-1\n.\nA dot above. Grüße 🎬\n",
    created_at=AT,
    due_at=AT,
)


class Postbox:
    """Takes what a mail server is handed, or answers with a refusal."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal, self.taken = refusal, []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 - aiosmtpd
        envelope.rcpt_tos.append(address)
        return self.refusal or "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - aiosmtpd
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 OK"

    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=policy.default) for *_, content in self.taken]


class Listening(Controller):
    """A controller on whatever port is free, which aiosmtpd's own cannot be."""

    def __init__(self, box: Postbox, **more) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        super().__init__(box, "127.0.0.1", self.socket.getsockname()[1], **more)

    def _create_server(self):
        return self.loop.create_server(
            self._factory_invoker, sock=self.socket, ssl=self.ssl_context
        )


@pytest.fixture
def listen() -> Iterator[Callable[..., Server]]:
    """Give what starts a mail server, and returns its address."""
    started = []

    def listened(box: Postbox, **more) -> Server:
        controller = Listening(box, **more)
        controller.start()
        started.append(controller)
        return Server("127.0.0.1", controller.port, Security.NONE, timeout=10.0)

    yield listened
    for controller in started:
        controller.stop()


@pytest.fixture(scope="session")
def certificate(tmp_path_factory) -> Path:
    """Give a certificate of 127.0.0.1, with its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    year = dt.timedelta(days=3650)
    now = dt.datetime.now(dt.UTC)
    host = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = x509.CertificateBuilder(name, name, key.public_key(), 1, now - year, now + year)
    signed = made.add_extension(host, critical=False).sign(key, hashes.SHA256())
    kept = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    file.write_bytes(kept + signed.public_bytes(serialization.Encoding.PEM))
    return file


@pytest.fixture
def secured(certificate) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture(params=["outbox", "smtp"])
def mailer(request, tmp_path, listen) -> tuple[Mailer, Callable[[], list[EmailMessage]]]:
    """Give a mailer of each kind, and what reads the mail it sent."""
    if request.param == "outbox":
        files = lambda: sorted(tmp_path.glob("mail/*"))  # noqa: E731 - read at each call
        read = lambda: [message_from_bytes(f.read_bytes(), policy=policy.default) for f in files()]  # noqa: E731
        return Outbox(tmp_path / "mail", SENDER), read
    box = Postbox()
    return Smtp(listen(box), SENDER), box.messages


pytestmark = pytest.mark.enable_socket


def test_letter_arrives_whole(mailer):
    send, read = mailer
    send.send(LETTER)
    [message] = read()
    assert message["From"] == SENDER
    assert message["To"] == LETTER.to
    assert message["Subject"] == LETTER.subject
    assert message["Date"].datetime == AT
    assert message["Message-ID"] == f"<{LETTER.id}@example.org>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == LETTER.text


def test_same_letter_twice_is_one_message(mailer):
    send, read = mailer
    send.send(LETTER)
    send.send(LETTER)
    assert len({message["Message-ID"] for message in read()}) == 1


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\r\n\r\n"])
@pytest.mark.parametrize("field", ["to", "subject"])
def test_no_header_is_smuggled_in(mailer, field, break_):
    send, read = mailer
    wrong = replace(LETTER, **{field: f"ada@example.org{break_}Bcc: bob@example.org"})
    with pytest.raises(VendorFailed, match="cannot be written as mail"):
        send.send(wrong)
    assert read() == []


def test_address_in_a_letter_is_not_broken(mailer):
    send, read = mailer
    link = "https://films.example/reset#" + "a" * 80
    send.send(replace(LETTER, text=f"Hello Ada,\n\n{link}\n"))
    assert link.encode() in bytes(read()[0])


def test_outbox_shows_words_as_they_are(tmp_path):
    Outbox(tmp_path, SENDER).send(LETTER)
    [file] = tmp_path.glob("*.eml")
    assert file.read_bytes().endswith(LETTER.text.replace("\n", "\r\n").encode())


def test_outbox_is_read_by_nobody_else(tmp_path):
    Outbox(tmp_path / "mail", SENDER).send(LETTER)
    [file] = (tmp_path / "mail").iterdir()
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, file.parent)]
    assert (file.name, modes) == (f"{LETTER.id}.eml", [0o600, 0o700])


def test_outbox_that_is_no_folder_is_unavailable(tmp_path):
    (tmp_path / "mail").write_text("a file")
    with pytest.raises(Unavailable, match="Mail cannot be written to"):
        Outbox(tmp_path / "mail", SENDER).send(LETTER)


def test_envelope_names_both_ends(listen):
    box = Postbox()
    Smtp(listen(box), SENDER).send(LETTER)
    [(sender, receivers, _)] = box.taken
    assert (sender, receivers) == ("films@example.org", ["ada@example.org"])


def test_refusal_is_told_without_its_words(listen):
    server = listen(Postbox("550 5.1.1 secret internals"))
    with pytest.raises(VendorFailed, match=r"^The mail server 127.0.0.1 refused a letter.$"):
        Smtp(server, SENDER).send(LETTER)


def test_server_that_is_away_is_unavailable(listen):
    server = listen(Postbox())
    gone = Server("127.0.0.1", 1, Security.NONE, timeout=2.0)
    with pytest.raises(Unavailable, match="127.0.0.1:1 did not take a letter"):
        Smtp(gone, SENDER).send(LETTER)
    Smtp(server, SENDER).send(LETTER)


def test_nothing_is_said_without_tls(listen):
    box = Postbox()
    server = listen(box)
    wanting = Server(server.host, server.port, Security.STARTTLS, timeout=10.0)
    with pytest.raises(Unavailable):
        Smtp(wanting, SENDER).send(LETTER)
    assert box.taken == []


def test_unknown_certificate_is_refused(listen, secured):
    box = Postbox()
    server = listen(box, tls_context=secured)
    wanting = Server(server.host, server.port, Security.STARTTLS, timeout=10.0)
    with pytest.raises(Unavailable):
        Smtp(wanting, SENDER).send(LETTER)
    assert box.taken == []


def test_starttls_comes_before_the_password(listen, secured, certificate):
    box, seen = Postbox(), []

    def admit(server, session, envelope, mechanism, data):
        seen.append((session.ssl is not None, data.login, data.password))
        return AuthResult(success=data.password == b"right")

    server = listen(box, tls_context=secured, authenticator=admit, auth_required=True)
    right = Server(
        *(server.host, server.port, Security.STARTTLS, "films", "right"),
        timeout=10.0,
        trusted=certificate,
    )
    Smtp(right, SENDER).send(LETTER)
    assert seen == [(True, b"films", b"right")]
    assert len(box.taken) == 1


def test_tls_from_the_first_byte(listen, secured, certificate):
    box = Postbox()
    server = listen(box, ssl_context=secured)
    wrapped = Server(server.host, server.port, Security.TLS, timeout=10.0, trusted=certificate)
    Smtp(wrapped, SENDER).send(LETTER)
    assert len(box.taken) == 1


def test_server_is_shown_without_its_password():
    shown = repr(Server("mail.example.org", 587, username="films", password="right"))
    assert shown == "Server('mail.example.org', 587, 'starttls')"

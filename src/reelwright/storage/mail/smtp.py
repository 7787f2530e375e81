"""Mail through a server (RFC 5321)."""

import asyncio
from dataclasses import dataclass
from email.message import EmailMessage
from enum import StrEnum
from pathlib import Path

import aiosmtplib

from reelwright.model.errors import Unavailable, VendorFailed
from reelwright.ports.records.letters import Letter
from reelwright.storage.mail.message import written


class Security(StrEnum):
    """How the way to a server is kept from others."""

    TLS = "tls"  # from the first byte (port 465)
    STARTTLS = "starttls"  # before anything is said (port 587); without it nothing is said
    NONE = "none"  # not at all: for a server on this machine


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server, and who we are there. `timeout` is in seconds.

    Its certificate is one that this machine trusts, or is signed by one of the file `trusted`.
    """

    host: str
    port: int = 587
    security: Security = Security.STARTTLS
    username: str | None = None
    password: str | None = None
    timeout: float = 30.0
    trusted: Path | None = None

    def __repr__(self) -> str:
        return f"Server({self.host!r}, {self.port}, {self.security.value!r})"  # no secrets


class Smtp:
    """Hands letters to a mail server."""

    def __init__(self, server: Server, sender: str) -> None:
        self._server, self._sender = server, sender

    def send(self, letter: Letter) -> None:
        """Send a letter; `Unavailable` where the server is not reached, `VendorFailed` if it won't.

        It runs an event loop of its own: call it from a thread that has none.
        """
        message, server = written(letter, self._sender, "quoted-printable"), self._server
        try:
            asyncio.run(_sent(message, server))
        except (aiosmtplib.SMTPResponseException, aiosmtplib.SMTPRecipientsRefused) as no:
            raise VendorFailed(f"The mail server {server.host} refused a letter.") from no
        except (aiosmtplib.SMTPException, OSError) as away:
            reason = f"The mail server {server.host}:{server.port} did not take a letter"
            raise Unavailable(f"{reason}; look at its address and at its log.") from away


async def _sent(message: EmailMessage, server: Server) -> None:
    await aiosmtplib.send(
        message,
        hostname=server.host,
        port=server.port,
        username=server.username,
        password=server.password,
        timeout=server.timeout,
        use_tls=server.security is Security.TLS,
        start_tls=server.security is Security.STARTTLS,
        cert_bundle=str(server.trusted) if server.trusted else None,
    )

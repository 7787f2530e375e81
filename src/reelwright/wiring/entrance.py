"""How people get in, and where their mail goes, as the owner's settings have it."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

import httpx2

from reelwright.model.errors import Fault, Invalid, Unavailable
from reelwright.ports.buckets import Buckets
from reelwright.ports.mailer import Mailer
from reelwright.services.door import Door, Welcome
from reelwright.services.exchange import Supabase
from reelwright.services.tokens import AccessTokens
from reelwright.settings import Settings
from reelwright.storage.mail.outbox import Outbox
from reelwright.storage.mail.smtp import Security, Server, Smtp
from reelwright.storage.passwords import Argon2Passwords
from reelwright.storage.throttle import BucketThrottle

_WAYS: Final = {"smtp": (Security.STARTTLS, 587), "smtps": (Security.TLS, 465)}
_LARGEST: Final = 1 << 20


def door(
    settings: Settings, secret: bytes, base_url: str, buckets: Buckets, *, alone: bool
) -> Door:
    """Return how an installation lets people in; `alone` says that only this machine reaches it.

    Failed attempts are counted in `buckets`.
    """
    first = settings.first_admin == "always" or (settings.first_admin == "local" and alone)
    return Door(
        tokens=AccessTokens(derived(secret, "access tokens")),
        passwords=Argon2Passwords(),
        throttle=BucketThrottle(buckets),
        reset_page=f"{base_url}/reset-password",
        welcome=Welcome(first_is_admin=first, credits=settings.signup_credits),
        vouch=_supabase(settings),
    )


def derived(secret: bytes, purpose: str) -> bytes:
    """Return a key for one purpose alone (HMAC-SHA256 as the expansion of RFC 5869)."""
    return hmac.digest(secret, b"reelwright: " + purpose.encode() + b"\x01", hashlib.sha256)


def mailer(settings: Settings) -> Mailer:
    """Return what sends letters: the owner's mail server, or a folder."""
    if settings.smtp_url is None:
        return Outbox(settings.outbox or settings.data / "outbox", settings.mail_from)
    return Smtp(_server(settings.smtp_url.get_secret_value()), settings.mail_from)


def _server(address: str) -> Server:
    parts = urlsplit(address)
    security, port = _WAYS.get(parts.scheme, (None, 0))
    asked = parse_qs(parts.query).get("security", [security])[0]
    if parts.scheme not in _WAYS or asked not in set(Security) or not parts.hostname:
        raise Invalid(
            [Fault("smtp_url", "Write smtp://user:password@host:587, or smtps://… with TLS.")]
        )
    return Server(
        host=parts.hostname,
        port=parts.port or port,
        security=Security(asked),
        username=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _supabase(settings: Settings) -> Supabase | None:
    url, secret = settings.supabase_url, settings.supabase_secret
    if url is None:
        return None
    return Supabase(
        url,
        secret=None if secret is None else secret.get_secret_value().encode(),
        keys=lambda: published(url),
        confirms=settings.supabase_confirms,
    )


def published(project: str) -> Mapping[str, Any]:
    """Return the keys that a Supabase project publishes; `Unavailable` where it does not."""
    try:
        address = f"{project}/auth/v1/.well-known/jwks.json"
        answer = httpx2.get(address, timeout=10.0, follow_redirects=False)
        answer.raise_for_status()
        found = answer.json() if len(answer.content) <= _LARGEST else None
    except (httpx2.HTTPError, ValueError) as away:
        raise Unavailable("The Supabase project's keys cannot be fetched just now.") from away
    if not isinstance(found, Mapping):
        raise Unavailable("The Supabase project answered something else than its keys.")
    return found

"""The dispatcher: of contracts that share addresses, a request goes to the one it was written for.

It looks, in this order, at the address, the shape of an id in it, the credential and the body; what
still fits several goes to the root contract. It forwards and nothing more: who may do what is the
chosen contract's business (conformance G-SERVE-4).
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qs

import anyio
import orjson
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reelwright.api.kit.intake import IDLE
from reelwright.api.kit.routes import Routes
from reelwright.api.kit.shell import JSON_BYTES, JSON_SECONDS

PEEKED: Final = JSON_BYTES
"""How many bytes of a body are looked at. A longer one says nothing, and no contract takes it."""

KEY: Final = "rw_"
"""How every API key begins."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells a contract's requests from those of others at the same address.

    `ids` is a pattern of the paths whose ids have its shape. `fields` names, by path, fields of a
    body of which any one shows that it is meant. `keys` says that it takes API keys, `open` which
    paths it serves to whoever comes without a credential.
    """

    ids: str = r"(?!)"
    fields: Mapping[str, Sequence[str]] = field(default_factory=dict)
    keys: bool = False
    open: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Claimant:
    """A contract that may be meant: its name, which is its tokens' audience, and what it serves."""

    name: str
    marks: Marks
    routes: Routes
    app: ASGIApp


class Dispatcher:
    """Serves several contracts at the addresses that their documents name.

    Of bodies that fit several, the claimant that stands first has it. `root` answers what is
    nobody's, or could be anybody's. A body that pauses for `idle` seconds says nothing; whoever
    answers instead has its own patience with it.
    """

    def __init__(self, claimants: Sequence[Claimant], root: str, idle: float = IDLE) -> None:
        self._claimants, self._idle = tuple(claimants), idle
        self._root = next((one for one in claimants if one.name == root), claimants[0])

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        able = self._able(scope)
        if len(able) == 1:
            await able[0].app(scope, receive, send)
            return
        meant = _by_id(able, scope) or _by_credential(able, scope)
        if meant is None and _has_body(able, scope):
            peek = _Peek(receive, self._idle)
            body = await peek.look()
            receive, meant = peek, _by_body(able, scope, body)
        meant = meant or _unguarded(able, scope) or self._fallback(able)
        await meant.app(scope, receive, send)

    def _able(self, scope: Scope) -> Sequence[Claimant]:
        """Return who has the address; of those, if any, who takes the method there."""
        found = [(one, one.routes.nearest(scope["path"])[1]) for one in self._claimants]
        there = [(one, place) for one, place in found if place is not None]
        method = scope.get("method", "GET")
        taking = [one for one, place in there if method in place.methods]
        return taking or [one for one, _ in there]

    def _fallback(self, able: Sequence[Claimant]) -> Claimant:
        return self._root if self._root in able or not able else able[0]


def _by_id(able: Sequence[Claimant], scope: Scope) -> Claimant | None:
    path = scope["path"].rstrip("/")
    return next((one for one in able if re.fullmatch(one.marks.ids, path)), None)


def _by_credential(able: Sequence[Claimant], scope: Scope) -> Claimant | None:
    scheme, _, credential = Headers(scope=scope).get("authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        return None
    if credential.strip().startswith(KEY):
        return next((one for one in able if one.marks.keys), None)
    audience = _audience(credential.strip())
    return next((one for one in able if one.name == audience), None)


def _audience(token: str) -> object:
    """Return for whom a token says it is, which nobody has verified; None if it says nothing."""
    middle = token.split(".")[1:2]
    try:
        padded = middle[0].encode("ascii", "replace") + b"=="
        claims = orjson.loads(base64.urlsafe_b64decode(padded))
    except (IndexError, binascii.Error, orjson.JSONDecodeError):
        return None
    return claims.get("aud") if isinstance(claims, dict) else None


def _has_body(able: Sequence[Claimant], scope: Scope) -> bool:
    return any(_slashless(one.marks.fields, scope) for one in able)


def _by_body(able: Sequence[Claimant], scope: Scope, body: bytes) -> Claimant | None:
    named = _fields(body, Headers(scope=scope).get("content-type", ""))
    for one in able:
        if named.intersection(_slashless(one.marks.fields, scope)):
            return one
    return None


def _slashless(fields: Mapping[str, Sequence[str]], scope: Scope) -> Sequence[str]:
    path = scope["path"].rstrip("/")
    return next((named for place, named in fields.items() if place.rstrip("/") == path), ())


def _fields(body: bytes, kind: str) -> frozenset[str]:
    """Return the names of a body's fields, of JSON or of a form; none of one that is neither."""
    try:
        if "x-www-form-urlencoded" in kind.lower():
            text = body.decode("latin-1")
            return frozenset(parse_qs(text, keep_blank_values=True, max_num_fields=99))
        data = orjson.loads(body)
    except ValueError:  # no JSON, or a form of too many fields
        return frozenset()
    return frozenset(data) if isinstance(data, dict) else frozenset()


def _unguarded(able: Sequence[Claimant], scope: Scope) -> Claimant | None:
    if "authorization" in Headers(scope=scope):
        return None
    path = scope["path"].rstrip("/")
    opened = ((one, {place.rstrip("/") for place in one.marks.open}) for one in able)
    return next((one for one, places in opened if path in places), None)


class _Peek:
    """Receives a body that was looked at as if it had not been."""

    def __init__(self, receive: Receive, idle: float) -> None:
        self._receive, self._idle = receive, idle
        self._seen: list[Message] = []

    async def look(self) -> bytes:
        """Return the body; nothing of one that is too long to be looked at, or too slow."""
        body, more = bytearray(), True
        try:
            with anyio.fail_after(JSON_SECONDS):
                while more and len(body) <= PEEKED:
                    message = await self._next()
                    body += message.get("body", b"")
                    more = message["type"] == "http.request" and message.get("more_body", False)
        except TimeoutError:
            return b""
        return b"" if more or len(body) > PEEKED else bytes(body)

    async def _next(self) -> Message:
        with anyio.fail_after(self._idle):
            message = await self._receive()
        self._seen.append(message)
        return message

    async def __call__(self) -> Message:
        """Return the next message."""
        return self._seen.pop(0) if self._seen else await self._receive()

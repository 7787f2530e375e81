"""Media: links that expire, and the files behind them, whole or in parts.

A link says which bytes it is for, so a signature is checked before anything is looked up. Whoever
has a link may use it while it lasts; it is void at once where its object's epoch has moved on.
"""

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlencode

from fastapi import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from reelwright.api.kit.answers import known
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.visit import of
from reelwright.model.ids import Key
from reelwright.ports.shelf import Label

HOUR: Final = 3_600
LONGEST: Final = 24 * HOUR
"""Seconds for which a link is good at most."""

_PARTS: Final = 4
"""How many parts may be asked for at once."""

_RANGES: Final = re.compile(
    rf"bytes=\s*(?:\d+-\d*|-\d+)(?:\s*,\s*(?:\d+-\d*|-\d+)){{0,{_PARTS - 1}}}"
)


@dataclass(frozen=True, slots=True)
class Grant:
    """Leave to fetch one file of an object: which bytes, until when, and how."""

    object: str
    name: str
    key: Key
    epoch: int
    expires: int
    attachment: bool = False


def link(desk: Desk, base: str, grant: Grant) -> str:
    """Return the address of a granted file, under the path `base`."""
    query = {"v": grant.key, "e": grant.epoch, "exp": grant.expires, "kid": _kid(desk.secret)}
    save = {"save": 1} if grant.attachment else {}
    signed = {**query, **save, "sig": _signature(grant, desk.secret)}
    place = f"{quote(grant.object, safe='')}/{quote(grant.name, safe='')}"
    return f"{desk.base_url}{base}/media/{place}?{urlencode(signed)}"


def expiry(now: datetime, seconds: int = HOUR) -> int:
    """Return when a link that is made now ends, in whole seconds since 1970."""
    return int(now.timestamp()) + min(seconds, LONGEST)


def granted(request: Request, desk: Desk, of_object: str, name: str) -> Grant:
    """Return what a link grants; `Rejected` (link_expired) for one that is not good, or not now."""
    given = request.query_params
    grant = Grant(
        object=of_object,
        name=name,
        key=Key(given.get("v", "")),
        epoch=_number(given.get("e")),
        expires=_number(given.get("exp")),
        attachment=given.get("save") == "1",
    )
    good = hmac.compare_digest(
        given.get("sig", "").encode(), _signature(grant, desk.secret).encode()
    )
    ours = hmac.compare_digest(given.get("kid", "").encode(), _kid(desk.secret).encode())
    if not (good and ours) or grant.expires < desk.clock().timestamp():
        raise void()
    return grant


def void() -> Rejected:
    """Return the answer to a link that is not, or no longer, good."""
    return Rejected(
        Failure("link_expired", "The link has expired or is not good; fetch a new one.")
    )


async def send(request: Request, desk: Desk, grant: Grant, label: Label) -> Response:
    """Return the granted bytes, or the part of them that is asked for.

    Where the blobs can be fetched from where they lie, the answer says where (307).
    """
    now = desk.clock()
    left = max(1, grant.expires - int(now.timestamp()))
    head = of(request.scope).head
    if elsewhere := desk.blobs.link(grant.key, label, left, now, head=head):
        return RedirectResponse(elsewhere, 307)
    tag = f'"{grant.key}"'
    headers = {
        "ETag": tag,
        "Cache-Control": f"private, max-age={left}, immutable",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    if known(tag, request.headers.get("if-none-match")):
        return Response(status_code=304, headers=headers)
    place = await desk.blobs.path(grant.key)
    how = "attachment" if grant.attachment else "inline"
    file = _Parts(place, headers, label, how)
    file.ranges = _asked(request, place.stat().st_size)
    return file


class _Parts(FileResponse):
    """A file, of which only such `ranges` are sent as were found sound."""

    def __init__(self, place: Path, headers: dict[str, str], label: Label, how: str) -> None:
        super().__init__(
            place,
            headers=headers,
            media_type=label.type,
            filename=label.name,
            content_disposition_type=how,
        )
        self.ranges = ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        kept = [pair for pair in scope["headers"] if pair[0] != b"range"]
        headers = [*kept, (b"range", self.ranges.encode())] if self.ranges else kept
        method = "HEAD" if of(scope).head else "GET"
        await super().__call__({**scope, "method": method, "headers": headers}, receive, send)


def _asked(request: Request, size: int) -> str:
    """Return the ranges to serve; none for the whole, as for those no server must heed.

    Raises `Rejected` (range_not_satisfiable) where all of them lie outside (RFC 9110, 14.1.1).
    """
    asked = request.headers.get("range", "")
    if not _RANGES.fullmatch(asked):
        return ""
    spans = [span.strip().partition("-") for span in asked.removeprefix("bytes=").split(",")]
    sound = [span for span in spans if _within(span[0], span[2], size)]
    if not sound:
        headers = {"Content-Range": f"bytes */{size}"}
        detail = f"There are {size:,} bytes; the range lies outside."
        raise Rejected(Failure("range_not_satisfiable", detail, headers=headers))
    return "bytes=" + ",".join("".join(span) for span in sound)


def _within(first: str, last: str, size: int) -> bool:
    if not first:
        return int(last[:18]) > 0 and size > 0
    return int(first[:18]) < size and (not last or int(first[:18]) <= int(last[:18]))


def _number(given: str | None) -> int:
    return int(given) if given and given.isascii() and given.isdecimal() and len(given) < 16 else 0


def _kid(secret: bytes) -> str:
    return hashlib.sha256(b"media key\n" + secret).hexdigest()[:8]


def _signature(grant: Grant, secret: bytes) -> str:
    how = "attachment" if grant.attachment else "inline"
    parts = (grant.object, grant.name, grant.key, grant.epoch, grant.expires, how, _kid(secret))
    said = "\n".join(("media", "GET", *(quote(str(part)) for part in parts)))
    return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()

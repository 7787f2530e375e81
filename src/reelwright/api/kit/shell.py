"""The shell around an application: what every request passes and every answer carries.

It is plain ASGI and lies outside the framework, so that the framework's own answers pass through
it too: unknown addresses, wrong methods, bugs.
"""

import re
import secrets
from collections.abc import Callable, Mapping
from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars

from reelwright.api.kit.failures import Failure
from reelwright.api.kit.intake import Intake
from reelwright.api.kit.routes import Routes
from reelwright.api.kit.visit import Visit, within

Render = Callable[[Failure, Visit], Response]
"""Gives a failure the shape of one contract."""

JSON_BYTES: Final = 1 << 20
"""How many bytes a body has at most, where no handler says otherwise."""

JSON_SECONDS: Final = 60.0
_LINE, _BLOCK = 8 << 10, 32 << 10
_ID: Final = re.compile(r"[A-Za-z0-9._-]{8,64}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_ENCODED_CONTROL: Final = re.compile(rb"%(?:0[0-9a-fA-F]|1[0-9a-fA-F]|7[fF])")

SAFE: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
"""What every answer says, unless its handler said otherwise."""


class Shell:
    """Serves an application whose routes are complete, in one contract's shape of failures."""

    def __init__(self, app: ASGIApp, routes: Routes, render: Render) -> None:
        self._app, self.routes, self._render = app, routes, render

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, place = self.routes.nearest(_inner(scope))
        visit = Visit(
            id=_id(scope),
            template=place.template if place else None,
            most=JSON_BYTES,
            patience=JSON_SECONDS,
            head=scope["method"] == "HEAD",
        )
        within(scope, visit)
        bind_contextvars(request_id=visit.id)  # a request has a task of its own: nothing leaks
        out = _Out(send, visit)
        if failure := _unfit(scope):
            await self._render(failure, visit)(scope, receive, out)
        elif scope["method"] == "OPTIONS" and place is not None:
            answer = Response(status_code=204, headers={"Allow": place.allow})
            await answer(scope, receive, out)
        else:
            await self._app(_as_get(scope, path), Intake(scope, receive, visit), out)


class _Out:
    """Sends an answer with what every answer carries; of one to HEAD, its headers alone."""

    def __init__(self, send: Send, visit: Visit) -> None:
        self._send, self._visit = send, visit
        self._ended = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            headers["X-Request-ID"] = self._visit.id
            for name, value in SAFE.items():
                headers.setdefault(name, value)
            for name, value in self._visit.headers.items():
                headers[name] = value
        elif self._visit.head:
            if self._ended:
                return
            self._ended = True
            message = {"type": "http.response.body", "body": b""}
        await self._send(message)


def _id(scope: Scope) -> str:
    """Return the id a proxy gave the request, or a new one."""
    given = Headers(scope=scope).get("x-request-id", "")
    return given if _ID.fullmatch(given) else secrets.token_hex(16)


def _inner(scope: Scope) -> str:
    """Return the path within the application."""
    path, mount = str(scope["path"]), str(scope.get("root_path", ""))
    return path.removeprefix(mount)


def _as_get(scope: Scope, path: str) -> Scope:
    method = "GET" if scope["method"] == "HEAD" else scope["method"]
    return {**scope, "method": method, "path": f"{scope.get('root_path', '')}{path}"}


def _unfit(scope: Scope) -> Failure | None:
    """Return what is wrong with the lines before the body; None where nothing is."""
    query: bytes = scope.get("query_string", b"")
    if len(scope.get("raw_path") or scope["path"].encode()) + len(query) > _LINE:
        return Failure("uri_too_long", "The address has more than 8 KiB.")
    if sum(len(name) + len(value) + 4 for name, value in scope["headers"]) > _BLOCK:
        return Failure("headers_too_large", "The headers have more than 32 KiB.")
    if _CONTROL.search(scope["path"]):
        return Failure("not_found", "There is nothing at this address.")
    if _ENCODED_CONTROL.search(query):
        return Failure("malformed", "A parameter holds control characters; leave them out.")
    return None

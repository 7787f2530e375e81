"""The watch at the door: every request is logged, counted and traced; nothing of it is changed."""

import hmac
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reelwright.api.kit.visit import Visit
from reelwright.wiring.metrics import TYPE, Meter
from reelwright.wiring.traces import Tracing

log: Final = logging.getLogger("reelwright.requests")

METRICS: Final = "/metrics"
_QUIET: Final = ("/live", "/ready", "/health", METRICS)
"""Asked every few seconds by machines; their log lines would drown the others."""


@dataclass(slots=True)
class Seen:
    """What is known of one request once it is answered."""

    status: int = 0
    headers: Headers = field(default_factory=Headers)


class Watch:
    """Serves `app`, and notes every request. `key` opens /metrics; without one it is not here."""

    def __init__(
        self,
        app: ASGIApp,
        meter: Meter,
        tracing: Tracing | None = None,
        *,
        key: str | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self._app, self._meter, self._tracing = app, meter, tracing
        self._key, self._clock = key, clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == METRICS and self._key is not None:
            await (await self._metrics(scope, self._key))(scope, receive, send)
        else:
            await self._watched(scope, receive, send)

    async def _watched(self, scope: Scope, receive: Receive, send: Send) -> None:
        seen, begun = Seen(), self._clock()

        async def noting(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.status, seen.headers = message["status"], Headers(raw=message["headers"])
            await send(message)

        span = self._tracing.request(scope) if self._tracing else None
        with self._meter.under_way.track_inprogress():
            try:
                await self._app(scope, receive, noting)
            finally:
                self._note(scope, seen, self._clock() - begun)
                if span is not None:
                    span.end(_route(scope), seen.status, seen.headers)

    def _note(self, scope: Scope, seen: Seen, seconds: float) -> None:
        route = _route(scope)
        self._meter.request(scope["method"], route, seen.status, seconds)
        if scope["path"].endswith(_QUIET) and seen.status < 500:
            return
        visit = scope.get("reelwright.visit")
        about: dict[str, object] = {
            "method": scope["method"],
            "route": route or "unknown",
            "status": seen.status,
            "seconds": round(seconds, 4),
        }
        if isinstance(visit, Visit):
            about["request_id"] = visit.id
            if visit.principal is not None:
                about["account_id"] = visit.principal
        log.log(logging.ERROR if seen.status >= 500 else logging.INFO, "request", extra=about)

    async def _metrics(self, scope: Scope, key: str) -> Response:
        scheme, _, given = Headers(scope=scope).get("authorization", "").partition(" ")
        good = hmac.compare_digest(given.strip().encode(), key.encode())
        if scheme.lower() != "bearer" or not good:
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        if scope["method"] not in {"GET", "HEAD"}:
            return Response(status_code=405, headers={"Allow": "GET, HEAD"})
        return Response(await run_in_threadpool(self._meter.text), media_type=TYPE)


def _route(scope: Scope) -> str | None:
    """Return the template of the route that a request took, with where its application lies."""
    visit = scope.get("reelwright.visit")
    if not isinstance(visit, Visit) or visit.template is None:
        return None
    return f"{scope.get('root_path', '')}{visit.template}"

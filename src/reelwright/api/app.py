"""The application: every contract at its place, and what no contract has an answer to."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from fastapi import APIRouter
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from reelwright.api.kit.auth import Gate
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.events import Feed
from reelwright.api.kit.face import face
from reelwright.api.kit.limits import Policy
from reelwright.api.native import (
    accounts,
    catalogue,
    films,
    health,
    jobs,
    keys,
    making,
    media,
    problems,
    productions,
    projects,
    resets,
    root,
    scenes,
    sessions,
    uploads,
    usage,
    webhooks,
)
from reelwright.api.native.problems import BASE, NATIVE

ROUTERS: Final = (
    *(root.router, accounts.router, sessions.router, resets.router, keys.router),
    *(projects.router, productions.router, scenes.router, making.router, jobs.router),
    *(films.router, uploads.router, media.router, catalogue.router, usage.router, webhooks.router),
    problems.router,
)
"""The nouns of our own API."""

_EXPOSED: Final = (
    *("ETag", "Link", "Location", "Retry-After", "X-Request-ID", "Preference-Applied"),
    *("RateLimit", "RateLimit-Policy", "Idempotency-Replayed", "Accept-Ranges", "Content-Range"),
    "Upload-Offset",
)
_SENT: Final = (
    *("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Prefer"),
    *("Range", "If-Range", "Last-Event-ID", "X-Request-ID", "Upload-Offset"),
)


class App:
    """Serves whatever path a request names: ours under `/reelwright/v1`, else what `outside` has.

    `drain` ends the streams that would otherwise hold up the end of the process.
    """

    def __init__(self, native: ASGIApp, outside: ASGIApp, feed: Feed) -> None:
        self._faces, self._outside = {BASE: native}, outside
        self._feed = feed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; or the beginning and the end of the process."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        path = scope.get("path", "")
        for base, face_there in self._faces.items():
            if path == base or path.startswith(f"{base}/"):
                # In place, so that whoever called finds out what the request was.
                scope["root_path"] = base
                await face_there(scope, receive, send)
                return
        await self._outside(scope, receive, send)

    def drain(self) -> None:
        """End every stream of events; their listeners come back elsewhere, or later."""
        self._feed.close()

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            phase = (await receive())["type"]
            if phase == "lifespan.shutdown":
                self.drain()
            await send({"type": f"{phase}.complete"})
            if phase == "lifespan.shutdown":
                return


def app(
    desk: Desk,
    gate: Gate,
    *,
    pulse: Callable[[], health.Pulse] | None = None,
    origins: Sequence[str] = (),
    every: Policy = NATIVE.every,
) -> App:
    """Return all that an installation serves; its health, too, where it can feel its pulse.

    Pages of `origins`, each as `https://host:port`, may ask from a browser. `every` is how often
    one account may ask.
    """
    feed = Feed(desk.store)
    vital: Sequence[APIRouter] = (
        () if pulse is None else (health.routes(pulse, NATIVE.version, desk.clock),)
    )
    ours = replace(NATIVE, every=every, webhooks=webhooks.sent.routes)
    native = face(ours, desk, gate, feed, (*ROUTERS, *vital))
    outside = face(replace(ours, base="", webhooks=()), desk, gate, feed, vital)
    return App(_shared(native, origins), outside, feed)


def _shared(serving: ASGIApp, origins: Sequence[str]) -> ASGIApp:
    """Let pages of other origins ask. No cookie is read, so a page has but the key it was given."""
    if not origins:
        return serving
    return CORSMiddleware(
        serving,
        allow_origins=list(origins),
        allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"],
        allow_headers=list(_SENT),
        expose_headers=list(_EXPOSED),
        max_age=600,
    )

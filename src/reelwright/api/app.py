"""The application: every contract at its place, and what no contract has an answer to."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from importlib import metadata
from typing import Final

from fastapi import APIRouter
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

from reelwright.api.kit.auth import Gate
from reelwright.api.kit.desk import Desk
from reelwright.api.kit.dispatch import Claimant, Dispatcher
from reelwright.api.kit.events import Feed
from reelwright.api.kit.face import face
from reelwright.api.kit.limits import Policies
from reelwright.api.kit.offer import Served
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
    reset_page,
    resets,
    root,
    scenes,
    sessions,
    uploads,
    usage,
    webhooks,
)
from reelwright.api.native.problems import BASE, NATIVE
from reelwright.services import gate as tokens

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
    *("Upload-Offset", "Content-Disposition"),
)
_SENT: Final = (
    *("Authorization", "Content-Type", "Idempotency-Key", "If-Match", "If-None-Match", "Prefer"),
    *("Range", "If-Range", "Last-Event-ID", "X-Request-ID", "Upload-Offset"),
)


class App:
    """Serves whatever path a request names: a contract where it lies, else what `outside` has.

    Contracts are mounted at their names, ours at `/reelwright/v1`. A request that came to a port of
    `listeners` is for that contract alone, at the root; one to an address of a document goes
    through the dispatcher. `drain` ends the streams that would otherwise hold up the end of the
    process.
    """

    def __init__(
        self,
        faces: Mapping[str, ASGIApp],
        outside: ASGIApp,
        feed: Feed,
        shared: "Shared | None" = None,
        listeners: Mapping[int, str] | None = None,
    ) -> None:
        self._faces, self._outside, self._feed = dict(faces), outside, feed
        self._shared, self._listeners = shared, listeners or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; or the beginning and the end of the process."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        await self._found(scope)(scope, receive, send)

    def drain(self) -> None:
        """End every stream of events; their listeners come back elsewhere, or later."""
        self._feed.close()

    def _found(self, scope: Scope) -> ASGIApp:
        path, own = scope.get("path", ""), self._own(scope)
        bases = self._faces if own is None else {own: self._faces[own]}
        for base, face_there in bases.items():
            if path == base or path.startswith(f"{base}/"):
                # In place, so that whoever called finds out what the request was.
                scope["root_path"] = base
                return face_there
        if own is not None:
            return self._faces[own]
        if self._shared is not None and path.startswith(self._shared.roots):
            return self._shared.dispatcher
        return self._outside

    def _own(self, scope: Scope) -> str | None:
        """Return where the contract is mounted that has the listener of a request for its own."""
        _, port = scope.get("server") or ("", None)
        name = None if port is None else self._listeners.get(port)
        return None if name is None else f"/{name}"

    async def _live(self, receive: Receive, send: Send) -> None:
        while True:
            phase = (await receive())["type"]
            if phase == "lifespan.shutdown":
                self.drain()
            await send({"type": f"{phase}.complete"})
            if phase == "lifespan.shutdown":
                return


@dataclass(frozen=True, slots=True)
class Shared:
    """The addresses that documents share, by how they begin, and what tells whose a request is."""

    roots: tuple[str, ...]
    dispatcher: Dispatcher


@dataclass(frozen=True, slots=True)
class Ways:
    """Which contracts are served, and how besides at their mounts.

    Those of `listeners` have a port of their own. At addresses that several documents have, `root`
    answers what could be anybody's.
    """

    contracts: Sequence[Served] = ()
    listeners: Mapping[int, str] = field(default_factory=dict)
    root: str = ""


def app(
    desk: Desk,
    gate: Gate,
    *,
    pulse: Callable[[], health.Pulse] | None = None,
    origins: Sequence[str] = (),
    every: Policies | None = NATIVE.every,
    ways: Ways | None = None,
) -> App:
    """Return all that an installation serves; its health, too, where it can feel its pulse.

    Pages of `origins`, each as `https://host:port`, may ask from a browser. `every` is how often
    one account may ask our own API. Contracts are served as `ways` has them.
    """
    feed = Feed(desk.store)
    vital: Sequence[APIRouter] = (
        () if pulse is None else (health.routes(pulse, metadata.version("reelwright"), desk.clock),)
    )
    ours = replace(NATIVE, every=every, webhooks=webhooks.sent.routes)
    native = face(ours, desk, gate, feed, (*ROUTERS, *vital))
    rooted = (root.outside, reset_page.outside, *vital)
    outside = face(replace(ours, base="", webhooks=()), desk, gate, feed, rooted)
    found = ways or Ways()
    claimants = [_claimant(one, feed, origins) for one in found.contracts]
    faces = {f"/{one.name}": one.app for one in claimants}
    return App(
        {BASE: _shared(native, origins), **faces},
        outside,
        feed,
        _dispatched(claimants, found),
        found.listeners,
    )


def _claimant(served: Served, feed: Feed, origins: Sequence[str]) -> Claimant:
    offer, desk = served.offer, served.desk
    name = offer.contract.name
    gate = tokens.Gate(desk.store, desk.door.tokens, desk.clock, name, keys=offer.marks.keys)
    shell = face(offer.contract, desk, gate, feed, offer.routers)
    return Claimant(name, offer.marks, shell.routes, _shared(shell, origins))


def _dispatched(claimants: Sequence[Claimant], ways: Ways) -> Shared | None:
    if not claimants:
        return None
    roots = sorted({f"{root}/" for one in ways.contracts for root in one.offer.roots})
    return Shared(tuple(roots), Dispatcher(claimants, ways.root))


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

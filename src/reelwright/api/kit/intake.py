"""The body of a request on its way in: so large, and so slow, and no more."""

import time
from typing import Final

import anyio
from starlette.datastructures import Headers
from starlette.types import Message, Receive, Scope

from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.visit import Visit

IDLE: Final = 30.0
"""Seconds within which the next piece of a body must come."""


class Intake:
    """Receives a body as its visit's limits allow.

    The server below has no such limits: it leaves a body that stops half-way open for ever.
    """

    def __init__(self, scope: Scope, receive: Receive, visit: Visit, idle: float = IDLE) -> None:
        self._receive, self._visit, self._idle = receive, visit, idle
        self._announced = _length(scope)
        self._size = 0
        self._begun: float | None = None
        self._whole = False

    async def __call__(self) -> Message:
        """Return the next message; `Rejected` (too_large, too_slow) instead of one too many."""
        if self._whole:
            return await self._receive()
        if self._announced > self._visit.most:
            raise self._too_large()
        message = await self._next()
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            self._whole = not message.get("more_body", False)
        else:
            self._whole = True
        if self._size > self._visit.most:
            raise self._too_large()
        return message

    async def _next(self) -> Message:
        now = time.monotonic()
        self._begun = self._begun or now
        left = self._visit.patience - (now - self._begun)
        try:
            with anyio.fail_after(max(0.0, min(self._idle, left))):
                return await self._receive()
        except TimeoutError:
            detail = (
                f"A body must come within {self._visit.patience:.0f} seconds, "
                f"and never pause for {self._idle:.0f}."
            )
            closing = {"Connection": "close"}
            raise Rejected(Failure("too_slow", detail, headers=closing)) from None

    def _too_large(self) -> Rejected:
        most = self._visit.most
        detail = f"The body has more than the {most:,} bytes that are taken here."
        return Rejected(Failure("too_large", detail, headers={"Connection": "close"}))


def _length(scope: Scope) -> int:
    announced = Headers(scope=scope).get("content-length", "")
    return int(announced) if announced.isdecimal() and len(announced) < 20 else 0

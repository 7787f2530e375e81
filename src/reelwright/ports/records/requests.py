"""Requests that carry an idempotency key: what was asked, and what was answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from reelwright.model.value import Json


@dataclass(frozen=True, slots=True)
class Keyed:
    """A request with a key: `digest` is the SHA-256 of its body.

    `status` is None while nothing is answered yet.
    """

    principal: str
    route: str
    key: str
    digest: str
    created_at: datetime
    status: int | None = None
    headers: Mapping[str, str] | None = None
    body: Json = None


class Requests(Protocol):
    """The requests of the last day that carried a key."""

    def begin(self, request: Keyed) -> Keyed | None:
        """Keep a request; or return the one that came with this key before, and keep nothing."""
        ...

    def answer(self, request: Keyed) -> None:
        """Keep what was answered."""
        ...

    def forget(self, request: Keyed) -> None:
        """Forget a request that came to nothing, so that it may be made again."""
        ...

    def sweep(self, before: datetime) -> int:
        """Forget requests older than that; return how many."""
        ...

"""Webhooks: where owners want to be told, and every attempt to tell them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from reelwright.model.value import Json


class EndpointState(StrEnum):
    """Whether an endpoint is told of events: not before it has answered a challenge."""

    PENDING = "pending"
    ENABLED = "enabled"
    DISABLED = "disabled"


class DeliveryState(StrEnum):
    """How far a delivery is."""

    DUE = "due"
    DELIVERED = "delivered"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An owner's address for events of `types` (none: of all).

    What is sent is signed with a secret for each of `salts`, the newest first; those before it
    were good until it came, at `rotated_at`, and for a while after that.
    """

    id: str
    account_id: str
    url: str
    types: tuple[str, ...]
    salts: tuple[str, ...]
    state: EndpointState
    created_at: datetime
    updated_at: datetime
    rotated_at: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one endpoint: `id` stays the same however often it is tried.

    `status` is what the last attempt was answered with; None where nothing was.
    """

    id: str
    endpoint_id: str
    type: str
    payload: Mapping[str, Json]
    state: DeliveryState
    created_at: datetime
    due_at: datetime
    attempts: int = 0
    status: int | None = None
    ended_at: datetime | None = None


class Webhooks(Protocol):
    """The endpoints there are, and what was or is to be delivered to them."""

    def put(self, endpoint: Endpoint) -> None:
        """Keep an endpoint, new or changed."""
        ...

    def get(self, account: str, endpoint: str) -> Endpoint | None:
        """Return the account's endpoint with this id."""
        ...

    def lock(self, endpoint: str) -> None:
        """Let nobody else change an endpoint, or lock it, until the transaction ends."""
        ...

    def by_id(self, endpoint: str) -> Endpoint | None:
        """Return an endpoint, whoever's it is: for the sender, never for a caller."""
        ...

    def of(self, account: str) -> tuple[Endpoint, ...]:
        """Return an account's endpoints, the oldest first."""
        ...

    def remove(self, endpoint: str) -> None:
        """Forget an endpoint and its deliveries."""
        ...

    def add(self, delivery: Delivery) -> None:
        """Keep a delivery to be made."""
        ...

    def save(self, delivery: Delivery) -> None:
        """Keep what became of a delivery."""
        ...

    def delivery(self, endpoint: str, delivery: str) -> Delivery | None:
        """Return an endpoint's delivery with this id."""
        ...

    def deliveries(
        self, endpoint: str, limit: int, older_than: str | None = None
    ) -> tuple[Delivery, ...]:
        """Return an endpoint's deliveries, the newest first, those older than one."""
        ...

    def due(self, at: datetime, limit: int) -> tuple[Delivery, ...]:
        """Return deliveries to be tried now, the oldest first."""
        ...

    def claim(self, delivery: str, at: datetime, due_at: datetime) -> bool:
        """Take a due delivery to try: it is due again then, if nothing is heard. False if taken."""
        ...

    def postpone(self, endpoint: str, due_at: datetime) -> None:
        """Let nothing more be tried at an endpoint before a moment."""
        ...

    def give_up(self, endpoint: str, at: datetime) -> None:
        """End all that is due at an endpoint: it failed."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Forget deliveries that ended before a moment, at most so many; return how many."""
        ...

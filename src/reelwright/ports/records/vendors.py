"""Vendors as all workers see them: when each may be asked again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with a vendor.

    `next_at` is when the next call may begin at its own pace, `failures` how many failed in a row,
    `shut_until` until when it is left alone.
    """

    vendor: str
    next_at: datetime | None = None
    failures: int = 0
    shut_until: datetime | None = None


class Vendors(Protocol):
    """The vendors that were ever asked."""

    def get(self, vendor: str) -> Standing:
        """Return how it stands with a vendor; nobody else learns it until the transaction ends."""
        ...

    def put(self, standing: Standing) -> None:
        """Keep how it stands with a vendor."""
        ...

    def all(self) -> tuple[Standing, ...]:
        """Return how it stands with every vendor that was ever asked, by name."""
        ...

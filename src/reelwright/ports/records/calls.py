"""Paid calls: what was asked of a vendor, committed before asking, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from reelwright.model.ids import Key
from reelwright.model.value import Json


class CallState(StrEnum):
    """How far a paid call is.

    One that is asked when its worker dies may or may not have been paid for.
    """

    INTENDED = "intended"
    ASKED = "asked"  # the vendor may have heard of it
    STARTED = "started"  # the vendor's own id of it is known
    DONE = "done"
    FAILED = "failed"
    DOUBTFUL = "doubtful"  # it was given up to a person


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `key` is made of the job, the step and the inputs, and goes to the vendor.

    `cost` is in micro-dollars, nought until it is done. `attempts` is how often the vendor was
    asked; while it is, it is given until `until`.
    """

    key: str
    job_id: str
    step: str
    vendor: str
    state: CallState
    cost: int
    created_at: datetime
    vendor_id: str | None = None
    result: Json = None
    attempts: int = 0
    until: datetime | None = None
    ended_at: datetime | None = None


class Calls(Protocol):
    """The paid calls there were."""

    def intend(self, call: Call) -> Call:
        """Keep a call that is about to be made, or return the one with its key."""
        ...

    def save(self, call: Call) -> None:
        """Keep what became of a call."""
        ...

    def of_job(self, job: str) -> tuple[Call, ...]:
        """Return a job's calls, the oldest first."""
        ...

    def under_way(self, vendor: str, at: datetime, but: str) -> int:
        """Return how many calls of a vendor are under way at a moment, not counting the key `but`.

        What a worker that died had asked counts until its time is over.
        """
        ...

    def doubtful(self, limit: int) -> tuple[Call, ...]:
        """Return calls that were given up to a person, the latest first."""
        ...

    def blobs(self) -> frozenset[Key]:
        """Return every blob that what came of a call names, as `blobs` in its result."""
        ...

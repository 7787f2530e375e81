"""Paid calls: what was asked of a vendor, committed before asking, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from reelwright.model.ids import Key
from reelwright.model.value import Json


class CallState(StrEnum):
    """How far a paid call is. A call in doubt may or may not have been paid for."""

    INTENDED = "intended"
    STARTED = "started"  # the vendor's own id of it is known
    DONE = "done"
    FAILED = "failed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True)
class Call:
    """One call: `key` is made of the job, the step and the inputs, and goes to the vendor.

    `cost` is in micro-dollars, estimated until it is done.
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

    def blobs(self) -> frozenset[Key]:
        """Return every blob that what came of a call names, as `blobs` in its result."""
        ...

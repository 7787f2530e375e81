"""Jobs: work that was accepted, until it ends in exactly one way."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from reelwright.model.value import Json
from reelwright.ports.records.ledger import Unit


class JobState(StrEnum):
    """How far a job is; the last four never change."""

    ACCEPTED = "accepted"
    QUEUED = "queued"
    MODERATING = "moderating"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    REJECTED = "rejected"
    CANCELLED = "cancelled"


ENDED = (JobState.SUCCEEDED, JobState.FAILED, JobState.REJECTED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class Job:
    """Work for an account. `progress` goes from 0 to 1 and never back.

    `held` is what was set aside for it and `cost` what it came to, both in `unit`; `counted` is how
    many micro-dollars of its day's cap it takes up, whatever it is paid in. `request` is what it
    was asked to do, `result` what came of it. `error` is a sentence for its owner. `details` are
    its origin's own.
    """

    id: str
    number: int
    account_id: str
    production_id: str | None
    origin: str
    kind: str
    state: JobState
    created_at: datetime
    stage: str = ""
    progress: float = 0.0
    priority: int = 10
    request: Mapping[str, Json] = field(default_factory=dict)
    result: Mapping[str, Json] | None = None
    held: int = 0
    unit: Unit = Unit.CREDITS
    cost: int = 0
    counted: int = 0
    error_code: str | None = None
    error: str | None = None
    degradations: tuple[Mapping[str, Json], ...] = ()
    attempts: int = 0
    started_at: datetime | None = None
    ended_at: datetime | None = None
    details: Mapping[str, Json] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a job: a line of its log. `state` is `running`, `done` or `failed`."""

    job_id: str
    name: str
    state: str
    started_at: datetime
    note: str = ""
    attempts: int = 1
    cost: int = 0
    ended_at: datetime | None = None


class Jobs(Protocol):
    """The jobs there are. An account sees its own alone: another's is not there."""

    def add(self, job: Job) -> None:
        """Keep a new job."""
        ...

    def get(self, account: str, job: str) -> Job | None:
        """Return the account's job with this id."""
        ...

    def by_id(self, job: str) -> Job | None:
        """Return a job, whoever's it is: for the studio floor and admins, never for a caller."""
        ...

    def by_number(self, account: str | None, number: int) -> Job | None:
        """Return the job with this public integer, of an account (None: of any, for admins)."""
        ...

    def change(self, job: Job, since: tuple[JobState, ...]) -> bool:
        """Keep what became of a job, if its state is one of `since`; false if it is not.

        Its progress never goes back.
        """
        ...

    def of(
        self,
        account: str | None,
        limit: int,
        older_than: str | None = None,
        *,
        states: tuple[JobState, ...] = (),
        origin: str | None = None,
        production: str | None = None,
    ) -> tuple[Job, ...]:
        """Return jobs of an account (None: of all), the newest first, those older than one."""
        ...

    def page(
        self,
        account: str,
        skip: int,
        limit: int,
        *,
        states: tuple[JobState, ...],
        origin: str,
        project: str | None = None,
    ) -> tuple[Job, ...]:
        """Return jobs of an account that came through one contract, the newest first but `skip`.

        Those of a project are those of its productions.
        """
        ...

    def count(
        self,
        account: str | None,
        states: tuple[JobState, ...],
        *,
        origin: str | None = None,
        project: str | None = None,
    ) -> int:
        """Return how many jobs of an account (None: of all) are in one of these states."""
        ...

    def unended(self, after: str | None, limit: int) -> tuple[Job, ...]:
        """Return jobs that have not ended, the oldest first, those after an id."""
        ...

    def next_number(self) -> int:
        """Return a public integer no job has."""
        ...

    def put_step(self, step: StepRow) -> None:
        """Keep a step, new or changed."""
        ...

    def steps(self, job: str) -> tuple[StepRow, ...]:
        """Return a job's steps in the order they began."""
        ...

    def forget(self, before: datetime, limit: int) -> int:
        """Forget jobs that ended before a moment, with their steps; return how many."""
        ...

    def census(self) -> Mapping[JobState, int]:
        """Return how many jobs there are in each state that any is in."""
        ...

    def held(self) -> Mapping[Unit, int]:
        """Return how much is set aside for jobs that have not ended."""
        ...

    def ended_steps(self, since: datetime, limit: int) -> tuple[StepRow, ...]:
        """Return steps of any job that ended since a moment, the earliest first."""
        ...

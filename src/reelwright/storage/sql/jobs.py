"""Jobs and their steps in the database."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from reelwright.ports.records.jobs import ENDED, Job, JobState, StepRow
from reelwright.ports.records.ledger import Unit
from reelwright.storage.sql import counters
from reelwright.storage.sql.rows import fields, older, one_to_change, put, several
from reelwright.storage.sql.tables import jobs, productions, steps


class SqlJobs:
    """The jobs there are, within one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection

    def add(self, job: Job) -> None:
        """Keep a new job."""
        self._connection.execute(sa.insert(jobs).values(**fields(job)))

    def get(self, account: str, job: str) -> Job | None:
        """Return the account's job with this id."""
        return self._one(jobs.c.id == job, jobs.c.account_id == account)

    def by_id(self, job: str) -> Job | None:
        """Return a job, whoever's it is."""
        return self._one(jobs.c.id == job)

    def by_number(self, account: str | None, number: int) -> Job | None:
        """Return the job with this public integer, of an account (None: of any)."""
        mine = [] if account is None else [jobs.c.account_id == account]
        return self._one(jobs.c.number == number, *mine)

    def change(self, job: Job, since: tuple[JobState, ...]) -> bool:
        """Keep what became of a job, if its state is one of `since`; false if it is not."""
        mine = sa.update(jobs).where(jobs.c.id == job.id, jobs.c.state.in_(_names(since)))
        row = {**fields(job), "progress": _greater(jobs.c.progress, job.progress)}
        return self._connection.execute(mine.values(**row)).rowcount == 1

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
        found = _kept_in(_of(sa.select(jobs), account), origin, None)
        if states:
            found = found.where(jobs.c.state.in_(_names(states)))
        if production is not None:
            found = found.where(jobs.c.production_id == production)
        return several(self._connection, Job, older(found, jobs, older_than).limit(limit))

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
        """Return jobs of an account that came through one contract, the newest first but `skip`."""
        mine = _kept_in(_of(sa.select(jobs), account), origin, project)
        found = older(mine.where(jobs.c.state.in_(_names(states))), jobs, None)
        return several(self._connection, Job, found.limit(limit).offset(skip))

    def count(
        self,
        account: str | None,
        states: tuple[JobState, ...],
        *,
        origin: str | None = None,
        project: str | None = None,
    ) -> int:
        """Return how many jobs of an account (None: of all) are in one of these states."""
        counted = _of(sa.select(sa.func.count()).select_from(jobs), account)
        mine = _kept_in(counted, origin, project).where(jobs.c.state.in_(_names(states)))
        return self._connection.scalar(mine) or 0

    def unended(self, after: str | None, limit: int) -> tuple[Job, ...]:
        """Return jobs that have not ended, the oldest first, those after an id."""
        found = sa.select(jobs).where(jobs.c.state.not_in(_names(ENDED))).order_by(jobs.c.id)
        later = found if after is None else found.where(jobs.c.id > after)
        return several(self._connection, Job, later.limit(limit))

    def next_number(self) -> int:
        """Return a public integer no job has."""
        return counters.following(self._connection, "jobs")

    def put_step(self, step: StepRow) -> None:
        """Keep a step, new or changed."""
        put(self._connection, steps, fields(step), ["job_id", "name"])

    def steps(self, job: str) -> tuple[StepRow, ...]:
        """Return a job's steps in the order they began."""
        mine = sa.select(steps).where(steps.c.job_id == job)
        return several(self._connection, StepRow, mine.order_by(steps.c.started_at, steps.c.name))

    def forget(self, before: datetime, limit: int) -> int:
        """Forget jobs that ended before a moment, with their steps; return how many."""
        old = sa.select(jobs.c.id).where(jobs.c.ended_at < before).limit(limit)
        return self._connection.execute(sa.delete(jobs).where(jobs.c.id.in_(old))).rowcount

    def census(self) -> Mapping[JobState, int]:
        """Return how many jobs there are in each state that any is in."""
        counted = sa.select(jobs.c.state, sa.func.count()).group_by(jobs.c.state)
        return {JobState(state): count for state, count in self._connection.execute(counted)}

    def held(self) -> Mapping[Unit, int]:
        """Return how much is set aside for jobs that have not ended."""
        still = sa.select(jobs.c.unit, sa.func.sum(jobs.c.held)).where(
            jobs.c.state.not_in(_names(ENDED))
        )
        found = self._connection.execute(still.group_by(jobs.c.unit))
        return {Unit(unit): int(held) for unit, held in found}

    def ended_steps(self, since: datetime, limit: int) -> tuple[StepRow, ...]:
        """Return steps of any job that ended since a moment, the earliest first."""
        late = sa.select(steps).where(steps.c.ended_at >= since)
        ordered = late.order_by(steps.c.ended_at, steps.c.job_id, steps.c.name).limit(limit)
        return several(self._connection, StepRow, ordered)

    def _one(self, *wanted: "sa.ColumnElement[bool]") -> Job | None:
        return one_to_change(self._connection, Job, sa.select(jobs).where(*wanted))


def _of(statement: "sa.Select[Any]", account: str | None) -> "sa.Select[Any]":
    return statement if account is None else statement.where(jobs.c.account_id == account)


def _kept_in(
    statement: "sa.Select[Any]", origin: str | None, project: str | None
) -> "sa.Select[Any]":
    """Narrow a statement to jobs that came through one contract, and to those of one project."""
    if origin is not None:
        statement = statement.where(jobs.c.origin == origin)
    if project is not None:
        inside = sa.select(productions.c.id).where(productions.c.project_id == project)
        statement = statement.where(jobs.c.production_id.in_(inside))
    return statement


def _names(states: tuple[JobState, ...]) -> list[str]:
    return [state.value for state in states]


def _greater(column: "sa.Column[float]", value: float) -> "sa.ColumnElement[float]":
    return sa.case((column > value, column), else_=value)

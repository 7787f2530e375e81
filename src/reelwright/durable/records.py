"""What the engine asks of the database itself: signs of life, dead workers' jobs, states, counts.

Two tables are ours. `workflow_status` and `operation_outputs` are DBOS's (dbos/_schemas of 3.4).
Its open part takes over nobody's work, so that is done here, by the statement that it uses for its
own (`reenqueue_for_recovery`). A result that the former worker still sends in is refused: every
claim gives the row a new `owner_xid`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa

from reelwright.durable.names import APPLICATION, JOBS, QUICK, SCHEMA
from reelwright.durable.state import BURIED, BY_STATUS, State

_OURS: Final = sa.MetaData()
_WORKER: Final = sa.Table(
    "engine_worker",
    _OURS,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("seen", sa.BigInteger, nullable=False),
)
_SWEEP: Final = sa.Table(
    "engine_sweep",
    _OURS,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("at", sa.BigInteger, nullable=False),
)
_ACTIVE: Final = ("ENQUEUED", "PENDING", "DELAYED")
_LOCK: Final = 0x7265656C
"""Names the migration among PostgreSQL's advisory locks: `reel`."""
_BATCH: Final = 500
_LATELY: Final = 2_000
"""Jobs and pieces that began last; whoever is not among their accounts had no turn for long."""


def prepare(engine: sa.Engine) -> None:
    """Make the two tables that are ours, if they are not there."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":  # where IF NOT EXISTS does not hold for two at once
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        _OURS.create_all(connection)
        if connection.scalar(sa.select(sa.func.count()).select_from(_SWEEP)) == 0:
            connection.execute(sa.insert(_SWEEP).values(id=1, at=0))


class Records:
    """The engine's rows. Times are milliseconds of the database's clock: hosts need not agree."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._reading = engine.execution_options(reading=True)
        self._lite = engine.dialect.name == "sqlite"
        self._now: Any = sa.literal_column(_NOW[engine.dialect.name], sa.BigInteger)
        schema = None if self._lite else SCHEMA
        self._flow = sa.table("workflow_status", *map(sa.column, _FLOW), schema=schema)
        self._step = sa.table("operation_outputs", *map(sa.column, _STEP), schema=schema)

    def beat(self, worker: str, silence: float) -> None:
        """Note that `worker` lives; forget those silent for a hundred times `silence` seconds."""
        with self._engine.begin() as connection:
            alive = sa.update(_WORKER).where(_WORKER.c.name == worker).values(seen=self._now)
            if not connection.execute(alive).rowcount:
                connection.execute(sa.insert(_WORKER).values(name=worker, seen=self._now))
            old = self._now - int(100_000 * silence)
            connection.execute(sa.delete(_WORKER).where(_WORKER.c.seen < old))

    def alive(self, silence: float) -> int:
        """Return how many workers said within `silence` seconds that they live."""
        late = self._now - int(1000 * silence)
        heard = sa.select(sa.func.count()).where(_WORKER.c.seen > late)
        with self._reading.begin() as connection:
            return connection.scalar(heard) or 0

    def resign(self, worker: str) -> list[str]:
        """Take `worker` off the list and put back what it had in hand, which counts as no death."""
        with self._engine.begin() as connection:
            back = self._put_back(connection, self._flow.c.executor_id == worker, forgiven=True)
            connection.execute(sa.delete(_WORKER).where(_WORKER.c.name == worker))
        return back

    def dismiss(self, worker: str) -> list[str]:
        """Put back what `worker` had in hand, whose process is known to have died."""
        with self._engine.begin() as connection:
            connection.execute(sa.delete(_WORKER).where(_WORKER.c.name == worker))
            return self._put_back(connection, self._flow.c.executor_id == worker)

    def reclaim(self, silence: float) -> list[str]:
        """Put back what workers had in hand that were silent for `silence` seconds."""
        alive = sa.select(_WORKER.c.name).where(_WORKER.c.seen > self._now - int(1000 * silence))
        with self._engine.begin() as connection:
            return self._put_back(connection, self._flow.c.executor_id.not_in(alive))

    def in_hand(self, worker: str) -> dict[str, str]:
        """Return what `worker` has claimed and not ended, each with the token of its claim."""
        flow = self._flow.c
        mine = sa.select(flow.workflow_uuid, flow.owner_xid).where(
            flow.status == "PENDING", flow.executor_id == worker
        )
        with self._reading.begin() as connection:
            return {row.workflow_uuid: row.owner_xid for row in connection.execute(mine)}

    def put_back(self, claimed: Mapping[str, str]) -> list[str]:
        """Put back what was claimed and never begun, if the claim still stands."""
        flow = self._flow.c
        stands = [
            sa.and_(flow.workflow_uuid == job, flow.owner_xid == token)
            for job, token in claimed.items()
        ]
        with self._engine.begin() as connection:
            return self._put_back(connection, sa.or_(sa.false(), *stands), forgiven=True)

    def _put_back(
        self, connection: sa.Connection, whose: sa.ColumnElement[bool], *, forgiven: bool = False
    ) -> list[str]:
        flow = self._flow.c
        attempts = flow.recovery_attempts - 1 if forgiven else self._deaths()
        back = (
            sa.update(self._flow)
            .where(flow.status == "PENDING", flow.application_name == APPLICATION, whose)
            .values(
                status="ENQUEUED",
                owner_xid=None,
                started_at_epoch_ms=None,
                updated_at=self._now,
                recovery_attempts=attempts,
            )
            .returning(flow.workflow_uuid)
        )
        return sorted(connection.execute(back).scalars())

    def _deaths(self) -> sa.ColumnElement[Any]:
        """One more than before, as the claim counted; after a step was done, one and no more.

        Else whoever works beside a job that kills its worker would be buried with it.
        """
        flow, step = self._flow.c, self._step.c
        near = self._flow.alias("near")
        done = (
            sa.select(step.workflow_uuid)
            .join_from(self._step, near, near.c.workflow_uuid == step.workflow_uuid)
            .where(
                sa.or_(
                    near.c.workflow_uuid == flow.workflow_uuid,
                    near.c.parent_workflow_id == flow.workflow_uuid,
                ),
                step.retention_timestamp >= flow.started_at_epoch_ms,
            )
            .correlate(self._flow)
        )
        return sa.case((done.exists(), 1), else_=flow.recovery_attempts)

    def due(self, period: float) -> bool:
        """Say whether `period` seconds passed since anybody was told so; then nobody else is."""
        late = sa.update(_SWEEP).where(_SWEEP.c.at <= self._now - int(1000 * period))
        with self._engine.begin() as connection:
            return connection.execute(late.values(at=self._now)).rowcount == 1

    def states(self, jobs: Sequence[str]) -> dict[str, State]:
        """Return where each of `jobs` stands; one that the engine does not know is left out."""
        flow, found = self._flow.c, dict[str, State]()
        with self._reading.begin() as connection:
            for some in _batches(jobs):
                asked = sa.select(flow.workflow_uuid, flow.status)
                rows = connection.execute(asked.where(flow.workflow_uuid.in_(some)))
                found |= {row.workflow_uuid: BY_STATUS[row.status] for row in rows}
        return found

    def buried(self, jobs: Sequence[str]) -> dict[str, int]:
        """Return those of `jobs` under which workers kept dying, or under a piece of which.

        With each, how many died before nobody tried again.
        """
        flow, found = self._flow.c, dict[str, int]()
        job = sa.func.coalesce(flow.parent_workflow_id, flow.workflow_uuid).label("job")
        deaths = (sa.func.max(flow.recovery_attempts) - 1).label("deaths")  # the last was no claim
        dead = sa.select(job, deaths).where(flow.status == BURIED).group_by(job)
        with self._reading.begin() as connection:
            for some in _batches(jobs):
                asked = dead.where(
                    sa.or_(flow.workflow_uuid.in_(some), flow.parent_workflow_id.in_(some))
                )
                found |= {row.job: row.deaths for row in connection.execute(asked)}
        return found

    def depth(self) -> dict[tuple[str, State], int]:
        """Return how many wait or run, by queue and state."""
        flow, counted = self._flow.c, dict[tuple[str, State], int]()
        active = sa.select(flow.queue_name, flow.status, sa.func.count().label("many")).where(
            flow.status.in_(_ACTIVE), flow.application_name == APPLICATION
        )
        with self._reading.begin() as connection:
            for row in connection.execute(active.group_by(flow.queue_name, flow.status)):
                key = (row.queue_name, BY_STATUS[row.status])
                counted[key] = counted.get(key, 0) + row.many
        return counted

    def turns(self, queue: str) -> tuple[dict[str, int], dict[str, int]]:
        """Return by account how many of a queue's jobs run, and when one last began, if lately."""
        flow = self._flow.c
        account = flow.queue_partition_key
        busy = (
            sa.select(account, sa.func.count())
            .where(flow.queue_name == queue, flow.status == "PENDING", account.is_not(None))
            .group_by(account)
        )
        late = (
            sa.select(account, flow.started_at_epoch_ms, flow.queue_name)
            .where(flow.started_at_epoch_ms.is_not(None))
            .order_by(flow.started_at_epoch_ms.desc())
            .limit(_LATELY)
            .subquery()
        )
        last = sa.select(late.c[0], sa.func.max(late.c[1])).where(
            late.c[0].is_not(None), late.c.queue_name == queue
        )
        with self._reading.begin() as connection:
            running = {str(one): int(many) for one, many in connection.execute(busy)}
            begun = connection.execute(last.group_by(late.c[0]))
            return running, {str(one): int(at) for one, at in begun}

    def running(self) -> list[str]:
        """Return the jobs, not pieces, that some worker has in hand."""
        flow = self._flow.c
        asked = sa.select(flow.workflow_uuid).where(
            flow.status == "PENDING", flow.queue_name.in_((JOBS, QUICK))
        )
        with self._reading.begin() as connection:
            return sorted(connection.execute(asked).scalars())

    def orphans(self) -> list[str]:
        """Return the pieces that wait or run although their job has ended."""
        flow, parent = self._flow.c, self._flow.alias("parent")
        asked = (
            sa.select(flow.workflow_uuid)
            .join_from(self._flow, parent, parent.c.workflow_uuid == flow.parent_workflow_id)
            .where(flow.status.in_(_ACTIVE), parent.c.status.not_in(_ACTIVE))
        )
        with self._reading.begin() as connection:
            return sorted(connection.execute(asked).scalars())

    def outlived(self, keep: float, most: int) -> list[str]:
        """Return up to `most` jobs that ended longer than `keep` seconds ago."""
        flow = self._flow.c
        asked = (
            sa.select(flow.workflow_uuid)
            .where(flow.parent_workflow_id.is_(None), flow.application_name == APPLICATION)
            .where(flow.status.not_in(_ACTIVE), flow.completed_at < self._now - int(1000 * keep))
            .order_by(flow.completed_at)
            .limit(most)
        )
        with self._reading.begin() as connection:
            return list(connection.execute(asked).scalars())

    def stamp(self, connection: sa.Connection, job: str) -> None:
        """Give `job` its place in the queue to the millisecond: DBOS has seconds, on SQLite."""
        if self._lite:
            row = sa.update(self._flow).where(self._flow.c.workflow_uuid == job)
            connection.execute(row.values(created_at=self._now))


_NOW: Final = {
    "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
    "postgresql": "CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)",
}
_FLOW: Final = (
    *("workflow_uuid", "status", "executor_id", "owner_xid", "queue_name", "application_name"),
    *("recovery_attempts", "parent_workflow_id", "queue_partition_key"),
    *("created_at", "updated_at", "started_at_epoch_ms", "completed_at"),
)
_STEP: Final = ("workflow_uuid", "retention_timestamp")


def _batches(jobs: Sequence[str]) -> Iterator[Sequence[str]]:
    for first in range(0, len(jobs), _BATCH):
        yield jobs[first : first + _BATCH]

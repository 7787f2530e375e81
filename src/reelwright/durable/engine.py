"""The engine of one worker process: DBOS, set up so that a crash costs one step.

Why each setting is what it is stands in docs/decisions/0015-durable-engine.md.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

import sqlalchemy as sa
from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, error

from reelwright.durable.database import AWAY, away
from reelwright.durable.failure import retold, told
from reelwright.durable.gate import Gate
from reelwright.durable.journal import Codec, DurableRunner, Terms
from reelwright.durable.limits import Limits
from reelwright.durable.liveness import Liveness, Pulse, worker_name
from reelwright.durable.names import APPLICATION, JOB, PIECE, PIECES, VERSION
from reelwright.durable.records import Records
from reelwright.durable.runner import Runner
from reelwright.durable.tending import Sweep, Tending
from reelwright.durable.turns import Turns
from reelwright.model.errors import Broken, ReelwrightError, Unavailable
from reelwright.model.value import Json

log: Final = logging.getLogger(__name__)

Conduct = Callable[[str, str | None, Runner], Awaitable[object]]
"""Makes a job, or the piece of it that is named, by asking the runner for steps and pieces.

After a death it is called again, on any worker, with nothing but the names: what it does between
steps must follow from them and from the steps' results alone.
"""


class Engine:
    """Runs jobs of the queue in this process, one engine a process.

    `conduct` is called on the engine's own event loop, and so is `tending.published`; the rest of
    `tending` on a thread.
    """

    def __init__(
        self,
        engine: sa.Engine,
        conduct: Conduct,
        codec: Codec,
        tending: Tending,
        *,
        limits: Limits | None = None,
        worker: str | None = None,
    ) -> None:
        self.worker = worker or worker_name()
        self._engine, self._conduct = engine, conduct
        self._limits = limits = limits or Limits()
        self._records, self._gate = Records(engine), Gate()
        self._terms = Terms(codec, tending.published, limits, self._gate, self._records)
        self._liveness = Liveness(self._records, self.worker, limits, self._working)
        self._life = Pulse("liveness", limits.beat, self._liveness.beat)
        sweep = Sweep(self._records, limits, tending, cancel=_cancel, forget=_forget)
        self._sweep = Pulse("sweep", limits.sweep / 4, sweep)
        self._dbos: DBOS | None = None

    def launch(self) -> None:
        """Begin to take jobs. Called once, from a thread without an event loop.

        `Unavailable` when the database is not there or was not migrated.
        """
        if self._dbos is not None:
            raise Broken("The engine was launched twice; make one for each process.")
        _hush()
        self._offer()
        self._dbos = DBOS(config=self._config())
        try:
            self._liveness.announce()  # a claim by a worker of whom nobody heard would be reclaimed
            DBOS.launch()
            self._take_turns(self._dbos)
            self._register()
        except (*AWAY, error.DBOSInitializationError, sa.exc.ProgrammingError) as missing:
            DBOS.destroy(destroy_registry=True)
            self._dbos = None
            raise Unavailable(
                f"The database is not ready for work: {str(missing).splitlines()[0]} "
                "See that it runs, and bring it up to date."
            ) from missing
        self._life.start()
        self._sweep.start()

    def drain(self, seconds: float) -> None:
        """Stop taking jobs, let steps under way end for up to `seconds`, hand the rest on.

        A step that is not done by then is cancelled, to be run again elsewhere. Nothing is lost,
        and no job is blamed for it. Then the engine is at its end.
        """
        if self._dbos is None:
            return
        self._gate.close()
        for stop in self._dbos.background_thread_stop_events:  # its queues look no more
            stop.set()
        if not self._gate.quiet(seconds):
            log.warning("Steps were still running after %g s; they will be run again", seconds)
        self._sweep.stop()
        DBOS.destroy(destroy_registry=True)
        self._life.stop()
        self._dbos = None
        try:
            self._records.resign(self.worker)
        except AWAY:
            log.warning("The database is away; the others will notice the silence")

    def _offer(self) -> None:
        retries = self._limits.attempts - 1  # of a claim, so that so many deaths are the last

        @DBOS.workflow(name=JOB, max_recovery_attempts=retries)
        async def whole(job: str, priority: int) -> Json:
            return await self._run(job, None, priority)

        @DBOS.workflow(name=PIECE, max_recovery_attempts=retries)
        async def part(job: str, piece: str, priority: int) -> Json:
            return await self._run(job, piece, priority)

    async def _run(self, job: str, piece: str | None, priority: int) -> Json:
        runner = DurableRunner(job, piece, priority, self._terms)
        with self._gate.execution():
            try:
                return self._terms.codec.encode(await self._conduct(job, piece, runner))
            except ReelwrightError as wrong:
                raise told(wrong) from wrong
            except Exception as bug:
                if away(bug):  # no verdict on the job: leave it as it stands, to be put back
                    log.warning("%s: the database went away: %s", job, bug)
                    raise asyncio.CancelledError from bug
                log.exception("%s: its conductor met an error nobody expected", job)
                raise told(retold(bug)) from bug

    def _working(self) -> list[str]:
        # DBOS offers no public list of what runs here; a contract test watches this one.
        return self._dbos._active_workflows_set.activeList() if self._dbos else []  # noqa: SLF001

    def _take_turns(self, dbos: DBOS) -> None:
        active, system = dbos._active_workflows_set, dbos._sys_db  # noqa: SLF001 - watched as well
        for queue in self._limits.places():
            busy = partial(active.count_for_queue, queue)
            Turns(self._records, self._limits, queue, busy).teach(system)

    def _register(self) -> None:
        limits = self._limits
        for queue, places in limits.places().items():
            DBOS.register_queue(
                queue,
                partition_concurrency=min(limits.per_account, limits.overall),
                global_concurrency=limits.overall,
                worker_concurrency=places,
                polling_interval_sec=limits.polling,
                on_conflict="always_update",
            )
        DBOS.register_queue(
            PIECES,
            worker_concurrency=limits.pieces,
            polling_interval_sec=limits.polling,
            on_conflict="always_update",
        )

    def _config(self) -> DBOSConfig:
        return {
            "name": APPLICATION,
            "application_version": VERSION,
            "executor_id": self.worker,
            "system_database_engine": self._engine,
            "run_migrations": False,
            "serializer": DBOSPortableJSONSerializer(),
            "max_executor_threads": 64,
            "log_level": "WARNING",
            "enable_otlp": False,
            # Its streams and events are not used; a hundred wakings a second would be for nothing.
            "notification_coalesce_sec": 1.0,
        }


def _cancel(workflows: list[str]) -> None:
    DBOS.cancel_workflows(workflows, cancel_children=True)


def _forget(workflows: list[str]) -> None:
    DBOS.delete_workflows(workflows, delete_children=True)


def _hush() -> None:
    """Let DBOS log like everybody else, instead of to a stream of its own (dbos/_logger.py).

    A failure that we told ourselves is not told again with DBOS's frames around it, and a step that
    was called off is nothing to warn of.
    """
    dbos = logging.getLogger("dbos")
    if not dbos.handlers:
        dbos.addHandler(logging.NullHandler())
    dbos.addFilter(_unheard)


def _unheard(record: logging.LogRecord) -> bool:
    return not any(words in str(record.msg) for words in _ORDINARY)


_ORDINARY: Final = (
    "Exception encountered in asynchronous workflow",
    "Asyncio task cancelled for workflow or step",
    "was cancelled during execution",
)

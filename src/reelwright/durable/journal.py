"""The runner whose journal is the database: its steps outlive the process that took them."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine, Generator, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeVar, cast

from dbos import DBOS, EnqueueOptions, PortableWorkflowError, WorkflowStatus

from reelwright.durable.database import AWAY, away
from reelwright.durable.failure import retold, told
from reelwright.durable.gate import Gate
from reelwright.durable.limits import Limits
from reelwright.durable.names import APPLICATION, PIECE, PIECES, TURNS, VERSION, piece_id
from reelwright.durable.records import Records
from reelwright.durable.runner import Work
from reelwright.durable.state import State
from reelwright.model.errors import Broken, Cancelled, ReelwrightError
from reelwright.model.value import Json

T = TypeVar("T")

log: Final = logging.getLogger(__name__)


class Codec(Protocol):
    """Turns the results of steps and pieces into JSON and back."""

    def encode(self, value: object) -> Json:
        """Return `value` as JSON from which `decode` makes its equal."""
        ...

    def decode(self, data: Json) -> object:
        """Return the value that `data` stands for."""
        ...


@dataclass(frozen=True, slots=True)
class Terms:
    """What all runners of one worker share."""

    codec: Codec
    publish: Callable[[str, str | None, object], None]
    limits: Limits
    gate: Gate
    records: Records


class Spawned(Generic[T]):
    """A piece that was asked for: what `join` waits for, or an `await` alone."""

    def __init__(self, runner: "DurableRunner", name: str) -> None:
        self.runner, self.name = runner, name

    def __await__(self) -> Generator[Any, None, T]:
        return self._alone().__await__()

    async def _alone(self) -> T:
        [result] = await self.runner.join([self])
        return result


class DurableRunner:
    """Runs the steps of one job, or of one piece of it, as steps of a DBOS workflow.

    Steps are told apart by the order in which they are asked for, so one runner takes one at a
    time; what should run beside each other is spawned. A step whose error says that a retry may
    help is tried again, as the limits' patience says. An error that is not ours becomes `Broken`.
    """

    def __init__(self, job: str, piece: str | None, priority: int, terms: Terms) -> None:
        self._job, self._piece, self._priority, self._terms = job, piece, priority, terms
        self._unsent: list[str] = []
        self._sent = 0
        self._taking: str | None = None
        self._stopped = False

    async def run(self, name: str, work: Work[T]) -> T:
        """Return the result of `work`, as the codec gives it back, also the first time."""
        await self._send()

        async def attempts() -> Json:
            return self._terms.codec.encode(await self._patiently(name, work))

        return cast("T", self._terms.codec.decode(await self._step(name, attempts)))

    def spawn(self, name: str, work: Work[T]) -> Spawned[T]:  # noqa: ARG002 - see below
        """Ask for the piece `name`, which the engine's conductor makes: on any worker, by its name.

        `work` is what a runner in memory would run. It cannot leave this process, so it is not run.
        The piece is sent off when the runner is next asked for something.
        """
        self._unsent.append(name)
        return Spawned(self, name)

    async def join(self, spawned: Sequence[Awaitable[T]]) -> list[T]:
        """Return the pieces' results in order; where one fails, cancel the others, raise its error.

        `Cancelled` if one of them was cancelled by itself, `Broken` if its workers kept dying.
        """
        names = [one.name for one in spawned if isinstance(one, Spawned)]
        if len(names) < len(spawned):
            raise Broken("Only what this runner spawned can be joined.")
        await self._send()
        if not names:
            return []

        async def await_all() -> list[Json]:
            with self._terms.gate.waiting():
                return await self._results(names)

        results = await self._step(f"join {len(names)} from {names[0]}", await_all)
        return [cast("T", self._terms.codec.decode(result)) for result in results]

    def publish(self, news: object) -> None:
        """Tell the worker's listener. News of steps that were done before a death come again."""
        self._terms.publish(self._job, self._piece, news)

    def cancelled(self) -> bool:
        """Say whether the step under way is being called off."""
        return self._stopped

    async def _step(self, name: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        if self._taking is not None:
            raise Broken(
                f"The step {name!r} was begun while {self._taking!r} was under way; "
                "spawn what should run beside each other."
            )
        await self._terms.gate.passed()
        self._taking = name
        try:
            return await DBOS.run_step_async({"name": name, "preemptible": True}, work)
        except PortableWorkflowError as kept:
            raise retold(kept) from None
        finally:
            self._taking = None

    async def _patiently(self, name: str, work: Work[T]) -> T:
        attempt, patience = 0, self._terms.limits.patience
        while True:
            attempt += 1
            failed: ReelwrightError | None = None
            try:
                return await work()
            except asyncio.CancelledError:
                self._stopped = True
                raise
            except ReelwrightError as wrong:
                if not patience.again(attempt, wrong):
                    raise told(wrong) from wrong
                failed = wrong
                log.info("%s: %s failed, attempt %d: %s", self._job, name, attempt, wrong)
            except Exception as bug:
                if not away(bug):
                    log.exception("%s: %s met an error nobody expected", self._job, name)
                    raise told(retold(bug)) from bug
                log.warning("%s: %s waits for the database: %s", self._job, name, bug)
                attempt -= 1  # until it is back, nothing could be noted anyway
            await asyncio.sleep(patience.pause(attempt, failed))

    async def _send(self) -> None:
        while self._unsent:
            await self._terms.gate.passed()
            name = self._unsent.pop(0)
            self._sent += 1
            # One job's third piece waits for the second of every other, whoever came first.
            turn = self._priority * TURNS + min(self._sent, TURNS) - 1
            options: EnqueueOptions = {
                "workflow_name": PIECE,
                "workflow_id": piece_id(self._job, name),
                "queue_name": PIECES,
                "priority": turn,
                "app_version": VERSION,
                "application_name": APPLICATION,
            }
            await DBOS.enqueue_workflow_with_options_async(options, self._job, name, self._priority)

    async def _results(self, names: Sequence[str]) -> list[Json]:
        """Wait for the pieces; as one step, so that a replay finds the same outcome."""
        ids = [piece_id(self._job, name) for name in names]
        while True:
            states = await self._states(ids)
            bad = [one for one in ids if states.get(one) not in _GOOD]
            if bad:
                await DBOS.cancel_workflows_async(ids, cancel_children=True)
                raise await self._error(min(bad, key=lambda one: _GRAVITY.index(states.get(one))))
            if all(states[one] is State.DONE for one in ids):
                ended = {one.workflow_id: one for one in await self._ended(ids)}
                return [ended[one].output for one in ids]
            await asyncio.sleep(self._terms.limits.polling)

    async def _states(self, ids: Sequence[str]) -> dict[str, State]:
        while True:
            try:
                return await asyncio.to_thread(self._terms.records.states, ids)
            except AWAY as wrong:
                if not away(wrong):
                    raise
                log.warning("%s: the database is away: %s", self._job, wrong)
                await asyncio.sleep(1.0)

    async def _ended(self, ids: list[str]) -> list[WorkflowStatus]:
        return await DBOS.list_workflows_async(workflow_ids=ids, load_input=False)

    async def _error(self, piece: str) -> PortableWorkflowError:
        found = await self._ended([piece])
        if not found:
            return told(Broken(f"The piece {piece!r} is not in the journal; make the job anew."))
        ended = found[0]
        if ended.status == "ERROR" and ended.error is not None:
            return told(retold(ended.error))
        if ended.status == "CANCELLED":
            return told(Cancelled(f"The piece {piece!r} was cancelled, and the rest with it."))
        return told(Broken(f"Workers kept dying over {piece!r}; see why in the server's log."))


_GOOD: Final = {State.QUEUED, State.RUNNING, State.DONE}
_GRAVITY: Final = (State.FAILED, State.BURIED, None, State.CANCELLED)

"""A runner in memory: for one production, in this process, which a crash ends."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from threading import Event
from typing import Any, TypeVar

from reelwright.durable.runner import Work
from reelwright.model.errors import Cancelled

T = TypeVar("T")


class LocalRunner:
    """Runs steps in this event loop, at most `width` spawned pieces of work at a time.

    `journal` holds the result of every finished step by name: given one, its steps are not run
    again. `seconds` holds how long each step took that was run here.
    """

    def __init__(
        self,
        *,
        width: int = 2,
        journal: dict[str, Any] | None = None,
        listen: Callable[[Any], None] = lambda _news: None,
        stop: Event | None = None,
        clock: Callable[[], float] = time.perf_counter,
    ) -> None:
        self.journal = journal if journal is not None else {}
        self.seconds: dict[str, float] = {}
        self._free = asyncio.Semaphore(width)
        self._listen, self._stop, self._clock = listen, stop or Event(), clock
        self._failed = False

    async def run(self, name: str, work: Work[T]) -> T:
        """Return the result of `work`, from the journal if it is there."""
        if name not in self.journal:
            self._check()
            begun = self._clock()
            self.journal[name] = await work()
            self.seconds[name] = self._clock() - begun
        done: T = self.journal[name]
        return done

    def spawn(self, name: str, work: Work[T]) -> Awaitable[T]:
        """Start `work`, as soon as there is room for it."""
        return asyncio.create_task(self._in_turn(work), name=name)

    async def _in_turn(self, work: Work[T]) -> T:
        async with self._free:
            self._check()
            try:
                return await work()
            except BaseException:
                self._failed = True  # before the next one finds room
                raise

    async def join(self, spawned: Sequence[Awaitable[T]]) -> list[T]:
        """Return the results in order; at the first error the rest is called off."""
        tasks = [asyncio.ensure_future(one) for one in spawned]
        try:
            return list(await asyncio.gather(*tasks))
        finally:
            for task in tasks:
                task.cancel()

    def publish(self, news: object) -> None:
        """Tell the listener."""
        self._listen(news)

    def cancelled(self) -> bool:
        """Say whether `stop` was set."""
        return self._stop.is_set()

    def _check(self) -> None:
        if self.cancelled() or self._failed:
            raise Cancelled("The work was stopped before it was finished.")

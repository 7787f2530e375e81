"""The sweep: what the engine knows is compared with what the owner of the jobs believes."""

import logging
from collections.abc import Callable, Collection, Sequence
from typing import Final, Protocol

from reelwright.durable.limits import Limits
from reelwright.durable.records import Records
from reelwright.durable.state import State

log: Final = logging.getLogger(__name__)

_OUTLIVED: Final = 100
"""Journals cleared away in one sweep."""


class Tending(Protocol):
    """How the owner of the jobs is asked and told, by any worker; all but news, on a thread.

    The same may be told more than once, by several workers, and of a job that was closed a moment
    ago: whatever changes a row says `where it is still open`.
    """

    def published(self, job: str, piece: str | None, news: object) -> None:
        """Hear what a conductor published, on the engine's event loop: do not block it."""
        ...

    def open(self) -> Sequence[str]:
        """Return the jobs that the owner holds for queued or running."""
        ...

    def unwanted(self, running: Sequence[str]) -> Collection[str]:
        """Return those of the `running` jobs that were called off; they are then cancelled."""
        ...

    def buried(self, job: str) -> None:
        """Hear that an open job killed its workers too often: a dead letter."""
        ...

    def ended(self, job: str, state: State) -> None:
        """Hear that an open job has ended: done, failed or cancelled."""
        ...

    def lost(self, job: str) -> None:
        """Hear that the engine knows nothing of an open job, as after a restored backup."""
        ...


class Sweep:
    """One comparison each `limits.sweep` seconds, by whichever worker comes first."""

    def __init__(
        self,
        records: Records,
        limits: Limits,
        tending: Tending,
        *,
        cancel: Callable[[list[str]], None],
        forget: Callable[[list[str]], None],
    ) -> None:
        self._records, self._limits, self._tending = records, limits, tending
        self._cancel, self._forget = cancel, forget

    def __call__(self) -> None:
        """Sweep, if it is time."""
        if not self._records.due(self._limits.sweep):
            return
        self._reconcile()
        running = self._records.running()
        if stray := sorted({*self._tending.unwanted(running), *self._records.orphans()}):
            log.warning("Cancelling what nobody waits for: %s", stray)
            self._cancel(stray)
        if old := self._records.outlived(self._limits.keep, _OUTLIVED):
            self._forget(old)

    def _reconcile(self) -> None:
        jobs = self._tending.open()  # before the states: an accepted job is never without one
        states = self._records.states(jobs)
        for job in jobs:
            self._tell(job, states.get(job))

    def _tell(self, job: str, state: State | None) -> None:
        if state is None:
            self._tending.lost(job)
        elif state is State.BURIED:
            self._tending.buried(job)
        elif state.final:
            self._tending.ended(job, state)

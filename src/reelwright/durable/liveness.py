"""Signs of life: how workers learn of each other's death, and take over from the dead."""

import logging
import os
import socket
import time
import uuid
from collections.abc import Callable, Collection
from threading import Event, Thread
from typing import Final

from reelwright.durable.database import away
from reelwright.durable.limits import Limits
from reelwright.durable.records import Records

log: Final = logging.getLogger(__name__)

_BEATS: Final = 3
"""A claim that nobody here is working on is put back when it was seen so many times in a row."""


def worker_name() -> str:
    """Return a name no other start of a process has: a name used again would own another's work."""
    return f"{socket.gethostname()}-{os.getpid()}-{uuid.uuid4().hex[:8]}"


class Pulse(Thread):
    """Does one duty each `every` seconds until it is stopped; what fails, again next time."""

    def __init__(self, name: str, every: float, duty: Callable[[], None]) -> None:
        super().__init__(name=name, daemon=True)
        self._every, self._duty, self._halt = every, duty, Event()

    def run(self) -> None:
        """Do the duty until stopped."""
        while not self._halt.wait(self._every):
            try:
                self._duty()
            except (
                Exception
            ) as wrong:  # the edge of the process: the database may be away for hours
                if away(wrong):
                    log.warning("%s: the database is away: %s", self.name, wrong)
                else:
                    log.exception("%s failed; trying again in %g s", self.name, self._every)

    def stop(self) -> None:
        """Stop, after the duty under way."""
        self._halt.set()
        self.join(timeout=10.0)


class Liveness:
    """One worker's beat: it says that it lives, takes over from the dead, and mends its own claims.

    A worker judges the others only when its own beats came through for as long as makes one dead.
    After an outage of the database all look dead, and the first to return would take the rest's
    work.
    """

    def __init__(
        self,
        records: Records,
        worker: str,
        limits: Limits,
        working: Callable[[], Collection[str]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._records, self._worker, self._limits = records, worker, limits
        self._working, self._clock = working, clock
        self._since = self._last = clock()
        self._idle: dict[tuple[str, str], int] = {}

    def announce(self) -> None:
        """Say that the worker lives, before it claims anything."""
        self._records.beat(self._worker, self._limits.silence)

    def beat(self) -> None:
        """Say that the worker lives, and do what follows from it."""
        self.announce()
        self._feel()
        self._take_over()
        self._mend()

    def _take_over(self) -> None:
        if self._clock() - self._since < self._limits.silence:
            return
        if taken := self._records.reclaim(self._limits.silence):
            log.warning("Workers fell silent; put back what they had in hand: %s", taken)

    def _feel(self) -> None:
        now = self._clock()
        if now - self._last > self._limits.silence / 2:
            self._since = now
        self._last = now

    def _mend(self) -> None:
        """Put back what was claimed in our name but not begun: the claim's answer was lost."""
        working = self._working()
        idle = {
            claim: self._idle.get(claim, 0) + 1
            for claim in self._records.in_hand(self._worker).items()
            if claim[0] not in working
        }
        stale = {claim: beats for claim, beats in idle.items() if beats >= _BEATS}
        if stale and (back := self._records.put_back(dict(list(stale)))):
            log.warning("Put back what was claimed and not begun: %s", back)
        self._idle = {claim: beats for claim, beats in idle.items() if claim not in stale}

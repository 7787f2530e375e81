"""Whose job is next: each free place goes to the account that has least, and had it longest ago.

DBOS asks its queue's accounts in an order drawn by lot, and takes of the first all that it may. So
it is told only of those whose turn it is, and takes of each no more than its share.
"""

import random
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TypeAlias, cast

from dbos import Queue
from dbos._sys_db import SystemDatabase

from reelwright.durable.limits import Limits
from reelwright.durable.records import Records

Moment: TypeAlias = tuple[int, ...]
"""When a job began: by the database's clock, on SQLite in whole seconds, then by our own count."""


def shared(
    waiting: Collection[str],
    running: Mapping[str, int],
    begun: Mapping[str, Moment],
    places: int,
    most: int,
) -> list[str]:
    """Return whose job begins in each of so many free places; `most` is how many one may run.

    A place goes to the account with the fewest `running`; among those to the one of which a job
    last `begun` longest ago, or never; among those by lot. Who has nothing waiting is not asked.
    """
    now = max(begun.values(), default=())
    line = [(running.get(one, 0), begun.get(one, ()), random.random(), one) for one in waiting]
    heapify(line)
    turns: list[str] = []
    while line and len(turns) < places:
        many, _, lot, one = heappop(line)
        if many < most:
            turns.append(one)
            heappush(line, (many + 1, (*now, len(turns)), lot, one))
    return turns


class Turns:
    """The turns at one queue of one worker, in which so many of its jobs run as `busy` says."""

    def __init__(
        self, records: Records, limits: Limits, queue: str, busy: Callable[[], int]
    ) -> None:
        self._records, self._limits, self._busy = records, limits, busy
        self._queue, self._places = queue, limits.places()[queue]
        self._shares = Counter[str]()
        self._count, self._counted = count(1), dict[str, int]()

    def teach(self, system: SystemDatabase) -> None:
        """Have DBOS ask us whose turn it is, and claim of each account what is its share.

        Other queues are left to whoever was asked before.
        """
        waiting = system.get_queue_partitions
        claim: Callable[..., object] = system.start_queued_workflows

        def next_ones(queue: str) -> list[str]:
            return self._next(waiting(queue)) if queue == self._queue else waiting(queue)

        def share(*given: object, **named: object) -> object:
            queue, worker, version, account, busy, *more = given
            if cast("Queue", queue).name == self._queue:
                # So many run here as leave room for its share.
                busy = max(cast("int", busy), self._places - self._shares[str(account)])
                self._counted[str(account)] = next(self._count)
            return claim(queue, worker, version, account, busy, *more, **named)

        vars(system).update(get_queue_partitions=next_ones, start_queued_workflows=share)

    def _next(self, waiting: list[str]) -> list[str]:
        if not waiting:
            self._shares = Counter()
            return []
        running, last = self._records.turns(self._queue)
        self._counted = {one: self._counted.get(one, 0) for one in last}
        begun = {one: (at, self._counted[one]) for one, at in last.items()}
        places = min(self._places - self._busy(), self._limits.overall - sum(running.values()))
        self._shares = Counter(shared(waiting, running, begun, places, self._limits.per_account))
        return list(self._shares)

"""News of jobs on its way to the database: in order, by one thread, frames thinned out."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeAlias

from reelwright.model.errors import ReelwrightError
from reelwright.model.progress import SCENE_STEPS, Progress, Step
from reelwright.ports.records import Records, Store
from reelwright.ports.records.jobs import StepRow
from reelwright.services import jobs

log: Final = logging.getLogger(__name__)

_SHARES: Final = {
    Step.CHECK: 0.01,
    Step.PLAN: 0.03,
    Step.SPEAK: 0.15,
    Step.ILLUSTRATE: 0.25,
    Step.ANIMATE: 0.12,
    Step.SCORE: 0.03,
    Step.ARRANGE: 0.01,
    Step.FILM: 0.36,
    Step.DELIVER: 0.01,
}
"""How much of a film's making each step is, about; publishing is what is left."""

_PAUSE: Final = 0.5
"""Seconds between two pieces of news from within one step."""

_AT_ONCE: Final = 100
"""Pieces of news written in one transaction at most: others wait for it."""

_Heard: TypeAlias = "tuple[str, Progress, datetime] | threading.Event | None"
"""News; somebody who waits until what came before is written; the end."""


def share(done: Iterable[str], scenes: int) -> float:
    """Return how far a job of so many scenes is when these steps are done, from 0 to 1."""
    total = 0.0
    for name in done:
        step = name.partition("/")[0]
        part = _SHARES.get(Step(step), 0.0) if step in set(Step) else 0.0
        total += part / max(scenes, 1) if step in SCENE_STEPS else part
    return min(total, 0.99)


class Newsroom:
    """Takes news at once and writes it a little later; what it cannot write it leaves out.

    Progress is news, not money: where the database is away, the rows that matter wait for it and
    these do not.
    """

    def __init__(self, store: Store, clock: Callable[[], datetime]) -> None:
        self._store, self._clock = store, clock
        self._waiting: queue.Queue[_Heard] = queue.Queue(10_000)
        self._last: dict[str, float] = {}
        self._thread = threading.Thread(target=self._write, name="newsroom", daemon=True)
        self._thread.start()

    def hear(self, job: str, news: Progress) -> None:
        """Take news of a job; never blocks."""
        if 0 < news.done < 1 and time.monotonic() - self._last.get(job, 0.0) < _PAUSE:
            return
        self._last[job] = time.monotonic()
        try:
            self._waiting.put_nowait((job, news, self._clock()))
        except queue.Full:
            log.warning("%s: too much news, some was left out", job)

    def flush(self, seconds: float = 5.0) -> None:
        """Wait until what was heard by now is written, or for so long."""
        written = threading.Event()
        self._waiting.put(written)
        written.wait(seconds)

    def close(self) -> None:
        """Write what was heard, and end."""
        self._waiting.put(None)
        self._thread.join(10)

    def _write(self) -> None:
        while True:
            heard = self._heard()
            news = [one for one in heard if isinstance(one, tuple)]
            for job in dict.fromkeys(job for job, _, _ in news):
                self._told(job, [(told, at) for of, told, at in news if of == job])
            for one in heard:
                if isinstance(one, threading.Event):
                    one.set()
            if None in heard:
                return

    def _heard(self) -> list[_Heard]:
        """Return all that waits, once anything does: what comes at once is written at once."""
        heard = [self._waiting.get()]
        with suppress(queue.Empty):
            while len(heard) < _AT_ONCE:
                heard.append(self._waiting.get_nowait())
        return heard

    def _told(self, job: str, news: Sequence[tuple[Progress, datetime]]) -> None:
        try:
            with self._store.write() as records:
                known = {row.name: row for row in records.jobs.steps(job)}
                for one, at in news:
                    _enter(records, job, known, one, at)
        except ReelwrightError as away:
            log.warning("%s: %d pieces of news were left out: %s", job, len(news), away)


def _enter(
    records: Records, job: str, known: dict[str, StepRow], news: Progress, at: datetime
) -> None:
    """Note one piece of news of a job whose steps are `known`, and how far the job is by it."""
    name = f"{news.step}/{news.scene}" if news.scene else news.step.value
    row = _row(known.get(name), job, name, news, at)
    if row is None:
        return
    known[name] = row
    done = [one.name for one in known.values() if one.state == "done"]
    within = _SHARES[news.step] * news.done if 0 < news.done < 1 else 0.0
    progress = share(done, _scenes(known)) + within
    jobs.step(records, job, row, min(progress, 0.99), at)


def _row(old: StepRow | None, job: str, name: str, news: Progress, at: datetime) -> StepRow | None:
    """Return the step's row as the news makes it; None where it was done before a death."""
    if old is None:
        old = StepRow(job_id=job, name=name, state="running", started_at=at, attempts=0)
    if old.state == "done":
        return None
    begun = old.attempts + 1 if news.done == 0 else old.attempts
    if news.done < 1:
        return replace(old, attempts=begun, note=news.note)
    return replace(old, state="done", note=news.note, ended_at=at)


def _scenes(rows: Iterable[str]) -> int:
    return len({name.partition("/")[2] for name in rows if "/" in name})

"""A farm: worker processes that make segments side by side, and whoever hands them the work."""

import atexit
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from threading import Condition, Thread
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeAlias

from reelwright.model.errors import Broken, ReelwrightError

if TYPE_CHECKING:
    from reelwright.render.encode import Coded
    from reelwright.render.job import Job

Line: TypeAlias = "Connection[Any, Any]"
Told: TypeAlias = Callable[[int], None]

TOGETHER = 4
"""Workers in a process; more of them would wait for each other at the interpreter's lock."""

# To glibc: no heap for each thread, and large blocks go back to the system when they are freed. It
# keeps a fifth of a worker's memory from being held for nothing (measured at 1080p). To numpy: no
# threads for matrices, which take 50 ms to start. To pydantic: no search for plug-ins, 10 ms.
_FRUGAL = {
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "262144",
    "MALLOC_TRIM_THRESHOLD_": "262144",
    "OPENBLAS_NUM_THREADS": "1",
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}


@dataclass(slots=True, eq=False)
class _Process:
    """A worker process, our ends of the lines to its workers, and the media they are opening."""

    process: "subprocess.Popen[bytes]"
    lines: list[Line]
    opening: list[str] = field(default_factory=list)


_early: list[_Process] = []
"""The process that was started before there was a farm, if there is one."""


def prepare() -> None:
    """Start a process for the first workers of the next farm, which then need not be waited for.

    It imports what it needs beside the caller, who may still be importing a timeline. Where no farm
    comes, it ends with this process.
    """
    if not _early:
        early = _started()
        _early.append(early)
        atexit.register(early.process.kill)


def _early_one() -> _Process | None:
    """Return the process that was started early, if it is there and lives, to have it once."""
    with suppress(IndexError):
        early = _early.pop()
        return early if early.process.poll() is None else None
    return None


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    job: "Job"
    told: Told
    future: "Future[tuple[Coded, ...]]"


class Farm:
    """`workers` workers, started when first needed, or before, and gone on exit, come what may.

    They live in processes of their own, so that a fault in a decoder or an encoder does not take
    the caller with it; apart from the caller's program, which need not guard its main module. They
    compose with the kernels called `kernels`.
    """

    def __init__(self, workers: int, kernels: str) -> None:
        self._workers, self._kernels = workers, kernels
        self._processes: list[_Process] = []
        self._threads: list[Thread] = []
        self._tasks: list[_Task] = []
        self._left = False
        self._changed = Condition()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._changed:
            self._left = True
            self._changed.notify_all()
        for one in self._processes:
            one.process.kill()
        for task in self._tasks:
            task.future.cancel()
        for thread in self._threads:
            thread.join()
        for one in self._processes:
            one.process.wait()

    def start(self) -> None:
        """Start the workers before there is work: they need a while to get ready."""
        if not self._processes:
            self._start()

    def submit(self, job: "Job", told: Told) -> "Future[tuple[Coded, ...]]":
        """Have a segment made; `told` hears, from another thread, of every frame more that is done.

        The future raises what the worker raised, or `Broken` where the worker died.
        """
        self.start()
        task = _Task(job, told, Future())
        with self._changed:
            self._tasks.append(task)
            self._changed.notify()
        return task.future

    def _start(self) -> None:
        for first in range(0, self._workers, TOGETHER):
            process = _early_one() or _started()
            self._processes.append(process)
            with suppress(OSError):  # it has died, as whoever asks it for something will say
                process.lines[0].send(self._kernels)
            for number, line in enumerate(process.lines):
                if first + number < self._workers:
                    asking = Thread(target=self._ask, args=(process, line), name="farm")
                    self._threads.append(asking)
                else:
                    line.close()
        for thread in self._threads:
            thread.start()

    def _ask(self, process: _Process, line: Line) -> None:
        """Hand one worker its tasks, until the farm is left."""
        with line:
            for task in self._given(process):
                if task.future.set_running_or_notify_cancel():
                    try:
                        task.future.set_result(self._answer(task, process, line))
                    except BaseException as wrong:  # noqa: BLE001 - raised where it is waited for
                        task.future.set_exception(wrong)

    def _given(self, process: _Process) -> Iterator[_Task]:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._tasks or self._left)
                if self._left:
                    return
                task = self._next(process)
                self._tasks.remove(task)
                process.opening += task.job.places
            yield task

    def _next(self, process: _Process) -> _Task:
        """Return the first task that needs nothing another worker of its process is opening.

        They share what is open, so each still is decoded once and nobody waits for it.
        """
        free = (one for one in self._tasks if not set(process.opening) & set(one.job.places))
        return next(free, self._tasks[0])

    def _answer(self, task: _Task, process: _Process, line: Line) -> "tuple[Coded, ...]":
        opening, heard = True, 0
        try:
            line.send(task.job)
            while isinstance(answer := line.recv(), int):
                if opening:
                    self._opened(task, process)
                    opening = False
                task.told(answer - heard)
                heard = answer
        except (EOFError, OSError) as gone:
            raise _died(task.job) from gone
        finally:
            if opening:
                self._opened(task, process)
        if isinstance(answer, ReelwrightError):
            raise answer
        if rest := task.job.segment.frames - heard:
            task.told(rest)
        coded: tuple[Coded, ...] = answer
        return coded

    def _opened(self, task: _Task, process: _Process) -> None:
        with self._changed:
            for source in task.job.places:
                process.opening.remove(source)
            self._changed.notify_all()


def _started() -> _Process:
    pairs = [Pipe() for _ in range(TOGETHER)]
    ends = [theirs.fileno() for _, theirs in pairs]
    process = subprocess.Popen(  # noqa: S603 - our own program, with numbers
        [sys.executable, "-P", "-m", "reelwright.render.worker", *map(str, ends)],
        pass_fds=ends,
        stdin=subprocess.DEVNULL,
        env={**os.environ, **_FRUGAL, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        start_new_session=True,
    )
    for _, theirs in pairs:
        theirs.close()
    return _Process(process, [ours for ours, _ in pairs])


def _died(job: "Job") -> Broken:
    first, last = job.segment.first, job.segment.stop - 1
    return Broken(
        f"The process that made frames {first} to {last} died. If it happens again, one of the "
        "media files shown there is at fault: convert or replace it."
    )

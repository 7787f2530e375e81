"""Something made in a thread of its own, a little ahead of whoever takes it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from queue import Empty, Full, Queue
from threading import Event
from types import TracebackType
from typing import Generic, Self, TypeVar

T = TypeVar("T")

_TURN = 0.1
"""Seconds after which either side looks whether the other is still there."""


class Beside(Generic[T]):
    """Iterates over what `make` yields, made in a thread, at most `ahead` things early.

    An error in the thread is raised where the next thing is taken. On exit the thread ends at its
    next yield, and is waited for.
    """

    def __init__(self, make: Callable[[], Iterator[T]], ahead: int) -> None:
        self._make, self._queue, self._left = make, Queue[T](ahead), Event()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="beside")

    def __enter__(self) -> Self:
        self._work = self._thread.submit(self._run)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._left.set()
        self._thread.shutdown()

    def __iter__(self) -> Iterator[T]:
        while True:
            done = self._work.done()  # looked at first: nothing comes after it
            try:
                yield self._queue.get(timeout=0 if done else _TURN)
            except Empty:
                if done:
                    break
        self._work.result()

    def _run(self) -> None:
        for thing in self._make():
            self._put(thing)
            if self._left.is_set():
                return

    def _put(self, thing: T) -> None:
        while not self._left.is_set():
            with suppress(Full):
                self._queue.put(thing, timeout=_TURN)
                return

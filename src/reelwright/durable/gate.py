"""The gate between two steps: where work rests when its worker is laying it down."""

import asyncio
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Open until it is closed, once; counts the executions that have something in hand.

    All but `close` and `quiet` is called on one event loop.
    """

    def __init__(self) -> None:
        self._closed = threading.Event()
        self._busy = 0

    @contextmanager
    def execution(self) -> Iterator[None]:
        """Count one more execution while the block runs."""
        self._busy += 1
        try:
            yield
        finally:
            self._busy -= 1

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Leave an execution out of the count while it only waits for others."""
        self._busy -= 1
        try:
            yield
        finally:
            self._busy += 1

    async def passed(self) -> None:
        """Return at once; at a closed gate, stay until the process ends."""
        if self._closed.is_set():
            with self.waiting():
                await asyncio.get_running_loop().create_future()

    def close(self) -> None:
        """Let nothing more begin."""
        self._closed.set()

    def quiet(self, seconds: float) -> bool:
        """Wait until nothing is in hand; say whether that was so within `seconds`."""
        until = time.monotonic() + seconds
        while self._busy > 0 and time.monotonic() < until:
            time.sleep(0.02)
        return self._busy == 0

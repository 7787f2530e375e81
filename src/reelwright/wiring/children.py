"""Worker processes of a server: started with it, started again when they end, ended with it."""

import logging
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import Event, Thread
from typing import Final

log: Final = logging.getLogger(__name__)

WORKER: Final = (sys.executable, "-m", "reelwright", "worker", "--of")
"""The command of a worker process, to which the number of its line is added."""

_FIRST, _MOST, _WELL = 1.0, 60.0, 60.0
"""Seconds before a start after an end, doubled each time up to a bound; and after which all is
well."""


class Child:
    """One worker process, started again whenever it ends.

    It holds a line to us: it tells its name on it, and knows by the line's end that we are gone.
    """

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._pause, self._since, self._due = _FIRST, 0.0, 0.0
        self.name = ""

    def tend(self, now: float, ended: Callable[[str], None]) -> None:
        """Start the process if it is time; tell `ended` the name of one that has ended."""
        if self._process is None:
            if now >= self._due:
                self._start(now)
            return
        self._hear()
        if self._process.poll() is None:
            return
        log.warning("Worker %s ended with code %s", self.name or "?", self._process.returncode)
        lived, name = now - self._since, self.name
        self._forget()
        self._pause = _FIRST if lived > _WELL else min(self._pause * 2, _MOST)
        self._due = now + self._pause
        if name:
            ended(name)

    @property
    def runs(self) -> bool:
        """Whether there is a process now."""
        return self._process is not None and self._process.poll() is None

    def end(self) -> None:
        """Have the process end what it does; one that takes no jobs yet has nothing to end."""
        self._hear()
        self.tell(signal.SIGTERM if self.name else signal.SIGKILL)

    def tell(self, number: int) -> None:
        """Send the process a signal, if it runs."""
        if self._process is not None and self.runs:
            self._process.send_signal(number)

    def await_end(self, seconds: float) -> bool:
        """Wait for the process to end; false if it did not."""
        if self._process is None:
            return True
        try:
            self._process.wait(max(seconds, 0.0))
        except subprocess.TimeoutExpired:
            return False
        self._forget()
        return True

    def _start(self, now: float) -> None:
        ours, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - this interpreter, on our own command
                [*self._command, str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
            )
        ours.setblocking(False)
        self._line, self._since = ours, now

    def _hear(self) -> None:
        if self._line is not None:
            with suppress(BlockingIOError, ConnectionError):
                self.name += self._line.recv(256).decode(errors="replace")

    def _forget(self) -> None:
        if self._line is not None:
            self._line.close()
        self._process, self._line, self.name = None, None, ""


class Children:
    """`count` worker processes. `ended` hears the name of one whose process has ended."""

    def __init__(
        self, count: int, ended: Callable[[str], None], command: Sequence[str] = WORKER
    ) -> None:
        self._children = [Child(command) for _ in range(count)]
        self._ended, self._halt = ended, Event()
        self._thread = Thread(target=self._tend, name="children", daemon=True)

    def start(self) -> None:
        """Start them, and keep them running."""
        self._thread.start()

    def named(self) -> list[str]:
        """Return the names of those that take jobs."""
        return [child.name for child in self._children if child.name]

    def drain(self) -> None:
        """Have them take nothing new and end; none is started again."""
        self._halt.set()
        for child in self._children:
            child.end()

    def stop(self, seconds: float) -> None:
        """Wait up to `seconds` for them to end; what is left then is killed."""
        self.drain()
        self._thread.join()
        self.drain()  # one may have been started just now
        end = time.monotonic() + seconds
        for child in self._children:
            if not child.await_end(end - time.monotonic()):
                child.tell(signal.SIGKILL)
                child.await_end(5.0)

    def _tend(self) -> None:
        while not self._halt.is_set():
            for child in self._children:
                try:
                    child.tend(time.monotonic(), self._ended)
                except OSError as refused:  # no memory for a process now
                    log.warning("A worker could not be started: %s", refused)
            self._halt.wait(0.2)

"""The signals that end the program, as one exception that only its edge catches."""

import signal
from threading import Event
from types import FrameType

_HEEDED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)

_stopped = Event()
stopping = _stopped.is_set
"""Says whether a signal came, and what was begun is being ended."""


class Stopped(BaseException):
    """A signal asked the program to stop; no `except Exception` on the way may take it for one."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number
        """The exit code, as shells have it: 130 for Ctrl-C."""


def heed() -> None:
    """Raise `Stopped` at the signals that end a program, except those the caller has turned off."""
    for number in _HEEDED:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, _frame: FrameType | None) -> None:
    """Stop once: what ends the work in order must not be stopped itself."""
    if not stopping():
        _stopped.set()
        raise Stopped(number)

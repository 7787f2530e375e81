"""A worker: a process of its own in which threads make segments, one after another, for a farm.

`python -m reelwright.render.worker KERNELS FD...` serves each connection it is given in a thread;
they share the stills they show. Composing and encoding leave the interpreter's lock alone. A thread
ends when its farm closes the connection, or dies, and the process with the last of them.
"""

import signal
import sys
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, TypeAlias

import cv2

from reelwright.model.errors import ReelwrightError
from reelwright.render import kernels
from reelwright.render.encode import Coded
from reelwright.render.segment import Job, encode
from reelwright.render.sources.stills import Stills

Message: TypeAlias = "int | tuple[Coded, ...] | ReelwrightError"
"""Frames done so far, or how the segment ended: its coded frames, or what went wrong."""

_OFTEN = 6
"""Frames after which the farm hears of them."""


def serve(farm: "Connection[Any, Any]", stills: Stills) -> None:
    """Make the jobs that come in, until the farm hangs up."""
    while True:
        try:
            job: Job = farm.recv()
            farm.send(_made(job, stills, farm))
        except (EOFError, BrokenPipeError, ConnectionResetError):
            return


def _made(job: Job, stills: Stills, farm: "Connection[Any, Any]") -> Message:
    def told(done: int) -> None:
        if done == 1 or done % _OFTEN == 0:
            farm.send(done)

    try:
        return encode(job, stills, told)
    except ReelwrightError as wrong:
        return wrong


def main() -> None:
    """Serve the connections whose file descriptors the command line names."""
    # Ctrl-C goes to everybody at the terminal; the farm decides what becomes of its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    cv2.setNumThreads(1)
    _, name, *numbers = sys.argv
    kernels.use(name)
    stills = Stills()
    threads = [Thread(target=serve, args=(Connection(int(one)), stills)) for one in numbers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()

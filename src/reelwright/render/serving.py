"""Serving a farm: threads that make the segments it asks for, one after another each.

The first connection tells first which kernels they compose with. They share the stills they show.
Composing and encoding leave the interpreter's lock alone. A thread ends when its farm closes the
connection, or dies.
"""

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
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


_LATE = tuple(
    f"reelwright.render.{name}" for name in ("captions.lettering", "titles.card", "overlays.track")
)
"""What `compose` imports when it is needed, which is soon."""


def serve(ends: Iterable[int]) -> None:
    """Serve connections, given as file descriptors."""
    cv2.setNumThreads(1)
    lines, stills = [Connection(end) for end in ends], Stills()
    try:
        kernels.choose(lines[0].recv())
    except (EOFError, ConnectionResetError):  # there never was a farm
        return
    threads = [Thread(target=_serve, args=(line, stills)) for line in lines]
    for thread in threads:
        thread.start()
    # Beside the first pictures; if kernels cannot be loaded, whoever needs them says so.
    with suppress(ReelwrightError):
        kernels.current()
    for late in _LATE:
        import_module(late)
    for thread in threads:
        thread.join()


def _serve(farm: "Connection[Any, Any]", stills: Stills) -> None:
    """Make the jobs that come in, until the farm hangs up; it hears of a fault by our doing so."""
    with farm, suppress(EOFError, BrokenPipeError, ConnectionResetError):
        while True:
            job: Job = farm.recv()
            farm.send(_made(job, stills, farm))


def _made(job: Job, stills: Stills, farm: "Connection[Any, Any]") -> Message:
    def told(done: int) -> None:
        if done == 1 or done % _OFTEN == 0:
            farm.send(done)

    try:
        return encode(job, stills, told)
    except ReelwrightError as wrong:
        return wrong

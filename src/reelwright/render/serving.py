"""Serving a farm: threads that make the segments it asks for, one after another each.

They share the stills they show. Composing and encoding leave the interpreter's lock alone. A thread
ends when its farm closes the connection, or dies.
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


def serve(ends: Iterable[int], name: str) -> None:
    """Serve connections, given as file descriptors, with the kernels called `name`."""
    cv2.setNumThreads(1)
    kernels.choose(name)
    stills = Stills()
    threads = [Thread(target=_serve, args=(Connection(end), stills)) for end in ends]
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

"""A worker process from its beginning to its end: settings, log lines, the line to its server."""

import os
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from threading import Thread

from reelwright.durable.engine import Conduct
from reelwright.settings import Settings
from reelwright.wiring import logs, worker
from reelwright.wiring.house import limits
from reelwright.wiring.installation import installed
from reelwright.wiring.traces import tracing
from reelwright.wiring.vendors import hired


def work(settings: Settings, line: int | None, ready: Callable[[str], None]) -> None:
    """Take jobs until SIGTERM or SIGINT, or until the server that started this process is gone.

    `line` is the file descriptor of the line to that server, which is told the worker's name; a
    worker that was started by hand tells `ready`.
    """
    logs.configure(settings)
    server = None if line is None else socket.socket(fileno=line)
    told = ready if server is None else _telling(server)
    traced = tracing(settings, "worker")

    def around(conduct: Conduct) -> Conduct:
        return logs.of_job(traced.around(conduct) if traced else conduct)

    with installed(settings) as office:
        worker.work(
            office,
            settings.width,
            limits(settings),
            ready=told,
            crew=hired(settings),
            around=around,
        )
    if traced is not None:
        traced.close()


def _telling(server: socket.socket) -> Callable[[str], None]:
    def ready(name: str) -> None:
        with suppress(OSError):  # the server is gone, which the next line notices
            server.sendall(name.encode())
        Thread(target=_end_with, args=[server], name="line", daemon=True).start()

    return ready


def _end_with(server: socket.socket) -> None:
    """End this process, in good order, when the one at the other end of the line is gone."""
    with suppress(OSError):
        while server.recv(64):
            pass
    os.kill(os.getpid(), signal.SIGTERM)

"""The front of a server: where it listens, and an application served until it is told to stop."""

import asyncio
import contextlib
import errno
import signal
import socket
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, cast

import uvicorn
from starlette.types import ASGIApp

from reelwright.model.errors import Invalid, Unavailable

GRACE: Final = 10
"""Seconds that requests under way may take to end once the server is told to stop."""

_BACKLOG: Final = 2048


@dataclass(frozen=True, slots=True)
class Address:
    """Where a server listens."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"

    @property
    def reached(self) -> str:
        """How a client on this machine writes it."""
        here = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not listened on
        return str(Address(here.get(self.host, self.host), self.port))

    @classmethod
    def read(cls, text: str, host: str = "127.0.0.1") -> "Address":
        """Return the address written as `host:port`, `:port` or `port`; `Invalid` for another."""
        before, _, port = text.rpartition(":")
        if not port.isascii() or not port.isdigit() or int(port) > 65_535:
            raise Invalid(f"{text!r} is no address; write host:port, such as 127.0.0.1:8000.")
        return cls(before.strip("[]") or host, int(port))


@contextmanager
def listening(addresses: Sequence[Address]) -> Iterator[list[socket.socket]]:
    """Give sockets that listen; `Unavailable` names an address that cannot be had."""
    with contextlib.ExitStack() as held:
        yield [held.enter_context(_bound(address)) for address in addresses]


def address_of(listener: socket.socket) -> Address:
    """Return where a socket listens, its port known even if any was asked for."""
    host, port = listener.getsockname()[:2]
    return Address(str(host), int(port))


def _bound(address: Address) -> socket.socket:
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    # Of a socket that does not name TCP, asyncio would let every answer wait 40 ms.
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address.host, address.port))
        listener.listen(_BACKLOG)
    except OSError as refused:
        listener.close()
        raise Unavailable(_why(address, refused)) from None
    return listener


def _why(address: Address, refused: OSError) -> str:
    if refused.errno == errno.EADDRINUSE:
        return (
            f"{address} is taken: something listens there already. Stop it, or choose another "
            "address with --listen."
        )
    return f"{address} cannot be listened on: {refused.strerror}. Choose another with --listen."


class _Server(uvicorn.Server):
    """Uvicorn that leaves signals to us: it would raise them again after a stop in good order."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to take requests, and say so."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def serve(
    app: ASGIApp,
    sockets: list[socket.socket],
    *,
    proxies: Sequence[str] = (),
    ready: Callable[[], None],
    stopping: Callable[[], None],
) -> None:
    """Serve until SIGTERM or SIGINT; then end what is under way, for up to `GRACE` seconds.

    `ready` is called once requests are taken, `stopping` when the signal comes.
    """
    config = uvicorn.Config(
        cast("Any", app),  # uvicorn has types of its own for what Starlette calls an ASGIApp
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=GRACE,
        proxy_headers=bool(proxies),
        forwarded_allow_ips=list(proxies),
    )
    asyncio.run(_served(_Server(config, ready), sockets, stopping))


async def _served(
    server: _Server, sockets: list[socket.socket], stopping: Callable[[], None]
) -> None:
    def stop() -> None:
        if not server.should_exit:
            stopping()
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    await server.serve(sockets)

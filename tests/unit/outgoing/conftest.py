"""A world outside: names that mean what a test says, and one server on loopback behind them all."""

import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from ipaddress import ip_address

import pytest

from reelwright.outgoing.addresses import Address, Hole, resolved
from reelwright.outgoing.guard import Guard, Patience

PUBLIC = "93.184.215.14"

TLS = ssl.create_default_context()
"""What is slow to make, and the same for all."""

Script = Callable[[socket.socket, bytes], None]


def answer(status: str = "200 OK", body: bytes = b"", *headers: str) -> Script:
    """Return what answers everybody alike."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    text = "\r\n".join(lines).encode() + body
    return lambda peer, _request: peer.sendall(text)


class World:
    """Who is outside. `asked` is what the server heard, `dialled` whom the guard called."""

    def __init__(self) -> None:
        self.names: dict[str, list[tuple[str, ...]]] = {"public.example": [(PUBLIC,)]}
        self.scripts: dict[bytes, Script] = {}
        self.dialled: list[tuple[str, int]] = []
        self.asked: list[bytes] = []
        self.tls: ssl.SSLContext | None = None
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def resolve(self, host: str, port: int) -> tuple[Address, ...]:
        """Return what a name means now: the next of its meanings, the last for ever."""
        meanings = self.names.get(host)
        if meanings is None:
            return resolved(host, port)
        meaning = meanings.pop(0) if len(meanings) > 1 else meanings[0]
        return tuple(ip_address(text) for text in meaning)

    def connect(self, address: tuple[str, int], timeout: float) -> socket.socket:
        """Connect to the server, whatever was dialled."""
        self.dialled.append(address)
        return socket.create_connection(("127.0.0.1", self.port), timeout)

    def guard(self, *holes: Hole, patience: Patience | None = None) -> Guard:
        return Guard(
            holes,
            patience or Patience(post=5, fetch=5),
            resolve=self.resolve,
            connect=self.connect,
            tls=TLS,
        )

    def close(self) -> None:
        self._socket.close()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                peer, _ = self._socket.accept()
                threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with suppress(OSError), self._secured(peer) as line:
            request = b""
            while b"\r\n\r\n" not in request:
                request += line.recv(65_536)
            head, _, body = request.partition(b"\r\n\r\n")
            announced = re.search(rb"Content-Length: (\d+)", head)
            if announced and len(body) < int(announced[1]):
                request += line.recv(65_536)
            self.asked.append(request)
            self.scripts[request.split(b" ", 2)[1]](line, request)

    def _secured(self, peer: socket.socket) -> socket.socket:
        return peer if self.tls is None else self.tls.wrap_socket(peer, server_side=True)


@pytest.fixture
def world(socket_enabled) -> Iterator[World]:
    made = World()
    yield made
    made.close()

"""Connecting: a host is resolved once, all its addresses are judged, and one of those is dialled.

Whatever the name means a moment later, the connection goes where it was judged to go; TLS still
checks the name.
"""

import socket
import ssl
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import httpcore2

from reelwright.outgoing.addresses import Address, Hole, own, public

PORTS: Final = frozenset({80, 443})

Resolve = Callable[[str, int], tuple[Address, ...]]
Connect = Callable[[tuple[str, int], float], socket.socket]


class Deadline:
    """The moment by which all of an exchange must be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self, most: float | None = None) -> float:
        """Return the seconds that are left, `most` at most; `ReadTimeout` if there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore2.ReadTimeout("The time is over.")
        return left if most is None else min(left, most)


class Dial(httpcore2.NetworkBackend):
    """Opens connections for one exchange, to addresses that may be reached."""

    def __init__(
        self, holes: Sequence[Hole], deadline: Deadline, resolve: Resolve, connect: Connect
    ) -> None:
        self._holes, self._deadline = holes, deadline
        self._resolve, self._connect = resolve, connect

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - httpcore's signature
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002 - as above
    ) -> "Stream":
        """Connect to a host: to none of its addresses, if one of them may not be reached."""
        found = self._resolve(host, port)
        if not found or not all(self._may(address, port) for address in found):
            raise httpcore2.ConnectError("There is no such public address.")
        return Stream(self._first(found, port, timeout), self._deadline)

    def connect_unix_socket(
        self,
        path: str,  # noqa: ARG002 - httpcore's signature
        timeout: float | None = None,  # noqa: ARG002 - as above
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,  # noqa: ARG002 - as above
    ) -> "Stream":
        """Refuse: files are no addresses."""
        raise httpcore2.ConnectError("There is no such public address.")

    def _may(self, address: Address, port: int) -> bool:
        if any(hole.admits(address, port) for hole in self._holes):
            return True
        return port in PORTS and public(address) and not own(address)

    def _first(self, found: tuple[Address, ...], port: int, timeout: float | None) -> socket.socket:
        """Return a connection to the first of the addresses that takes one."""
        for address in found:
            try:
                return self._connect((str(address), port), self._deadline.left(timeout))
            except OSError:
                continue
        raise httpcore2.ConnectError("Nobody takes the connection.")


class Stream(httpcore2.NetworkStream):
    """A connection on which each read and write ends with the deadline of the whole exchange."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return the next bytes, none at the end."""
        self._socket.settimeout(self._deadline.left(timeout))
        try:
            return self._socket.recv(max_bytes)
        except OSError as broken:
            raise httpcore2.ReadError(str(broken)) from broken

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send bytes."""
        self._socket.settimeout(self._deadline.left(timeout))
        try:
            self._socket.sendall(buffer)
        except OSError as broken:
            raise httpcore2.WriteError(str(broken)) from broken

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> "Stream":
        """Go on in TLS with whoever has a certificate of this name."""
        self._socket.settimeout(self._deadline.left(timeout))
        try:
            inner = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except OSError as broken:
            self.close()
            raise httpcore2.ConnectError(str(broken)) from broken
        return Stream(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401, ARG002 - httpcore's signature
        """Return None: nothing else is known."""
        return None

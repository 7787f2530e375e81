"""The guard: posts to, and fetches from, addresses that users give."""

import logging
import socket
import ssl
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Final

import httpcore2
import httpx2

from reelwright.outgoing.addresses import Hole, resolved
from reelwright.outgoing.dial import Connect, Deadline, Dial, Resolve
from reelwright.outgoing.turns import Turns
from reelwright.ports.outside import Reply, Unreachable

log: Final = logging.getLogger(__name__)

HOPS: Final = 3
"""Redirects that are followed, at most."""

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_AGENT: Final = "Reelwright/1"
_FAULTS: Final = (
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.TimeoutException,
    httpcore2.UnsupportedProtocol,
    httpx2.InvalidURL,
    UnicodeError,
)


class _Unfit(Exception):
    """An address, or what came from it, is not what is taken; it never leaves this module."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds that things may take, and how fast a fetch must be (bytes a second) after a while.

    A name is resolved by the system, whose own limits come on top: about ten seconds, as a rule.
    """

    post: float = 15.0
    fetch: float = 180.0
    idle: float = 10.0
    slowest: int = 10_000


def _connect(address: tuple[str, int], timeout: float) -> socket.socket:
    connected = socket.create_connection(address, timeout)
    # Head and body are written one after the other; the second shall not wait for a receipt.
    connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connected


class Guard:
    """Reaches public addresses at the ports 80 and 443, and those that the machine's owner allows.

    Proxies and credentials of the environment are not used. Answers are taken as they are, never
    unpacked: a server that packs one all the same is not understood.
    """

    def __init__(
        self,
        holes: Sequence[Hole] = (),
        patience: Patience = Patience(),
        *,
        resolve: Resolve = resolved,
        connect: Connect = _connect,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._holes, self._patience = tuple(holes), patience
        self._resolve, self._connect = resolve, connect
        self._tls = tls or httpx2.create_ssl_context(trust_env=False)
        self._turns = Turns()

    def post(self, url: str, body: bytes, headers: Mapping[str, str], keep: int = 0) -> Reply:
        """Send a body and return the answer, with `keep` bytes of its body at most."""
        deadline = Deadline(self._patience.post)
        sent = {"Content-Length": str(len(body)), **headers}
        with _uniform(url), self._asked("POST", _target(url), deadline, sent, body) as answer:
            return Reply(answer.status, _header(answer, "retry-after"), _beginning(answer, keep))

    def fetch(self, url: str, into: BinaryIO, most: int, owner: str) -> int:
        """Copy what lies at an address, `most` bytes at most; return how many there were."""
        deadline = Deadline(self._patience.fetch)
        with self._turns.taken(owner), _uniform(url):
            target = _target(url)
            for _ in range(HOPS + 1):
                with self._asked("GET", target, deadline, {}) as answer:
                    if answer.status not in _REDIRECTS:
                        return self._copied(answer, into, most)
                    target = _next(target, answer)
            raise _Unfit("too many redirects")

    @contextmanager
    def _asked(
        self,
        method: str,
        target: httpx2.URL,
        deadline: Deadline,
        headers: Mapping[str, str],
        body: bytes | None = None,
    ) -> Iterator[httpcore2.Response]:
        """Ask on a connection of its own: none is kept whose address was judged some time ago."""
        dial = Dial(self._holes, deadline, self._resolve, self._connect)
        sent = {
            "Host": target.netloc.decode("ascii"),
            "User-Agent": _AGENT,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
            **headers,
        }
        with (
            httpcore2.ConnectionPool(self._tls, max_connections=1, network_backend=dial) as pool,
            pool.stream(
                method,
                httpcore2.URL(
                    scheme=target.raw_scheme,
                    host=target.raw_host,
                    port=target.port,
                    target=target.raw_path,
                ),
                headers=list(sent.items()),
                content=body,
                extensions={"timeout": dict.fromkeys(("connect", "read", "write"), _ASKED)},
            ) as answer,
        ):
            yield answer

    def _copied(self, answer: httpcore2.Response, into: BinaryIO, most: int) -> int:
        if answer.status != 200 or _header(answer, "content-encoding") not in (None, "identity"):
            raise _Unfit(f"status {answer.status}, or packed")
        size, begun = 0, time.monotonic()
        for chunk in answer.iter_stream():
            size += len(chunk)
            if size > most:
                raise _Unfit(f"more than {most} bytes")
            into.write(chunk)
            self._brisk(size, time.monotonic() - begun)
        return size

    def _brisk(self, size: int, seconds: float) -> None:
        if seconds > self._patience.idle and size < seconds * self._patience.slowest:
            raise _Unfit("too slow")


_ASKED: Final = 10.0
"""Seconds that one read or write may take; the deadline bounds all of them together."""


@contextmanager
def _uniform(url: str) -> Iterator[None]:
    """Let whatever goes wrong look the same from outside; only the log tells more."""
    try:
        yield
    except (*_FAULTS, _Unfit) as fault:
        log.info("nothing usable from %s: %s: %s", _place(url), type(fault).__name__, fault)
        raise Unreachable from None


def _place(url: str) -> str:
    """Return the server that an address names, without what it may hold of secrets."""
    return repr("".join(url.split("/", 3)[2:3]).rpartition("@")[2][:100])


def _target(url: str) -> httpx2.URL:
    """Return the address as it is asked for; `_Unfit` unless it is a plain one of the web."""
    target = httpx2.URL(url)
    plain = target.scheme in ("http", "https") and target.host and target.port != 0
    if not plain or target.userinfo:
        raise _Unfit("not a plain address of the web")
    return target


def _next(target: httpx2.URL, answer: httpcore2.Response) -> httpx2.URL:
    """Return where a redirect leads; `_Unfit` if from https to http."""
    following = _target(str(target.join(_header(answer, "location") or "")))
    if target.scheme == "https" and following.scheme != "https":
        raise _Unfit("a redirect out of https")
    return following


def _header(answer: httpcore2.Response, name: str) -> str | None:
    wanted = name.encode("ascii")
    found = (value for key, value in answer.headers if key.lower() == wanted)
    value = next(found, None)
    return None if value is None else value.decode("latin-1")


def _beginning(answer: httpcore2.Response, keep: int) -> bytes:
    """Return the first bytes of an answer, without waiting for any if none are wanted."""
    kept = b""
    if keep:
        for chunk in answer.iter_stream():
            kept += chunk
            if len(kept) >= keep:
                break
    return kept[:keep]

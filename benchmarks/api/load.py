"""Asking over and over: prepared requests over connections that stay open, timed one by one.

The client shares the machine with the server, so it does as little as it can: it knows status
lines and Content-Length, and nothing else.
"""

import asyncio
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figures:
    """How long each answer took, in seconds, ascending; and all of them together.

    `cpu` is what the server spent on them, in seconds of processor time.
    """

    seconds: tuple[float, ...]
    elapsed: float
    cpu: float = 0.0

    @property
    def each(self) -> float:
        """Seconds of processor time that one answer cost the server."""
        return self.cpu / len(self.seconds)

    def at(self, share: float) -> float:
        """Return the time within which this share of the answers came."""
        return self.seconds[min(int(len(self.seconds) * share), len(self.seconds) - 1)]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.seconds) / self.elapsed


def request(method: str, path: str, key: str = "", body: bytes = b"") -> bytes:
    """Return a request as it goes over the wire."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: localhost",
        *([f"Authorization: Bearer {key}"] if key else []),
        *(["Content-Type: application/json"] if body else []),
        f"Content-Length: {len(body)}",
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def asked(port: int, requests: Sequence[bytes], connections: int) -> tuple[Figures, list[bytes]]:
    """Ask everything once, over so many connections; return the times, and the answers in order."""
    return asyncio.run(_asked(port, requests, connections))


async def _asked(
    port: int, requests: Sequence[bytes], connections: int
) -> tuple[Figures, list[bytes]]:
    answers = [b""] * len(requests)
    seconds: list[float] = []
    rest = iter(range(len(requests)))
    begun = time.perf_counter()
    await asyncio.gather(
        *(_connection(port, requests, rest, answers, seconds) for _ in range(connections))
    )
    return Figures(tuple(sorted(seconds)), time.perf_counter() - begun), answers


async def _connection(
    port: int,
    requests: Sequence[bytes],
    rest: Iterator[int],
    answers: list[bytes],
    seconds: list[float],
) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for number in rest:
        begun = time.perf_counter()
        writer.write(requests[number])
        answers[number] = await _answer(reader)
        seconds.append(time.perf_counter() - begun)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> bytes:
    """Return the body of the next answer; a failed one ends the measurement."""
    head = await reader.readuntil(b"\r\n\r\n")
    length = _LENGTH.search(head)
    body = await reader.readexactly(int(length[1]) if length else 0)
    if not head.startswith(b"HTTP/1.1 2"):
        raise SystemExit(f"{head.decode()}{body.decode()}")
    return body

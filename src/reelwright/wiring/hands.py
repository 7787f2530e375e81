"""Hands: processes that do vendors' work for a worker, so that any of it can be stopped at once.

A picture in the making cannot be interrupted, and a fault in a decoder ends its process: so the
work is done in processes that may be killed, and the worker that holds the heartbeat never is.
"""

import asyncio
import inspect
import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from types import MappingProxyType
from typing import Any, Final, TypeAlias, cast

from reelwright.model.errors import Broken, ReelwrightError, VendorFailed
from reelwright.wiring.parcels import packed, unpacked

Line: TypeAlias = "Connection[Any, Any]"

_QUIET: Final = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


NO_OTHERS: Final[Mapping[str, str]] = MappingProxyType({})


class _Hand:
    """One process, and the line to it."""

    def __init__(self, chosen: str) -> None:
        self._line, theirs = Pipe()
        self._process = subprocess.Popen(  # noqa: S603 - this interpreter, on a module of ours
            [sys.executable, "-m", "reelwright.wiring.hand", str(theirs.fileno()), chosen],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={**os.environ, **_QUIET},
            start_new_session=True,
        )
        theirs.close()

    def ask(self, parcel: bytes) -> bytes:
        """Send a request and wait for the answer; `EOFError` when the process ended instead."""
        self._line.send_bytes(parcel)
        return self._line.recv_bytes()

    def end(self) -> None:
        """End the process, and all it started, whatever they are doing."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._line.close()


class Hands:
    """`count` hands, started when first needed; used on one event loop.

    `chosen` are vendors by port, where they are not the usual one.
    """

    def __init__(self, count: int, chosen: Mapping[str, str] = NO_OTHERS) -> None:
        self._chosen = json.dumps(dict(chosen))
        self._free = asyncio.Semaphore(count)
        self._idle: list[_Hand] = []
        self._busy: set[_Hand] = set()

    async def call(self, port: str, method: str, *given: object) -> object:
        """Return what a vendor's method returns, from a process of its own.

        Cancelled, it kills that process. `VendorFailed` where the process ended by itself.
        """
        async with self._free:
            hand = self._idle.pop() if self._idle else _Hand(self._chosen)
            self._busy.add(hand)
            try:
                answer = await asyncio.to_thread(hand.ask, packed((port, method, given)))
            except (EOFError, OSError) as gone:
                hand.end()
                raise VendorFailed(
                    f"The process that worked on the {port} ended without an answer; "
                    "it may have run out of memory."
                ) from gone
            except asyncio.CancelledError:
                hand.end()
                raise
            finally:
                self._busy.discard(hand)
            self._idle.append(hand)
        return _result(answer)

    def close(self) -> None:
        """End every process."""
        for hand in (*self._idle, *self._busy):
            hand.end()


class _Far:
    """A vendor whose work is done by hands; what it merely tells, it tells here."""

    def __init__(self, vendor: object, port: str, hands: Hands) -> None:
        self._vendor, self._port, self._hands = vendor, port, hands

    def __getattr__(self, name: str) -> object:
        own = getattr(self._vendor, name)
        if not inspect.iscoroutinefunction(own):
            return own

        async def far(*given: object) -> object:
            return await self._hands.call(self._port, name, *given)

        return far


def far(vendor: Any, port: str, hands: Hands) -> Any:  # noqa: ANN401 - it is what it is given
    """Return a vendor like `vendor` that works by `hands`."""
    return _Far(vendor, port, hands)


def _result(answer: bytes) -> object:
    kind, value = cast("tuple[str, object]", unpacked(answer))
    if kind == "error":
        raise value if isinstance(value, ReelwrightError) else Broken("A hand answered nonsense.")
    return value

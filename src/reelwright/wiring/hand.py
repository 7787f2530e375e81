"""A hand: a process that does what a worker asks of vendors, one thing at a time.

`python -m reelwright.wiring.hand FD CHOSEN` serves the connection it is given and ends with it;
CHOSEN is JSON, the vendors by port that are not the usual one.
"""

import asyncio
import json
import logging
import signal
import sys
from contextlib import suppress
from functools import cache
from multiprocessing.connection import Connection
from typing import Any, Final, cast

from reelwright.model.errors import Broken, ReelwrightError
from reelwright.wiring.parcels import packed, unpacked
from reelwright.wiring.vendors import Hired

log: Final = logging.getLogger(__name__)


@cache
def _vendor(port: str) -> Any:  # noqa: ANN401 - one of several ports
    return Hired(json.loads(sys.argv[2])).offer(port)


def main() -> None:
    """Serve the connection whose file descriptor the command line names."""
    # Ctrl-C goes to everybody at the terminal; the worker decides what becomes of its hands.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    line: Connection[bytes, bytes] = Connection(int(sys.argv[1]))
    with asyncio.Runner() as runner, suppress(EOFError, OSError):  # the worker is gone: so are we
        while True:
            line.send_bytes(runner.run(_answer(line.recv_bytes())))


async def _answer(parcel: bytes) -> bytes:
    port, method, given = cast("tuple[str, str, tuple[object, ...]]", unpacked(parcel))
    try:
        return packed(("done", await getattr(_vendor(port), method)(*given)))
    except ReelwrightError as error:
        return packed(("error", error))
    except Exception:
        log.exception("The %s met an error nobody expected", port)
        return packed(("error", Broken(f"The {port} met an error nobody expected.")))


if __name__ == "__main__":
    main()

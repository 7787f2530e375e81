"""A kiosk on loopback, and what is bought there."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from reelwright.ports.purchase import Access, Unkept
from reelwright.providers.kiosk.counter import Kiosk
from reelwright.providers.kiosk.till import Till


class Stand:
    """A kiosk that is open, and its till."""

    def __init__(self, kiosk: Kiosk, till: Till) -> None:
        self.till, port = till, kiosk.server_address[1]
        self.access = Access(f"http://127.0.0.1:{port}", kiosk.token)

    def buy(self, seller: Any, key: str, ask: Callable[[Any], Awaitable[Any]]) -> Any:
        """Return what is bought of a seller under a key, and what it cost."""
        purchase = Unkept(key)
        return asyncio.run(ask(seller(self.access).under(purchase))), purchase.cost


@pytest.fixture
def stand(socket_enabled, tmp_path: Path) -> Iterator[Callable[..., Stand]]:
    """Open kiosks, and close them in the end."""
    opened: list[tuple[Kiosk, Thread]] = []

    def stood(faults: str = "", token: str | None = None, *, keys: bool = True) -> Stand:
        till = Till(tmp_path / f"ledger {len(opened)}", faults, keys=keys)
        kiosk = Kiosk(("127.0.0.1", 0), till, token)
        serving = Thread(target=kiosk.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        opened.append((kiosk, serving))
        return Stand(kiosk, till)

    yield stood
    for kiosk, serving in opened:
        kiosk.shutdown()
        serving.join()
        kiosk.server_close()

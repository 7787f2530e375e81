"""Beside: rendering in a thread of its own, which is told to stop where its step is cancelled."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from reelwright.render.watch import Watch

T = TypeVar("T")


async def beside(rendering: Callable[[], T], watch: Watch) -> T:
    """Return what rendering returns, the event loop going on meanwhile.

    Cancelled, set `watch.stop`, and wait until nothing more is written.
    """
    thread = asyncio.ensure_future(asyncio.to_thread(rendering))
    try:
        return await asyncio.shield(thread)
    except asyncio.CancelledError:
        watch.stop.set()
        await asyncio.wait([thread])
        thread.exception()  # that it was stopped is no news
        raise

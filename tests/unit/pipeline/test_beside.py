"""A film that is called off is not written to any more."""

import asyncio
import threading
import time

import pytest

from reelwright.model.errors import Cancelled
from reelwright.pipeline.beside import beside
from reelwright.render.watch import Watch


def test_cancelled_rendering_is_waited_for():
    watch, begun, ended = Watch(), threading.Event(), threading.Event()

    def render() -> None:
        begun.set()
        watch.stop.wait(10.0)
        time.sleep(0.05)
        ended.set()
        watch.check()

    async def called_off() -> None:
        task = asyncio.ensure_future(beside(render, watch))
        await asyncio.to_thread(begun.wait)
        task.cancel()
        await task

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(called_off())
    assert ended.is_set()


def test_rendering_tells_its_own_end():
    watch = Watch()
    assert asyncio.run(beside(lambda: "film", watch)) == "film"
    watch.stop.set()
    with pytest.raises(Cancelled):
        asyncio.run(beside(watch.check, watch))

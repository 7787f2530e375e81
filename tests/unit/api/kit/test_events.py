"""Streams of events: in order, without a gap, to the end, wherever they are taken up."""

from collections.abc import AsyncIterator, Callable
from contextlib import contextmanager
from datetime import UTC, datetime

import anyio
import pytest
from fastapi import Request
from starlette.responses import Response
from starlette.testclient import TestClient

from reelwright.api.kit.desk import Desk
from reelwright.api.kit.events import Feed, LastEventId, stream, written
from reelwright.api.kit.face import Router
from reelwright.model.errors import Unavailable
from reelwright.ports.records import Store
from reelwright.ports.records.events import Event

Serve = Callable[..., TestClient]
AT = datetime(2026, 11, 22, 12, 30, tzinfo=UTC)
JOB = "job:1"
router = Router()


@router.get("/running", operation_id="running", response_class=Response)
async def running(request: Request, last: LastEventId = None) -> Response:
    return stream(request, JOB, last, ended=False)


@router.get("/ended", operation_id="ended", response_class=Response)
async def ended(request: Request, last: LastEventId = None) -> Response:
    return stream(request, JOB, last, ended=True)


def told(store: Store, *kinds: str, topic: str = JOB) -> None:
    for kind in kinds:
        with store.write() as records:
            records.events.append(topic, kind, {"of": topic}, AT)


async def heard(events: AsyncIterator[Event | None], most: int = 10_000) -> list[int | None]:
    """Return the numbers of up to so many events; None for a silence."""
    numbers: list[int | None] = []
    async for event in events:
        numbers.append(event and event.seq)
        if len(numbers) == most:
            break
    return numbers


def feed(store: Store, beat: float = 30.0) -> Feed:
    return Feed(store, pause=0.01, beat=beat)


def test_streams_are_written_so(serve: Serve, desk: Desk) -> None:
    told(desk.store, "job.accepted", "job.succeeded")
    answer = serve(router).get("/running")
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    assert answer.text == (
        "retry: 3000\n\n"
        "id: 1\nevent: job.accepted\n"
        'data: {"type":"job.accepted","at":"2026-11-22T12:30:00.000Z","data":{"of":"job:1"}}\n\n'
        "id: 2\nevent: job.succeeded\n"
        'data: {"type":"job.succeeded","at":"2026-11-22T12:30:00.000Z","data":{"of":"job:1"}}\n\n'
    )


@pytest.mark.parametrize("kind", ["succeeded", "failed", "rejected", "cancelled"])
def test_the_last_event_ends_it(serve: Serve, desk: Desk, kind: str) -> None:
    told(desk.store, "job.accepted", f"job.{kind}", "job.progress")
    assert serve(router).get("/running").text.count("event: ") == 2


def test_it_resumes_where_it_was(serve: Serve, desk: Desk) -> None:
    told(desk.store, "job.accepted", "job.started", "job.succeeded")
    text = serve(router).get("/running", headers={"Last-Event-ID": "2"}).text
    assert [line for line in text.splitlines() if line.startswith("id: ")] == ["id: 3"]


def test_ended_jobs_keep_nobody(serve: Serve, desk: Desk) -> None:
    told(desk.store, "job.accepted")
    assert serve(router).get("/ended", headers={"Last-Event-ID": "1"}).text == "retry: 3000\n\n"


@pytest.mark.parametrize("last", ["", "-1", "x", "1.5", "9" * 16, "١"])
def test_odd_numbers_are_refused(serve: Serve, last: str) -> None:
    answer = serve(router).get("/ended", headers={"Last-Event-ID": last.encode()})
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")


def test_head_does_not_listen(serve: Serve) -> None:
    answer = serve(router).head("/running")
    assert (answer.status_code, answer.content) == (200, b"")


def test_listeners_hear_what_follows(desk: Desk) -> None:
    async def listen() -> list[list[int | None]]:
        one = feed(desk.store)
        found: list[list[int | None]] = []

        async def hear(after: int) -> None:
            found.append(await heard(one.follow(JOB, after, ended=False)))

        async with anyio.create_task_group() as group:
            for after in (0, 0, 3, 7):
                group.start_soon(hear, after)
            for _ in range(200):
                await anyio.to_thread.run_sync(told, desk.store, "job.progress")
            await anyio.to_thread.run_sync(told, desk.store, "job.succeeded")
        return sorted(found, key=len)

    every = list(range(1, 202))
    assert anyio.run(listen) == [every[7:], every[3:], every, every]


def test_a_long_past_is_told_whole(desk: Desk) -> None:
    with desk.store.write() as records:
        for _ in range(450):
            records.events.append(JOB, "job.progress", {}, AT)
        records.events.append(JOB, "job.failed", {}, AT)
    numbers = anyio.run(lambda: heard(feed(desk.store).follow(JOB, 0, ended=False)))
    assert numbers == list(range(1, 452))


def test_silence_is_told(desk: Desk) -> None:
    told(desk.store, "job.accepted")
    numbers = anyio.run(lambda: heard(feed(desk.store, 0.02).follow(JOB, 0, ended=False), 3))
    assert numbers == [1, None, None]


def test_topics_are_apart(desk: Desk) -> None:
    told(desk.store, "job.accepted", topic="job:2")
    told(desk.store, "job.accepted", "job.succeeded")
    numbers = anyio.run(lambda: heard(feed(desk.store).follow(JOB, 0, ended=False)))
    assert numbers == [1, 2]


def test_closing_ends_all(desk: Desk) -> None:
    async def listen() -> list[int | None]:
        one = feed(desk.store)
        async with anyio.create_task_group() as group:

            async def close() -> None:
                await anyio.sleep(0.05)
                one.close()

            group.start_soon(close)
            return await heard(one.follow(JOB, 0, ended=False))

    assert anyio.run(listen) == []


class Shaky:
    """A store that cannot be read every other time, as when a database comes and goes."""

    def __init__(self, store: Store) -> None:
        self._store, self._reads = store, 0
        self.write = store.write

    @contextmanager
    def read(self):
        self._reads += 1
        if self._reads % 2 == 0:
            raise Unavailable("The database is away.")
        with self._store.read() as records:
            yield records


def test_outages_lose_nothing(desk: Desk) -> None:
    async def listen() -> list[int | None]:
        events = feed(Shaky(desk.store)).follow(JOB, 0, ended=False)
        found: list[int | None] = []

        async def hear() -> None:
            found.extend(await heard(events))

        async with anyio.create_task_group() as group:
            group.start_soon(hear)
            for kind in ("job.started", "job.progress", "job.succeeded"):
                await anyio.sleep(0.05)
                await anyio.to_thread.run_sync(told, desk.store, kind)
        return found

    assert anyio.run(listen) == [1, 2, 3]


def test_nobody_is_read_for(desk: Desk) -> None:
    async def listen() -> tuple[int, bool]:
        one = feed(desk.store)
        told(desk.store, "job.accepted", "job.succeeded")
        await heard(one.follow(JOB, 0, ended=False))
        await anyio.sleep(0.05)
        return one.listeners, one.reading

    assert anyio.run(listen) == (0, False)


def test_lines_cannot_be_forged() -> None:
    event = Event(JOB, 1, "job.progress", {"note": "a\n\nevent: job.succeeded\ndata: x"}, AT)
    assert written(event).count(b"\n") == 4

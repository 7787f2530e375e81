"""Events as they happen: server-sent events, resumed where a listener left off.

All listeners of a process share one reader of the database, which looks every quarter of a second
at the topics that somebody listens to. A listener is a place in a topic and nothing more: what it
has not taken yet waits in the database, not here.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Annotated, Final

import orjson
from fastapi import Depends, Header, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from reelwright.api.kit.answers import rfc3339
from reelwright.api.kit.failures import Failure, Rejected
from reelwright.api.kit.visit import visit
from reelwright.model.errors import Unavailable
from reelwright.ports.records import Store
from reelwright.ports.records.events import Event
from reelwright.ports.records.jobs import ENDED

log: Final = logging.getLogger(__name__)

PAUSE: Final = 0.25
"""Seconds between two looks at the database."""

BEAT: Final = 15.0
"""Seconds of silence after which a listener is told that there is nothing to tell."""

LONGEST: Final = 3_600.0
"""Seconds after which a stream ends, so that a listener shows his credential again."""

MOST: Final = 2_000
"""How many may listen to one process."""

_AT_ONCE: Final = 200
_KEPT: Final = 64
_RETRY: Final = b"retry: 3000\n\n"
_SILENCE: Final = b": nothing new\n\n"
_LAST: Final = frozenset(f"job.{state.value}" for state in ENDED)


class Feed:
    """Gives events of any topic to any number of listeners, in order and without a gap.

    It belongs to one event loop, and has so many `listeners`. `close` ends every stream, as the
    process must before it ends; listeners come back with the number of their last event.
    """

    def __init__(self, store: Store, *, pause: float = PAUSE, beat: float = BEAT) -> None:
        self._store, self._pause, self._beat = store, pause, beat
        self._topics: dict[str, _Topic] = {}
        self._reader: asyncio.Task[None] | None = None
        self.listeners = 0
        self._closed = False

    async def follow(self, topic: str, after: int, *, ended: bool) -> AsyncIterator[Event | None]:
        """Give a topic's events after a number; None for each silence as long as `beat`.

        It ends with the event that ends a job; at once, where it has `ended` and all is told.
        """
        place = self._join(topic, after)
        until = time.monotonic() + LONGEST
        try:
            while not self._closed and time.monotonic() < until:
                found = await self._after(place, topic, after)
                for event in found:
                    after = event.seq
                    yield event
                    if event.type in _LAST and topic.startswith("job:"):
                        return
                if not found:
                    if ended:
                        return
                    if not await place.told(self._beat):
                        yield None
        finally:
            self._leave(topic, place)

    @property
    def reading(self) -> bool:
        """Whether the database is being looked at."""
        return self._reader is not None and not self._reader.done()

    def admit(self) -> None:
        """Raise `Rejected` (busy) where there are too many listeners already."""
        if self.listeners >= MOST:
            raise Rejected(Failure("busy", "Too many listen here already.", retry=30))

    def close(self) -> None:
        """End every stream."""
        self._closed = True
        for place in self._topics.values():
            place.tell(())

    async def _after(self, place: "_Topic", topic: str, after: int) -> Sequence[Event]:
        known = place.after(after)
        if known is not None:
            return known
        try:
            return await run_in_threadpool(self._read, topic, after)
        except Unavailable as away:
            log.warning("no events for now: %s", away)
            return ()

    def _read(self, topic: str, after: int) -> Sequence[Event]:
        with self._store.read() as records:
            return records.events.after(topic, after, _AT_ONCE)

    def _join(self, topic: str, after: int) -> "_Topic":
        place = self._topics.setdefault(topic, _Topic(after))
        place.listeners += 1
        self.listeners += 1
        if not self.reading:
            self._reader = asyncio.get_running_loop().create_task(self._watch())
        return place

    def _leave(self, topic: str, place: "_Topic") -> None:
        place.listeners -= 1
        self.listeners -= 1
        if not place.listeners and self._topics.get(topic) is place:
            del self._topics[topic]

    async def _watch(self) -> None:
        """Look at the database as long as anybody listens."""
        while self._topics and not self._closed:
            await asyncio.sleep(self._pause)
            marks = {topic: place.last for topic, place in self._topics.items()}
            try:
                found = await run_in_threadpool(self._news, marks)
            except Unavailable as away:
                log.warning("no events for now: %s", away)
                continue
            for topic, events in found.items():
                if place := self._topics.get(topic):
                    place.tell(events)

    def _news(self, marks: Mapping[str, int]) -> Mapping[str, Sequence[Event]]:
        with self._store.read() as records:
            found = {
                topic: records.events.after(topic, mark, _AT_ONCE) for topic, mark in marks.items()
            }
        return {topic: events for topic, events in found.items() if events}


class _Topic:
    """A topic that is listened to: its latest events, and who waits for the next."""

    def __init__(self, last: int) -> None:
        self.last, self.listeners = last, 0
        self._recent: deque[Event] = deque(maxlen=_KEPT)
        self._changed = asyncio.Event()

    def after(self, seq: int) -> Sequence[Event] | None:
        """Return what came after a number; None where that is not all known here."""
        if not self._recent or self._recent[0].seq > seq + 1:
            return None
        return [event for event in self._recent if event.seq > seq]

    def tell(self, events: Sequence[Event]) -> None:
        """Keep new events, those that are new, and wake who waits."""
        for event in events:
            if event.seq > self.last:
                self._recent.append(event)
                self.last = event.seq
        self._changed.set()
        self._changed = asyncio.Event()

    async def told(self, patience: float) -> bool:
        """Wait for something new so many seconds; say whether anything came."""
        try:
            async with asyncio.timeout(patience):
                await self._changed.wait()
        except TimeoutError:
            return False
        return True


LastEventId = Annotated[
    str | None,
    Header(
        alias="Last-Event-ID",
        description="The number of the last event that was received.",
        json_schema_extra={"pattern": "^[0-9]{1,15}$"},
    ),
]


def the_feed(request: Request) -> Feed:
    """Return the application's one source of events."""
    found: Feed = request.app.state.feed
    return found


AtFeed = Annotated[Feed, Depends(the_feed)]
"""Where events come from."""


def stream(request: Request, topic: str, last: str | None, *, ended: bool) -> Response:
    """Return a topic's events as server-sent events, those after `last`.

    `ended` says that nothing more will happen; it must be read before the stream is asked for.
    Raises `Rejected` for a `last` that is no number, and where too many listen already.
    """
    if last is not None and not (last.isdecimal() and last.isascii() and len(last) < 16):
        raise Rejected(Failure("malformed", "Last-Event-ID is the number of an event."))
    feed = the_feed(request)
    feed.admit()
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    if visit(request).head:
        return Response(headers=headers, media_type="text/event-stream")
    told = _written(feed.follow(topic, int(last or 0), ended=ended))
    return StreamingResponse(told, headers=headers, media_type="text/event-stream")


async def _written(events: AsyncIterator[Event | None]) -> AsyncIterator[bytes]:
    yield _RETRY
    async for event in events:
        yield _SILENCE if event is None else written(event)


def written(event: Event) -> bytes:
    """Return an event as the stream has it (WHATWG HTML, 9.2.5)."""
    data = {"type": event.type, "at": rfc3339(event.at), "data": event.payload}
    return b"id: %d\nevent: %s\ndata: %s\n\n" % (event.seq, event.type.encode(), orjson.dumps(data))

"""The picture track: a film's segments in order, each found in the cache or made on the farm."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from threading import Event
from typing import Any, TypeAlias

from reelwright.model.errors import Cancelled
from reelwright.model.ids import Key
from reelwright.model.timeline import Timeline
from reelwright.model.value import Json
from reelwright.render.cache import Cache, Entry
from reelwright.render.canvas import Canvas
from reelwright.render.digest import digests
from reelwright.render.encode import Coded, Format
from reelwright.render.farm import Farm
from reelwright.render.means import Means
from reelwright.render.media import Media
from reelwright.render.plan import Plan, Segment
from reelwright.render.segment import Job

VERSION = 1
"""Of what a segment looks like for what it is given; a new one makes every segment again."""

AHEAD = 10
"""Segments in the making, or coded and waiting for those before them: about a megabyte each."""

Coming: TypeAlias = Future[tuple[Coded, ...]]


def stopped() -> Cancelled:
    """Return the error for work that somebody asked to stop."""
    return Cancelled("The work was stopped before the film was finished.")


class PictureTrack:
    """The segments of one film, coded; `reused` counts those that were found."""

    def __init__(
        self, timeline: Timeline, plan: Plan, media: Media, form: Format, means: Means
    ) -> None:
        self._plan, self._media, self._form = plan, media, form
        self._cache, self._kernels = means.cache, means.kernels
        self._canvas = Canvas(timeline.width, timeline.height, timeline.rate)
        self._captions = timeline.captions and timeline.captions.model_copy(update={"cues": ()})
        self._digest = digests(media)
        self.reused = 0

    def coded(
        self, farm: Farm, told: Callable[[int], None], stop: Event
    ) -> Iterator[tuple[Segment, tuple[Coded, ...]]]:
        """Yield every segment, in order, with its coded frames.

        `told` hears, from any thread, of every frame more that is done. Raises `Cancelled` soon
        after `stop` is set, and whatever went wrong with a segment.
        """
        making: deque[tuple[Segment, Coming]] = deque()
        for segment, coming in self._begun(farm, told):
            making.append((segment, coming))
            if len(making) > AHEAD:
                yield _taken(*making.popleft(), stop)
        while making:
            yield _taken(*making.popleft(), stop)

    def _begun(self, farm: Farm, told: Callable[[int], None]) -> Iterator[tuple[Segment, Coming]]:
        """Yield every segment as soon as it is looked for or given to the farm.

        Of the last few the longest are begun first, so that all workers end at nearly one time.
        """
        early, late = self._plan.segments[:-AHEAD], self._plan.segments[-AHEAD:]
        for segment in early:
            yield segment, self._begin(segment, farm, told)
        begun = {
            segment.first: self._begin(segment, farm, told)
            for segment in sorted(late, key=lambda one: -one.frames)
        }
        for segment in late:
            yield segment, begun[segment.first]

    def _begin(self, segment: Segment, farm: Farm, told: Callable[[int], None]) -> Coming:
        return self._found(segment, told) or self._made(segment, farm, told)

    def _found(self, segment: Segment, told: Callable[[int], None]) -> Coming | None:
        entry = self._cache.get(self._key(segment)) if self._cache else None
        if entry is None:
            return None
        self.reused += 1
        told(segment.frames)
        coming: Coming = Future()
        coming.set_result(_read(entry))
        return coming

    def _made(self, segment: Segment, farm: Farm, told: Callable[[int], None]) -> Coming:
        places = {source: self._media(source).absolute() for source in segment.sources}
        job = Job(segment, self._canvas, self._captions, self._form, places)
        coming = farm.submit(job, told)
        if self._cache:
            coming.add_done_callback(partial(self._keep, self._key(segment), self._cache))
        return coming

    def _keep(self, key: Key, cache: Cache, coming: Coming) -> None:
        if not coming.cancelled() and coming.exception() is None:
            cache.put(key, _written(coming.result()))

    def _key(self, segment: Segment) -> Key:
        captions = self._captions.write() if self._captions else None
        shared: Json = [VERSION, self._kernels, self._form.write(), captions]
        return segment.key(shared, self._digest)


def _taken(segment: Segment, coming: Coming, stop: Event) -> tuple[Segment, tuple[Coded, ...]]:
    while not stop.is_set():
        with suppress(TimeoutError):
            return segment, coming.result(timeout=0.1)
    raise stopped()


def _written(coded: tuple[Coded, ...]) -> Entry:
    facts: Json = [[one.shown, one.key, one.header.hex()] for one in coded]
    return Entry(facts, tuple(one.data for one in coded))


def _read(entry: Entry) -> tuple[Coded, ...]:
    facts: Any = entry.facts
    return tuple(
        Coded(data, shown, key, bytes.fromhex(header))
        for data, (shown, key, header) in zip(entry.parts, facts, strict=True)
    )

"""The picture track: a film's segments in order, each found in the cache or made on the farm."""

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import Any, TypeAlias

from reelwright.model.ids import Key
from reelwright.model.timeline import Timeline
from reelwright.model.value import Json
from reelwright.render.cache import Cache, Entry
from reelwright.render.canvas import Canvas
from reelwright.render.digest import digests
from reelwright.render.encode import Coded, Format
from reelwright.render.farm import Farm
from reelwright.render.job import Job
from reelwright.render.means import Means
from reelwright.render.media import Media
from reelwright.render.plan import Plan, Segment

VERSION = 2
"""Of what a segment looks like for what it is given; a new one makes every segment again."""

AHEAD = 10
"""Segments in the making, or coded and waiting for those before them: about a megabyte each."""

Coming: TypeAlias = Future[tuple[Coded, ...]]


class PictureTrack:
    """The segments of one film, coded; `reused` counts those that were found."""

    def __init__(
        self, timeline: Timeline, plan: Plan, media: Media, form: Format, means: Means
    ) -> None:
        self._plan, self._media, self._form = plan, media, form
        self._cache = means.cache
        self._canvas = Canvas(timeline.width, timeline.height, timeline.rate)
        self._captions = timeline.captions and timeline.captions.model_copy(update={"cues": ()})
        captions = self._captions.write() if self._captions else None
        self._shared: Json = [VERSION, means.kernels, form.write(), captions]
        self._digest = digests(media)
        self.reused = 0

    def coded(
        self, farm: Farm, told: Callable[[int], None], check: Callable[[], None]
    ) -> Iterator[tuple[Segment, tuple[Coded, ...]]]:
        """Yield every segment, in order, with its coded frames.

        `told` hears, from any thread, of every frame more that is done; `check` is called often,
        and may raise to end it. Raises whatever went wrong with a segment.
        """
        making: deque[tuple[Segment, Coming]] = deque()
        for segment, coming in self._begun(farm, told):
            making.append((segment, coming))
            if len(making) > AHEAD:
                yield _taken(*making.popleft(), check)
        while making:
            yield _taken(*making.popleft(), check)

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
        if self._cache is None:
            return self._made(segment, farm, told)
        key = segment.key(self._shared, self._digest)
        if entry := self._cache.get(key):
            return self._found(segment, entry, told)
        coming = self._made(segment, farm, told)
        coming.add_done_callback(partial(_keep, self._cache, key))
        return coming

    def _found(self, segment: Segment, entry: Entry, told: Callable[[int], None]) -> Coming:
        self.reused += 1
        told(segment.frames)
        coming: Coming = Future()
        coming.set_result(_read(entry))
        return coming

    def _made(self, segment: Segment, farm: Farm, told: Callable[[int], None]) -> Coming:
        places = {source: self._media(source).absolute() for source in segment.sources}
        job = Job(segment, self._canvas, self._captions, self._form, places)
        return farm.submit(job, told)


def _keep(cache: Cache, key: Key, coming: Coming) -> None:
    if not coming.cancelled() and coming.exception() is None:
        cache.put(key, _written(coming.result()))


def _taken(
    segment: Segment, coming: Coming, check: Callable[[], None]
) -> tuple[Segment, tuple[Coded, ...]]:
    while True:
        check()
        with suppress(TimeoutError):
            return segment, coming.result(timeout=0.1)


def _written(coded: tuple[Coded, ...]) -> Entry:
    facts: Json = [[one.shown, one.key, one.header.hex()] for one in coded]
    return Entry(facts, tuple(one.data for one in coded))


def _read(entry: Entry) -> tuple[Coded, ...]:
    facts: Any = entry.facts
    return tuple(
        Coded(data, shown, key, bytes.fromhex(header))
        for data, (shown, key, header) in zip(entry.parts, facts, strict=True)
    )

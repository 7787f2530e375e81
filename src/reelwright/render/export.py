"""A timeline rendered into an MP4 file, its segments encoded side by side in constant memory."""

import os
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Lock, local

from reelwright.model.brief import Quality
from reelwright.model.errors import Cancelled
from reelwright.model.timeline import Timeline
from reelwright.render.audio.master import Mastering, Measured, find_gain
from reelwright.render.audio.mix import mixed
from reelwright.render.compose import Composer
from reelwright.render.encode import Coded, Format, FrameBuffer, Mp4, SegmentEncoder
from reelwright.render.media import Media
from reelwright.render.plan import Segment, plan
from reelwright.render.sources.sound import RATE, Samples
from reelwright.render.text.fonts import faces
from reelwright.render.text.runs import missing
from reelwright.render.whole import whole


@dataclass(frozen=True, slots=True)
class Watch:
    """Who watches an export: hears of frames done of how many, from any thread; may stop it."""

    told: Callable[[int, int], None] = lambda _done, _of: None
    stop: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class Rendered:
    """What came out: the file, frames, bytes, the sound as encoded, and missing glyphs."""

    path: Path
    frames: int
    bytes: int
    sound: Measured
    missing_glyphs: tuple[str, ...]


def export(
    timeline: Timeline,
    out: Path,
    media: Media,
    *,
    quality: Quality = Quality.MEDIUM,
    workers: int | None = None,
    watch: Watch | None = None,
) -> Rendered:
    """Render `timeline` into the MP4 file `out`, which appears whole or not at all.

    `media` gives the local file of a source the timeline names. When `watch.stop` is set the work
    ends with `Cancelled` within a few frames. Memory does not grow with the length. The same
    timeline, media and quality give the same frames, however many `workers` there are (by default
    one for each core).
    """
    work = _Work(timeline, media, quality, watch or Watch())
    with whole(out) as aside:
        measured = work.run(aside, workers or len(os.sched_getaffinity(0)))
        size = aside.stat().st_size
    return Rendered(out, work.plan.frames, size, measured, _missing(timeline))


def _missing(timeline: Timeline) -> tuple[str, ...]:
    if timeline.captions is None:
        return ()
    text = "".join(cue.text for cue in timeline.captions.cues)
    return missing(text, faces(timeline.captions.language))


class _Work:
    """One export: workers compose and encode segments, the caller's thread joins them."""

    def __init__(self, timeline: Timeline, media: Media, quality: Quality, watch: Watch) -> None:
        self.timeline, self.plan, self._media = timeline, plan(timeline), media
        rate = timeline.rate.per_second
        self._format = Format(timeline.width, timeline.height, rate, quality)
        self._watch, self._abandoned = watch, Event()
        self._mine = local()
        self._done, self._counting = 0, Lock()
        self._samples = timeline.rate.time(self.plan.frames).samples(RATE)

    def run(self, path: Path, workers: int) -> Measured:
        pool = ThreadPoolExecutor(workers, thread_name_prefix="segment")
        try:
            with Mp4(path, self._format) as mp4:
                return self._join(pool, mp4, ahead=workers + 1)
        finally:
            self._abandoned.set()
            pool.shutdown(cancel_futures=True)

    def _join(self, pool: ThreadPoolExecutor, mp4: Mp4, ahead: int) -> Measured:
        gain = pool.submit(find_gain, self._mix, self.timeline.loudness)
        sound: Mastering | None = None
        for segment, coded in self._encoded(pool, ahead):
            mp4.add_segment(coded, segment.first)
            sound = sound or Mastering(self._mix(), gain.result(), self.timeline.loudness)
            mp4.add_sound(sound.read(self._sample(segment.stop) - self._sample(segment.first)))
        mp4.finish()
        return sound.measured if sound else Measured(None, None)

    def _sample(self, frame: int) -> int:
        return self.timeline.rate.time(frame).samples(RATE)

    def _encoded(
        self, pool: ThreadPoolExecutor, ahead: int
    ) -> Iterator[tuple[Segment, list[Coded]]]:
        """Yield segments in order, `ahead` of them in the making at any time and no more."""
        making: deque[tuple[Segment, Future[list[Coded]]]] = deque()
        for segment in self.plan.segments:
            making.append((segment, pool.submit(self._encode, segment)))
            if len(making) >= ahead:
                first, coded = making.popleft()
                yield first, coded.result()
        for segment, coded in making:
            yield segment, coded.result()

    def _mix(self) -> Iterator[Samples]:
        for block in mixed(self.timeline, self._media, self._samples):
            self._check()
            yield block

    def _encode(self, segment: Segment) -> list[Coded]:
        encoder = SegmentEncoder(self._format)
        coded: list[Coded] = []
        composer, buffer = self._tools()
        for frame in range(segment.first, segment.stop):
            self._check()
            composer.compose(frame, buffer.planes)
            coded += encoder.encode(buffer.frame)
            self._count()
        coded += encoder.finish()
        return coded

    def _tools(self) -> tuple[Composer, FrameBuffer]:
        if not hasattr(self._mine, "tools"):
            composer = Composer(self.timeline, self.plan, self._media)
            self._mine.tools = (composer, FrameBuffer(self._format.width, self._format.height))
        tools: tuple[Composer, FrameBuffer] = self._mine.tools
        return tools

    def _count(self) -> None:
        with self._counting:
            self._done += 1
            done = self._done
        self._watch.told(done, self.plan.frames)

    def _check(self) -> None:
        if self._watch.stop.is_set() or self._abandoned.is_set():
            raise Cancelled("The work was stopped before the film was finished.")

"""A video's frames by time: the one that shows at an instant, decoded forwards."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import floor
from pathlib import Path
from weakref import finalize

from av import error
from av.container import InputContainer
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelwright.model.errors import Invalid
from reelwright.render import probe
from reelwright.render.container import decoded, demuxed, is_still, opened

FAR = Fraction(4)
"""Seconds ahead from which looking for a key frame pays, rather than decoding all up to there."""

CLOSE = Fraction(1, 2000)
"""Seconds that an instant in a file may be off, rounded to the ticks of the file's clock.

Matroska counts milliseconds: every third frame of 30 a second is said to show 1/3 ms late.
"""

_BACK = (Fraction(0), Fraction(1), Fraction(8), Fraction(64))
"""Seconds to look for a key frame before where one should be; some indexes are only near it."""

# Frames of these are drawn over all those before them, whichever of them call themselves keys.
_FROM_THE_START = {"gif", "apng"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A frame and the instant at which it begins to show, from the start of the file."""

    time: Fraction
    frame: VideoFrame


class Reel:
    """The pictures of a file, interlaced ones made whole; `Invalid` if none can be decoded.

    Times count from the start of the file, which is that of its sound where pictures begin later.
    What is damaged is passed over and the frame before it stands, as in players.
    """

    _showing: Shown
    _coming: Shown | None

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closing: Callable[[], object] | None = None
        self._rewind()

    def _open(self) -> None:
        if self._closing is not None:
            self._closing()
        self._container, self._stream = _streamed(self._path)
        # PyAV's containers and streams refer to each other, so that a file would stay open until
        # the collector comes round.
        self._closing = finalize(self, self._container.close)

    @property
    def codec(self) -> str:
        """FFmpeg's name of the codec."""
        return self._stream.codec_context.name

    @property
    def pixel(self) -> Fraction:
        """How many times as wide as high a stored pixel shows; what stills say, nobody heeds."""
        still = is_still(self._container)
        return Fraction(1) if still else self._stream.sample_aspect_ratio or Fraction(1)

    @cached_property
    def length(self) -> Fraction:
        """Seconds until the last frame has been shown."""
        end = _end(self._path)
        return self._showing.time + 1 / _rate(self._stream) if end is None else end - self._zero

    def at(self, time: Fraction, *, repeat: bool = False) -> Shown:
        """Return what shows at `time`: the last frame that begins by then, or the first of all.

        After the last frame it is the last, or, with `repeat`, all of them over again.
        """
        due = time + self._close
        if repeat and self.length > 0:
            due %= self.length
        if self._passed(due) or self._far(due):
            self._seek(due)
        while self._coming and self._coming.time <= due:
            self._showing, self._coming = self._coming, self._next()
            self._at_start = False
        return self._showing

    def _passed(self, due: Fraction) -> bool:
        return due < self._showing.time and not self._at_start

    def _far(self, due: Fraction) -> bool:
        """Say whether a key frame to start from lies between what comes next and `due`."""
        if self._coming is None or due < self._coming.time + FAR:
            return False
        entries = self._stream.index_entries
        found = entries.search_timestamp(self._ticks(due)) if len(entries) else -1
        if found < 0:
            return True
        return entries[found].timestamp * self._tick - self._zero > self._coming.time

    def _seek(self, due: Fraction) -> None:
        """Start from the last key frame by `due`, or from the beginning."""
        sought = self.codec not in _FROM_THE_START
        if not (sought and any(self._starts(due, back) for back in _BACK)):
            self._rewind()

    def _starts(self, due: Fraction, back: Fraction) -> bool:
        try:
            self._container.seek(self._ticks(due - back - self._lead), stream=self._stream)
        except error.FFmpegError:
            return False
        self._frames = _timed(self._container, self._stream, self.interlaced)
        first = self._next()
        if first is None or first.time > due - self._lead:
            return False
        self._showing, self._coming = first, self._next()
        self._at_start = False
        return True

    def _rewind(self) -> None:
        self._open()
        self._tick = self._stream.time_base or _MICROSECOND
        self._close = min(self._tick / 2, CLOSE)
        self._zero = Fraction(0)
        self._frames = _timed(self._container, self._stream, self.interlaced)
        first = self._next()
        if first is None:
            raise Invalid(f"{self._path} holds no picture that can be decoded.")
        self._zero = _zero(first.time, self._container, self._tick)
        self._showing = Shown(first.time - self._zero, first.frame)
        self._coming = self._next()
        self._at_start = True

    def _next(self) -> Shown | None:
        found = next(self._frames, None)
        return found and Shown(found.time - self._zero, found.frame)

    @property
    def _lead(self) -> Fraction:
        """Seconds to start earlier than need be."""
        if self._container.format.name == "mpeg":
            return Fraction(1)  # it times some frames only, so that the first ones are misnumbered
        # Fields are woven with those before and after them.
        return Fraction(1, 10) if self.interlaced else Fraction(0)

    @property
    def interlaced(self) -> bool:
        """Whether its frames are made of two fields each."""
        return self._stream.codec_context.field_order > _PROGRESSIVE

    def _ticks(self, time: Fraction) -> int:
        return floor((time + self._zero) / self._tick)


_PROGRESSIVE = 1  # AV_FIELD_PROGRESSIVE; 0 is unknown, all above are interlaced
_MICROSECOND = Fraction(1, 1_000_000)


def _timed(container: InputContainer, stream: VideoStream, woven: bool) -> Iterator[Shown]:
    """Yield frames with their instants on the clock of the stream."""
    frames = decoded(container, stream)
    instant = Fraction(0)
    for frame in _woven(frames, stream) if woven else frames:
        told = _instant(frame)
        instant = instant if told is None else told
        yield Shown(instant, frame)
        instant += 1 / _rate(stream)


def _instant(frame: VideoFrame) -> Fraction | None:
    ticks = frame.pts if frame.pts is not None else frame.dts
    return None if ticks is None or frame.time_base is None else ticks * frame.time_base


def _streamed(path: Path) -> tuple[InputContainer, VideoStream]:
    container = opened(path)
    try:
        return container, probe.pictures(path, container)
    except Invalid:
        container.close()
        raise


def _zero(pictures: Fraction, container: InputContainer, tick: Fraction) -> Fraction:
    """Return the instant, on the clock of the stream, at which the file starts.

    It is that of the first picture, or of the sound before it; what a codec of sounds needs to get
    going lies before 0 and counts for nothing.
    """
    starts = (
        one.start_time * one.time_base
        for one in container.streams.audio
        if one.start_time is not None and one.time_base is not None
    )
    sound = round(max(Fraction(0), next(starts, pictures)) / tick) * tick
    return sound if sound < pictures - tick else pictures


def _woven(frames: Iterator[VideoFrame], stream: VideoStream) -> Iterator[VideoFrame]:
    """Yield one whole frame for each of two fields; progressive ones as they are."""
    graph = Graph()
    graph.threads = 1
    source = graph.add_buffer(template=stream, time_base=stream.time_base)
    weaver = graph.add("bwdif", "mode=send_frame:parity=auto:deint=interlaced")
    source.link_to(weaver)
    weaver.link_to(graph.add("buffersink"))
    graph.configure()
    for frame in chain(frames, [None]):
        graph.vpush(frame)
        yield from _ready(graph)


def _ready(graph: Graph) -> Iterator[VideoFrame]:
    while True:
        try:
            yield graph.vpull()
        except (error.BlockingIOError, error.EOFError):
            return


def _end(path: Path) -> Fraction | None:
    """Return when the last frame ends on the clock of its stream, from the last packets."""
    for whole in (False, True):
        container, stream = _streamed(path)
        with container:
            found = _last(container, stream) if whole or _near_the_end(container, stream) else None
        if found is not None:
            return found
    return None


def _near_the_end(container: InputContainer, stream: VideoStream) -> bool:
    if stream.codec_context.name in _FROM_THE_START or not container.duration:
        return False
    # Some seconds early: packets are in the order of decoding, not of showing.
    end = (container.start_time or 0) + container.duration - 3_000_000
    try:
        container.seek(end)
    except error.FFmpegError:
        return False
    return True


def _last(container: InputContainer, stream: VideoStream) -> Fraction | None:
    rate, tick = _rate(stream), stream.time_base or _MICROSECOND
    ends = (
        packet.pts * tick + (packet.duration * tick if packet.duration else 1 / rate)
        for packet in demuxed(container, stream)
        if packet.pts is not None and not packet.is_discard
    )
    return max(ends, default=None)


def _rate(stream: VideoStream) -> Fraction:
    return stream.average_rate or Fraction(25)

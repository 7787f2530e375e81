"""The pictures of a finished film, looked through: when it is black, when it stands still."""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelwright.model.errors import Invalid
from reelwright.render.container import opened, picture_stream
from reelwright.render.planes import Pixels

Span = tuple[int, int]
"""Frames from a first one to the one after the last."""

_HIGH = 135
"""Rows, at least, of the samples of a frame that are looked at."""

_DARK = 29  # luma; a sixteenth of the way from black to white
_MOSTLY = 0.98  # of a frame
_SAME = 0.128  # codes; frames that differ by less on average, -66 dB, stand still

# Frames that no other refers to are the half of them: not decoding those, nor smoothing the edges
# of blocks, a film is looked through in two thirds of the time. Slow films are watched whole.
_HASTE = {"skip_loop_filter": "all", "skip_frame": "noref"}
_SLOW = 24


@dataclass(slots=True)
class Track:
    """When a track begins and ends, in seconds, and how many packets it has.

    The file's index may say that it ends within its last packet, at `limit`.
    """

    start: Fraction
    stop: Fraction
    limit: Fraction | None
    packets: int = 0

    def take(self, packet: "Packet[Stream]") -> None:
        """Count a packet, and reach to its end."""
        if packet.pts is not None and packet.time_base is not None:
            ends = (packet.pts + (packet.duration or 0)) * packet.time_base
            self.stop = max(self.stop, min(ends, ends if self.limit is None else self.limit))
            self.packets += 1


@dataclass(slots=True)
class Seen:
    """What a film's file holds, and what is seen of it, in frames."""

    rate: Fraction
    pictures: Track
    sound: Track | None
    black: list[Span] = field(default_factory=list)
    frozen: list[Span] = field(default_factory=list)
    damaged: Fraction | None = None
    """Where the first part lies that cannot be decoded, in seconds."""


def look(path: Path, check: Callable[[], None], workers: int) -> Seen:
    """Look through a film, in constant memory; `check` is called for every packet.

    Stretches of half a second and more are told. Raises `NotFound` or `Invalid` for what is no
    film.
    """
    with opened(path) as container:
        video = picture_stream(container)
        if video is None:
            raise Invalid(f"{path} holds no pictures, so it is no film.")
        return _Looking(container, video).look(check, workers)


def luma(frame: VideoFrame) -> Pixels:
    """Return a frame's luma, or what comes nearest to it."""
    planar = (
        frame if frame.format.name in {"yuv420p", "yuvj420p"} else frame.reformat(format="gray")
    )
    plane = planar.planes[0]
    rows = np.frombuffer(memoryview(plane), np.uint8).reshape(-1, plane.line_size)
    return rows[: frame.height, : frame.width]


def sampled(picture: Pixels) -> Pixels:
    """Return every so many samples of a picture's luma."""
    step = max(1, len(picture) // _HIGH)
    return picture[::step, ::step]


def is_black(samples: Pixels) -> bool:
    """Say whether nearly all of a picture is nearly black."""
    return bool(np.count_nonzero(samples <= _DARK) >= _MOSTLY * samples.size)


def apart(one: Pixels, other: Pixels) -> float:
    """Return by how many codes two pictures differ on average."""
    return float(np.abs(one.astype(np.int16) - other).mean())


class _Looking:
    def __init__(self, container: InputContainer, video: VideoStream) -> None:
        self._container, self._video = container, video
        self._audio = container.streams.audio[0] if container.streams.audio else None
        self._rate = video.average_rate or Fraction(1)
        sound = _begun(self._audio) if self._audio else None
        self._seen = Seen(self._rate, _begun(video), sound)
        self._still: tuple[int, Pixels] | None = None
        self._dark: int | None = None

    def look(self, check: Callable[[], None], workers: int) -> Seen:
        context = self._video.codec_context
        context.thread_count, context.thread_type = workers, "AUTO"
        context.options = {**(_HASTE if self._rate >= _SLOW else {}), "err_detect": "explode"}
        packets = self._container.demux(*filter(None, (self._video, self._audio)))
        while True:
            check()
            try:
                packet = next(packets, None)
            except FFmpegError:
                packet = None
                self._damaged()
            if packet is None:
                break
            self._take(packet)
        self._change(self._seen.pictures.packets, None)
        return self._seen

    def _take(self, packet: "Packet[Stream]") -> None:
        if packet.stream is self._audio:
            if self._seen.sound:
                self._seen.sound.take(packet)
            return
        self._seen.pictures.take(packet)
        try:
            frames = packet.decode()
        except FFmpegError:
            self._damaged()
            return
        for frame in frames:
            if isinstance(frame, VideoFrame):
                self._watch(frame)

    def _damaged(self) -> None:
        if self._seen.damaged is None:
            self._seen.damaged = self._seen.pictures.stop

    def _watch(self, frame: VideoFrame) -> None:
        if frame.is_corrupt:
            self._damaged()
        time = (frame.pts or 0) * (frame.time_base or Fraction(0))
        number = round((time - self._seen.pictures.start) * self._rate)
        self._change(number, sampled(luma(frame)).copy())

    def _change(self, number: int, samples: Pixels | None) -> None:
        """Note what begins or ends with a frame; with None, after the last, all does."""
        if samples is not None and is_black(samples):
            self._dark = number if self._dark is None else self._dark
        elif self._dark is not None:
            self._note(self._seen.black, self._dark, number)
            self._dark = None
        if self._still is None:
            self._still = None if samples is None else (number, samples)
        elif samples is None or apart(samples, self._still[1]) > _SAME:
            self._note(self._seen.frozen, self._still[0], number)
            self._still = None if samples is None else (number, samples)

    def _note(self, spans: list[Span], first: int, stop: int) -> None:
        if (stop - first) * 2 >= self._rate:
            spans.append((first, stop))


def _begun(stream: "VideoStream | AudioStream") -> Track:
    base = stream.time_base or Fraction(0)
    start = (stream.start_time or 0) * base
    return Track(start, start, start + stream.duration * base if stream.duration else None)

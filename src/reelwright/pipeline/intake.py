"""Intake: a stranger's file is decoded, and what is good of it written anew, bare of all else.

A picture becomes a PNG, upright and 8-bit. Sound becomes FLAC of 48 kHz, stereo. A video keeps its
coded pictures and sound, which are laid into a new file with nothing beside them: no title, place,
chapters, subtitles or attachments, nor what H.264 and HEVC carry between pictures (SEI); only what
an HEVC encoder wrote of itself into the stream's header stays.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Final, TypeAlias

import av
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler
from av.audio.stream import AudioStream
from av.bitstream import BitStreamFilterContext
from av.container import InputContainer, OutputContainer
from av.error import FFmpegError
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from reelwright.model.errors import Broken, Invalid
from reelwright.model.value import Json
from reelwright.pipeline.upload import bare, upload
from reelwright.render import probe
from reelwright.render.container import check_known, is_still, opened, picture_stream
from reelwright.render.header import still_size
from reelwright.render.sources.sound import RATE

LONGEST_VIDEO: Final = 7_200
LONGEST_SOUND: Final = 3_600
"""Seconds."""

LARGEST_SIDE: Final = 4_096
"""Pixels of a video."""

FASTEST: Final = 240
"""Frames of a video a second."""

_STILLS: Final = (b"\xff\xd8\xff", b"\x89PNG")
_MOVING: Final = {"gif", "apng"}
_PICTURES: Final = {"h264", "hevc", "av1", "vp9", "vp8", "mpeg4"}
_SOUNDS: Final = {"aac", "mp3", "opus", "flac", "ac3", "eac3", "vorbis", "pcm_s16le"}
_NOT_IN_MP4: Final = {"vp8", "vorbis", "pcm_s16le"}
_LONGEST_DELAY: Final = 32
"""Packets decoded before the first one shows; 16 is the most of H.264 and HEVC."""

_BETWEEN: Final = {"h264": "6", "hevc": "39-40"}
"""The units of a stream that say anything beside the pictures (ITU-T H.264 and H.265, 7.4)."""


_Source: TypeAlias = VideoStream | AudioStream
_Packet: TypeAlias = "Packet[Stream]"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file turned out to be: `picture`, `sound` or `video`, and what was measured."""

    kind: str
    facts: Mapping[str, Json] = field(default_factory=dict)


def taken(path: Path, out: Path) -> Taken:
    """Write what is good of a file to `out` and return what it is.

    `Invalid` says in a sentence that names `path` why nothing is taken of it.
    """
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_STILLS) or head[:4] + head[8:12] == b"RIFFWEBP":
        return _picture(path, out)
    with _readable(path) as container:
        if is_still(container) or container.format.name in _MOVING:
            raise Invalid(f"{path} is a picture that moves, or of a kind not taken; {_ELSE}.")
        pictures, sound = picture_stream(container), next(iter(container.streams.audio), None)
        check_known(path, pictures, sound)
        if pictures is None:
            return _sound(path, container, out)
    return _video(path, out)


def _readable(path: Path) -> InputContainer:
    try:
        return opened(path)
    except Invalid as unreadable:
        raise Invalid(
            f"{path} is no picture, sound or video that can be read; "
            "send a PNG, JPEG, WebP, MP4, WebM, WAV or MP3 that is whole."
        ) from unreadable


_ELSE: Final = "save it as a PNG, a JPEG or a WebP that stands still, or as an MP4"


def _picture(path: Path, out: Path) -> Taken:
    out.write_bytes(bare(upload(path)))
    size = still_size(out)
    if size is None:
        raise Broken("A picture that was written cannot be read.")
    return Taken("picture", {"width": size[0], "height": size[1]})


def _sound(path: Path, source: InputContainer, out: Path) -> Taken:
    if not source.streams.audio:
        raise Invalid(f"{path} holds neither pictures nor sound; send a picture, sound or video.")
    with _damaged(path), _flac(out) as target:
        stream = target.add_stream("flac", rate=RATE, layout="stereo", format="s16")
        if not isinstance(stream, AudioStream):
            raise Broken("FLAC is not a sound encoder here.")
        heard = 0
        for frame in _heard(source):
            frame.pts, frame.time_base = heard, Fraction(1, RATE)
            heard += frame.samples
            if heard > LONGEST_SOUND * RATE:
                raise Invalid(f"{path} is longer than {LONGEST_SOUND // 60} minutes; shorten it.")
            target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    if not heard:
        raise Invalid(f"{path} holds no sound that can be decoded.")
    return Taken("sound", {"seconds": heard / RATE, "rate": RATE, "channels": 2})


def _heard(source: InputContainer) -> Iterator[AudioFrame]:
    """Yield the sound of a file; what is damaged is passed over, where it breaks off it ends."""
    stream = source.streams.audio[0]
    stream.codec_context.thread_count = 1
    even = AudioResampler("s16", "stereo", RATE)
    for packet in _demuxed(source, [stream]):
        try:
            frames = packet.decode()
        except FFmpegError:
            continue
        for frame in frames:
            if isinstance(frame, AudioFrame):
                yield from even.resample(frame)
    yield from even.resample(None)


def _video(path: Path, out: Path) -> Taken:
    facts = probe.picture(path)
    if not isinstance(facts, probe.VideoFacts):
        raise Invalid(f"{path} is a picture of a kind not taken; {_ELSE}.")
    if max(facts.width, facts.height) > LARGEST_SIDE:
        raise Invalid(
            f"{path} is {facts.width} x {facts.height} pixels; the largest video has "
            f"{LARGEST_SIDE:,} a side."
        )
    with opened(path) as source:
        seconds, heard = _copied(path, source, out)
    return Taken(
        "video",
        {
            "width": facts.width,
            "height": facts.height,
            "seconds": seconds,
            "rate": str(facts.rate) if facts.rate else None,
            "sound": heard,
        },
    )


def _copied(path: Path, source: InputContainer, out: Path) -> tuple[float, bool]:
    """Lay the pictures and the sound of a video into a new file; return its length in seconds."""
    pictures, sound = picture_stream(source), next(iter(source.streams.audio), None)
    if pictures is None:
        raise Broken("A video lost its pictures.")
    chosen: list[_Source] = [pictures, sound] if sound else [pictures]
    codecs = {one.codec_context.codec.canonical_name for one in chosen}
    odd = {pictures.codec_context.codec.canonical_name} - _PICTURES or codecs - _PICTURES - _SOUNDS
    if odd:
        raise Invalid(f"{path} is coded as {min(odd)}, which is not taken; save it as an MP4.")
    with _damaged(path), _target(out, codecs) as target:
        count = 0
        tracks = {one.index: _Track(target, one) for one in chosen}
        for packet in _demuxed(source, chosen):
            track = tracks[packet.stream_index]
            track.lay(packet)
            count += track.pictures
            if count > FASTEST * LONGEST_VIDEO or track.seconds > LONGEST_VIDEO:
                raise Invalid(f"{path} is longer than {LONGEST_VIDEO // 3_600} hours; shorten it.")
        for track in tracks.values():
            track.finish()
    seconds = float(max(track.seconds for track in tracks.values()))
    if count > FASTEST * max(seconds, 1.0):
        raise Invalid(f"{path} has more than {FASTEST} frames a second; make a copy with fewer.")
    return seconds, sound is not None


class _Track:
    """A stream of a new file, with what is laid into it of another's."""

    def __init__(self, target: OutputContainer, source: _Source) -> None:
        self._target = target
        self._track = target.add_stream_from_template(source, opaque=True)
        self.pictures = isinstance(source, VideoStream)
        self.seconds = Fraction(0)
        self._early: list[_Packet] = []
        units = _BETWEEN.get(source.codec_context.codec.canonical_name)
        self._filter = (
            BitStreamFilterContext(f"filter_units=remove_types={units}", source, self._track)
            if units
            else None
        )

    def lay(self, packet: _Packet) -> None:
        """Lay a packet; those whose instant of decoding is not known yet wait for it."""
        if packet.dts is None:
            self._early.append(packet)
            if len(self._early) > _LONGEST_DELAY:
                raise Invalid("The file does not say when its frames are decoded; save it anew.")
            return
        self._settle(packet.dts)
        self._pass(packet)

    def finish(self) -> None:
        """Lay what still waits."""
        if self._early:
            first = self._early[0]
            self._settle((first.pts or 0) + (first.duration or 1))
        for one in self._filter.filter(None) if self._filter else ():
            self._put(one)

    def _settle(self, until: int) -> None:
        """Lay what waits at even steps before `until`: Matroska tells only when frames show."""
        for left, one in zip(range(len(self._early), 0, -1), self._early, strict=True):
            one.dts = until - left * (one.duration or 1)
            self._pass(one)
        self._early.clear()

    def _pass(self, packet: _Packet) -> None:
        for one in self._filter.filter(packet) if self._filter else [packet]:
            self._put(one)

    def _put(self, packet: _Packet) -> None:
        if packet.pts is not None and packet.time_base is not None:
            end = (packet.pts + (packet.duration or 0)) * packet.time_base
            self.seconds = max(self.seconds, end)
        packet.stream = self._track
        self._target.mux(packet)


def _flac(out: Path) -> OutputContainer:
    return av.open(str(out), "w", format="flac", options={"fflags": "+bitexact"})


@contextmanager
def _target(out: Path, codecs: Iterable[str]) -> Iterator[OutputContainer]:
    loose = _NOT_IN_MP4.intersection(codecs)
    form, options = ("matroska", {}) if loose else ("mp4", {"movflags": "+faststart"})
    with av.open(str(out), "w", format=form, options={**options, "fflags": "+bitexact"}) as target:
        yield target


@contextmanager
def _damaged(path: Path) -> Iterator[None]:
    try:
        yield
    except (FFmpegError, ValueError) as fault:  # the latter where a stream changes its kind
        raise Invalid(f"{path} is damaged, or of a kind not taken; save it anew.") from fault


def _demuxed(source: InputContainer, streams: Iterable[_Source]) -> Iterator[_Packet]:
    """Yield packets in the order of the file, to its end or to where it breaks off."""
    packets = source.demux(*streams)
    while True:
        try:
            packet = next(packets)
        except (FFmpegError, StopIteration):
            return
        if packet.size:
            yield packet

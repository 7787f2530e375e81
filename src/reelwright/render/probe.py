"""What a media file is, read from its header, before any of it is trusted or decoded whole."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

from av.container import InputContainer
from av.stream import Stream
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelwright.model.errors import Invalid
from reelwright.render.colour import Colour, colour_of, has_alpha
from reelwright.render.container import (
    check_known,
    decoded,
    is_still,
    opened,
    picture_stream,
    there,
)
from reelwright.render.exif import turn_of_file
from reelwright.render.header import still_size
from reelwright.render.turn import turn_of

LARGEST_SIDE = 16_384
LARGEST_AREA = 100_000_000
"""Pixels. A still is decoded whole, at 3 bytes a pixel."""

LARGEST_VIDEO_SIDE = 8_192
LARGEST_VIDEO_AREA = 36_000_000
"""Pixels: 8K, which is 7680 x 4320, and a little more."""

HIGHEST_RATE = 1_000
"""Frames per second; all of them are decoded, however few show."""

_SOUND_PROBE = 65_536
"""Bytes that nearly always tell what a sound is; by itself FFmpeg looks at five million."""


@dataclass(frozen=True, slots=True)
class StillFacts:
    """A still picture's size in pixels, as it shows."""

    width: int
    height: int


@dataclass(frozen=True, slots=True)
class VideoFacts:
    """A video's size as it shows, upright and with square pixels, and what else is known of it.

    `rate` is that of its frames on average, `duration` in seconds and `frames` are as its header
    says, None where it does not; `rotation` is in degrees clockwise, applied to the size already.
    """

    width: int
    height: int
    rate: Fraction | None
    duration: Fraction | None
    frames: int | None
    has_alpha: bool
    rotation: int
    colour: Colour


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """A sound's sampling rate and number of channels."""

    rate: int
    channels: int


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """A film's frame size and number of frames, and its tracks' lengths in seconds."""

    width: int
    height: int
    frames: int
    video_seconds: Fraction
    audio_seconds: Fraction | None


def film(path: Path) -> FilmFacts:
    """Return the facts of a film from its index; `NotFound` or `Invalid` if there is none."""
    with opened(path) as container:
        if not container.streams.video or is_still(container):
            raise Invalid(f"{path} holds no pictures, so it is no film.")
        video = container.streams.video[0]
        sound = container.streams.audio[0] if container.streams.audio else None
        check_known(path, video, sound)
        return FilmFacts(
            video.width,
            video.height,
            video.frames,
            _seconds(video) or Fraction(0),
            (_seconds(sound) or Fraction(0)) if sound else None,
        )


def _seconds(stream: Stream) -> Fraction | None:
    if stream.duration is None or stream.time_base is None:
        return None
    return Fraction(stream.duration) * stream.time_base


def picture(path: Path) -> StillFacts | VideoFacts:
    """Return the facts of a still or a video; `NotFound` or `Invalid` with a sentence naming it.

    One frame of a video is decoded, so that what nothing can be made of is refused here.
    """
    if size := still_size(path):
        return _still(path, size)
    with opened(path) as container:
        stream = pictures(path, container)
        if is_still(container):
            return _still(path, (stream.width, stream.height))
        first = next(decoded(container, stream), None)
        if first is None:
            raise Invalid(f"{path} holds no picture that can be decoded.")
        return _video(path, container, stream, first)


def still(path: Path) -> StillFacts:
    """Return the facts of a still; `NotFound` or `Invalid` with a sentence naming the file."""
    if size := still_size(path):
        return _still(path, size)
    with opened(path) as container:
        stream = pictures(path, container)
        return _still(path, (stream.width, stream.height))


def is_video(path: Path) -> bool:
    """Say whether a file holds pictures in time; `NotFound` or `Invalid` if it cannot be read."""
    if still_size(path):
        return False
    facts = path.stat() if there(path) else None
    return _is_video(path, facts and (facts.st_mtime_ns, facts.st_size))


@lru_cache(maxsize=1_000)
def _is_video(path: Path, _version: tuple[int, int] | None) -> bool:
    # Asked for every segment; to open a video costs as much as ten of its frames.
    with opened(path) as container:
        return not is_still(container) and picture_stream(container) is not None


def pictures(path: Path, container: InputContainer) -> VideoStream:
    """Return the stream of pictures of an open file; `Invalid` if none can be, or it is too large.

    It is set to decode in one thread, as one of several processes at work.
    """
    stream = picture_stream(container)
    if stream is None:
        raise Invalid(
            f"{path} holds no picture; use a PNG, JPEG or WebP file, or a video such as an MP4."
        )
    check_known(path, stream)
    size = stream.width, stream.height
    if not all(size):
        raise Invalid(f"{path} cannot be read as a picture; use a PNG, JPEG or WebP file.")
    if is_still(container):
        _check_size(path, size, "picture", LARGEST_SIDE, LARGEST_AREA)
    else:
        _check_size(path, size, "video", LARGEST_VIDEO_SIDE, LARGEST_VIDEO_AREA)
        _check_rate(path, stream)
    stream.codec_context.thread_count = 1
    # A stream may grow after its header.
    stream.codec_context.options = {"max_pixels": str(LARGEST_AREA)}
    return stream


def _still(path: Path, size: tuple[int, int]) -> StillFacts:
    _check_size(path, size, "picture", LARGEST_SIDE, LARGEST_AREA)
    return StillFacts(*turn_of_file(path).upright(size))


def _check_size(path: Path, size: tuple[int, int], what: str, side: int, area: int) -> None:
    width, height = size
    if max(size) > side or width * height > area:
        raise Invalid(
            f"{path} is {width} x {height} pixels; the largest {what} has {side} a side and "
            f"{area // 1_000_000} million in all."
        )


def _check_rate(path: Path, stream: VideoStream) -> None:
    rate = stream.average_rate
    if rate is not None and rate > HIGHEST_RATE:
        raise Invalid(
            f"{path} has {float(rate):,.0f} frames a second, of {HIGHEST_RATE:,} at most; "
            "make a copy of it with fewer."
        )


def _video(
    path: Path, container: InputContainer, stream: VideoStream, first: VideoFrame
) -> VideoFacts:
    turn = turn_of(first)
    pixel = stream.sample_aspect_ratio or Fraction(1)
    size = turn.upright((max(1, round(first.width * pixel)), first.height))
    whole = Fraction(container.duration, 1_000_000) if container.duration else None
    try:
        colour = colour_of(first)
    except Invalid as odd:
        raise Invalid(f"{path} cannot be shown. {odd}") from odd
    return VideoFacts(
        *size,
        rate=stream.average_rate,
        duration=_seconds(stream) or whole,
        frames=stream.frames or None,
        has_alpha=has_alpha(first),
        rotation=turn.degrees,
        colour=colour,
    )


def sound(path: Path) -> SoundFacts:
    """Return the facts of a sound; `NotFound` or `Invalid` with a sentence naming the file."""
    facts = _sound(path, _SOUND_PROBE)
    return facts if facts.rate and facts.channels else _sound(path, None)


def _sound(path: Path, probesize: int | None) -> SoundFacts:
    with opened(path, probesize=probesize) as container:
        if not container.streams.audio:
            raise Invalid(f"{path} holds no sound; use a WAV, MP3, M4A, FLAC or Ogg file.")
        stream = container.streams.audio[0]
        check_known(path, stream)
        return SoundFacts(stream.rate, stream.channels)

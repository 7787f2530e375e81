"""What a media file is, read from its header, before any of it is trusted or decoded."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.error import FFmpegError

from reelwright.model.errors import Invalid, NotFound

LARGEST_SIDE = 16_384
LARGEST_AREA = 100_000_000
"""Pixels. A still is decoded whole, at 3 bytes a pixel."""


@dataclass(frozen=True, slots=True)
class StillFacts:
    """A still picture's size in pixels, as stored."""

    width: int
    height: int


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
    with _open(path) as container:
        if not container.streams.video:
            raise Invalid(f"{path} holds no pictures, so it is no film.")
        video = container.streams.video[0]
        sound = container.streams.audio[0] if container.streams.audio else None
        return FilmFacts(
            video.width,
            video.height,
            video.frames,
            _seconds(video),
            _seconds(sound) if sound else None,
        )


def _seconds(stream: "av.stream.Stream") -> Fraction:
    return Fraction(stream.duration or 0) * (stream.time_base or 0)


def still(path: Path) -> StillFacts:
    """Return the facts of a still; `NotFound` or `Invalid` with a sentence naming the file."""
    with _open(path) as container:
        if not container.streams.video:
            raise Invalid(f"{path} holds no picture; use a PNG, JPEG or WebP file.")
        stream = container.streams.video[0]
        facts = StillFacts(stream.width, stream.height)
    if not facts.width or not facts.height:
        raise Invalid(f"{path} cannot be read as a picture; use a PNG, JPEG or WebP file.")
    if max(facts.width, facts.height) > LARGEST_SIDE or facts.width * facts.height > LARGEST_AREA:
        raise Invalid(
            f"{path} is {facts.width} x {facts.height} pixels; the largest picture has "
            f"{LARGEST_SIDE} a side and {LARGEST_AREA // 1_000_000} million in all."
        )
    return facts


def sound(path: Path) -> SoundFacts:
    """Return the facts of a sound; `NotFound` or `Invalid` with a sentence naming the file."""
    with _open(path) as container:
        if not container.streams.audio:
            raise Invalid(f"{path} holds no sound; use a WAV, MP3, M4A, FLAC or Ogg file.")
        stream = container.streams.audio[0]
        return SoundFacts(stream.rate, stream.channels)


def _there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name longer than names can be
        return False


def _open(path: Path) -> "av.container.InputContainer":
    if not _there(path):
        raise NotFound(f"There is no file {path}.")
    try:
        # `file:` keeps FFmpeg from taking a name for another protocol.
        return av.open(f"file:{path}", metadata_errors="replace")
    except FFmpegError as unreadable:
        raise Invalid(f"{path} cannot be read: {unreadable.strerror}.") from unreadable

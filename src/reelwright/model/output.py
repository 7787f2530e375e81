"""What a film is made into: the kind of file, how its pictures are coded, and how well."""

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import StringConstraints, model_validator

from reelwright.model.brief import Language, Quality
from reelwright.model.errors import choices
from reelwright.model.value import Value


class Codec(StrEnum):
    """How pictures that move are coded."""

    H264 = "h264"  # plays everywhere
    HEVC = "hevc"
    AV1 = "av1"  # the smallest files
    VP9 = "vp9"

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Know the other names that two of them go by."""
        return cls({"h265": "hevc", "avc": "h264"}[value]) if value in ("h265", "avc") else None


class Kind(StrEnum):
    """A kind of file, by the suffix of its name."""

    MP4 = "mp4"
    MOV = "mov"
    WEBM = "webm"
    HLS = "m3u8"  # a playlist, to be watched while the film is still being made
    GIF = "gif"
    PNG = "png"
    JPEG = "jpg"
    WEBP = "webp"
    WAV = "wav"
    MP3 = "mp3"
    SRT = "srt"
    VTT = "vtt"
    ASS = "ass"

    @classmethod
    def of(cls, out: Path) -> Self | None:
        """Return the kind that a file's name says it is, if any."""
        suffix = out.suffix.lower().removeprefix(".")
        known = {kind.value: kind for kind in cls} | {"jpeg": cls.JPEG}
        return known.get(suffix)


FILMS = {
    Kind.MP4: (Codec.H264, Codec.HEVC, Codec.AV1),
    Kind.MOV: (Codec.H264, Codec.HEVC),
    Kind.WEBM: (Codec.VP9, Codec.AV1),
    Kind.HLS: (Codec.H264, Codec.HEVC, Codec.AV1),
}
"""The kinds that hold a film, and the codecs each can hold, its own choice first."""

PICTURES = (Kind.PNG, Kind.JPEG, Kind.WEBP)
SOUNDS = (Kind.WAV, Kind.MP3)
SUBTITLES = (Kind.SRT, Kind.VTT, Kind.ASS)


LONGEST_TITLE = 1_000
"""Characters."""


class Output(Value):
    """What is asked of an output.

    Without a `codec` its kind chooses one. With `hardware` the machine's own encoder is used, where
    it has one. A picture is one frame of the film, or, as a `sheet`, one of each of its shots. A
    film's file tells its `title` and the `language` that is spoken in it, where they are given.
    """

    kind: Kind = Kind.MP4
    codec: Codec | None = None
    quality: Quality = Quality.MEDIUM
    hardware: bool = False
    sheet: bool = False
    title: Annotated[str, StringConstraints(max_length=LONGEST_TITLE)] | None = None
    language: Language | None = None

    @property
    def coded(self) -> Codec:
        """How a film's pictures are coded."""
        return self.codec or FILMS[self.kind][0]

    @model_validator(mode="after")
    def _can_be(self) -> Self:
        codecs = FILMS.get(self.kind, ())
        if self.codec and self.codec not in codecs:
            raise ValueError(_no_codec(self.kind, self.codec))
        if self.hardware and not codecs:
            raise ValueError(f"Encoders in hardware make films; a .{self.kind} file is none.")
        if self.sheet and self.kind not in PICTURES:
            raise ValueError(f"A sheet is a picture; end its name in {_suffixes(PICTURES)}.")
        return self


def _no_codec(kind: Kind, codec: Codec) -> str:
    if kind not in FILMS:
        return f"A .{kind} file has no codec to choose; a {_suffixes(FILMS)} file has."
    able = [other for other, codecs in FILMS.items() if codec in codecs]
    return (
        f"A .{kind} file cannot hold {codec}, only {choices(FILMS[kind])}; "
        f"a {_suffixes(able)} file can."
    )


def _suffixes(kinds: Iterable[Kind]) -> str:
    return choices(f".{kind}" for kind in kinds)

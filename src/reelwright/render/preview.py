"""A preview: a film made small and silent, to be looked at in a list or while scrubbing."""

from collections.abc import Callable
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import Final

import av
from av.container import OutputContainer
from av.video.frame import VideoFrame
from av.video.reformatter import Interpolation
from av.video.stream import VideoStream

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken
from reelwright.model.output import Codec
from reelwright.render.container import decoded, opened, picture_stream
from reelwright.render.encode.codecs import SOFTWARE
from reelwright.render.outputs.picture import within

LONGEST_SIDE: Final = 480
"""Pixels, at most."""

FASTEST: Final = 15
"""Frames a second, at most: every second, third … of the film's is shown."""

_BT709: Final = 1  # in all three of ITU-T H.273's code point tables, as our films are
_LIMITED_RANGE: Final = 1

_TICK: Final = Fraction(1, 90_000)


def write(film: Path, out: Path, check: Callable[[], None] = lambda: None) -> None:
    """Write the preview of a film, an MP4 without sound; `check` is called for every frame.

    The same film gives the same bytes.
    """
    with opened(film) as source, _target(out) as target:
        pictures = picture_stream(source)
        if pictures is None:
            raise Broken("A film without pictures was to be previewed.")
        pictures.codec_context.thread_count = 1
        step = ceil((pictures.average_rate or FASTEST) / FASTEST)
        small = _stream(target, pictures)
        for number, frame in enumerate(decoded(source, pictures)):
            check()
            if number % step == 0:
                target.mux(small.encode(_reduced(frame, small)))
        target.mux(small.encode(None))


def _target(out: Path) -> OutputContainer:
    options = {"movflags": "+faststart", "fflags": "+bitexact"}
    return av.open(str(out), "w", format="mp4", options=options)


def _stream(target: OutputContainer, pictures: VideoStream) -> VideoStream:
    coder = SOFTWARE[Codec.H264]
    stream = target.add_stream(coder.name, rate=FASTEST, options=coder.options(Quality.LOW))
    if not isinstance(stream, VideoStream):
        raise Broken(f"{coder.name} is not a video encoder here.")
    stream.width, stream.height = within((pictures.width, pictures.height), LONGEST_SIDE)
    stream.pix_fmt, stream.codec_context.thread_count = "yuv420p", 1
    context = stream.codec_context
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED_RANGE
    stream.time_base = stream.codec_context.time_base = _TICK
    return stream


def _reduced(frame: VideoFrame, small: VideoStream) -> VideoFrame:
    """Return a frame made small, at its own instant."""
    at = frame.time or 0.0
    reduced = frame.reformat(small.width, small.height, "yuv420p", interpolation=Interpolation.AREA)
    reduced.pts, reduced.time_base = round(at / _TICK), _TICK
    return reduced

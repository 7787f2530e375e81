"""H.264 segments and AAC sound, and the MP4 file they are joined in without encoding again."""

from collections.abc import Iterable, Iterator
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from av.codec.context import Flags
from av.error import FFmpegError
from av.video.codeccontext import VideoCodecContext

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken
from reelwright.render.planes import Pixels, Planes
from reelwright.render.sources.sound import RATE, Samples

_BT709 = 1  # in all three of ITU-T H.273's code point tables
_LIMITED_RANGE = 1  # AVCOL_RANGE_MPEG
_AAC_FRAME = 1024
_DELAY = 2
"""Frames that x264, which refers to B-frames here, decodes ahead of showing.

It takes none for segments of one or two frames, which their neighbours would then collide with; so
instants of decoding are counted through the film instead.
"""

# x264: veryfast is the knee of speed against size; tune=animation and a longer look-ahead take
# about a third off the bits of moving stills. ultrafast is left out: it cannot make High profile.
_X264 = {
    Quality.LOW: {"preset": "superfast", "crf": "27"},
    Quality.MEDIUM: {"preset": "veryfast", "crf": "22", "tune": "animation", "rc-lookahead": "40"},
    Quality.HIGH: {"preset": "medium", "crf": "18", "tune": "animation"},
}
_AAC_BITS = {Quality.LOW: 128_000, Quality.MEDIUM: 192_000, Quality.HIGH: 256_000}


@dataclass(frozen=True, slots=True)
class Format:
    """The frame size in pixels, the frame rate, and how much work the encoder does."""

    width: int
    height: int
    rate: Fraction
    quality: Quality


@dataclass(frozen=True, slots=True)
class Coded:
    """One coded frame, in the order of decoding: its bytes, and when it shows in its segment."""

    data: bytes
    shown: int
    key: bool


class FrameBuffer:
    """A frame whose planes can be written, as the encoder reads it."""

    def __init__(self, width: int, height: int) -> None:
        self.frame = av.VideoFrame(width, height, "yuv420p")
        self.planes = Planes(*(_rows(plane) for plane in self.frame.planes))


def _rows(plane: av.video.plane.VideoPlane) -> Pixels:
    memory = np.frombuffer(memoryview(plane), np.uint8)
    return memory.reshape(-1, plane.line_size)[: plane.height, : plane.width]


class SegmentEncoder:
    """Encodes one segment as closed groups of pictures, in one thread.

    Two of these side by side fill two cores; one encoder with two threads does not.
    """

    def __init__(self, form: Format) -> None:
        self._context = _x264(form)
        self._shown = 0

    def encode(self, frame: av.VideoFrame) -> Iterator[Coded]:
        """Take the next frame and yield what is ready; the frame may be reused afterwards."""
        frame.pts, frame.time_base = self._shown, self._context.time_base
        self._shown += 1
        yield from self._coded(frame)

    def finish(self) -> Iterator[Coded]:
        """Yield what is left."""
        yield from self._coded(None)

    def _coded(self, frame: av.VideoFrame | None) -> Iterator[Coded]:
        for packet in self._context.encode(frame):
            if packet.pts is None:
                raise Broken("The encoder gave a frame without a time.")
            yield Coded(bytes(packet), packet.pts, packet.is_keyframe)


def _x264(form: Format) -> VideoCodecContext:
    context = av.CodecContext.create("libx264", "w")
    if not isinstance(context, VideoCodecContext):
        raise Broken("libx264 is not a video encoder here.")
    _configure(context, form)
    context.open()
    return context


@cache
def _reproducible() -> dict[str, str]:
    """Return options that keep x264 from its AVX-512 code.

    Its macroblock-tree analysis reads past the ends of rows there, so that frames of most widths
    come out different from run to run; AVX2 is as fast (docs/decisions/0004-x264-and-avx512.md).
    """
    cpu = Path("/proc/cpuinfo")
    wide = cpu.is_file() and "avx512bw" in cpu.read_text()
    return {"x264-params": "asm=avx2"} if wide else {}


def _configure(context: VideoCodecContext, form: Format) -> None:
    context.width, context.height, context.pix_fmt = form.width, form.height, "yuv420p"
    context.framerate, context.time_base = form.rate, 1 / form.rate
    context.thread_count = 1
    context.options = {**_X264[form.quality], **_reproducible()}
    context.profile = "High"
    context.flags |= Flags.global_header
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED_RANGE


class Mp4:
    """An MP4 being written: segments in order, sound alongside, the index in front at the end."""

    def __init__(self, path: Path, form: Format) -> None:
        self._container = av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"})
        self._video = self._container.add_stream("libx264", rate=form.rate)
        _configure(self._video.codec_context, form)
        self._audio = self._container.add_stream("aac", rate=RATE, layout="stereo")
        self._audio.codec_context.options = {"aac_coder": "fast"}
        self._audio.bit_rate = _AAC_BITS[form.quality]
        self._container.start_encoding()
        self._frame_time = 1 / form.rate
        self._decoded = -_DELAY
        self._heard = 0
        self._waiting = np.zeros((0, 2), np.float32)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        # Closing writes the index; after a failure that would only fail again and hide the first.
        with suppress(FFmpegError) if kind else nullcontext():
            self._container.close()

    def add_segment(self, coded: Iterable[Coded], first: int) -> None:
        """Append a segment whose first frame is number `first` of the film."""
        for one in coded:
            packet = av.Packet(one.data)
            packet.pts, packet.dts = one.shown + first, self._decoded
            self._decoded += 1
            packet.time_base, packet.duration = self._frame_time, 1
            packet.is_keyframe, packet.stream = one.key, self._video
            self._container.mux(packet)

    def add_sound(self, samples: Samples) -> None:
        """Append samples; they are coded in whole AAC frames as soon as there are enough."""
        self._waiting = np.concatenate([self._waiting, samples])
        whole = len(self._waiting) // _AAC_FRAME * _AAC_FRAME
        for start in range(0, whole, _AAC_FRAME):
            self._code_sound(self._waiting[start : start + _AAC_FRAME])
        self._waiting = self._waiting[whole:]

    def finish(self) -> None:
        """Write what is left of the sound."""
        if len(self._waiting):
            self._code_sound(self._waiting)
        self._container.mux(self._audio.encode(None))

    def _code_sound(self, samples: Samples) -> None:
        planes = np.ascontiguousarray(samples.T)
        frame = av.AudioFrame.from_ndarray(planes, format="fltp", layout="stereo")
        frame.sample_rate, frame.time_base, frame.pts = RATE, Fraction(1, RATE), self._heard
        self._heard += len(samples)
        self._container.mux(self._audio.encode(frame))

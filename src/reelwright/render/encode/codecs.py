"""The video encoders: which there are, and how each is set for what is asked of it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import av
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext

from reelwright.model.brief import Quality
from reelwright.model.errors import Broken
from reelwright.model.output import Codec
from reelwright.render.encode.form import Format

Options = Mapping[str, str]

_BT709 = 1  # in all three of ITU-T H.273's code point tables
_LIMITED_RANGE = 1  # AVCOL_RANGE_MPEG
_LAMBDA = 118  # FF_QP2LAMBDA, which FFmpeg's scale of constant quality is multiplied by


@dataclass(frozen=True, slots=True)
class Encoder:
    """An encoder of FFmpeg's, by name, and its options at each quality.

    `delay` is the number of frames it decodes ahead of showing, as it is set here. It gives none
    for segments of one or two frames, which their neighbours would then collide with; so instants
    of decoding are counted through the film instead.
    """

    name: str
    qualities: Mapping[Quality, Options]
    always: Options = field(default_factory=dict)
    delay: int = 0
    profile: str | None = None
    pixels: str = "yuv420p"

    def options(self, quality: Quality) -> dict[str, str]:
        """Return its options; chroma lies to the left of its pixels, as in all of our planes."""
        return {**self.always, **self.qualities[quality], "chroma_sample_location": "left"}


@cache
def _reproducible() -> Options:
    """Return options that keep x264 from its AVX-512 code.

    Its macroblock-tree analysis reads past the ends of rows there, so that frames of most widths
    come out different from run to run; AVX2 is as fast (docs/decisions/0004-x264-and-avx512.md).
    """
    cpu = Path("/proc/cpuinfo")
    wide = cpu.is_file() and "avx512bw" in cpu.read_text()
    return {"x264-params": "asm=avx2"} if wide else {}


# At each quality the codecs' settings are within two points of VMAF of each other (720p, painted
# stills under a slow camera). x264: veryfast is the knee of speed against size; a look-ahead of 40
# frames would take 130 MB more at 1080p and save no bits; ultrafast cannot make High profile.
_X264 = Encoder(
    "libx264",
    {
        Quality.LOW: {"preset": "superfast", "crf": "27"},
        Quality.MEDIUM: {
            "preset": "veryfast",
            "crf": "22",
            "tune": "animation",
            "rc-lookahead": "20",
        },
        Quality.HIGH: {"preset": "medium", "crf": "18", "tune": "animation"},
    },
    always=_reproducible(),
    delay=2,
    profile="High",
)
_X265 = Encoder(
    "libx265",
    {
        Quality.LOW: {"preset": "superfast", "crf": "28"},
        Quality.MEDIUM: {"preset": "superfast", "crf": "24"},
        Quality.HIGH: {"preset": "medium", "crf": "20"},
    },
    always={"x265-params": "pools=none:frame-threads=1:open-gop=0:info=0:log-level=none"},
    delay=2,
    profile="Main",
)
_SVT_AV1 = Encoder(
    "libsvtav1",
    {
        Quality.LOW: {"preset": "10", "crf": "46"},
        Quality.MEDIUM: {"preset": "9", "crf": "35"},
        Quality.HIGH: {"preset": "7", "crf": "25"},
    },
    always={"svtav1-params": "lp=1"},
)
_VP9 = Encoder(
    "libvpx-vp9",
    {
        Quality.LOW: {"deadline": "realtime", "cpu-used": "8", "crf": "42"},
        Quality.MEDIUM: {"deadline": "realtime", "cpu-used": "5", "crf": "34"},
        Quality.HIGH: {"deadline": "good", "cpu-used": "4", "crf": "24"},
    },
    always={"b": "0", "row-mt": "0"},
)

SOFTWARE: Mapping[Codec, Encoder] = {
    Codec.H264: _X264,
    Codec.HEVC: _X265,
    Codec.AV1: _SVT_AV1,
    Codec.VP9: _VP9,
}
"""The encoder of each codec that needs nothing but a processor."""


def _nvenc(name: str) -> Encoder:
    steps = {Quality.LOW: ("p3", "31"), Quality.MEDIUM: ("p5", "25"), Quality.HIGH: ("p7", "20")}
    return Encoder(
        name,
        {one: {"preset": preset, "cq": cq} for one, (preset, cq) in steps.items()},
        always={"rc": "vbr", "b": "0", "bf": "0"},
    )


def _qsv(name: str) -> Encoder:
    steps = {
        Quality.LOW: ("veryfast", "29"),
        Quality.MEDIUM: ("medium", "24"),
        Quality.HIGH: ("slow", "19"),
    }
    return Encoder(
        name,
        {one: {"preset": preset, "global_quality": q} for one, (preset, q) in steps.items()},
        always={"bf": "0"},
        pixels="nv12",
    )


def _amf(name: str) -> Encoder:
    steps = {
        Quality.LOW: ("speed", "29"),
        Quality.MEDIUM: ("balanced", "24"),
        Quality.HIGH: ("quality", "19"),
    }
    return Encoder(
        name,
        {one: {"quality": work, "qp_i": q, "qp_p": q} for one, (work, q) in steps.items()},
        always={"rc": "cqp", "bf": "0"},
        pixels="nv12",
    )


def _videotoolbox(name: str) -> Encoder:
    # Constant quality is a share of 100 there, and Apple's silicon only.
    steps = {Quality.LOW: 45, Quality.MEDIUM: 60, Quality.HIGH: 75}
    return Encoder(
        name,
        {one: {"global_quality": str(_LAMBDA * share)} for one, share in steps.items()},
        always={"flags": "+qscale", "bf": "0"},
    )


HARDWARE: Mapping[Codec, tuple[Encoder, ...]] = {
    Codec.H264: (
        _nvenc("h264_nvenc"),
        _qsv("h264_qsv"),
        _amf("h264_amf"),
        _videotoolbox("h264_videotoolbox"),
    ),
    Codec.HEVC: (
        _nvenc("hevc_nvenc"),
        _qsv("hevc_qsv"),
        _amf("hevc_amf"),
        _videotoolbox("hevc_videotoolbox"),
    ),
    Codec.AV1: (_nvenc("av1_nvenc"), _qsv("av1_qsv"), _amf("av1_amf")),
    Codec.VP9: (_qsv("vp9_qsv"),),
}
"""The encoders each codec may have in hardware, those worth trying first first."""


def encoder(form: Format) -> Encoder:
    """Return the encoder that a format is coded with."""
    if form.hardware is None:
        return SOFTWARE[form.codec]
    named = {one.name: one for one in HARDWARE[form.codec]}
    return named[form.hardware]


def opened(form: Format) -> VideoCodecContext:
    """Return the encoder of a format, ready for frames."""
    context = av.CodecContext.create(encoder(form).name, "w")
    if not isinstance(context, VideoCodecContext):
        raise Broken(f"{encoder(form).name} is not a video encoder here.")
    configure(context, form)
    context.open()
    return context


def configure(context: VideoCodecContext, form: Format) -> None:
    """Set an encoder that is still to be opened."""
    one = encoder(form)
    if one.name == "libsvtav1":
        # It prints what it is and how it is set on standard error; this asks for errors alone.
        os.environ.setdefault("SVT_LOG", "1")
    context.width, context.height, context.pix_fmt = form.width, form.height, one.pixels
    context.framerate, context.time_base = form.rate, 1 / form.rate
    context.thread_count = 1
    context.options = one.options(form.quality)
    if one.profile:
        context.profile = one.profile
    context.flags |= Flags.global_header
    context.color_primaries = context.color_trc = context.colorspace = _BT709
    context.color_range = _LIMITED_RANGE

"""Encoders in hardware: found by trying them, used when asked for, done without aloud."""

from dataclasses import replace
from functools import cache

from av.codec.codec import UnknownCodecError
from av.error import FFmpegError

from reelwright.model.errors import choices
from reelwright.model.output import Output
from reelwright.render.canvas import Canvas
from reelwright.render.encode.codecs import HARDWARE
from reelwright.render.encode.form import Format


def settled(output: Output, canvas: Canvas) -> tuple[Format, tuple[str, ...]]:
    """Return the format that an output is coded in, and a sentence for what is less than asked."""
    form, less = _able(output, canvas)
    spoken = output.language.code if output.language else None
    return replace(form, title=output.title, language=spoken), less


def _able(output: Output, canvas: Canvas) -> tuple[Format, tuple[str, ...]]:
    size, rate = canvas.size, canvas.rate.per_second
    form = Format(*size, rate, output.quality, output.coded, output.kind)
    if not output.hardware:
        return form, ()
    tried = [replace(form, hardware=one.name) for one in HARDWARE[form.codec]]
    working = next((one for one in tried if works(one)), None)
    return (working, ()) if working else (form, (_without(form),))


def _without(form: Format) -> str:
    names = choices(one.name for one in HARDWARE[form.codec])
    return (
        f"no encoder in hardware codes {form.codec} at {form.width} x {form.height} here "
        f"({names}), so the processor did"
    )


@cache
def works(form: Format) -> bool:
    """Whether this machine codes a frame in that format; being in the build says nothing of it."""
    # Imports OpenCV, and most films ask for no hardware.
    from reelwright.render.encode.segment import FrameBuffer, SegmentEncoder  # noqa: PLC0415

    try:
        encoder, buffer = SegmentEncoder(form), FrameBuffer(form.width, form.height)
        for plane in buffer.planes:
            plane.fill(128)
        return len([*encoder.encode(buffer.frame), *encoder.finish()]) == 1
    except (FFmpegError, UnknownCodecError):
        return False

"""Frames coded in segments, sound coded once, and the file both are joined in without coding again.

Whatever made a coded segment, it is a function of its frames and its `Format`: one thread, no
clock, no chance, and with the encoders in software the same bytes every time.

What takes frames imports OpenCV, which nobody needs who only joins them: it is imported when used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.encode.hardware import settled
from reelwright.render.encode.mux import Mux
from reelwright.render.encode.sound import SoundEncoder

if TYPE_CHECKING:
    from reelwright.render.encode.segment import FrameBuffer, SegmentEncoder

__all__ = [
    "Coded",
    "CodedSound",
    "Format",
    "FrameBuffer",
    "Mux",
    "SegmentEncoder",
    "SoundEncoder",
    "settled",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a module attribute can be anything
    """Import what takes frames on first use (PEP 562)."""
    if name not in {"FrameBuffer", "SegmentEncoder"}:
        raise AttributeError(f"{__name__} has no {name!r}; it has {', '.join(__all__)}")
    return getattr(import_module(f"{__name__}.segment"), name)

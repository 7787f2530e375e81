"""Frames coded in segments, sound coded once, and the file both are joined in without coding again.

Whatever made a coded segment, it is a function of its frames and its `Format`: one thread, no
clock, no chance, and with the encoders in software the same bytes every time.
"""

from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.encode.hardware import settled
from reelwright.render.encode.mux import Mux
from reelwright.render.encode.segment import FrameBuffer, SegmentEncoder
from reelwright.render.encode.sound import SoundEncoder

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

"""A video as footage: the frame that shows at each instant, fitted to the canvas and moved over."""

from fractions import Fraction
from pathlib import Path
from typing import Self

import numpy as np
from av.video.frame import VideoFrame

from reelwright.model.clip import Fit, PictureClip
from reelwright.model.motion import Framing
from reelwright.render import kernels
from reelwright.render.canvas import Canvas
from reelwright.render.motion.framing import chroma_map, framing_at, luma_map, window
from reelwright.render.plan import Moment
from reelwright.render.planes import Planes
from reelwright.render.sources.convert import Converter, Cut, even, planes_of
from reelwright.render.sources.reel import Reel
from reelwright.render.turn import turn_of

Size = tuple[int, int]

OVERSAMPLING = 1.5
"""Stored pixels for each frame pixel, where the framing moves; see sources/still.py."""


class Video:
    """A video played from the clip's offset on, in constant memory.

    Frames asked for in order cost least; any other is looked for from the key frame before it. A
    video without motion is scaled once, straight to the canvas; one that is of the canvas's size
    and colours already is only copied.
    """

    def __init__(self, reel: Reel, clip: PictureClip, canvas: Canvas) -> None:
        self._reel, self._clip, self._canvas = reel, clip, canvas
        self._converter: Converter | None = None
        self._frame: VideoFrame | None = None
        self._planes: Planes | None = None

    @classmethod
    def load(cls, path: Path, clip: PictureClip, canvas: Canvas) -> Self:
        """Open `path`; `Invalid` if no picture in it can be decoded."""
        return cls(Reel(path), clip, canvas)

    def show(self, moment: Moment, into: Planes) -> None:
        """Fill a frame with what the motion shows of the video's frame at `moment`."""
        time = self._clip.offset + moment.time
        shown = self._reel.at(time.seconds, repeat=self._clip.repeat)
        planes = self._converted(shown.frame)
        if _fixed(self._clip):
            for plane, given in zip(into, planes, strict=True):
                np.copyto(plane, given)
        else:
            _sample(planes, framing_at(self._clip.motion, moment.progress), into)

    def _converted(self, frame: VideoFrame) -> Planes:
        """Return a frame's planes; those of the one before, if it still shows."""
        if self._planes is None or frame is not self._frame:
            if self._converter is None or not self._converter.fits(frame):
                self._converter = self._fitting(frame)
            self._frame = frame
            whole = planes_of(self._converter.convert(frame))
            self._planes = Planes(*(np.ascontiguousarray(plane) for plane in whole))
        return self._planes

    def _fitting(self, frame: VideoFrame) -> Converter:
        turn = turn_of(frame)
        pixel = 1 / self._reel.pixel if turn.lying else self._reel.pixel
        cut = _cut(turn.upright((frame.width, frame.height)), pixel, self._clip, self._canvas.size)
        return Converter(frame, turn, cut, codec=self._reel.codec)


def _sample(planes: Planes, framing: Framing, into: Planes) -> None:
    luma = luma_map(framing, planes.size, into.size)
    chroma = chroma_map(luma)
    # From FFmpeg chroma comes on the left of its four pixels, not in their middle.
    chroma[0, 2] += 0.25
    for plane, affine, filled in zip(planes, (luma, chroma, chroma), into, strict=True):
        kernels.current().sample(plane, affine, filled)


def _fixed(clip: PictureClip) -> bool:
    """Say whether what shows of the video is the same part of it all the time, and upright."""
    motion = clip.motion
    still = motion.begin == motion.end and motion.begin.angle == 0
    return still and (clip.fit is Fit.COVER or motion.begin.zoom == 1)


def _cut(size: Size, pixel: Fraction, clip: PictureClip, frame: Size) -> Cut:
    """Return what to make of upright frames of `size`, whose pixels are `pixel` times as wide."""
    wide = (max(1, round(size[0] * pixel)), size[1])
    if not _fixed(clip):
        return _roomy(wide, clip, frame)
    if clip.fit is Fit.CONTAIN:
        return Cut(_inside(wide, frame), padded=frame)
    return Cut(frame, _part(wide, float(pixel), clip.motion.begin, size, frame))


def _roomy(wide: Size, clip: PictureClip, frame: Size) -> Cut:
    """Cut for a moving framing: as large as its closest zoom needs, but no larger than it is."""
    closest = max(clip.motion.begin.zoom, clip.motion.end.zoom) * OVERSAMPLING
    ratios = (frame[0] / wide[0], frame[1] / wide[1])
    if clip.fit is Fit.COVER:
        scale = min(1.0, max(ratios) * closest)
        return Cut(even(wide[0] * scale, wide[1] * scale))
    scale = min(1.0, min(ratios) * closest)
    grown = scale / min(ratios)
    around = even(frame[0] * grown, frame[1] * grown)
    return Cut(_inside(wide, around), padded=around)


def _inside(wide: Size, frame: Size) -> Size:
    scale = min(frame[0] / wide[0], frame[1] / wide[1])
    width, height = even(wide[0] * scale, wide[1] * scale)
    return min(width, frame[0]), min(height, frame[1])


def _part(
    wide: Size, pixel: float, framing: Framing, size: Size, frame: Size
) -> tuple[int, int, int, int] | None:
    """Return the pixels of the frame nearest to the window of a framing; None if it is all."""
    left, top, width, height = window(framing, wide, frame)
    part = (
        round(left / pixel),
        round(top),
        max(1, round(width / pixel)),
        max(1, round(height)),
    )
    return None if part == (0, 0, *size) else part

"""An overlay opened for one canvas: the patch that it is at each moment."""

from fractions import Fraction
from math import log2
from pathlib import Path as File

from av.video.frame import VideoFrame

from reelwright.model.overlay import Overlay
from reelwright.model.time import Time
from reelwright.render.canvas import Canvas
from reelwright.render.overlays.placing import Place
from reelwright.render.overlays.sheet import HALVINGS, MARGIN, Sheet, clipped, faded, masked
from reelwright.render.overlays.stored import Stored
from reelwright.render.plan import Moment
from reelwright.render.planes import Patch
from reelwright.render.sources.convert import Converter, even
from reelwright.render.sources.reel import Reel
from reelwright.render.turn import turn_of

_SPARSEST = 1.05
"""Stored pixels for each frame pixel, at least; with twice as many, straight lines skip some."""


class PlacedOverlay:
    """An overlay as patches, from a still or a video; one thread asks, mostly in order.

    One that rests is scaled straight to its place, on whole pixels, and is the same patch until it
    fades or its picture changes. One that moves is sampled anew for each frame, between pixels.
    """

    def __init__(self, overlay: Overlay, reel: Reel, canvas: Canvas) -> None:
        self._overlay, self._reel, self._canvas = overlay, reel, canvas
        self._frame: VideoFrame | None = None
        self._drawn: tuple[tuple[object, ...], Patch | None] | None = None

    @classmethod
    def load(cls, path: File, overlay: Overlay, canvas: Canvas) -> "PlacedOverlay":
        """Open `path`; `Invalid` if no picture in it can be decoded."""
        return cls(overlay, Reel(path), canvas)

    def patch(self, moment: Moment, length: Time) -> Patch | None:
        """Return what lies over the frame at `moment` of `length`; None where nothing does."""
        opacity = _opacity(self._overlay, moment.time, length, self._canvas)
        if opacity == 0:
            return None
        time = (self._overlay.offset + moment.time).seconds
        frame = self._reel.at(time, repeat=self._overlay.repeat).frame
        if frame is not self._frame:
            self._turn_to(frame)
        place = self._stored.path.at(moment.progress)
        if self._drawn is None or self._drawn[0] != (frame, place, opacity):
            drawn = self._rested() if self._stored.rests else self._moved(place)
            self._drawn = (frame, place, opacity), drawn and faded(drawn, opacity)
        return self._drawn[1]

    def _turn_to(self, frame: VideoFrame) -> None:
        """Have the sheet show `frame`."""
        if self._frame is None or not self._converter.fits(frame):
            self._fit(frame)
        self._frame = frame
        rests = self._stored.rests
        sheet = Sheet.of(self._converter.convert(frame), centred=not rests)
        self._sheet = sheet if rests else sheet.margined()

    def _fit(self, frame: VideoFrame) -> None:
        turn = turn_of(frame)
        pixel = 1 / self._reel.pixel if turn.lying else self._reel.pixel
        size = turn.upright((frame.width, frame.height))
        self._stored = Stored.of(self._overlay, size, pixel, self._canvas.size)
        self._converter = Converter(frame, turn, self._stored.cut, codec=self._reel.codec)

    def _rested(self) -> Patch | None:
        left, top = self._stored.resting()
        return clipped(self._sheet.patch(left, top), self._canvas.size)

    def _moved(self, box: Place) -> Patch | None:
        drawn = box.fitted(self._stored.shape, self._overlay.fit)
        if not self._stored.masked:
            return self._sampled(self._sheet, self._stored.cut.size, drawn, drawn)
        size = even(box.width, box.height)
        cover = self._sampled(Sheet.blank(*size).margined(), size, box, box)
        picture = self._sampled(self._sheet, self._stored.cut.size, drawn, box)
        return masked(picture, cover) if picture and cover else None

    def _sampled(
        self, sheet: Sheet, size: tuple[int, int], drawn: Place, box: Place
    ) -> Patch | None:
        """Return the part of the frame around `box` of a sheet that fills `drawn`."""
        bounds = box.bounds(self._canvas.size)
        if bounds is None:
            return None
        left, top, right, bottom = bounds
        density = max(_SPARSEST, size[0] / drawn.width)
        halvings = min(HALVINGS, int(log2(density / _SPARSEST)))
        affine = drawn.into(left, top, size)
        affine[:, 2] += MARGIN
        for _ in range(halvings):
            sheet = sheet.halved
            affine = affine / 2
            affine[:, 2] -= 0.25
        return sheet.sampled((left, top), (right - left, bottom - top), affine)


def _opacity(overlay: Overlay, time: Time, length: Time, canvas: Canvas) -> float:
    """Return how opaque an overlay is in the middle of the frame that begins at `time` of it."""
    middle = time.seconds + 1 / canvas.rate.per_second / 2
    left = length.seconds - middle
    shares = (_risen(middle, overlay.fade_in), _risen(left, overlay.fade_out))
    return overlay.opacity * max(0.0, min(shares))


def _risen(since: Fraction, fade: Time) -> float:
    return min(1.0, float(since / fade.seconds)) if fade.seconds else 1.0

"""The overlays of a segment, laid over its frames in their order."""

from collections.abc import Sequence

from reelwright.model.overlay import Overlay
from reelwright.render.canvas import Canvas
from reelwright.render.media import Media
from reelwright.render.overlays.placed import PlacedOverlay
from reelwright.render.plan import Standing
from reelwright.render.planes import Planes, lay


class OverlayTrack:
    """Overlays, each open only from its first frame that is asked for to its last."""

    def __init__(self, overlays: Sequence[Standing[Overlay]], canvas: Canvas, media: Media) -> None:
        self._overlays, self._canvas, self._media = overlays, canvas, media
        self._open: dict[int, PlacedOverlay] = {}

    def lay(self, frame: int, into: Planes) -> None:
        """Lay over `into` what shows in frame number `frame` of the segment."""
        rate = self._canvas.rate
        for number, one in enumerate(self._overlays):
            if not one.first <= frame < one.stop:
                self._open.pop(number, None)
                continue
            length = rate.time(one.stop - one.first)
            if drawn := self._opened(number).patch(one.moment(frame, rate), length):
                lay(into, drawn)

    def _opened(self, number: int) -> PlacedOverlay:
        if number not in self._open:
            overlay = self._overlays[number].what
            path = self._media(overlay.source)
            self._open[number] = PlacedOverlay.load(path, overlay, self._canvas)
        return self._open[number]

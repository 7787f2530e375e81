"""Frames: what a segment shows at its frame n, written straight into the encoder's planes."""

from reelwright.model.caption import Captions
from reelwright.render.canvas import Canvas
from reelwright.render.captions.lettering import Lettering
from reelwright.render.media import Media
from reelwright.render.overlays.track import OverlayTrack
from reelwright.render.plan import Segment
from reelwright.render.planes import Planes, lay
from reelwright.render.sources.footage import footage
from reelwright.render.sources.stills import Stills
from reelwright.render.titles.card import TitleCard
from reelwright.render.transitions import TRANSITIONS


class Composer:
    """Composes the frames of one segment, for one thread.

    A frame depends on its number alone; frames asked for in order cost least. `captions` gives the
    style, language and look; the cues are the segment's own.
    """

    def __init__(
        self,
        segment: Segment,
        canvas: Canvas,
        captions: Captions | None,
        media: Media,
        stills: Stills | None = None,
    ) -> None:
        self._segment, self._canvas = segment, canvas
        self._shown = [footage(shot.clip, canvas, media, stills) for shot in segment.shots]
        self._above = Planes.empty(*canvas.size) if segment.takeover else None
        self._overlays = OverlayTrack(segment.overlays, canvas, media)
        self._cards = [(one, TitleCard(one.what, canvas)) for one in segment.titles]
        self._lettering = Lettering(segment.cues, captions, canvas) if captions else None

    def compose(self, frame: int, into: Planes) -> None:
        """Fill `into` with frame number `frame` of the segment."""
        self._show(0, frame, into)
        if (takeover := self._segment.takeover) and self._above:
            self._show(1, frame, self._above)
            share = takeover.share(frame)
            TRANSITIONS[takeover.transition](into, self._above, share, takeover.direction)
        self._overlays.lay(frame, into)
        self._title(frame, into)
        if self._lettering and (drawn := self._lettering.patch(frame)):
            lay(into, drawn)

    def _title(self, frame: int, into: Planes) -> None:
        rate = self._canvas.rate
        for title, card in self._cards:
            if title.first <= frame < title.stop:
                length = rate.time(title.stop - title.first)
                if drawn := card.patch(title.moment(frame, rate), length):
                    lay(into, drawn)

    def _show(self, number: int, frame: int, into: Planes) -> None:
        shot = self._segment.shots[number]
        self._shown[number].show(shot.moment(frame, self._canvas.rate), into)

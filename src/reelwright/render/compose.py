"""Frames: what a segment shows at its frame n, written straight into the encoder's planes."""

from functools import cached_property
from typing import TYPE_CHECKING

from reelwright.model.caption import Captions
from reelwright.model.overlay import Title
from reelwright.render.canvas import Canvas
from reelwright.render.media import Media
from reelwright.render.plan import Segment, Standing
from reelwright.render.planes import Planes, lay
from reelwright.render.sources.footage import footage
from reelwright.render.sources.stills import Stills
from reelwright.render.transitions import TRANSITIONS

# What draws letters and overlays takes a while to import: it is imported for those who need it, and
# after their first picture, which other threads have time for meanwhile.
if TYPE_CHECKING:
    from reelwright.render.captions.lettering import Lettering
    from reelwright.render.overlays.track import OverlayTrack
    from reelwright.render.titles.card import TitleCard


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
        self._captions, self._media = captions, media
        self._shown = [footage(shot.clip, canvas, media, stills) for shot in segment.shots]
        self._above = Planes.empty(*canvas.size) if segment.takeover else None

    def compose(self, frame: int, into: Planes) -> None:
        """Fill `into` with frame number `frame` of the segment."""
        self._show(0, frame, into)
        if (takeover := self._segment.takeover) and self._above:
            self._show(1, frame, self._above)
            share = takeover.share(frame)
            TRANSITIONS[takeover.transition](into, self._above, share, takeover.direction)
        if self._overlays:
            self._overlays.lay(frame, into)
        self._title(frame, into)
        if self._lettering and (drawn := self._lettering.patch(frame)):
            lay(into, drawn)

    @cached_property
    def _overlays(self) -> "OverlayTrack | None":
        if not self._segment.overlays:
            return None
        from reelwright.render.overlays.track import OverlayTrack  # noqa: PLC0415 - see above

        return OverlayTrack(self._segment.overlays, self._canvas, self._media)

    @cached_property
    def _cards(self) -> "list[tuple[Standing[Title], TitleCard]]":
        if not self._segment.titles:
            return []
        from reelwright.render.titles.card import TitleCard  # noqa: PLC0415 - see above

        return [(one, TitleCard(one.what, self._canvas)) for one in self._segment.titles]

    @cached_property
    def _lettering(self) -> "Lettering | None":
        if self._captions is None or not self._segment.cues:
            return None
        from reelwright.render.captions.lettering import Lettering  # noqa: PLC0415 - see above

        return Lettering(self._segment.cues, self._captions, self._canvas)

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

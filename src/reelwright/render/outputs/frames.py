"""Frames of a film by their numbers, composed here one at a time."""

from bisect import bisect_right

from reelwright.model.timeline import Timeline
from reelwright.render.canvas import Canvas
from reelwright.render.compose import Composer
from reelwright.render.media import Media
from reelwright.render.plan import Segment, plan
from reelwright.render.planes import Planes


class Frames:
    """The frames of a timeline, with or without captions; asked for in order they cost least."""

    def __init__(self, timeline: Timeline, media: Media, *, captions: bool = True) -> None:
        self.plan, self._media = plan(timeline), media
        self._canvas = Canvas(timeline.width, timeline.height, timeline.rate)
        self._captions = timeline.captions if captions else None
        self._begins = [segment.first for segment in self.plan.segments]
        self._planes = Planes.empty(*self._canvas.size)
        self._open: tuple[Segment, Composer] | None = None

    def show(self, number: int) -> Planes:
        """Return frame `number` of the film, until the next is asked for."""
        segment, composer = self._at(number)
        composer.compose(number - segment.first, self._planes)
        return self._planes

    def _at(self, number: int) -> tuple[Segment, Composer]:
        segment = self.plan.segments[bisect_right(self._begins, number) - 1]
        if self._open is None or self._open[0] is not segment:
            composer = Composer(segment, self._canvas, self._captions, self._media)
            self._open = segment, composer
        return self._open

"""What a timeline says should be seen and heard, where the film leaves a doubt."""

from bisect import bisect_right
from collections.abc import Callable

import numpy as np

from reelwright.model.clip import PictureClip, Transition
from reelwright.model.stack import Layer
from reelwright.model.timeline import Timeline
from reelwright.render import probe
from reelwright.render.audio.mix import mixed
from reelwright.render.inspect.pictures import Span, sampled
from reelwright.render.inspect.sounds import Levels, levels
from reelwright.render.media import Media
from reelwright.render.outputs.frames import Frames
from reelwright.render.pixels import Pixels
from reelwright.render.plan import Segment
from reelwright.render.sources.sound import RATE


class Expected:
    """A timeline asked about single frames, which it composes, and about its mix."""

    def __init__(self, timeline: Timeline, media: Media) -> None:
        self._timeline, self._media = timeline, media
        self._frames = Frames(timeline, media)
        self._plan = self._frames.plan
        self._firsts = [segment.first for segment in self._plan.segments]

    @property
    def frames(self) -> int:
        """How many frames the film has."""
        return self._plan.frames

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The plan's segments."""
        return self._plan.segments

    def picture(self, frame: int) -> Pixels:
        """Return samples of the luma of a frame as it should be."""
        return sampled(self._frames.show(frame).y).copy()

    def moving(self, span: Span) -> Span:
        """Return the longest part of some frames in which something should move."""
        first, stop = span
        moves = np.zeros(stop - first, bool)
        for segment in self._within(span):
            for begin, end in self._alive(segment):
                moves[max(0, begin - first) : max(0, end - first)] = True
        edges = np.flatnonzero(np.diff(moves, prepend=False, append=False)) + first
        runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
        return max(runs, key=lambda run: run[1] - run[0], default=(first, first))

    def fades_through_black(self, frame: int) -> bool:
        """Say whether one clip goes to black, and the next comes from it, at a frame."""
        segment = self._plan.segments[bisect_right(self._firsts, frame) - 1]
        takeover = segment.takeover
        return takeover is not None and takeover.transition is Transition.FADE_BLACK

    def levels(self, check: Callable[[], None]) -> Levels:
        """Return the levels of the mix before it is mastered; `check` each second."""
        samples = self._timeline.rate.time(self.frames).samples(RATE)
        return levels(mixed(self._timeline, self._media, samples, check))

    def _within(self, span: Span) -> tuple[Segment, ...]:
        first, stop = span
        begin = max(0, bisect_right(self._firsts, first) - 1)
        return self._plan.segments[begin : bisect_right(self._firsts, stop - 1)]

    def _alive(self, segment: Segment) -> list[Span]:
        """Return the frames of a segment, counted in the film, in which a shot of it moves."""
        if segment.takeover:
            return [(segment.first, segment.stop)]
        moving = (shot for shot in segment.shots if self._moves(shot.clip))
        return [
            (
                max(segment.first, segment.first + shot.first),
                min(segment.stop, segment.first + shot.first + shot.frames),
            )
            for shot in moving
        ]

    def _moves(self, clip: PictureClip) -> bool:
        alive = (not isinstance(one, Layer) or one.drift or one.sway for one in clip.layers)
        if clip.motion.begin != clip.motion.end or any(alive):
            return True
        return clip.source is not None and probe.is_video(self._media(clip.source))

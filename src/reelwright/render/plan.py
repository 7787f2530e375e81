"""Which pictures, caption words and frames belong together, decided before any frame is made.

Everything here counts whole frames. Both sides of a cut take the same frame boundary, so every
frame belongs to exactly one clip, or to two while one fades into the other.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from reelwright.model.errors import Invalid
from reelwright.model.time import Rate
from reelwright.model.timeline import Captions, PictureClip, Timeline, Transition

LONGEST_SEGMENT = 20
"""Seconds; a longer stretch is cut, so that encoders side by side never wait long for each other.

Cuts cost bits (a closed group of pictures each), which is why scenes are not cut smaller.
"""


@dataclass(frozen=True, slots=True)
class PlannedClip:
    """A clip in frames: it shows in `[first, stop)` and comes in over its first `fade` frames."""

    clip: PictureClip
    first: int
    stop: int
    fade: int

    def progress(self, frame: int) -> float:
        """Return how far the clip's motion is at `frame`: 0 at its first frame, 1 at its last."""
        return (frame - self.first) / max(1, self.stop - self.first - 1)

    def weight(self, frame: int) -> float:
        """Return how far the clip has come in at `frame`, more than 0 and at most 1."""
        return min(1.0, (frame - self.first + 1) / (self.fade + 1))


@dataclass(frozen=True, slots=True)
class Layer:
    """A clip in a frame: its number on the track, and its share of the picture."""

    clip: int
    weight: float


@dataclass(frozen=True, slots=True)
class Segment:
    """Frames `[first, stop)`, encoded by themselves and joined without encoding again."""

    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class CaptionState:
    """Frames `[first, stop)` in which a cue stands with one of its words being spoken.

    `word` is -1 before the first word; a word stays current until the next begins.
    """

    first: int
    stop: int
    cue: int
    word: int


@dataclass(frozen=True)
class Plan:
    """A timeline in frames."""

    frames: int
    clips: tuple[PlannedClip, ...]
    segments: tuple[Segment, ...]
    captions: tuple[CaptionState, ...]

    @cached_property
    def _firsts(self) -> list[int]:
        return [clip.first for clip in self.clips]

    @cached_property
    def _caption_firsts(self) -> list[int]:
        return [state.first for state in self.captions]

    def layers(self, frame: int) -> tuple[Layer, ...]:
        """Return what shows in `frame`, bottom first; the weights are of each over those below."""
        top = bisect_right(self._firsts, frame) - 1
        weight = self.clips[top].weight(frame)
        below = () if weight == 1 else (Layer(top - 1, 1.0),)
        return (*below, Layer(top, weight))

    def caption(self, frame: int) -> CaptionState | None:
        """Return the caption state of `frame`, if a cue stands in it."""
        found = bisect_right(self._caption_firsts, frame) - 1
        if found < 0 or frame >= self.captions[found].stop:
            return None
        return self.captions[found]


def plan(timeline: Timeline) -> Plan:
    """Return the plan of `timeline`; `Invalid` where it is shorter than one frame."""
    rate = timeline.rate
    frames = rate.frame(timeline.length)
    if frames < 1:
        raise Invalid("The timeline is shorter than one frame; make it longer.")
    clips = tuple(clip for clip in _clips(timeline) if clip.stop > clip.first)
    return Plan(
        frames=frames,
        clips=clips,
        segments=tuple(_segments(clips, frames, rate)),
        captions=tuple(_states(timeline.captions, rate)) if timeline.captions else (),
    )


def _clips(timeline: Timeline) -> list[PlannedClip]:
    return [_clip(clip, number > 0, timeline.rate) for number, clip in enumerate(timeline.pictures)]


def _clip(clip: PictureClip, follows: bool, rate: Rate) -> PlannedClip:
    first, stop = rate.frame(clip.start), rate.frame(clip.stop)
    fades = follows and clip.transition is Transition.CROSSFADE
    fade = rate.frame(clip.start + clip.fade) - first if fades else 0
    return PlannedClip(clip, first, stop, fade)


def _segments(clips: tuple[PlannedClip, ...], frames: int, rate: Rate) -> list[Segment]:
    """Cut where a clip stands alone, so that no fade is encoded twice, and long stretches apart."""
    alone = sorted({0, frames, *(clip.first + clip.fade for clip in clips[1:])})
    longest = max(1, int(LONGEST_SEGMENT * rate.per_second))
    return [part for first, stop in pairwise(alone) for part in _parts(first, stop, longest)]


def _parts(first: int, stop: int, longest: int) -> list[Segment]:
    count = -(-(stop - first) // longest)
    bounds = [first + (stop - first) * part // count for part in range(count + 1)]
    return [Segment(*pair) for pair in pairwise(bounds)]


def _states(captions: Captions, rate: Rate) -> list[CaptionState]:
    states = []
    for number, cue in enumerate(captions.cues):
        stop = rate.frame(cue.stop)
        starts = [rate.frame(cue.start), *(rate.frame(word.start) for word in cue.spoken), stop]
        for word, (begin, end) in enumerate(pairwise(starts), start=-1):
            first, last = max(begin, starts[0]), min(end, stop)
            if first < last:
                states.append(CaptionState(first, last, number, word))
    return states

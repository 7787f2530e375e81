"""Segments, and what each of their frames needs, decided before any frame is made.

Everything here counts whole frames. Both sides of a cut take the same frame boundary, so every
frame belongs to exactly one segment. A segment counts its frames from its own first one and holds
all that they need, so that it is the same value, with the same key, wherever in a film it stands.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

import numpy as np

from reelwright.model.caption import Cue
from reelwright.model.clip import Direction, PictureClip, Transition
from reelwright.model.errors import Invalid
from reelwright.model.ids import Key, content_key
from reelwright.model.overlay import Overlay, Title
from reelwright.model.time import Rate, Time
from reelwright.model.timeline import Timeline
from reelwright.model.value import Json

LONGEST_SEGMENT = 4
"""Seconds; a longer stretch is cut, so that encoders side by side never wait long for each other,
a player can seek, and a changed caption costs no more than this.

Cuts cost bits (a closed group of pictures each), which is why they are no closer.
"""

Laid = TypeVar("Laid", Overlay, Title)
Digest = Callable[[str], str]
"""Gives the hash of the bytes of a source."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a clip is: `progress` from 0 at its first frame to 1 at its last, and its `time`."""

    progress: float
    time: Time


@dataclass(frozen=True, slots=True)
class Shot:
    """A clip seen from a segment: it begins at frame `first` of the segment and has `frames`."""

    clip: PictureClip
    first: int
    frames: int

    def moment(self, frame: int, rate: Rate) -> Moment:
        """Return where the clip is at a frame of the segment."""
        return _moment(frame - self.first, self.frames, rate)


def _moment(played: int, frames: int, rate: Rate) -> Moment:
    return Moment(played / max(1, frames - 1), rate.time(played))


@dataclass(frozen=True, slots=True)
class Takeover:
    """How the second shot of a segment takes over from the first, over `frames` frames.

    `first` is the frame of the segment, not after 0, with which it begins.
    """

    transition: Transition
    direction: Direction
    first: int
    frames: int

    def share(self, frame: int) -> float:
        """Return how far it is at a frame of the segment, more than 0 and less than 1."""
        return (frame - self.first + 1) / (self.frames + 1)


@dataclass(frozen=True, slots=True)
class Standing(Generic[Laid]):
    """An overlay or title over frames `[first, stop)` of a segment, which may reach out of it."""

    what: Laid
    first: int
    stop: int

    def moment(self, frame: int, rate: Rate) -> Moment:
        """Return where it is at a frame of the segment."""
        return _moment(frame - self.first, self.stop - self.first, rate)


@dataclass(frozen=True, slots=True)
class PlannedWord:
    """Characters `[begin, end)` of a cue's text, spoken in frames `[first, stop)` of a segment."""

    begin: int
    end: int
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class PlannedCue:
    """A cue that stands in frames `[first, stop)` of a segment, which may reach out of it."""

    text: str
    words: tuple[PlannedWord, ...]
    first: int
    stop: int


@dataclass(frozen=True, slots=True)
class Segment:
    """`frames` frames from number `first` of the film on, encoded by themselves.

    It has one shot, or two while the second takes over. Overlays, titles and cues are those that
    show in it; of the last none overlap.
    """

    first: int
    frames: int
    shots: tuple[Shot, ...]
    takeover: Takeover | None
    overlays: tuple[Standing[Overlay], ...] = ()
    titles: tuple[Standing[Title], ...] = ()
    cues: tuple[PlannedCue, ...] = ()

    @property
    def stop(self) -> int:
        """The number of the frame of the film after the last."""
        return self.first + self.frames

    @property
    def sources(self) -> tuple[str, ...]:
        """Every media file that shows in it."""
        shown = (source for shot in self.shots for source in shot.clip.sources)
        return tuple(dict.fromkeys((*shown, *(one.what.source for one in self.overlays))))

    def key(self, shared: Json, digest: Digest) -> Key:
        """Return the content key of what the segment shows; not of where in the film it stands.

        `shared` is what all segments of a film have in common: its format and captions' look.
        """
        return content_key(
            shared,
            self.frames,
            [[_described(shot.clip, digest), shot.first, shot.frames] for shot in self.shots],
            asdict(self.takeover) if self.takeover else None,
            [[_described(one.what, digest), one.first, one.stop] for one in self.overlays],
            [[_described(one.what, digest), one.first, one.stop] for one in self.titles],
            [asdict(cue) for cue in self.cues],
        )


@dataclass(frozen=True, slots=True)
class Plan:
    """A timeline in frames: its segments, in order and without gaps."""

    frames: int
    segments: tuple[Segment, ...]


def plan(timeline: Timeline) -> Plan:
    """Return the plan of `timeline`; `Invalid` where it is shorter than one frame."""
    rate = timeline.rate
    frames = rate.frame(timeline.length)
    if frames < 1:
        raise Invalid("The timeline is shorter than one frame; make it longer.")
    tracks = _Tracks(timeline)
    return Plan(frames, tuple(tracks.segment(*span) for span in tracks.spans(frames)))


class _Tracks:
    """The tracks of a timeline in frames of the film."""

    def __init__(self, timeline: Timeline) -> None:
        self._rate = rate = timeline.rate
        self._clips = [
            one
            for number, clip in enumerate(timeline.pictures)
            if (one := _clip(clip, number > 0, rate)).stop > one.first
        ]
        self._overlays = _Row(_stand(one, rate) for one in timeline.overlays)
        self._titles = _Row(_stand(one, rate) for one in timeline.titles)
        cues = timeline.captions.cues if timeline.captions else ()
        self._cues = _Row(_cue(cue, rate) for cue in cues)

    def spans(self, frames: int) -> Iterator[tuple[int, int, int]]:
        """Yield first and stop of each segment, and the number of its last clip.

        Cuts lie where a transition begins and ends, so that it is a segment of its own.
        """
        longest = max(1, int(LONGEST_SEGMENT * self._rate.per_second))
        ends = [clip.first for clip in self._clips[1:]] + [frames]
        for number, (clip, end) in enumerate(zip(self._clips, ends, strict=True)):
            alone = min(end, clip.first + clip.fade)
            for first, stop in ((clip.first, alone), (alone, end)):
                yield from ((*part, number) for part in _parts(first, stop, longest))

    def segment(self, first: int, stop: int, number: int) -> Segment:
        clip = self._clips[number]
        taking = first < clip.first + clip.fade
        return Segment(
            first,
            stop - first,
            tuple(one.shot(first) for one in self._clips[number - taking : number + 1]),
            clip.takeover(first) if taking else None,
            tuple(_moved(one, first) for one in self._overlays.within(first, stop)),
            tuple(_moved(one, first) for one in self._titles.within(first, stop)),
            tuple(_retimed(cue, first) for cue in self._cues.within(first, stop)),
        )


@dataclass(frozen=True, slots=True)
class _Clip:
    clip: PictureClip
    first: int
    stop: int
    fade: int

    def shot(self, origin: int) -> Shot:
        return Shot(self.clip, self.first - origin, self.stop - self.first)

    def takeover(self, origin: int) -> Takeover:
        clip = self.clip
        return Takeover(clip.transition, clip.direction, self.first - origin, self.fade)


def _clip(clip: PictureClip, follows: bool, rate: Rate) -> _Clip:
    first, stop = rate.frame(clip.start), rate.frame(clip.stop)
    fades = follows and clip.transition is not Transition.CUT
    fade = rate.frame(clip.start + clip.fade) - first if fades else 0
    return _Clip(clip, first, stop, fade)


def _parts(first: int, stop: int, longest: int) -> Iterator[tuple[int, int]]:
    count = -(-(stop - first) // longest)
    bounds = [first + (stop - first) * part // count for part in range(count + 1)] if count else []
    return pairwise(bounds)


class _Spanned(Protocol):
    @property
    def first(self) -> int: ...
    @property
    def stop(self) -> int: ...


Spanned = TypeVar("Spanned", bound=_Spanned)


class _Row(Generic[Spanned]):
    """Things on a track, found by where they stand."""

    def __init__(self, things: Iterable[Spanned]) -> None:
        self._things = [thing for thing in things if thing.stop > thing.first]
        self._firsts = np.array([thing.first for thing in self._things], np.int64)
        self._stops = np.array([thing.stop for thing in self._things], np.int64)

    def within(self, first: int, stop: int) -> list[Spanned]:
        """Return what stands in frames `[first, stop)`, in the order of the track."""
        found = np.flatnonzero((self._firsts < stop) & (self._stops > first))
        return [self._things[number] for number in found]


def _stand(laid: Laid, rate: Rate) -> Standing[Laid]:
    return Standing(laid, rate.frame(laid.start), rate.frame(laid.stop))


def _moved(one: Standing[Laid], origin: int) -> Standing[Laid]:
    return replace(one, first=one.first - origin, stop=one.stop - origin)


def _cue(cue: Cue, rate: Rate) -> PlannedCue:
    words = tuple(
        PlannedWord(word.begin, word.end, rate.frame(word.start), rate.frame(word.stop))
        for word in cue.spoken
    )
    return PlannedCue(cue.text, words, rate.frame(cue.start), rate.frame(cue.stop))


def _retimed(cue: PlannedCue, origin: int) -> PlannedCue:
    words = tuple(
        replace(word, first=word.first - origin, stop=word.stop - origin) for word in cue.words
    )
    return PlannedCue(cue.text, words, cue.first - origin, cue.stop - origin)


def _described(value: PictureClip | Overlay | Title, digest: Digest) -> Json:
    """Return a clip as JSON: its sources by their bytes, its place in the film left out."""
    times = {"start", "length", "transition", "direction", "fade"}
    return _digested(value.model_dump(mode="json", exclude=times), digest)


def _digested(data: Json, digest: Digest) -> Json:
    if isinstance(data, dict):
        return {
            name: digest(inner) if name == "source" and inner else _digested(inner, digest)
            for name, inner in data.items()
        }
    return [_digested(inner, digest) for inner in data] if isinstance(data, list) else data

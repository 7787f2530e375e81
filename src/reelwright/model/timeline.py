"""What plays when: pictures and their motion, transitions, captions, sounds, in exact time.

A timeline is all the renderer needs besides the bytes it names. Instants need not lie on frames:
the renderer takes the nearest frame boundary, the same one for both sides of a cut.
"""

from collections.abc import Sequence
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from reelwright.model.brief import LONGEST
from reelwright.model.caption import Captions
from reelwright.model.clip import PictureClip, Transition
from reelwright.model.overlay import Overlay, Title
from reelwright.model.sound import Loudness, SoundClip
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.value import Value

_FINEST = 2**31 - 1
"""MP4 counts time in 32-bit fractions of a second, FFmpeg in signed ones."""

MOST_AT_ONCE = 64
"""Overlays, or titles, over any one frame."""

Side = Annotated[int, Field(ge=64, le=8_192, multiple_of=2)]


class Timeline(Value):
    """What plays when, for a frame of `width` by `height` pixels at `rate`."""

    version: Literal[1] = 1
    width: Side
    height: Side
    rate: Rate = Rate.of(30)
    length: Time
    pictures: Annotated[tuple[PictureClip, ...], Field(min_length=1, max_length=10_000)]
    overlays: Annotated[tuple[Overlay, ...], Field(max_length=10_000)] = ()
    titles: Annotated[tuple[Title, ...], Field(max_length=10_000)] = ()
    captions: Captions | None = None
    sounds: Annotated[tuple[SoundClip, ...], Field(max_length=10_000)] = ()
    loudness: Loudness = Loudness()

    @model_validator(mode="after")
    def _lasts(self) -> Self:
        if not ZERO < self.length <= LONGEST:
            raise ValueError(f"A timeline lasts more than 0 and at most {LONGEST.write()} seconds.")
        if not 1 <= self.rate.per_second <= 240:
            raise ValueError("A frame rate lies between 1 and 240 frames per second.")
        if self.rate.per_second.numerator > _FINEST:
            raise ValueError("A frame rate is a ratio of numbers below 2**31, such as 30000/1001.")
        return self

    @model_validator(mode="after")
    def _pictures_cover(self) -> Self:
        playing_until = alone_from = ZERO
        for number, clip in enumerate(self.pictures):
            _joins(number, clip, playing_until, alone_from)
            playing_until, alone_from = clip.stop, clip.start + _overlap(number, clip)
        if playing_until != self.length:
            raise ValueError(
                f"The pictures end at {playing_until.write()} s, the timeline at "
                f"{self.length.write()} s; they must end together."
            )
        return self

    @model_validator(mode="after")
    def _all_lie_within(self) -> Self:
        for track, clips in self._placed.items():
            for number, clip in enumerate(clips):
                if clip.start < ZERO or clip.length <= ZERO or clip.stop > self.length:
                    raise ValueError(f"{track}[{number}] does not lie within the timeline.")
        return self

    @model_validator(mode="after")
    def _few_at_once(self) -> Self:
        for track, clips in (("overlays", self.overlays), ("titles", self.titles)):
            edges = [(clip.start, 1) for clip in clips] + [(clip.stop, -1) for clip in clips]
            standing = 0
            for instant, change in sorted(edges):
                standing += change
                if standing > MOST_AT_ONCE:
                    raise ValueError(
                        f"More than {MOST_AT_ONCE} {track} stand at {instant.write()} s; "
                        "show fewer at once, or lay them into one picture first."
                    )
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """Every media file that is named, each once."""
        pictures = (source for clip in self.pictures for source in clip.sources)
        laid = (overlay.source for overlay in self.overlays)
        return tuple(dict.fromkeys((*pictures, *laid, *(clip.source for clip in self.sounds))))

    @property
    def _placed(self) -> dict[str, Sequence[Overlay | Title | SoundClip]]:
        return {"overlays": self.overlays, "titles": self.titles, "sounds": self.sounds}


def _overlap(number: int, clip: PictureClip) -> Time:
    return ZERO if clip.transition is Transition.CUT or not number else clip.fade


def _joins(number: int, clip: PictureClip, playing_until: Time, alone_from: Time) -> None:
    overlap = _overlap(number, clip)
    if clip.length <= ZERO or not ZERO <= overlap <= clip.length:
        raise ValueError(f"pictures[{number}] must last more than 0 s, and longer than its fade.")
    if clip.start != playing_until - overlap:
        raise ValueError(
            f"pictures[{number}] starts at {clip.start.write()} s; it must start at "
            f"{(playing_until - overlap).write()} s, where the one before it hands over."
        )
    if clip.start < alone_from:
        raise ValueError(f"pictures[{number}] fades in before pictures[{number - 1}] has.")

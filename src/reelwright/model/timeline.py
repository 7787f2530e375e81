"""What plays when: pictures and their motion, transitions, captions, sounds, in exact time.

A timeline is all the renderer needs besides the bytes it names. Instants need not lie on frames:
the renderer takes the nearest frame boundary, the same one for both sides of a cut.
"""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from reelwright.model.brief import LONGEST, CaptionStyle, Language
from reelwright.model.time import ZERO, Rate, Time
from reelwright.model.value import Value

Source = Annotated[str, StringConstraints(min_length=1, max_length=1_024)]
"""A media file: a content key, or a path beside the timeline's own file."""
Fraction01 = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Ease(StrEnum):
    """How a motion passes from its beginning to its end."""

    LINEAR = "linear"
    SMOOTH = "smooth"  # starts and ends at rest


class Framing(Value):
    """The part of a picture that fills the frame.

    `x` and `y` are the centre in fractions of the picture, from its top left; `zoom` 1 shows as
    much of the picture as fills the frame. A framing that would leave the picture is held inside.
    """

    x: Fraction01 = 0.5
    y: Fraction01 = 0.5
    zoom: Annotated[float, Field(ge=1, le=8, allow_inf_nan=False)] = 1.0


class Motion(Value):
    """How the framing moves while a clip plays."""

    begin: Framing = Framing()
    end: Framing = Framing()
    ease: Ease = Ease.SMOOTH


class Transition(StrEnum):
    """How a clip takes over from the one before it."""

    CUT = "cut"
    CROSSFADE = "crossfade"


class PictureClip(Value):
    """A picture on the picture track, from `start` for `length`.

    With a crossfade it comes in during its first `fade`, over the clip before it, which must still
    be playing then.
    """

    start: Time
    length: Time
    source: Source
    motion: Motion = Motion()
    transition: Transition = Transition.CUT
    fade: Time = ZERO

    @property
    def stop(self) -> Time:
        """The instant at which the clip has ended."""
        return self.start + self.length


class SoundRole(StrEnum):
    """What a sound is in the mix: music makes room for speech."""

    SPEECH = "speech"
    MUSIC = "music"
    EFFECT = "effect"


class Loop(Value):
    """How a sound repeats: after `end` it goes on from `start`, crossfaded over `crossfade`."""

    start: Time
    end: Time
    crossfade: Time = ZERO

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if not ZERO <= self.start < self.end:
            raise ValueError("A loop ends after it starts.")
        if not ZERO <= self.crossfade <= self.end - self.start:
            raise ValueError("A loop's crossfade is no longer than the loop.")
        return self


class SoundClip(Value):
    """A sound from `start` for `length`, taken from `offset` within its file, at `gain` dB."""

    start: Time
    length: Time
    source: Source
    role: SoundRole
    offset: Time = ZERO
    gain: Annotated[float, Field(ge=-60, le=24, allow_inf_nan=False)] = 0.0
    fade_in: Time = ZERO
    fade_out: Time = ZERO
    loop: Loop | None = None

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if min(self.offset, self.fade_in, self.fade_out) < ZERO:
            raise ValueError("A sound's offset and fades are 0 seconds or more.")
        return self

    @property
    def stop(self) -> Time:
        """The instant at which the clip has ended."""
        return self.start + self.length


class CueWord(Value):
    """A word of a cue: where it stands in the cue's text, and when it is spoken."""

    begin: int
    end: int
    start: Time
    stop: Time


class Cue(Value):
    """One caption: a text that stands from `start` to `stop`, and the times of its words."""

    start: Time
    stop: Time
    text: Annotated[str, StringConstraints(min_length=1, max_length=2_000)]
    words: tuple[CueWord, ...] = ()

    @property
    def spoken(self) -> tuple[CueWord, ...]:
        """The words, or the whole text as one where nobody timed them."""
        whole = CueWord(begin=0, end=len(self.text), start=self.start, stop=self.stop)
        return self.words or (whole,)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.stop <= self.start:
            raise ValueError("A cue stops after it starts.")
        last = 0
        for word in self.words:
            if not last <= word.begin < word.end <= len(self.text):
                raise ValueError("A cue's words stand in order within its text.")
            last = word.end
        if any(later.start < word.start for word, later in pairwise(self.words)):
            raise ValueError("A cue's words are spoken in the order they stand in.")
        return self


class Captions(Value):
    """The caption track: one style and language, and cues in order, none overlapping."""

    style: CaptionStyle = CaptionStyle.KARAOKE
    language: Language = Language.ENGLISH
    cues: tuple[Cue, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for earlier, later in zip(self.cues, self.cues[1:], strict=False):
            if later.start < earlier.stop:
                raise ValueError(f"The cue {later.text[:40]!r} starts before the last one stops.")
        return self


class Loudness(Value):
    """What the mix is brought to: LUFS over the whole film, and the highest true peak in dBTP."""

    integrated: Annotated[float, Field(ge=-40, le=-5, allow_inf_nan=False)] = -14.0
    true_peak: Annotated[float, Field(ge=-20, le=-0.1, allow_inf_nan=False)] = -1.0


_FINEST = 2**31 - 1
"""MP4 counts time in 32-bit fractions of a second, FFmpeg in signed ones."""

Side = Annotated[int, Field(ge=64, le=8_192, multiple_of=2)]


class Timeline(Value):
    """What plays when, for a frame of `width` by `height` pixels at `rate`."""

    version: Literal[1] = 1
    width: Side
    height: Side
    rate: Rate = Rate.of(30)
    length: Time
    pictures: Annotated[tuple[PictureClip, ...], Field(min_length=1, max_length=10_000)]
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
    def _sounds_lie_within(self) -> Self:
        for number, clip in enumerate(self.sounds):
            if clip.start < ZERO or clip.length <= ZERO or clip.stop > self.length:
                raise ValueError(f"sounds[{number}] does not lie within the timeline.")
        return self


def _overlap(number: int, clip: PictureClip) -> Time:
    return clip.fade if clip.transition is Transition.CROSSFADE and number else ZERO


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

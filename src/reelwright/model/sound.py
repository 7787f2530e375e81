"""Clips of sound: what they are in the mix, how they fade and loop, and how loud the mix is."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from reelwright.model.ids import Source
from reelwright.model.time import ZERO, Time
from reelwright.model.value import Value


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


_Gain = Annotated[float, Field(ge=-60, le=24, allow_inf_nan=False)]


class GainPoint(Value):
    """A level of a sound, in dB, `at` an instant counted from the start of its clip."""

    at: Time
    gain: _Gain


class SoundClip(Value):
    """A sound from `start` for `length`, taken from `offset` within its file, at `gain` dB.

    The `envelope` moves that gain, by straight lines in dB from point to point, and stands before
    the first and after the last. A clip that is `muted` is as if it were not there.
    """

    start: Time
    length: Time
    source: Source
    role: SoundRole
    offset: Time = ZERO
    gain: _Gain = 0.0
    envelope: Annotated[tuple[GainPoint, ...], Field(max_length=10_000)] = ()
    muted: bool = False
    fade_in: Time = ZERO
    fade_out: Time = ZERO
    loop: Loop | None = None

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if min(self.offset, self.fade_in, self.fade_out) < ZERO:
            raise ValueError("A sound's offset and fades are 0 seconds or more.")
        if any(later.at <= point.at for point, later in pairwise(self.envelope)):
            raise ValueError("The points of an envelope follow one another in time.")
        return self

    @property
    def stop(self) -> Time:
        """The instant at which the clip has ended."""
        return self.start + self.length


class Loudness(Value):
    """What the mix is brought to: LUFS over the whole film, and the highest true peak in dBTP."""

    integrated: Annotated[float, Field(ge=-40, le=-5, allow_inf_nan=False)] = -14.0
    true_peak: Annotated[float, Field(ge=-20, le=-0.1, allow_inf_nan=False)] = -1.0

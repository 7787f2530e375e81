"""Captions: cues and their words in time, and how they look."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from reelwright.model.brief import CaptionStyle, Language
from reelwright.model.time import Time
from reelwright.model.value import Value

Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$")]
"""Red, green, blue and, if given, alpha: `#RRGGBB` or `#RRGGBBAA`."""


class Across(StrEnum):
    """Where captions stand from left to right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


class Down(StrEnum):
    """Where captions stand from top to bottom."""

    TOP = "top"
    CENTER = "center"
    BOTTOM = "bottom"


class CaptionLook(Value):
    """What is asked of the look of captions; what is None, the style decides.

    Sizes are in pixels of the frame: `size` of the type (its em), `outline_width` all round and
    `shadow_offset` downwards.
    """

    across: Across = Across.CENTER
    down: Down = Down.BOTTOM
    font: Annotated[str, StringConstraints(max_length=100)] | None = None
    size: Annotated[float, Field(ge=6, le=300, allow_inf_nan=False)] | None = None
    colour: Colour | None = None
    lit: Colour | None = None
    """The word being spoken."""
    outline: Colour | None = None
    outline_width: Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)] | None = None
    shadow: Colour | None = None
    shadow_offset: Annotated[float, Field(ge=0, le=20, allow_inf_nan=False)] | None = None
    box: Colour | None = None


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
    look: CaptionLook = CaptionLook()
    cues: tuple[Cue, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        for earlier, later in zip(self.cues, self.cues[1:], strict=False):
            if later.start < earlier.stop:
                raise ValueError(f"The cue {later.text[:40]!r} starts before the last one stops.")
        return self

"""What lies over the pictures: pictures and videos in boxes, titles and lower thirds."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from reelwright.model.brief import Language
from reelwright.model.clip import Fit
from reelwright.model.ids import Source
from reelwright.model.motion import Ease, Fraction01
from reelwright.model.time import ZERO, Time
from reelwright.model.value import Value

_Place = Annotated[float, Field(ge=-4, le=4, allow_inf_nan=False)]
_Share = Annotated[float, Field(gt=0, le=4, allow_inf_nan=False)]


class Box(Value):
    """Where something lies: its centre and size in fractions of the frame's width and height.

    Without a `height` a box has the shape of what lies in it. It may reach out of the frame.
    """

    x: _Place = 0.5
    y: _Place = 0.5
    width: _Share = 1.0
    height: _Share | None = None
    angle: Annotated[float, Field(ge=-360, le=360, allow_inf_nan=False)] = 0.0
    """Degrees clockwise."""


class Overlay(Value):
    """A still or a video, with its alpha, over the pictures; later overlays lie over earlier ones.

    It moves and grows from `begin` to `end`, where that is given. A video plays from `offset` on,
    and stands, or repeats, at its end.
    """

    start: Time
    length: Time
    source: Source
    offset: Time = ZERO
    repeat: bool = False
    begin: Box = Box()
    end: Box | None = None
    ease: Ease = Ease.SMOOTH
    fit: Fit = Fit.CONTAIN
    opacity: Fraction01 = 1.0
    fade_in: Time = ZERO
    fade_out: Time = ZERO

    @property
    def stop(self) -> Time:
        """The instant at which the overlay has gone."""
        return self.start + self.length

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        _check("An overlay", self, offset=self.offset)
        return self


class TitleKind(StrEnum):
    """What a title is for, which decides where it stands and how it is set."""

    TITLE = "title"  # the middle of the frame
    LOWER_THIRD = "lower-third"  # a name and what it is, at the lower left


class Title(Value):
    """A text over the pictures and overlays, with a smaller second line where there is one."""

    start: Time
    length: Time
    text: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    second: Annotated[str, StringConstraints(max_length=500)] = ""
    kind: TitleKind = TitleKind.TITLE
    language: Language = Language.ENGLISH
    fade_in: Time = Time.of("0.4")
    fade_out: Time = Time.of("0.4")

    @property
    def stop(self) -> Time:
        """The instant at which the title has gone."""
        return self.start + self.length

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        _check("A title", self)
        return self


def _check(name: str, placed: Overlay | Title, *, offset: Time = ZERO) -> None:
    if min(offset, placed.fade_in, placed.fade_out) < ZERO:
        raise ValueError(f"{name}'s offset and fades are 0 seconds or more.")
    if placed.fade_in + placed.fade_out > placed.length:
        raise ValueError(f"{name}'s fades are longer than it is there.")

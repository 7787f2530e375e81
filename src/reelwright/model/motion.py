"""How a framing moves over a picture: where it begins and ends, and how it eases between."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reelwright.model.value import Value

Fraction01 = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Ease(StrEnum):
    """How a motion passes from its beginning to its end."""

    LINEAR = "linear"
    SMOOTH = "smooth"  # starts and ends at rest
    IN = "in"  # starts at rest
    OUT = "out"  # ends at rest


class Framing(Value):
    """The part of a picture that fills the frame.

    `x` and `y` are the centre in fractions of the picture, from its top left; `zoom` 1 shows as
    much of the picture as fills the frame; `angle` turns the camera, in degrees clockwise, so that
    the picture turns the other way. A framing that would leave the picture is held inside.
    """

    x: Fraction01 = 0.5
    y: Fraction01 = 0.5
    zoom: Annotated[float, Field(ge=1, le=8, allow_inf_nan=False)] = 1.0
    angle: Annotated[float, Field(ge=-180, le=180, allow_inf_nan=False)] = 0.0


class Motion(Value):
    """How the framing moves while a clip plays.

    Zoom, pan, tilt, turn and hold are all a framing to begin with and one to end with; a push is a
    zoom towards what stands off the centre.
    """

    begin: Framing = Framing()
    end: Framing = Framing()
    ease: Ease = Ease.SMOOTH

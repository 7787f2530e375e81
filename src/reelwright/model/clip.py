"""Clips of the picture track: a still, a video or a stack, and how one follows another."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from reelwright.model.ids import Source
from reelwright.model.motion import Fraction01, Motion
from reelwright.model.time import ZERO, Time
from reelwright.model.value import Value

_Speed = Annotated[float, Field(ge=-4, le=4, allow_inf_nan=False)]


class Transition(StrEnum):
    """How a clip takes over from the one before it."""

    CUT = "cut"
    CROSSFADE = "crossfade"
    FADE_BLACK = "fade-black"  # out to black, then in from it
    FADE_WHITE = "fade-white"
    WIPE = "wipe"  # an edge passes over the frame, the new clip behind it
    SLIDE = "slide"  # the new clip comes in over the old one, which stays
    PUSH = "push"  # the new clip pushes the old one out
    DISSOLVE = "dissolve"  # the brightest parts of the new clip come first


class Direction(StrEnum):
    """Which way an edge, or a clip coming in, moves."""

    LEFT = "left"
    RIGHT = "right"
    UP = "up"
    DOWN = "down"


class Fit(StrEnum):
    """How a picture of another shape than its place is fitted to it."""

    COVER = "cover"  # fills it, the rest is out of sight
    CONTAIN = "contain"  # all of it shows, on black


class Drift(Value):
    """A layer that moves by itself: `x` and `y` are widths and heights of it per second."""

    x: _Speed = 0.0
    y: _Speed = 0.0


class Sway(Value):
    """A layer that swings from side to side about its foot, as grass and trees do in wind.

    `reach` is how far its top goes, in widths of the layer; `period` is one swing in seconds.
    """

    reach: Annotated[float, Field(ge=0, le=0.2, allow_inf_nan=False)] = 0.0
    period: Annotated[float, Field(ge=0.2, le=60, allow_inf_nan=False)] = 4.0


class Layer(Value):
    """A picture of a stack, of the stack's shape, with alpha where those below show through.

    `depth` is how far it follows the camera: 0 is the sky, which stands still, 1 is where a plain
    picture lies, more is nearer. A layer that drifts goes on at its other side where it ends.
    """

    source: Source
    depth: Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)] = 1.0
    opacity: Fraction01 = 1.0
    drift: Drift | None = None
    sway: Sway | None = None


class Weather(StrEnum):
    """What is in the air, or on the sky."""

    SNOW = "snow"
    RAIN = "rain"
    DUST = "dust"
    EMBERS = "embers"
    LEAVES = "leaves"
    BUBBLES = "bubbles"
    STARS = "stars"  # they twinkle where they are


class Particles(Value):
    """Particles between the layers of a stack: `amount` 1 is as many as look well."""

    weather: Weather
    amount: Annotated[float, Field(gt=0, le=4, allow_inf_nan=False)] = 1.0
    depth: Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)] = 1.0
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0


class PictureClip(Value):
    """A clip on the picture track, from `start` for `length`.

    It is a `source`, still or video, or a stack of `layers`, the farthest first. A video plays from
    `offset` on; when it ends its last frame stands, or, with `repeat`, it goes on from its
    beginning. With any transition but a cut the clip comes in during its first `fade`, over the
    clip before it, which must still be playing then.
    """

    start: Time
    length: Time
    source: Source | None = None
    layers: Annotated[tuple[Layer | Particles, ...], Field(max_length=32)] = ()
    offset: Time = ZERO
    repeat: bool = False
    fit: Fit = Fit.COVER
    motion: Motion = Motion()
    transition: Transition = Transition.CUT
    direction: Direction = Direction.LEFT
    fade: Time = ZERO

    @property
    def stop(self) -> Time:
        """The instant at which the clip has ended."""
        return self.start + self.length

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every media file the clip is made of."""
        layers = (layer.source for layer in self.layers if isinstance(layer, Layer))
        return (*layers, *([self.source] if self.source is not None else []))

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if (self.source is None) == (not self.layers):
            raise ValueError("A clip has either a source or layers.")
        if self.layers and not isinstance(self.layers[0], Layer):
            raise ValueError("The first layer of a stack is a picture.")
        if self.offset < ZERO:
            raise ValueError("A clip's offset is 0 seconds or more.")
        return self

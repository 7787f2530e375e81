"""Clips of the picture track: a still, a video or a stack, and how one follows another."""

from enum import StrEnum
from typing import Self

from pydantic import model_validator

from reelwright.model.ids import Source
from reelwright.model.motion import Motion
from reelwright.model.stack import Layer, Stack
from reelwright.model.time import ZERO, Time
from reelwright.model.value import Value


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
    layers: Stack = ()
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

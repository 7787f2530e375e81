"""A stack: pictures behind each other and what falls between them, for a camera to move through."""

from enum import StrEnum
from typing import Annotated, TypeAlias

from pydantic import Field

from reelwright.model.ids import Source
from reelwright.model.value import Value

_Speed = Annotated[float, Field(ge=-4, le=4, allow_inf_nan=False)]
_Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Drift(Value):
    """A layer that moves by itself: `x` and `y` are widths and heights of it per second.

    Where it ends it goes on at its other side or, `mirrored`, as its own mirror image, which joins
    it without a seam whatever it shows.
    """

    x: _Speed = 0.0
    y: _Speed = 0.0
    mirrored: bool = False


class Sway(Value):
    """A layer that swings, one swing in `period` seconds.

    It does so from side to side about its foot, as grass and trees do in wind; `reach` is how far
    its top goes, in widths of the layer. With a `horizon`, a share of its height from the top, it
    swings as water does instead: in waves that come nearer from there and grow, up and down and
    from side to side, by `reach` at most where they leave it at the foot.
    """

    reach: Annotated[float, Field(ge=0, le=0.2, allow_inf_nan=False)] = 0.0
    period: Annotated[float, Field(ge=0.2, le=60, allow_inf_nan=False)] = 4.0
    horizon: Annotated[float, Field(ge=0, lt=1, allow_inf_nan=False)] | None = None


class Layer(Value):
    """A picture of a stack, of the stack's shape, with alpha where those below show through.

    `depth` is how far it follows the camera: 0 is the sky, which stands still, 1 is where a plain
    picture lies, more is nearer.
    """

    source: Source
    depth: Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)] = 1.0
    opacity: _Share = 1.0
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
    RAYS = "rays"  # of light through the air, which come and go


class Particles(Value):
    """Particles between the layers of a stack: `amount` 1 is as many as look well.

    `side` is where light comes from, for what is a ray of it: -1 is the left of the frame, 1 the
    right, and it stands above.
    """

    weather: Weather
    amount: Annotated[float, Field(gt=0, le=4, allow_inf_nan=False)] = 1.0
    depth: Annotated[float, Field(ge=0, le=4, allow_inf_nan=False)] = 1.0
    seed: Annotated[int, Field(ge=0, lt=2**63)] = 0
    side: Annotated[float, Field(ge=-1, le=1, allow_inf_nan=False)] = 0.0


Stack: TypeAlias = Annotated[tuple[Layer | Particles, ...], Field(max_length=32)]
"""Layers and what is between them, the farthest first."""

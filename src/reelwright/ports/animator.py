"""Making pictures live: image to motion, for a camera to move through."""

from dataclasses import dataclass
from typing import Protocol

from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.stack import Drift, Particles, Sway
from reelwright.ports.visual import MadeLife


@dataclass(frozen=True, slots=True)
class AnimatorModel:
    """One way of making pictures move: its id (`offline:parallax`) and a line about it.

    `living` says whether it lets what is in a picture move; then the picture is painted for that.
    """

    id: str
    about: str
    living: bool = True


@dataclass(frozen=True, slots=True)
class AnimationRequest:
    """A picture to bring to life, as a PNG, JPEG or WebP.

    `life` is what its maker knows of it, None for any picture from elsewhere. `model` is one of the
    animator's, or `default`, its usual one. `seed` is for what is left to chance.
    """

    picture: bytes
    life: MadeLife | None = None
    model: str = "default"
    seed: int = 0


@dataclass(frozen=True, slots=True)
class MadeLayer:
    """A layer as made: a PNG of the picture's size, with alpha unless it is the farthest.

    The rest is as in `model.stack.Layer`.
    """

    png: bytes
    depth: float
    opacity: float = 1.0
    drift: Drift | None = None
    sway: Sway | None = None


@dataclass(frozen=True, slots=True)
class MadeAnimation:
    """What a picture became: a stack, the farthest first; empty where the camera alone moves."""

    stack: tuple[MadeLayer | Particles, ...]
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()


class Animator(Protocol):
    """Makes pictures live. The same request gives the same bytes."""

    @property
    def models(self) -> tuple[AnimatorModel, ...]:
        """The ways it can, the usual one first."""
        ...

    async def animate(self, request: AnimationRequest) -> MadeAnimation:
        """Return the picture in layers that, at rest, look as it does.

        Raises `Invalid` for a model it does not have, and for what is no picture.
        """
        ...

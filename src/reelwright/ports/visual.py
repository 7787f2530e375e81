"""Making pictures from words."""

from dataclasses import dataclass
from typing import Protocol

from reelwright.model.brief import Quality, Size, Style
from reelwright.model.provenance import Degradation, Provenance
from reelwright.model.stack import Particles


@dataclass(frozen=True, slots=True)
class VisualModel:
    """One way of making pictures: its id (`offline:painter`) and a line about it."""

    id: str
    about: str


@dataclass(frozen=True, slots=True)
class PictureRequest:
    """A picture to make.

    `words` say what it shows, in any language. `size` is what comes back, to the pixel. `seed` is
    this picture's own, `film_seed` is shared by all pictures of a film, so that what recurs can
    keep its looks. A picture that is to be `living` comes with its `life`, if its maker can, and
    without what will move through it.
    """

    words: str
    style: Style
    size: Size
    seed: int
    film_seed: int = 0
    quality: Quality = Quality.MEDIUM
    living: bool = False


@dataclass(frozen=True, slots=True)
class MadeLife:
    """What of a picture can move, known by who made it.

    `relief` is a 16-bit grey PNG of the picture's size, how far away things are: 0 at half a metre,
    65535 at the sky, and equal steps for equal ratios (`RELIEF` to one). `water` is an 8-bit one,
    255 where water is seen. `air` is what falls or floats in it; `mist` how much of it lies about,
    0 to 1; `sky` whether the clouds drift; `wind` whether what is near sways.
    """

    relief: bytes
    water: bytes | None = None
    air: tuple[Particles, ...] = ()
    mist: float = 0.0
    sky: bool = False
    wind: bool = False


RELIEF = 2e5
"""From the eye's half metre to the edge of the sky, at a hundred kilometres."""


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture as made: a PNG of the size asked for, 8-bit sRGB without alpha."""

    png: bytes
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()
    life: MadeLife | None = None


class Visual(Protocol):
    """Makes pictures. The same request gives the same bytes; another seed, another picture."""

    @property
    def models(self) -> tuple[VisualModel, ...]:
        """The ways it can make pictures, the usual one first."""
        ...

    async def picture(self, request: PictureRequest) -> MadePicture:
        """Return the picture asked for; what it could not show is said in `degradations`."""
        ...

"""Making pictures from words."""

from dataclasses import dataclass
from typing import Protocol

from reelwright.model.asset import Degradation, Provenance
from reelwright.model.brief import Quality, Size, Style


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
    keep its looks.
    """

    words: str
    style: Style
    size: Size
    seed: int
    film_seed: int = 0
    quality: Quality = Quality.MEDIUM


@dataclass(frozen=True, slots=True)
class MadePicture:
    """A picture as made: a PNG of the size asked for, 8-bit sRGB without alpha."""

    png: bytes
    provenance: Provenance
    degradations: tuple[Degradation, ...] = ()


class Visual(Protocol):
    """Makes pictures. The same request gives the same bytes; another seed, another picture."""

    @property
    def models(self) -> tuple[VisualModel, ...]:
        """The ways it can make pictures, the usual one first."""
        ...

    async def picture(self, request: PictureRequest) -> MadePicture:
        """Return the picture asked for; what it could not show is said in `degradations`."""
        ...

"""What draws the layers and particles of a stack: compiled by numba, or in numpy alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol

from reelwright.render import kernels
from reelwright.render.particles.sprites import Sprites
from reelwright.render.pixels import Pixels
from reelwright.render.sampling import Counts, Hidden, Place


class DrawLayer(Protocol):
    """Lays planes of a layer over those of a frame; see `kernels.stack.draw`."""

    def __call__(  # noqa: D102 - the class says it
        self,
        into: Sequence[Pixels],
        alpha: Pixels,
        ink: Sequence[Pixels],
        tiles: Pixels,
        place: Place,
    ) -> None: ...


Mark = Callable[[Counts, tuple[int, int], Place, Hidden], Pixels]
"""Says what to do with each tile of a frame; see `kernels.tiles.mark`."""

DrawSprites = Callable[[Sprites, tuple[Pixels, Pixels, Pixels]], None]
"""Draws sprites over luma and the two chroma planes of a frame; see `kernels.sprites.draw`."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """One way of drawing stacks; all give the same pixels within one code value."""

    mark: Mark
    layer: DrawLayer
    sprites: DrawSprites


_SUFFIXES = {"numba": "", "opencv": "_plain"}


def drawing(name: str | None = None) -> Drawing:
    """Return the drawing of the kernels called `name`, by default those of this process.

    What has to be compiled is compiled now, or loaded from where it was kept.
    """
    suffix = _SUFFIXES[name or kernels.current().name]
    tiles, stack, sprites = (
        import_module(f"reelwright.render.kernels.{module}{suffix}")
        for module in ("tiles", "stack", "sprites")
    )
    return Drawing(tiles.mark, stack.draw, sprites.draw)

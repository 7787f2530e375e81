"""The canvas that all of a film is composed on: its size in pixels and its frame rate."""

from dataclasses import dataclass

from reelwright.model.time import Rate


@dataclass(frozen=True, slots=True)
class Canvas:
    """Frames of `width` by `height` pixels, both even, at `rate`."""

    width: int
    height: int
    rate: Rate

    @property
    def size(self) -> tuple[int, int]:
        """Width and height."""
        return self.width, self.height

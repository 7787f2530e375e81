"""What a caption style decides: which words show, in what colour, and how large they are set."""

from collections.abc import Callable
from dataclasses import dataclass

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""

WHITE: Colour = (255, 255, 255)
LIT: Colour = (255, 214, 10)


@dataclass(frozen=True, slots=True)
class Style:
    """A caption style.

    `colours(words, current)` gives each word's colour, None where it does not show; `current` is
    the word being spoken, -1 before the first. `scale` enlarges the type. With `alone` only the
    current word is set, by itself.
    """

    colours: Callable[[int, int], tuple[Colour | None, ...]]
    scale: float = 1.0
    alone: bool = False

"""Word: one word at a time, large."""

from reelwright.render.captions.look import WHITE, Colour, Style


def colours(words: int, current: int) -> tuple[Colour | None, ...]:
    """Return white for the word being spoken alone."""
    return tuple(WHITE if word == current else None for word in range(words))


STYLE = Style(colours, scale=1.45, alone=True)

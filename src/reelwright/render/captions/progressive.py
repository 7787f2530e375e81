"""Progressive: words appear as they are spoken, and stay."""

from reelwright.render.captions.look import WHITE, Colour, Style


def colours(words: int, current: int) -> tuple[Colour | None, ...]:
    """Return white for the words spoken so far and nothing for those to come."""
    return tuple(WHITE if word <= current else None for word in range(words))


STYLE = Style(colours)

"""Classic: the whole line stands while it is spoken."""

from reelwright.render.captions.look import WHITE, Colour, Style


def colours(words: int, _current: int) -> tuple[Colour | None, ...]:
    """Return white for every word."""
    return (WHITE,) * words


STYLE = Style(colours)

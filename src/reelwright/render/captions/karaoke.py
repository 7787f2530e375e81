"""Karaoke: the whole line stands, the word being spoken is lit."""

from reelwright.render.captions.look import LIT, WHITE, Colour, Style


def colours(words: int, current: int) -> tuple[Colour | None, ...]:
    """Return white for every word but the one being spoken."""
    return tuple(LIT if word == current else WHITE for word in range(words))


STYLE = Style(colours)

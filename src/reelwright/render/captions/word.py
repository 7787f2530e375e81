"""Word: one word at a time, large."""

from reelwright.render.captions.look import Style, Tone


def tones(words: int, current: int) -> tuple[Tone | None, ...]:
    """Return the plain tone for the word being spoken alone."""
    return tuple(Tone.PLAIN if word == current else None for word in range(words))


STYLE = Style(tones, scale=1.45, alone=True)

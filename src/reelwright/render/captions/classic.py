"""Classic: the whole line stands while it is spoken."""

from reelwright.render.captions.look import Style, Tone


def tones(words: int, _current: int) -> tuple[Tone | None, ...]:
    """Return the plain tone for every word."""
    return (Tone.PLAIN,) * words


STYLE = Style(tones)

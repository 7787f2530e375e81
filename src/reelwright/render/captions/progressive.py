"""Progressive: words appear as they are spoken, and stay."""

from reelwright.render.captions.look import Style, Tone


def tones(words: int, current: int) -> tuple[Tone | None, ...]:
    """Return the plain tone for the words spoken so far and nothing for those to come."""
    return tuple(Tone.PLAIN if word <= current else None for word in range(words))


STYLE = Style(tones)

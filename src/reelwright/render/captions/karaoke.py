"""Karaoke: the whole line stands, the word being spoken is lit."""

from reelwright.render.captions.look import Style, Tone


def tones(words: int, current: int) -> tuple[Tone | None, ...]:
    """Return the plain tone for every word but the one being spoken."""
    return tuple(Tone.LIT if word == current else Tone.PLAIN for word in range(words))


STYLE = Style(tones)

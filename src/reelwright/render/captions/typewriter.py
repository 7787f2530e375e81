"""Typewriter: words are typed while they are spoken, before a caret, each letter in its place."""

from reelwright.render.captions.look import Beat, Style
from reelwright.render.captions.progressive import tones


def step(played: int, beat: Beat) -> int:
    """Return how many graphemes of the word are typed: one at once, all in its last frame."""
    if played + 1 >= beat.frames:
        return beat.graphemes
    return min(beat.graphemes, max(1, beat.graphemes * (played + 1) // beat.frames))


STYLE = Style(tones, typed=True, step=step)

"""Pop: a word is lit as it is spoken, and for a moment larger than the line it stands in."""

from math import ceil, pi, sin

from reelwright.model.time import Rate
from reelwright.render.captions.karaoke import tones
from reelwright.render.captions.look import Beat, Style

LENGTH = 1 / 6
"""Seconds a word is larger for: five frames of thirty."""

PEAK = 1.15
"""How many times its size a word has when it is largest."""

_HASTE = 0.66  # below 1 the word grows faster than it shrinks: it is largest after a third of it


def step(played: int, beat: Beat) -> int:
    """Return the frames since the word began, no more than it is larger for."""
    return min(played, ceil(LENGTH * beat.rate.per_second))


def growth(step: int, rate: Rate) -> float:
    """Return how many times its size a word has `step` frames after it began.

    It starts and ends at rest, at 1, and passes `PEAK` after a third of `LENGTH`.
    """
    share = min(1.0, float(step / rate.per_second) / LENGTH)
    return 1 + (PEAK - 1) * sin(pi * share**_HASTE) ** 2


STYLE = Style(tones, step=step, growth=growth)

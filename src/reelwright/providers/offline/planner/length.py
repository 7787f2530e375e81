"""How long scenes last: the time to read them aloud, and sharing out a length asked for."""

import re
from collections.abc import Sequence
from fractions import Fraction

from reelwright.providers.offline.planner.texts.tongue import Pace

AIR = Fraction(1)
"""Seconds a scene stands around its narration: a quarter before it, a quarter and a fade after."""
CLOSE = Fraction(3, 4)
"""Seconds by which a film's last scene stands longer after its narration than any other."""
SHORTEST = Fraction(7, 2)
SILENT = Fraction(5)
"""Seconds of a scene in which nobody speaks."""
LEAST = Fraction(3, 2)
"""Seconds a scene keeps however short the film must be, as long as there are so many."""

_IDEOGRAPHS = re.compile(r"[々〇一-鿿]")
_STOPS = re.compile(r"[.!?।。！？…]+")
_COMMAS = re.compile(r"[,;:、，；：—–]")
_TENTH = Fraction(1, 10)
_MILLI = Fraction(1, 1000)


def reading(text: str, pace: Pace) -> Fraction:
    """Return the seconds that reading `text` aloud takes, to the tenth above."""
    ideographs = len(_IDEOGRAPHS.findall(text))
    digits = sum(character.isdigit() for character in text)
    letters = sum(character.isalpha() for character in _IDEOGRAPHS.sub("", text))
    stops = len(_STOPS.findall(text.rstrip(" .!?।。！？…」")))
    sounds = pace.letter * letters + pace.ideograph * ideographs + pace.digit * digits
    spoken = pace.begin + sounds if letters + ideographs + digits else sounds
    paused = pace.comma * len(_COMMAS.findall(text)) + pace.stop * stops
    return -(-(spoken + paused).seconds // _TENTH) * _TENTH


def natural(text: str, pace: Pace) -> Fraction:
    """Return the seconds of a scene with this narration when nothing else is asked."""
    return max(SHORTEST, reading(text, pace) + AIR) if text else SILENT


def share(lengths: Sequence[Fraction], whole: Fraction) -> list[Fraction]:
    """Return lengths in the same proportion that sum to `whole` exactly.

    None is below `LEAST`, unless there are too many for that: then all are alike.
    """
    *most, _ = [length // _MILLI * _MILLI for length in _proportioned(lengths, whole)]
    return [*most, whole - sum(most)]


def _proportioned(lengths: Sequence[Fraction], whole: Fraction) -> list[Fraction]:
    if LEAST * len(lengths) >= whole:
        return [whole / len(lengths)] * len(lengths)
    pinned: set[int] = set()
    while True:
        free = sum(length for number, length in enumerate(lengths) if number not in pinned)
        scale = (whole - LEAST * len(pinned)) / free
        short = {number for number, length in enumerate(lengths) if length * scale < LEAST}
        if short <= pinned:
            return [LEAST if n in pinned else one * scale for n, one in enumerate(lengths)]
        pinned |= short

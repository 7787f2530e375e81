"""Captions on the time grid of a file, their text on one line: what all formats begin with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

import regex

from reelwright.model.caption import Captions, Cue
from reelwright.model.time import Time
from reelwright.render.captions.words import owners

JOINER = "\u2060"
"""Takes no room and joins nothing that is not joined; it keeps a reader from seeing a tag."""

_BREAK = regex.compile(r" *[\p{Cc}\p{Cs}\p{Zl}\p{Zp}][\p{Cc}\p{Cs}\p{Zl}\p{Zp} ]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A word with the marks and spaces that go with it, spoken from `start` on."""

    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Line:
    """A cue that stands from `start` to `stop`, in steps of the grid, and its text in pieces."""

    start: int
    stop: int
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)


def lines(captions: Captions | None, per_second: int) -> list[Line]:
    """Return the cues of a caption track, on a grid of `per_second` steps.

    Instants are rounded to the nearest step. A cue lasts one step at least and never starts before
    the one before it has stopped; nor does a word. Line ends become spaces, as they do on frames,
    and cues of nothing but spaces are left out.
    """
    cues = [cue for cue in (captions.cues if captions else ()) if _plain(cue.text).strip()]
    return [
        Line(start, stop, _pieces(cue, start, stop, per_second))
        for cue, (start, stop) in zip(cues, _spans(cues, per_second), strict=True)
    ]


def _spans(cues: Sequence[Cue], per_second: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    free = 0
    for cue in cues:
        start = max(free, _step(cue.start, per_second))
        free = max(start + 1, _step(cue.stop, per_second))
        spans.append((start, free))
    return spans


def _step(instant: Time, per_second: int) -> int:
    return floor(instant.seconds * per_second + Time.of("1/2").seconds)


def _pieces(cue: Cue, start: int, stop: int, per_second: int) -> tuple[Piece, ...]:
    owner = owners(cue.text, cue.spoken)
    bounds = [0, *(owner.index(number) for number in range(1, len(cue.spoken))), len(owner)]
    starts = (min(stop, max(start, _step(word.start, per_second))) for word in cue.spoken)
    return tuple(
        Piece(text, at) for text, at in zip(_trimmed(_texts(cue.text, bounds)), starts, strict=True)
    )


def _texts(text: str, bounds: Iterable[int]) -> list[str]:
    return [_plain(text[begin:end]) for begin, end in pairwise(bounds)]


def _plain(text: str) -> str:
    return _BREAK.sub(" ", text)


def _trimmed(texts: list[str]) -> list[str]:
    """Drop the spaces the whole begins and ends with."""
    whole = "".join(texts)
    lead, tail = len(whole) - len(whole.lstrip()), len(whole.rstrip())
    trimmed, at = [], 0
    for text in texts:
        trimmed.append(text[max(0, lead - at) : max(0, tail - at)])
        at += len(text)
    return trimmed


def clock(step: int, per_second: int, digits: str) -> str:
    """Return an instant as hours, minutes, seconds and the grid's decimals: `0:00:07.50`.

    `digits` is a format for hours and the mark before the decimals, such as `02d,`.
    """
    hours, mark = digits[:-1], digits[-1]
    seconds, part = divmod(step, per_second)
    minutes, whole = divmod(seconds, 60)
    decimals = f"{part:0{len(str(per_second)) - 1}d}"
    return f"{minutes // 60:{hours}}:{minutes % 60:02d}:{whole:02d}{mark}{decimals}"

"""A film taken apart into pieces, each with the pictures and the sound of one stretch of it."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from reelwright.render.encode.form import Coded, CodedSound, Format
from reelwright.render.encode.sound import SoundQueue
from reelwright.render.outputs.fragments import Piece
from reelwright.render.sources.sound import RATE

SHORTEST = 2
"""Seconds of a piece, but for the last: shorter segments of a film are taken together, because each
piece is fetched by itself."""


def grouped(segments: Sequence[int], rate: Fraction) -> list[list[int]]:
    """Return the numbers of frames of a film's segments, those of a piece together."""
    groups: list[list[int]] = [[]]
    for length in segments:
        if sum(groups[-1]) >= SHORTEST * rate:
            groups.append([])
        groups[-1].append(length)
    return groups


class Pieces:
    """The pieces of a film whose segments will have `segments` frames, as soon as each is whole.

    `longest` is the longest of them, in seconds.
    """

    def __init__(self, form: Format, segments: Sequence[int]) -> None:
        self._groups = grouped(segments, form.rate)
        self.longest = max(map(sum, self._groups)) / form.rate
        self._second = form.rate
        self._pictures: list[Sequence[Coded]] = []
        self._heard: list[CodedSound] = []
        self._first = 0
        self.sound = SoundQueue()

    def add(self, coded: Iterable[Coded]) -> None:
        """Append the next segment."""
        self._pictures.append(tuple(coded))

    def whole(self, *, ended: bool = False) -> Iterator[Piece]:
        """Yield, and forget, the pieces whose sound is there too; when it has ended, all."""
        while self._groups and len(self._pictures) >= (number := len(self._groups[0])):
            stop = self._first + sum(self._groups[0])
            last = len(self._groups) == 1
            self._heard += self.sound.until(RATE * stop / self._second)
            if not ended and (last or not self.sound.goes_on()):
                return
            if last:
                self._heard += self.sound.until()
            yield Piece(self._first, tuple(self._pictures[:number]), tuple(self._heard))
            del self._groups[0], self._pictures[:number]
            self._heard, self._first = [], stop

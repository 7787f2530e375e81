"""Paragraphs: a text set in lines that fit a room, in one weight."""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from reelwright.model.brief import Language
from reelwright.render.text.fonts import Face
from reelwright.render.text.ink import ink_bounds
from reelwright.render.text.shape import Glyph, Shaped, shape
from reelwright.render.text.wrap import wrap

_SHRINK = 0.94
_LEAST = 4.0  # pixels of type
_GAP = 0.1  # of an em, between the ink of two lines


@dataclass(frozen=True, slots=True)
class Room:
    """What a paragraph must fit: pixels across and down, and lines, while type is not tiny."""

    width: float
    height: float
    lines: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of type of `size` pixels, their baselines `pitch` apart.

    `ascent` and `descent` are how far ink reaches above the first baseline and below the last.
    """

    lines: tuple[Shaped, ...]
    size: float
    pitch: float
    ascent: float
    descent: float

    @property
    def height(self) -> float:
        """From the top of the first line's ink to the foot of the last's."""
        return self.ascent + self.pitch * max(0, len(self.lines) - 1) + self.descent

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max((line.width for line in self.lines), default=0.0)

    @property
    def rtl(self) -> bool:
        """Whether it is read from right to left."""
        return any(line.rtl for line in self.lines)


def paragraph(
    text: str, language: Language, size: float, room: Room, *, leading: float, weight: int = 0
) -> Paragraph:
    """Return `text` set in type of `size` pixels, or of less where it would not fit its room.

    `leading` is the pitch in ems, more where letters need it. A `weight` of 0 is the fonts' own.
    """
    begin = size
    least = shape(text, language, size).width / size  # in ems: no lines hold more than their width
    while True:
        tiny = size < begin / 2
        most = max(1, int(room.height / (size * leading)) + 1) if tiny else room.lines
        if least * size <= most * room.width or size < _LEAST:
            made = _set(text, language, size, room.width, leading)
            # Letters that join across a break are wider than each line's measured alone.
            fits = made.height <= room.height and made.width <= room.width + 1
            fits = fits and len(made.lines) <= most
            if fits or size < _LEAST:
                return _weighted(made, weight) if weight else made
        size *= _SHRINK


def _set(text: str, language: Language, size: float, width: float, leading: float) -> Paragraph:
    spans = wrap(text, [], width, lambda part: shape(part, language, size).width)
    lines = tuple(shape(text, language, size, span) for span in spans if text[slice(*span)].strip())
    heights = [ink_bounds(line.glyphs, size) for line in lines]
    between = (below[3] - above[1] + size * _GAP for below, above in pairwise(heights))
    pitch = max([size * leading, *between])
    ascent = -heights[0][1] if heights else 0.0
    return Paragraph(lines, size, pitch, ascent, heights[-1][3] if heights else 0.0)


def _weighted(made: Paragraph, weight: int) -> Paragraph:
    """Return the same lines in another weight, each glyph where it was."""
    lines = tuple(
        replace(line, glyphs=tuple(_drawn(glyph, weight) for glyph in line.glyphs))
        for line in made.lines
    )
    return replace(made, lines=lines)


def _drawn(glyph: Glyph, weight: int) -> Glyph:
    return replace(glyph, face=_face(glyph.face, weight))


@lru_cache(maxsize=64)
def _face(face: Face, weight: int) -> Face:
    return replace(face, weight=weight)

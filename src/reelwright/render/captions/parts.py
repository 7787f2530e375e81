"""Parts: a caption's lines cut into what shows and changes together."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from reelwright.render.captions.layout import Layout, Line
from reelwright.render.captions.stamp import Bounds, Point, Stamp, Type, bounds, stamp
from reelwright.render.text.shape import Glyph

Letters = tuple[tuple[int, ...], ...]
"""For each word, where its graphemes begin in the text."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Glyphs of a word in one line, or of one of its graphemes: number `grapheme`."""

    word: int
    grapheme: int
    glyphs: tuple[Glyph, ...]
    line: Line
    stamp: Stamp

    @property
    def pen(self) -> Point:
        """Where the glyphs' origin lies in the frame."""
        return self.line.x, self.line.baseline

    def bounds(self, size: float) -> Bounds:
        """Return where the letters' ink lies in the frame, set in `size` pixels."""
        return bounds(self.glyphs, size, self.pen)


def cut(layout: Layout, letters: Letters | None, kind: Type) -> list[Part]:
    """Return the parts of a layout that have ink, in the order they are spoken.

    With `letters` each grapheme is one, else each word.
    """
    parts = [part for line in layout.lines for part in _parts(line, letters, kind)]
    return sorted(parts, key=lambda part: (part.word, part.grapheme))


def _parts(line: Line, letters: Letters | None, kind: Type) -> Iterator[Part]:
    grouped: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph, word in zip(line.glyphs, line.owners, strict=True):
        begins = letters[word] if letters else ()
        grapheme = max(0, bisect_right(begins, glyph.character) - 1)
        grouped[word, grapheme].append(glyph)
    for (word, grapheme), glyphs in grouped.items():
        if made := stamp(tuple(glyphs), (line.x, line.baseline), kind):
            yield Part(word, grapheme, tuple(glyphs), line, made)

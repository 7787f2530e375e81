"""Text as placed glyphs: shaped run by run, joined into one line."""

from dataclasses import dataclass
from functools import lru_cache

import regex
import uharfbuzz as hb

from reelwright.model.brief import Language
from reelwright.render.text.bidi.directions import directions, visual
from reelwright.render.text.fonts import UNITS, Face, faces
from reelwright.render.text.runs import Run, runs

# Fonts draw line ends and tabs as boxes, if they have them at all.
_CONTROL = regex.compile(r"[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]")
# Letters join across runs as they should when their neighbours go in; HarfBuzz looks no further.
_CONTEXT = 5


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of `face` with its origin at (x, y) in pixels, for the character at `character`.

    y goes upwards. Of several characters drawn as one glyph it is the first.
    """

    face: Face
    number: int
    x: float
    y: float
    character: int

    @property
    def pictorial(self) -> bool:
        """Whether the glyph is an emoji, drawn in its own colours."""
        return self.face.pictorial


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of glyphs at `size` pixels to the em; `width` is where the pen ends, in pixels.

    The glyphs are in the order they stand in, from left to right; `rtl` says that the text as a
    whole is read from right to left.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    size: float
    rtl: bool = False


def shape(
    text: str,
    language: Language,
    size: float,
    span: tuple[int, int] | None = None,
    first: Face | None = None,
) -> Shaped:
    """Return `text` shaped as one line, from x = 0 on the baseline y = 0.

    Of a longer text set in lines, `span` names the characters of one: it is shaped and turned as
    its place in the whole asks, and its glyphs' characters count from the start of the whole.
    Control characters, line ends among them, take the room of a space. What the face `first` has
    is set in it.
    """
    return _line(_CONTROL.sub(" ", text), language, size, span or (0, len(text)), first)


@lru_cache(maxsize=128)
def _line(
    text: str, language: Language, size: float, span: tuple[int, int], first: Face | None
) -> Shaped:
    found = directions(text)
    cut = runs(text, faces(language, text, first), span, found.line(text, *span))
    glyphs: list[Glyph] = []
    pen = 0.0
    for run in visual(cut, [run.level for run in cut]):
        placed, pen = _shape(text, run, language, size, pen)
        glyphs += placed
    return Shaped(tuple(glyphs), pen, size, rtl=found.base == 1)


def _shape(
    text: str, run: Run, language: Language, size: float, pen: float
) -> tuple[list[Glyph], float]:
    """Return the glyphs of a run set from `pen`, and where the pen is after them."""
    first = max(0, run.begin - _CONTEXT)
    buffer = hb.Buffer()
    letters = [ord(letter) for letter in text[first : run.end + _CONTEXT]]
    buffer.add_codepoints(letters, run.begin - first, run.end - run.begin)
    buffer.direction = "rtl" if run.level % 2 else "ltr"
    buffer.language = language.tag
    buffer.script = run.script or "Latn"
    hb.shape(run.face.font(size), buffer)
    glyphs = []
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = pen + place.x_offset / UNITS, place.y_offset / UNITS
        glyphs.append(Glyph(run.face, info.codepoint, x, y, info.cluster + first))
        pen += place.x_advance / UNITS
    return glyphs, pen

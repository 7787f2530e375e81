"""Text as placed glyphs: shaped run by run, joined into one line."""

from dataclasses import dataclass, replace

import regex
import uharfbuzz as hb

from reelwright.model.brief import Language
from reelwright.render.text.fonts import UNITS, Face, faces
from reelwright.render.text.runs import Run, runs

# HarfBuzz takes the form of a Han character from the language of the text.
_TAGS = {Language.CHINESE: "zh-hans"}
# Fonts draw line ends and tabs as boxes, if they have them at all.
_CONTROL = regex.compile(r"[\p{Cc}\p{Zl}\p{Zp}]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A glyph of `face` with its origin at (x, y) in pixels, for the character at `character`."""

    face: Face
    number: int
    x: float
    y: float
    character: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """A line of glyphs at `size` pixels to the em; `width` is where the pen ends, in pixels."""

    glyphs: tuple[Glyph, ...]
    width: float
    size: float


def shape(text: str, language: Language, size: float) -> Shaped:
    """Return `text` shaped as one line, left to right from x = 0 on the baseline y = 0.

    Control characters, line ends among them, take the room of a space.
    """
    glyphs: list[Glyph] = []
    pen = 0.0
    spaced = _CONTROL.sub(" ", text)
    for run in runs(spaced, faces(language)):
        placed, advance = _shape(spaced, run, language, size)
        glyphs += [replace(glyph, x=glyph.x + pen) for glyph in placed]
        pen += advance
    return Shaped(tuple(glyphs), pen, size)


def _shape(text: str, run: Run, language: Language, size: float) -> tuple[list[Glyph], float]:
    buffer = hb.Buffer()
    # The whole text goes in, so that letters join across runs as they should.
    buffer.add_codepoints([ord(letter) for letter in text], run.begin, run.end - run.begin)
    buffer.direction = "ltr"
    buffer.language = _TAGS.get(language, language.tag)
    buffer.script = run.script or "Latn"
    hb.shape(run.face.font(size), buffer)
    glyphs, pen = [], 0.0
    for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x, y = pen + place.x_offset / UNITS, place.y_offset / UNITS
        glyphs.append(Glyph(run.face, info.codepoint, x, y, info.cluster))
        pen += place.x_advance / UNITS
    return glyphs, pen

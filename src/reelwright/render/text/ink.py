"""How far the ink of glyphs reaches."""

from collections.abc import Iterable

from reelwright.render.text.fonts import UNITS
from reelwright.render.text.shape import Glyph

Bounds = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels from the pen; y goes downwards."""


def ink_bounds(glyphs: Iterable[Glyph], size: float) -> Bounds:
    """Return the box around all ink of glyphs set at `size` pixels to the em from (0, 0).

    Marks stand as high and hang as low as they are drawn; no ink is an empty box at the pen.
    """
    boxes = [box for glyph in glyphs if (box := _box(glyph, size))]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return min(lefts), min(tops), max(rights), max(bottoms)


def _box(glyph: Glyph, size: float) -> Bounds | None:
    extents = glyph.face.font(size).get_glyph_extents(glyph.number)
    if extents is None or not (extents.width and extents.height):
        return None
    left, top = glyph.x + extents.x_bearing / UNITS, -glyph.y - extents.y_bearing / UNITS
    return left, top, left + extents.width / UNITS, top - extents.height / UNITS

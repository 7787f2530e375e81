"""Emoji, drawn in their own colours."""

from collections.abc import Iterable
from functools import lru_cache
from math import ceil, floor

import numpy as np
import uharfbuzz as hb

from reelwright.render.planes import Pixels
from reelwright.render.text.fonts import UNITS, Face
from reelwright.render.text.ink import Bounds, ink_bounds
from reelwright.render.text.mask import FINE
from reelwright.render.text.shape import Glyph


def pictures(
    glyphs: Iterable[Glyph], size: float, box: tuple[int, int], pen: tuple[float, float]
) -> Pixels | None:
    """Return the emoji among glyphs set from `pen` (x, y of the baseline, from the top left).

    `box` is width and height, all in frame pixels. The picture is `FINE` times as fine: blue,
    green, red and alpha, the colours multiplied by alpha; None where there is no emoji.
    """
    pictorial = [glyph for glyph in glyphs if glyph.pictorial]
    if not pictorial:
        return None
    drawn = np.zeros((box[1] * FINE, box[0] * FINE, 4), np.uint8)
    for glyph in pictorial:
        left, top, right, bottom = ink_bounds([glyph], size)
        if right > left:
            _lay(drawn, glyph, size, (pen[0], pen[1]), (left, top, right, bottom))
    return drawn


def _lay(drawn: Pixels, glyph: Glyph, size: float, pen: tuple[float, float], ink: Bounds) -> None:
    """Lay one emoji over `drawn`, in place; what is outside is cut off."""
    across, down = pen
    left, top = floor((across + ink[0]) * FINE) - 1, floor((down + ink[1]) * FINE) - 1
    right, bottom = ceil((across + ink[2]) * FINE) + 1, ceil((down + ink[3]) * FINE) + 1
    x, y = across + glyph.x - left / FINE, (bottom / FINE - down) + glyph.y
    painted = _painted(glyph.face, glyph.number, size, (right - left, bottom - top), (x, y))
    height, width = drawn.shape[:2]
    rows, columns = slice(max(0, top), min(height, bottom)), slice(max(0, left), min(width, right))
    if rows.start >= rows.stop or columns.start >= columns.stop:
        return
    part = painted[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    under = drawn[rows, columns]
    keep = 255 - part[..., 3:].astype(np.uint16)
    drawn[rows, columns] = part + ((under * keep + 127) // 255).astype(np.uint8)


@lru_cache(maxsize=64)
def _painted(
    face: Face, number: int, size: float, box: tuple[int, int], origin: tuple[float, float]
) -> Pixels:
    """Return one emoji in a box of fine pixels; its origin is in pixels from the lower left."""
    canvas = hb.RasterPaint()
    canvas.scale_factor = (UNITS / FINE, UNITS / FINE)
    canvas.extents = hb.RasterExtents(0, 0, box[0], box[1], 0)
    canvas.transform = (1, 0, 0, 1, origin[0] * UNITS, origin[1] * UNITS)
    canvas.paint_glyph(face.font(size), number)
    image = canvas.render()
    rows = np.frombuffer(image.buffer, np.uint8).reshape(image.extents.height, -1, 4)
    return np.ascontiguousarray(rows[::-1, : box[0]])  # HarfBuzz's rows go upwards

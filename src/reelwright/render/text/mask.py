"""Glyphs as coverage, and the outlines and shadows made from it."""

from collections.abc import Iterable
from math import ceil, floor

import cv2
import numpy as np
import uharfbuzz as hb

from reelwright.render.planes import Pixels
from reelwright.render.text.fonts import UNITS
from reelwright.render.text.ink import ink_bounds
from reelwright.render.text.shape import Glyph

FINE = 2
"""Masks are drawn this many times finer than the frame and averaged at the end."""


def cover(
    glyphs: Iterable[Glyph], size: float, box: tuple[int, int], pen: tuple[float, float]
) -> Pixels:
    """Return the coverage of glyphs set from `pen` (x, y of the baseline, from the top left).

    `box` is width and height; all in frame pixels, the mask `FINE` times as fine. Emoji have
    no outlines: `picture.pictures` draws them.
    """
    drawn = tuple(glyphs)
    width, height = box[0] * FINE, box[1] * FINE
    mask = np.zeros((height, width), np.uint8)
    left, top, right, bottom = _window(drawn, size, pen, (width, height))
    if left >= right or top >= bottom:
        return mask
    canvas = hb.RasterDraw()
    canvas.scale_factor = (UNITS / FINE, UNITS / FINE)
    canvas.extents = hb.RasterExtents(left, height - bottom, right - left, bottom - top, 0)
    for glyph in drawn:
        across, up = pen[0] + glyph.x, box[1] - pen[1] + glyph.y
        canvas.transform = (1, 0, 0, 1, across * UNITS, up * UNITS)
        canvas.draw_glyph(glyph.face.font(size), glyph.number)
    image = canvas.render()
    rows = np.frombuffer(image.buffer, np.uint8).reshape(image.extents.height, -1)
    mask[top:bottom, left:right] = rows[::-1, : right - left]  # HarfBuzz's rows go upwards
    return mask


def _window(
    glyphs: Iterable[Glyph], size: float, pen: tuple[float, float], box: tuple[int, int]
) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom of the ink within a box, in fine pixels."""
    ink = ink_bounds(glyphs, size)
    left, top = (floor((at + start) * FINE) - 1 for at, start in zip(pen, ink[:2], strict=True))
    right, bottom = (ceil((at + end) * FINE) + 1 for at, end in zip(pen, ink[2:], strict=True))
    return max(0, left), max(0, top), min(box[0], right), min(box[1], bottom)


def thicken(mask: Pixels, by: float) -> Pixels:
    """Return a mask grown by `by` frame pixels all round, its corners rounded."""
    reach = max(1, round(by * FINE))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    grown = cv2.dilate(mask, disc)
    return np.asarray(cv2.GaussianBlur(grown, (0, 0), 0.6), np.uint8)


def average(mask: Pixels) -> Pixels:
    """Return a fine mask, or a fine picture, at the frame's own resolution."""
    height, width = mask.shape[:2]
    size = (width // FINE, height // FINE)
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_AREA), np.uint8)

"""Plates: the boxes behind lines and words, and the typewriter's caret."""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil

import numpy as np
from numpy.typing import NDArray

from reelwright.render.captions.layout import Line
from reelwright.render.captions.sheet import Mask, within
from reelwright.render.captions.stamp import Bounds, Stamp, Type, moved

_MIDDLE = 0.35  # of an em above the baseline: half the height of capitals
_HALF = 0.6  # of an em above and below that, where the letters reach no further
_AIR = 0.08  # of an em, over and under letters that do
_BESIDE_LINES, _ROUND_LINES = 0.45, 0.3  # of an em
_BESIDE_WORD, _ROUND_WORD = 0.14, 0.2
_CARET_GAP, _CARET_WIDTH, _CARET_TOP, _CARET_FOOT = 0.07, 0.08, 0.82, 0.14


def rounded(bounds: Bounds, radius: float, frame: tuple[int, int]) -> Mask:
    """Return the mask of a rectangle with round corners, to the fraction of a pixel."""
    left, top, right, bottom = bounds
    box = within((left - 1, top - 1, right + 1, bottom + 1), frame)
    across = _past(box.left, box.right, left, right, radius)[None]
    down = _past(box.top, box.bottom, top, bottom, radius)[:, None]
    # The distance from the edge, outside positive: of the corners' circles, or of the sides.
    distance = np.hypot(np.maximum(across, 0), np.maximum(down, 0))
    distance += np.minimum(np.maximum(across, down), 0) - radius
    return Mask(box, np.asarray(np.clip(0.5 - distance, 0, 1) * 255 + 0.5, np.uint8))


def _past(begin: int, end: int, low: float, high: float, radius: float) -> NDArray[np.float32]:
    """Return how far pixel centres lie past where the corners' circles have their centres."""
    centres = np.arange(begin, end, dtype=np.float32) + np.float32(0.5)
    reach = np.float32((high - low) / 2 - radius)
    return np.asarray(np.abs(centres - np.float32((low + high) / 2)) - reach)


def behind_lines(lines: Sequence[Line], kind: Type) -> Mask:
    """Return the one box that holds all lines."""
    em = kind.size
    top, bottom = reach(lines, kind)
    left = min(line.x for line in lines) - em * _BESIDE_LINES
    right = max(line.x + line.width for line in lines) + em * _BESIDE_LINES
    return rounded((left, top, right, bottom), em * _ROUND_LINES, kind.frame)


def behind_word(bounds: Bounds, line: Line, kind: Type) -> Mask:
    """Return the box behind a word with ink within `bounds`, as tall as its line."""
    em = kind.size
    left, right = bounds[0] - em * _BESIDE_WORD, bounds[2] + em * _BESIDE_WORD
    top, bottom = reach((line,), kind)
    return rounded((left, top, right, bottom), em * _ROUND_WORD, kind.frame)


def reach(lines: Sequence[Line], kind: Type) -> tuple[float, float]:
    """Return the top and bottom of the box that lines stand on."""
    air, half = kind.size * _AIR + kind.edge, kind.size * _HALF
    middles = [line.baseline - kind.size * _MIDDLE for line in lines]
    top = min(middles[0] - half, *(line.top - air for line in lines))
    return top, max(middles[-1] + half, *(line.bottom + air for line in lines))


def caret(after: Bounds, line: Line, kind: Type) -> Stamp:
    """Return the upright bar that stands after letters with ink within `after`.

    It stands on even pixels, so that it is the same bar everywhere.
    """
    em = kind.size
    left = after[2] + em * _CARET_GAP
    if line.rtl:
        left = after[0] - em * (_CARET_GAP + _CARET_WIDTH)
    right, down = round(left / 2) * 2, round(line.baseline / 2) * 2
    return moved(_caret(em, kind.edge), right, down)


@lru_cache(maxsize=16)
def _caret(em: float, edge: float) -> Stamp:
    """Return a caret with its left at the left of the frame and its foot below the top of it."""
    half = em * _CARET_WIDTH / 2
    away = 2 * ceil(edge + em)
    left, top, bottom = away, away - em * _CARET_TOP, away + em * _CARET_FOOT
    inner = (left, top, left + 2 * half, bottom)
    outer = (left - edge, top - edge, left + 2 * half + edge, bottom + edge)
    room = (3 * away, 3 * away)
    made = Stamp(rounded(inner, half, room), rounded(outer, half + edge, room))
    return moved(made, -away, -away)

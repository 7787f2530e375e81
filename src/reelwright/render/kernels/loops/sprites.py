"""Drawing sprites on a frame."""

# Numba infers types, and all that a loop works on comes as arguments.
# ruff: noqa: ANN001, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def"

from math import ceil, floor

import numpy as np

from reelwright.render.kernels.loops.jit import array, inlined, larger, smaller
from reelwright.render.particles import shapes
from reelwright.render.particles.sprites import Shape

_disc, _glow, _streak = inlined(shapes.disc), inlined(shapes.glow), inlined(shapes.streak)
_leaf, _bubble, _gain = inlined(shapes.leaf), inlined(shapes.bubble), inlined(shapes.gain)
_DISC, _GLOW, _STREAK, _LEAF = (
    int(one) for one in (Shape.DISC, Shape.GLOW, Shape.STREAK, Shape.LEAF)
)


@inlined
def _cover(shape, u, v, soft, across):
    if shape == _DISC:
        return _disc(u, v, soft, across)
    if shape == _GLOW:
        return _glow(u, v, soft, across)
    if shape == _STREAK:
        return _streak(u, v, soft, across)
    if shape == _LEAF:
        return _leaf(u, v, soft, across)
    return _bubble(u, v, soft, across)


@inlined
def _blended(old, cover, ink, veil, neutral, highest):
    value = old * (1 - cover * veil) + cover * (ink - (1 - veil) * neutral)
    return np.uint8(smaller(larger(value, 16.0), highest) + 0.5)


@inlined
def _box(centre, reach, size):
    first = smaller(larger(floor(centre - reach), 0), size)
    stop = smaller(larger(ceil(centre + reach) + 2, 0), size)
    return first // 2 * 2, stop // 2 * 2


@inlined
def _crossed(middle, half, first, stop):
    """Return the columns in which a row crosses a line that slants: the others are empty."""
    begin = smaller(larger(floor(middle - half), first), stop)
    return begin, larger(smaller(ceil(middle + half) + 1, stop), begin)


def sprites(
    luma,
    pitch,
    blue,
    red,
    chroma_pitch,
    height,
    width,
    shape,
    places,
    inks,
    count,
    covers,
    side,
    room,
) -> None:
    """Draw `count` sprites; see `kernels.sprites.draw`."""
    luma = array(luma, (height, pitch), np.uint8)
    blue = array(blue, (height // 2, chroma_pitch), np.uint8)
    red = array(red, (height // 2, chroma_pitch), np.uint8)
    shape, places = array(shape, count, np.int64), array(places, (9, count), np.float32)
    inks, covers = array(inks, (3, count), np.float32), array(covers, (side, room), np.float32)
    for one in range(count):
        x, y, along, across = places[0, one], places[1, one], places[2, one], places[3, one]
        by_along, by_across = 1 / along, 1 / across
        cosine, sine = places[4, one], places[5, one]
        soft, alpha, veil = places[6, one], places[7, one], places[8, one]
        left, right = _box(x, abs(cosine) * along + abs(sine) * across + 1, width)
        top, bottom = _box(y, abs(sine) * along + abs(cosine) * across + 1, height)
        thin = shape[one] == _STREAK and abs(sine) > 0.1
        slant, half = (cosine / sine, across / abs(sine)) if thin else (0.0, 0.0)
        for row in range(top, bottom):
            # From one column before on, which the first column of chroma partly shows.
            first, stop = left - 1, right
            if thin:
                first, stop = _crossed(x + (row - y) * slant, half, first, stop)
                for column in range(right - left + 1):
                    covers[row - top, column] = 0
            for column in range(first, stop):
                u = ((column - x) * cosine + (row - y) * sine) * by_along
                v = ((row - y) * cosine - (column - x) * sine) * by_across
                cover = alpha * _cover(shape[one], u, v, soft, across)
                covers[row - top, column - left + 1] = cover
                if cover > 0 and column >= left:
                    lit = _gain(v, across) if shape[one] == _LEAF else 1.0
                    ink = 16 + (inks[0, one] - 16) * lit
                    luma[row, column] = _blended(luma[row, column], cover, ink, veil, 16, 235.0)
        for row in range(0, bottom - top, 2):
            first, stop = 0, right - left
            if thin:
                middle = x - left + (top + row + 0.5 - y) * slant
                first, stop = _crossed(middle, half + 2, first, stop)
            for column in range(first // 2 * 2, stop, 2):
                cover = 0.0
                for line in range(row, row + 2):
                    cover += covers[line, column] + covers[line, column + 2]
                    cover += 2 * covers[line, column + 1]
                if cover > 0:
                    at, to = (top + row) // 2, (left + column) // 2
                    cover /= 8
                    blue[at, to] = _blended(blue[at, to], cover, inks[1, one], veil, 128, 240.0)
                    red[at, to] = _blended(red[at, to], cover, inks[2, one], veil, 128, 240.0)


LOOPS = (sprites,)

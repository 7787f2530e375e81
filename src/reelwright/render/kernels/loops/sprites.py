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
_F, _U = np.float32, np.uint64
_ONE, _HALF = _F(1), _F(0.5)
_DISC, _GLOW, _STREAK, _LEAF = (
    int(one) for one in (Shape.DISC, Shape.GLOW, Shape.STREAK, Shape.LEAF)
)


@inlined
def _row(cover, place, look, first, count, covers):
    """Write how much of each point of a row a shape covers, from column `first` on."""
    (x, down, along, across, cosine, sine), (soft, alpha, half) = place, look
    right = _F(first) - x
    for i in range(_U(count)):
        ahead = right + _F(np.int32(i))
        u, v = (ahead * cosine + down * sine) * along, (down * cosine - ahead * sine) * across
        covers[i] = _F(alpha * cover(u, v, soft, half))


@inlined
def _covered(shape, place, look, first, count, covers):
    """Do what `_row` does for any shape; each has a loop of its own, which becomes vectors."""
    if shape == _DISC:
        _row(_disc, place, look, first, count, covers)
    elif shape == _GLOW:
        _row(_glow, place, look, first, count, covers)
    elif shape == _STREAK:
        _row(_streak, place, look, first, count, covers)
    elif shape == _LEAF:
        _row(_leaf, place, look, first, count, covers)
    else:
        _row(_bubble, place, look, first, count, covers)


@inlined
def _blended(old, cover, ink, veil, neutral, highest):
    light = cover * (ink - (_ONE - veil) * _F(neutral))
    value = _F(old) * (_ONE - cover * veil) + light
    mixed = np.uint8(smaller(larger(value, _F(16)), _F(highest)) + _HALF)
    return mixed if cover > _F(0) else old


@inlined
def _lit(covers, count, ink, veil, plane):
    for i in range(_U(count)):
        plane[i] = _blended(plane[i], covers[i + _U(1)], ink, veil, 16, 235)


@inlined
def _halves_lit(covers, place, look, first, count, ink, veil, plane):
    """Do what `_lit` does for a leaf, whose halves differ."""
    (x, down, _, across, cosine, sine), half = place, look[2]
    for i in range(_U(count)):
        v = (down * cosine - (_F(np.int32(first) + np.int32(i)) - x) * sine) * across
        lit = _F(16) + (ink - _F(16)) * _F(_gain(v, half))
        plane[i] = _blended(plane[i], covers[i + _U(1)], lit, veil, 16, 235)


@inlined
def _coloured(above, below, count, ink, veil, plane):
    for i in range(_U(count)):
        left, middle, right = _U(2) * i, _U(2) * i + _U(1), _U(2) * i + _U(2)
        ends = above[left] + above[right] + below[left] + below[right]
        cover = (ends + _F(2) * (above[middle] + below[middle])) * _F(0.125)
        plane[i] = _blended(plane[i], cover, ink, veil, 128, 240)


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
        cosine, sine = places[4, one], places[5, one]
        veil, look = places[8, one], (places[6, one], places[7, one], across)
        left, right = _box(x, abs(cosine) * along + abs(sine) * across + 1, width)
        top, bottom = _box(y, abs(sine) * along + abs(cosine) * across + 1, height)
        thin = shape[one] == _STREAK and abs(sine) > 0.1
        slant, half = (cosine / sine, across / abs(sine)) if thin else (_F(0), _F(0))
        for row in range(top, bottom):
            # From one column before on, which the first column of chroma partly shows.
            first, stop = left - 1, right
            covered = covers[row - top]
            if thin:
                # Chroma looks a little beyond, along the row between this one and the next.
                middle = x + (row - y) * slant
                wide, end = _crossed(middle, half + abs(slant) + 6, first, stop)
                for column in range(wide, end):
                    covered[column - left + 1] = _F(0)
                first, stop = _crossed(middle, half, first, stop)
            place = x, _F(row) - y, _ONE / along, _ONE / across, cosine, sine
            _covered(shape[one], place, look, first, stop - first, covered[first - left + 1 :])
            begin, line = larger(first, left), luma[row]
            count_, under = stop - begin, line[begin:]
            if shape[one] == _LEAF:
                _halves_lit(
                    covered[begin - left :], place, look, begin, count_, inks[0, one], veil, under
                )
            else:
                _lit(covered[begin - left :], count_, inks[0, one], veil, under)
        for row in range(0, bottom - top, 2):
            first, stop = 0, right - left
            if thin:
                middle = x - left + (top + row + _HALF - y) * slant
                first, stop = _crossed(middle, half + 2, first, stop)
            first, stop = first // 2, (stop + 1) // 2
            above, below = covers[row, 2 * first :], covers[row + 1, 2 * first :]
            at, to = (top + row) // 2, left // 2 + first
            _coloured(above, below, stop - first, inks[1, one], veil, blue[at, to:])
            _coloured(above, below, stop - first, inks[2, one], veil, red[at, to:])


LOOPS = (sprites,)

"""Laying a layer over a frame, resampled on the way: compiled by numba.

Bicubic, down then across, four rows of a stretch of tiles at a time, so that all of the work stays
in the nearest cache. All arithmetic fits 16 bits, of which LLVM makes vectors: products of pixels
and weights in 192ths are exact once 128 is taken off, and those of rows and weights in 65536ths
keep their upper half. Of such weights LLVM must see that they have 16 bits, so they come from
arrays. Planes are walked as one row with unsigned indices: then neighbours are seen to be such.
"""

# Numba infers types, by the signature, and all that a kernel works on comes as arguments.
# ruff: noqa: ANN001, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def"

from collections.abc import Sequence
from math import floor

import numpy as np

from reelwright.render.kernels.jit import compiled, inlined
from reelwright.render.pixels import Pixels
from reelwright.render.sampling import COARSE, FINE, MIXED, SKIPPED, TILE, WHOLE, Place

_S, _W, _I, _U = np.int16, np.uint16, np.int32, np.uint64
_ONE, _TWO, _THREE, _FOUR = _U(1), _U(2), _U(3), _U(4)
_COPIES = 256
"""How many copies there are of weights that a row has in common."""


@inlined
def _weights(part, unit, most, out, first, stop):
    """Write Keys' cubic weights, as `sampling.cubic` has them, into columns of four rows."""
    a = floor(((-0.5 * part + 1.0) * part - 0.5) * part * unit + 0.5)
    b = floor(((1.5 * part - 2.5) * part * part + 1) * unit + 0.5)
    c = floor(((-1.5 * part + 2.0) * part + 0.5) * part * unit + 0.5)
    d = floor((0.5 * part - 0.5) * part * part * unit + 0.5)
    if unit == most:
        b = unit - a - c - d
    for x in range(first, stop):
        out[0, x], out[1, x] = min(a, most), min(b, most)
        out[2, x], out[3, x] = min(c, most), min(d, most)


@inlined
def _low(pixel, weight):
    return _S(_S(pixel) * weight)


@inlined
def _high(value, weight):
    return (_I(value) * _I(weight)) >> _I(16)


@inlined
def _down(source, begin, stride, weights, count, out):
    """Write 192 times what four rows come to, less 128."""
    w0, w1, w2, w3 = weights[0, 0], weights[1, 0], weights[2, 0], weights[3, 0]
    b, c, d = begin + stride, begin + _TWO * stride, begin + _THREE * stride
    for x in range(count):
        above = _low(source[begin + x], w0) + _low(source[b + x], w1)
        below = _low(source[c + x], w2) + _low(source[d + x], w3)
        out[x] = _S(above + below - _S(24576))


@inlined
def _across(row, weights, count, out):
    """Weigh four neighbours, and halve."""
    w0, w1, w2, w3 = weights[0], weights[1], weights[2], weights[3]
    size = _U(w0.size)
    for block in range(_U(0), count, size):
        for i in range(min(size, count - block)):
            x = block + i
            before = _high(row[x], w0[i]) + _high(row[x + _ONE], w1[i])
            after = _high(row[x + _TWO], w2[i]) + _high(row[x + _THREE], w3[i])
            out[x] = _S(before + after + _I(2))


@inlined
def _doubled(row, count):
    for x in range(count):
        row[x] = _S(min(max(row[x], _S(-16384)), _S(16383)) << _S(1))


@inlined
def _woven(rows, count, out):
    a, b, c, d = rows[0], rows[1], rows[2], rows[3]
    for x in range(count):
        out[_FOUR * x], out[_FOUR * x + _ONE] = a[x], b[x]
        out[_FOUR * x + _TWO], out[_FOUR * x + _THREE] = c[x], d[x]


@inlined
def _looked_up(woven, columns, first, count, out):
    a, b, c, d = out[0], out[1], out[2], out[3]
    base = columns[first]
    for x in range(count):
        at = columns[first + x] - base
        a[x], b[x], c[x], d[x] = woven[at], woven[at + _ONE], woven[at + _TWO], woven[at + _THREE]


@inlined
def _weighed(taps, weights, first, count, out):
    a, b, c, d = taps[0], taps[1], taps[2], taps[3]
    w0, w1, w2, w3 = weights[0], weights[1], weights[2], weights[3]
    for x in range(count):
        before = _high(a[x], w0[first + x]) + _high(b[x], w1[first + x])
        after = _high(c[x], w2[first + x]) + _high(d[x], w3[first + x])
        out[x] = _S(before + after + _I(2))


@inlined
def _unwoven(woven, count, rows):
    a, b, c, d = rows[0], rows[1], rows[2], rows[3]
    for x in range(count):
        a[x], b[x] = woven[_FOUR * x], woven[_FOUR * x + _ONE]
        c[x], d[x] = woven[_FOUR * x + _TWO], woven[_FOUR * x + _THREE]


@inlined
def _kept(cover, count, out):
    for x in range(count):
        shown = min(max(_S(cover[x] + _S(8192)), _S(0)), _S(16320))
        out[x] = _W(_W(_S(16320) - shown) << _W(2))


@inlined
def _put(shown, count, plane, at):
    for x in range(count):
        value = min(max(_S(shown[x] + _S(8224)), _S(0)), _S(16383))
        plane[at + x] = np.uint8(value >> _S(6))


@inlined
def _over(shown, kept, count, plane, at):
    for x in range(count):
        under = _W(_W(plane[at + x]) * _W(257))
        below = _S(_W((np.uint32(under) * np.uint32(kept[x])) >> np.uint32(16)) >> _W(2))
        value = _S(min(_S(shown[x] + _S(8224)), _S(16383)) + below)
        plane[at + x] = np.uint8(min(max(value, _S(0)), _S(16383)) >> _S(6))


@inlined
def _columns(place, count, columns, weights):
    for x in range(count):
        at = x * place[0] + place[1]
        columns[x] = max(floor(at), 0)
        _weights(at - floor(at), FINE, 32767, weights, 4 * x, 4 * x + 4)


@inlined
def _leant(place, y):
    """Return the stored place of row `y`, and how far it is moved."""
    at = y * place[2] + place[3]
    return at, place[4] * (at - place[5]) + (place[1] if place[0] == 1 else 0.0)


@inlined
def _within(place, columns, stored, rows, left, right):
    """Return a stretch of four rows without the columns that cannot be made."""
    (top, bottom), width = rows, stored[1]
    one, two = floor(_leant(place, top)[1]), floor(_leant(place, bottom - 1)[1])
    least, most = min(one, two), max(one, two)
    if place[0] == 1:
        return max(left, 3 - least), min(right, width - 4 - most)
    while left < right and np.int64(columns[left]) + least < 3:
        left += 1
    while left < right and np.int64(columns[right - 1]) + most >= width - 4:
        right -= 1
    return left, right


@inlined
def _sampled(source, stored, place, columns, rows, stretch, weights, buffers, out):
    """Sample four rows of a stretch, 64 times the value less 128."""
    (top, bottom), (left, count) = rows, stretch
    coarse, fine, own = weights
    between, moved, woven, taps, mixed = buffers
    straight = place[0] == 1
    unit = FINE if straight else WHOLE
    base = np.int64(left) if straight else np.int64(columns[left]) - 1
    reach = count if straight else columns[left + count - _ONE] - columns[left] + _FOUR
    for y in range(top, bottom):
        at, lean = _leant(place, y)
        above, whole = min(max(floor(at), 1), stored[0] - 3) - 1, floor(lean)
        _weights(at - floor(at), COARSE, COARSE, coarse, 0, 1)
        begin = above * stored[1] + base + whole
        if straight or lean != whole:
            if place[4] != 0:
                _weights(lean - whole, unit, 32767, fine, 0, _COPIES)
            _down(source, _U(begin - 1), _U(stored[1]), coarse, reach + _THREE, between)
            target = out[y - top] if straight else moved[y - top]
            _across(between, fine, reach, target)
            if not straight:
                _doubled(target, reach)
        else:
            _down(source, _U(begin), _U(stored[1]), coarse, reach, moved[y - top])
    if not straight:
        _woven(moved, reach, woven.view(_S))
        _looked_up(woven, columns, left, count, taps)
        _weighed(taps.view(_S), own, _FOUR * left, _FOUR * count, mixed)
        _unwoven(mixed, count, out)


@compiled(
    "void(UniTuple(u1[::1], 2), i8, UniTuple(i8, 2), UniTuple(u1[::1], 3), UniTuple(i8, 2), i8,"
    " u1[:, ::1], UniTuple(i8, 2), UniTuple(f8, 6))"
)
def _draw(planes, stride, size, sources, stored, inks, tiles, tile, place):
    height, width = size
    straight = place[0] == 1
    room = max(width, stored[1]) + 128
    own_room = 0 if straight else width
    columns, own = np.empty(own_room, _U), np.empty((4, 4 * own_room), _S)
    _columns(place, own_room, columns, own)
    weights = np.empty((4, 1), _S), np.empty((4, _COPIES), _S), own
    lean, unit = _leant(place, 0)[1], FINE if straight else WHOLE
    _weights(lean - floor(lean), unit, 32767, weights[1], 0, _COPIES)
    taps, mixed = np.empty((4, own_room), _U), np.empty(4 * own_room, _S)
    between, moved = np.empty(room, _S), np.empty((4, 1 if straight else room), _S)
    buffers = between, moved, np.empty(1 if straight else room, _U), taps, mixed
    shown, kept = np.empty((4, room), _S), np.empty((4, room), _W)
    for band in range(tiles.shape[0]):
        stop = 0
        while stop < tiles.shape[1]:
            first, state = stop, tiles[band, stop]
            while stop < tiles.shape[1] and tiles[band, stop] == state:
                stop += 1
            if state == SKIPPED:
                continue
            end = min(height, (band + 1) * tile[0])
            for top in range(band * tile[0], end, 4):
                rows = top, min(end, top + 4)
                left, right = _within(
                    place, columns, stored, rows, first * tile[1], min(width, stop * tile[1])
                )
                if left >= right:
                    continue
                count = _U(right - left)
                stretch = _U(left), count
                for layer in range(0 if state == MIXED else 1, inks + 1):
                    _sampled(
                        sources[layer],
                        stored,
                        place,
                        columns,
                        rows,
                        stretch,
                        weights,
                        buffers,
                        shown,
                    )
                    for y in range(rows[0], rows[1]):
                        row, at = y - rows[0], _U(y * stride + left)
                        if layer == 0:
                            _kept(shown[row], count, kept[row])
                        elif state == MIXED:
                            _over(shown[row], kept[row], count, planes[layer - 1], at)
                        else:
                            _put(shown[row], count, planes[layer - 1], at)


def draw(
    into: Sequence[Pixels], alpha: Pixels, ink: Sequence[Pixels], tiles: Pixels, place: Place
) -> None:
    """Draw planes of a layer that share their alpha over planes of a frame, in place.

    One plane is luma; two, whose rows lie as far apart, are chroma. `ink` is multiplied by `alpha`
    already. `tiles` says, for each tile of the frame, whether it is `SKIPPED`, `MIXED` or `COPIED`.
    """
    part = len(into)
    _draw(
        (_flat(into[0]), _flat(into[-1])),
        into[0].strides[0],
        into[0].shape,
        (alpha.ravel(), ink[0].ravel(), ink[-1].ravel()),
        alpha.shape,
        part,
        tiles,
        (TILE[0] // part, TILE[1] // part),
        place.numbers,
    )


def _flat(plane: Pixels) -> Pixels:
    """Return a plane, maybe part of a wider one, as one row."""
    if plane.flags.c_contiguous:
        return plane.reshape(-1)
    size = (plane.shape[0] - 1) * plane.strides[0] + plane.shape[1]
    return np.lib.stride_tricks.as_strided(plane, (size,), (1,))

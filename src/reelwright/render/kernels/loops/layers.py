"""Laying a layer over a frame, resampled on the way.

Bicubic, down then across, four rows of a stretch of tiles at a time, so that all of the work stays
in the nearest cache. All arithmetic fits 16 bits, of which LLVM makes vectors: products of pixels
and weights in 192ths are exact once 128 is taken off, and those of rows and weights in 65536ths
keep their upper half. Of such weights LLVM must see that they have 16 bits, so they come from
arrays. Planes are walked as one row with unsigned indices: then neighbours are seen to be such.
"""

# Numba infers types, and all that a loop works on comes as arguments.
# ruff: noqa: ANN001, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def"

from math import floor

import numpy as np

from reelwright.render.kernels.loops.jit import array, inlined, larger, smaller
from reelwright.render.sampling import COARSE, FINE, MIXED, SKIPPED, WHOLE

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
        out[0, x], out[1, x] = smaller(a, most), smaller(b, most)
        out[2, x], out[3, x] = smaller(c, most), smaller(d, most)


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
        for i in range(smaller(size, count - block)):
            x = block + i
            before = _high(row[x], w0[i]) + _high(row[x + _ONE], w1[i])
            after = _high(row[x + _TWO], w2[i]) + _high(row[x + _THREE], w3[i])
            out[x] = _S(before + after + _I(2))


@inlined
def _doubled(row, count):
    for x in range(count):
        row[x] = _S(smaller(larger(row[x], _S(-16384)), _S(16383)) << _S(1))


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
        shown = smaller(larger(_S(cover[x] + _S(8192)), _S(0)), _S(16320))
        out[x] = _W(_W(_S(16320) - shown) << _W(2))


@inlined
def _put(shown, count, plane, at):
    for x in range(count):
        value = smaller(larger(_S(shown[x] + _S(8224)), _S(0)), _S(16383))
        plane[at + x] = np.uint8(value >> _S(6))


@inlined
def _over(shown, kept, count, plane, at):
    for x in range(count):
        under = _W(_W(plane[at + x]) * _W(257))
        below = _S(_W((np.uint32(under) * np.uint32(kept[x])) >> np.uint32(16)) >> _W(2))
        value = _S(smaller(_S(shown[x] + _S(8224)), _S(16383)) + below)
        plane[at + x] = np.uint8(smaller(larger(value, _S(0)), _S(16383)) >> _S(6))


@inlined
def _columns(place, count, columns, weights):
    for x in range(count):
        at = x * place[0] + place[1]
        columns[x] = larger(floor(at), 0)
        _weights(at - floor(at), FINE, 32767, weights, 4 * x, 4 * x + 4)


@inlined
def _within(straight, lines, columns, stored, rows, left, right):
    """Return a stretch of four rows without the columns that cannot be made."""
    (top, bottom), width = rows, stored[1]
    least = most = floor(lines[top, 1])
    for y in range(top + 1, bottom):
        lean = floor(lines[y, 1])
        least, most = smaller(least, lean), larger(most, lean)
    if straight:
        return larger(left, 3 - least), smaller(right, width - 4 - most)
    while left < right and np.int64(columns[left]) + least < 3:
        left += 1
    while left < right and np.int64(columns[right - 1]) + most >= width - 4:
        right -= 1
    return left, right


@inlined
def _sampled(source, stored, placing, columns, rows, stretch, weights, buffers, out):
    """Sample four rows of a stretch, 64 times the value less 128."""
    (straight, leaning, lines), (top, bottom), (left, count) = placing, rows, stretch
    coarse, fine, own = weights
    between, moved, (woven, woven16), (taps, taps16), mixed = buffers
    unit = FINE if straight else WHOLE
    base = np.int64(left) if straight else np.int64(columns[left]) - 1
    reach = count if straight else columns[left + count - _ONE] - columns[left] + _FOUR
    for y in range(top, bottom):
        at, lean = lines[y, 0], lines[y, 1]
        above, whole = smaller(larger(floor(at), 1), stored[0] - 3) - 1, floor(lean)
        _weights(at - floor(at), COARSE, COARSE, coarse, 0, 1)
        begin = above * stored[1] + base + whole
        if straight or lean != whole:
            if leaning:
                _weights(lean - whole, unit, 32767, fine, 0, _COPIES)
            _down(source, _U(begin - 1), _U(stored[1]), coarse, reach + _THREE, between)
            target = out[y - top] if straight else moved[y - top]
            _across(between, fine, reach, target)
            if not straight:
                _doubled(target, reach)
        else:
            _down(source, _U(begin), _U(stored[1]), coarse, reach, moved[y - top])
    if not straight:
        _woven(moved, reach, woven16)
        _looked_up(woven, columns, left, count, taps)
        _weighed(taps16, own, _FOUR * left, _FOUR * count, mixed)
        _unwoven(mixed, count, out)


@inlined
def _room(room, width, reach, straight):
    """Return the arrays in `room`: columns, weights, buffers to sample with and what comes out."""
    own = 0 if straight else width
    columns = array(room, own, _U)
    own_weights = array(room + 8 * own, (4, 4 * own), _S)
    taps = array(room + 40 * own, (4, own), _U), array(room + 40 * own, (4, 4 * own), _S)
    mixed = array(room + 72 * own, 4 * own, _S)
    room += 80 * own
    weights = array(room, (4, 1), _S), array(room + 8, (4, _COPIES), _S), own_weights
    room += 8 + 8 * _COPIES
    moved, between = array(room, (4, reach), _S), array(room + 8 * reach, reach, _S)
    room += 10 * reach
    woven = array(room, reach, _U), array(room, 4 * reach, _S)
    drawn = array(room + 8 * reach, (4, reach), _S), array(room + 16 * reach, (4, reach), _W)
    return columns, weights, (between, moved, woven, taps, mixed), drawn


def layer(
    first_plane,
    second_plane,
    stride,
    height,
    width,
    alpha,
    first_ink,
    second_ink,
    stored_height,
    stored_width,
    inks,
    tiles,
    bands,
    across,
    tile_height,
    tile_width,
    place,
    lines,
    room,
) -> None:
    """Draw one or two planes of a layer; see `kernels.stack.draw`.

    `room` has space for 10 words of 64 bits for each column of the frame, 17 for every four of the
    longer of the frame's rows and the stored ones with 131 added, and 257 more.
    """
    stored = stored_height, stored_width
    size = stored_height * stored_width
    tiles, place = array(tiles, (bands, across), np.uint8), array(place, 7, np.float64)
    lines, straight = array(lines, (height, 2), np.float64), place[0] == 1
    placing = straight, place[4] != 0 or place[6] != 0, lines
    reach = (larger(width, stored_width) + 131) // 4 * 4
    columns, weights, buffers, drawn = _room(room, width, reach, straight)
    shown, kept = drawn
    _columns(place, columns.size, columns, weights[2])
    lean, unit = lines[0, 1], FINE if straight else WHOLE
    _weights(lean - floor(lean), unit, 32767, weights[1], 0, _COPIES)
    for band in range(bands):
        stop = 0
        while stop < across:
            first, state = stop, tiles[band, stop]
            while stop < across and tiles[band, stop] == state:
                stop += 1
            if state == SKIPPED:
                continue
            end = smaller(height, (band + 1) * tile_height)
            for top in range(band * tile_height, end, 4):
                rows = top, smaller(end, top + 4)
                left, right = _within(
                    straight,
                    lines,
                    columns,
                    stored,
                    rows,
                    first * tile_width,
                    smaller(width, stop * tile_width),
                )
                if left >= right:
                    continue
                count = _U(right - left)
                stretch = _U(left), count
                for number in range(0 if state == MIXED else 1, inks + 1):
                    ink = first_ink if number < 2 else second_ink
                    source = array(alpha if number == 0 else ink, size, np.uint8)
                    plane = first_plane if number < 2 else second_plane
                    plane = array(plane, height * stride, np.uint8)
                    _sampled(
                        source, stored, placing, columns, rows, stretch, weights, buffers, shown
                    )
                    for y in range(rows[0], rows[1]):
                        row, at = y - rows[0], _U(y * stride + left)
                        if number == 0:
                            _kept(shown[row], count, kept[row])
                        elif state == MIXED:
                            _over(shown[row], kept[row], count, plane, at)
                        else:
                            _put(shown[row], count, plane, at)


LOOPS = (layer,)

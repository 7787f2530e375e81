"""Sampling a plane, mixing two, and laying one over another.

LLVM turns the innermost loops into vector code if they walk long contiguous rows with nothing to
decide, and if 16-bit arithmetic is enough, of which twice as much fits. So rows are one-dimensional
slices, and a frame is passed as one long row. Looking up pixels across is the part that has no
vectors; four rows are woven together first, so that one look-up serves them all. Columns are
unsigned, which spares numba's test for negative ones.
"""

# Numba infers types, and all that a loop works on comes as arguments.
# ruff: noqa: ANN001, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def"

import numpy as np

from reelwright.render.kernels.loops.jit import array, inlined, larger, smaller

_U8, _U16, _U32, _U64 = np.uint8, np.uint16, np.uint32, np.uint64
_HALF8, _ONE8, _MOST16 = _U32(128), _U32(256), _U32(65535)
_S8, _S16 = _U32(8), _U32(16)


@inlined
def _places(first, step, last, index, part):
    """Write the samples to the left of each place, and how far on it is, in 65536ths."""
    for number in range(index.size):
        at = smaller(larger(first + step * number, 0.0), float(last))
        index[number] = smaller(int(at), larger(last - 1, 0))
        part[number] = int((at - index[number]) * 65536 + 0.5)


@inlined
def _woven(rows, out):
    """Blend four pairs of rows into one row of 8.8 fixed-point samples, taken from each in turn."""
    (a, b, f1), (c, d, g1), (i, j, h1), (k, m, e1) = rows
    f0, g0, h0, e0 = _ONE8 - _U32(f1), _ONE8 - _U32(g1), _ONE8 - _U32(h1), _ONE8 - _U32(e1)
    for x in range(a.size):
        out[4 * x] = _U16(_U32(a[x]) * f0 + _U32(b[x]) * _U32(f1))
        out[4 * x + 1] = _U16(_U32(c[x]) * g0 + _U32(d[x]) * _U32(g1))
        out[4 * x + 2] = _U16(_U32(i[x]) * h0 + _U32(j[x]) * _U32(h1))
        out[4 * x + 3] = _U16(_U32(k[x]) * e0 + _U32(m[x]) * _U32(e1))


@inlined
def _looked_up(woven, columns, left, right):
    for x in range(columns.size):
        left[x] = woven[columns[x]]
        right[x] = woven[columns[x] + _U64(1)]


@inlined
def _blended(left, right, parts, out):
    for x in range(out.size):
        part = _U32(parts[x])
        less = _U16((_U32(left[x]) * (_MOST16 - part)) >> _S16)
        more = _U16((_U32(right[x]) * part) >> _S16)
        out[x] = _U8(_U16(less + more + _U16(129)) >> _U16(8))


@inlined
def _unwoven(woven, a, b, c, d):
    for x in range(a.size):
        a[x], b[x] = woven[4 * x], woven[4 * x + 1]
        c[x], d[x] = woven[4 * x + 2], woven[4 * x + 3]


def sample(plane, rows, stride, affine, into, pitch, height, width, room) -> None:
    """Fill a plane of `height` and `width` with a stored one of `rows` rows of `stride` pixels.

    `room` has space for 7 words of 64 bits for each column of the frame, 3 for each row and one for
    each stored column, and one more.
    """
    plane, out = array(plane, (rows, stride), _U8), array(into, height * pitch, _U8)
    affine = array(affine, (2, 3), np.float64)
    columns, parts = array(room, width, _U64), array(room + 8 * width, width, np.int64)
    _places(affine[0, 2], affine[0, 0], stride - 1, columns, parts)
    room += 16 * width
    lines, shares = array(room, height, _U64), array(room + 8 * height, height, np.int64)
    _places(affine[1, 2], affine[1, 1], rows - 1, lines, shares)
    # In an array of 16-bit numbers: of what is computed here LLVM does not see that they are.
    down8 = array(room + 16 * height, height, _U16)
    for y in range(height):
        down8[y] = (shares[y] + 128) >> 8
    room += 24 * height
    fourfold, flat = array(room, 4 * width, _U16), array(room + 8 * width, 4 * width, _U8)
    first = columns[0]
    stop = smaller(int(columns[width - 1]) + 2, stride)
    for x in range(width):
        columns[x] -= first
        for row in range(4):
            fourfold[4 * x + row] = smaller(parts[x], 65535)
    room += 16 * width
    left, right = array(room, width, _U64), array(room + 8 * width, width, _U64)
    left16, right16 = array(room, 4 * width, _U16), array(room + 8 * width, 4 * width, _U16)
    room += 16 * width
    span = stop - int(first)
    woven, woven16 = array(room, span + 1, _U64), array(room, 4 * span, _U16)
    # One sample more than there is: looked up, with no weight, in planes one pixel wide.
    woven[span] = 0
    below = smaller(1, rows - 1)
    for y in range(0, height, 4):
        y0, y1, y2, y3 = (
            y,
            smaller(y + 1, height - 1),
            smaller(y + 2, height - 1),
            smaller(y + 3, height - 1),
        )
        i0, i1, i2, i3 = int(lines[y0]), int(lines[y1]), int(lines[y2]), int(lines[y3])
        _woven(
            (
                (plane[i0, first:stop], plane[i0 + below, first:stop], down8[y0]),
                (plane[i1, first:stop], plane[i1 + below, first:stop], down8[y1]),
                (plane[i2, first:stop], plane[i2 + below, first:stop], down8[y2]),
                (plane[i3, first:stop], plane[i3 + below, first:stop], down8[y3]),
            ),
            woven16,
        )
        _looked_up(woven, columns, left, right)
        _blended(left16, right16, fourfold, flat)
        _unwoven(
            flat,
            out[y0 * pitch : y0 * pitch + width],
            out[y1 * pitch : y1 * pitch + width],
            out[y2 * pitch : y2 * pitch + width],
            out[y3 * pitch : y3 * pitch + width],
        )


def mix(below, pitch, above, above_pitch, height, width, share) -> None:
    """Let 65535ths of one plane into another, `share` being the address of 16 bits.

    Of a number that came with 64 LLVM does not see that it has 16.
    """
    below, above = array(below, height * pitch, _U8), array(above, height * above_pitch, _U8)
    part = _U32(array(share, 1, _U16)[0])
    for y in range(height):
        under = below[y * pitch : y * pitch + width]
        over = above[y * above_pitch : y * above_pitch + width]
        for x in range(width):
            less = _U16(((_U32(under[x]) << _S8) * (_MOST16 - part)) >> _S16)
            more = _U16(((_U32(over[x]) << _S8) * part) >> _S16)
            under[x] = _U8(_U16(less + more + _U16(129)) >> _U16(8))


def lay(below, pitch, inks, ink_pitch, keeps, keep_pitch, height, width) -> None:
    """Keep 255ths of a plane and add ink, 255 at most."""
    below = array(below, height * pitch, _U8)
    inks, keeps = array(inks, height * ink_pitch, _U8), array(keeps, height * keep_pitch, _U8)
    for y in range(height):
        under = below[y * pitch : y * pitch + width]
        ink = inks[y * ink_pitch : y * ink_pitch + width]
        keep = keeps[y * keep_pitch : y * keep_pitch + width]
        for x in range(width):
            # The nearest 255th, exactly: Blinn, "Three wrongs make a right" (1995).
            product = _U16(_U32(under[x]) * _U32(keep[x]) + _HALF8)
            kept = _U16(product + (product >> _U16(8))) >> _U16(8)
            under[x] = smaller(_U16(kept + _U16(ink[x])), _U16(255))


LOOPS = (sample, mix, lay)

"""The inner loops in Python, compiled by numba on first import and kept beside this file.

LLVM turns the innermost loops into vector code if they walk long contiguous rows with nothing to
decide, and if 16-bit arithmetic is enough, of which twice as much fits. So rows are one-dimensional
slices, and a frame is passed as one long row. Looking up pixels across is the part that has no
vectors; four rows are woven together first, so that one look-up serves them all. Columns are
unsigned, which spares numba's test for negative ones. The functions carry no annotations: the
signatures say it.
"""

from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from reelwright.render.kernels.jit import compiled, inlined
from reelwright.render.kernels.plain import turned
from reelwright.render.pixels import Pixels

_U8, _U16, _U32, _U64 = np.uint8, np.uint16, np.uint32, np.uint64
_HALF8, _ONE8, _MOST16 = _U32(128), _U32(256), _U32(65535)
_S8, _S16 = _U32(8), _U32(16)

_Row: TypeAlias = "NDArray[Any]"


@inlined
def _places(first: float, step: float, count: int, last: int) -> tuple[_Row, _Row]:
    """Return the samples to the left of `count` places, and how far on each is, in 65536ths."""
    index, part = np.empty(count, _U64), np.empty(count, np.int64)
    for number in range(count):
        at = min(max(first + step * number, 0.0), float(last))
        index[number] = min(int(at), max(last - 1, 0))
        part[number] = int((at - index[number]) * 65536 + 0.5)
    return index, part


@inlined
def _woven(rows: tuple[tuple[_Row, _Row, int], ...], out: _Row) -> None:
    """Blend four pairs of rows into one row of 8.8 fixed-point samples, taken from each in turn."""
    (a, b, f1), (c, d, g1), (i, j, h1), (k, m, e1) = rows
    f0, g0, h0, e0 = _ONE8 - _U32(f1), _ONE8 - _U32(g1), _ONE8 - _U32(h1), _ONE8 - _U32(e1)
    for x in range(a.size):
        out[4 * x] = _U16(_U32(a[x]) * f0 + _U32(b[x]) * _U32(f1))
        out[4 * x + 1] = _U16(_U32(c[x]) * g0 + _U32(d[x]) * _U32(g1))
        out[4 * x + 2] = _U16(_U32(i[x]) * h0 + _U32(j[x]) * _U32(h1))
        out[4 * x + 3] = _U16(_U32(k[x]) * e0 + _U32(m[x]) * _U32(e1))


@inlined
def _looked_up(woven: _Row, columns: _Row, left: _Row, right: _Row) -> None:
    for x in range(columns.size):
        left[x] = woven[columns[x]]
        right[x] = woven[columns[x] + _U64(1)]


@inlined
def _blended(left: _Row, right: _Row, parts: _Row, out: _Row) -> None:
    for x in range(out.size):
        part = _U32(parts[x])
        less = _U16((_U32(left[x]) * (_MOST16 - part)) >> _S16)
        more = _U16((_U32(right[x]) * part) >> _S16)
        out[x] = _U8(_U16(less + more + _U16(129)) >> _U16(8))


@inlined
def _unwoven(woven: _Row, a: _Row, b: _Row, c: _Row, d: _Row) -> None:
    for x in range(a.size):
        a[x], b[x] = woven[4 * x], woven[4 * x + 1]
        c[x], d[x] = woven[4 * x + 2], woven[4 * x + 3]


@compiled("void(u1[:,::1], f8[:,::1], u1[::1], i8, UniTuple(i8, 2))")
def _sample(plane: _Row, affine: _Row, out: _Row, pitch: int, shape: tuple[int, int]) -> None:
    height, width = shape
    columns, parts = _places(affine[0, 2], affine[0, 0], width, plane.shape[1] - 1)
    lines, shares = _places(affine[1, 2], affine[1, 1], height, plane.shape[0] - 1)
    # From an array of 16-bit numbers: of what is computed here LLVM does not see that they are.
    down8 = ((shares + 128) >> 8).astype(_U16)
    first = columns[0]
    stop = min(int(columns[width - 1]) + 2, plane.shape[1])
    fourfold = np.empty(4 * width, _U16)
    for x in range(width):
        columns[x] -= first
        fourfold[4 * x : 4 * x + 4] = min(parts[x], 65535)
    # One sample more than there is: looked up, with no weight, in planes one pixel wide.
    woven = np.zeros(stop - int(first) + 1, _U64)
    sides = np.empty((2, width), _U64)
    flat = np.empty(4 * width, _U8)
    below = min(1, plane.shape[0] - 1)
    for y in range(0, height, 4):
        y0, y1, y2, y3 = y, min(y + 1, height - 1), min(y + 2, height - 1), min(y + 3, height - 1)
        i0, i1, i2, i3 = int(lines[y0]), int(lines[y1]), int(lines[y2]), int(lines[y3])
        _woven(
            (
                (plane[i0, first:stop], plane[i0 + below, first:stop], down8[y0]),
                (plane[i1, first:stop], plane[i1 + below, first:stop], down8[y1]),
                (plane[i2, first:stop], plane[i2 + below, first:stop], down8[y2]),
                (plane[i3, first:stop], plane[i3 + below, first:stop], down8[y3]),
            ),
            woven.view(_U16),
        )
        _looked_up(woven, columns, sides[0], sides[1])
        _blended(sides[0].view(_U16), sides[1].view(_U16), fourfold, flat)
        _unwoven(
            flat,
            out[y0 * pitch : y0 * pitch + width],
            out[y1 * pitch : y1 * pitch + width],
            out[y2 * pitch : y2 * pitch + width],
            out[y3 * pitch : y3 * pitch + width],
        )


@compiled("void(u1[::1], i8, u1[::1], i8, UniTuple(i8, 2), u2)")
def _mix(
    below: _Row, pitch: int, above: _Row, above_pitch: int, shape: tuple[int, int], share: int
) -> None:
    height, width = shape
    for y in range(height):
        under = below[y * pitch : y * pitch + width]
        over = above[y * above_pitch : y * above_pitch + width]
        for x in range(width):
            less = _U16(((_U32(under[x]) << _S8) * (_MOST16 - _U32(share))) >> _S16)
            more = _U16(((_U32(over[x]) << _S8) * _U32(share)) >> _S16)
            under[x] = _U8(_U16(less + more + _U16(129)) >> _U16(8))


@compiled("void(u1[::1], u1[::1], u1[::1], UniTuple(i8, 3), UniTuple(i8, 2))")
def _lay(
    below: _Row, inks: _Row, keeps: _Row, pitches: tuple[int, int, int], shape: tuple[int, int]
) -> None:
    height, width = shape
    for y in range(height):
        under = below[y * pitches[0] : y * pitches[0] + width]
        ink = inks[y * pitches[1] : y * pitches[1] + width]
        keep = keeps[y * pitches[2] : y * pitches[2] + width]
        for x in range(width):
            # The nearest 255th, exactly: Blinn, "Three wrongs make a right" (1995).
            product = _U16(_U32(under[x]) * _U32(keep[x]) + _HALF8)
            kept = _U16(product + (product >> _U16(8))) >> _U16(8)
            under[x] = min(_U16(kept + _U16(ink[x])), _U16(255))


class Compiled:
    """Kernels that numba has compiled."""

    name = "numba"

    def sample(self, plane: Pixels, affine: NDArray[np.float64], into: Pixels) -> None:
        """Sample rows and columns apart, in fixed point; turned maps go through OpenCV."""
        if affine[0, 1] or affine[1, 0]:
            turned(plane, affine, into)
        else:
            _sample(plane, np.ascontiguousarray(affine), *_flat(into), into.shape)

    def mix(self, below: Pixels, above: Pixels, share: float) -> None:
        """Mix by a share rounded to 65535ths."""
        _mix(*_flat(below), *_flat(above), below.shape, round(share * 65535))

    def lay(self, under: Pixels, ink: Pixels, keep: Pixels) -> None:
        """Lay in one step."""
        (below, one), (inks, two), (keeps, three) = (_flat(plane) for plane in (under, ink, keep))
        _lay(below, inks, keeps, (one, two, three), under.shape)


def _flat(plane: Pixels) -> tuple[Pixels, int]:
    """Return a plane, maybe part of a wider one, as one row, and how far its rows lie apart."""
    pitch = plane.strides[0]
    if plane.flags.c_contiguous:
        return plane.reshape(-1), pitch
    size = (plane.shape[0] - 1) * pitch + plane.shape[1]
    return np.lib.stride_tricks.as_strided(plane, (size,), (1,)), pitch


KERNELS = Compiled()

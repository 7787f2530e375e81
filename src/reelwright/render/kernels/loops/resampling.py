"""Sampling a bordered plane by Lanczos's kernel, across and then down.

Sixteen samples of a frame's row are made at a time. Where those of the stored row lie that each of
them needs is the same for every row, and so are the weights; so these wait in registers while four
rows are gone through. Rows made across, in 16 bits, wait in a ring until the rows of the frame that
need them have been made down.
"""

# Numba infers types, and all that a loop works on comes as arguments.
# ruff: noqa: ANN001, ANN202, PLR0913, PLR0917
# mypy: disable-error-code="no-untyped-def"

from math import floor

import numpy as np

from reelwright.render.kernels.loops.jit import array, inlined, larger, smaller
from reelwright.render.kernels.loops.vectors import (
    all_of,
    keep,
    keep_pixels,
    looked_up,
    places,
    shorts,
    total,
    upper,
    window,
)
from reelwright.render.lanczos import PHASES, REACH, TAPS

_GROUP = 16
_VECTOR = 2 * _GROUP
_LOOKS = 4
"""Neighbours that are looked up in one window."""

_ROWS, _SLOTS = 4, 16
"""Stored rows that are made at a time, and how many the ring has."""

_TILE = 64
"""Groups side by side that are made down the whole frame before the next: the ring stays near."""


@inlined
def _place(number, begin, step, stored, taps):
    """Return the first stored sample that one of the frame is made of, and its phase."""
    at = smaller(larger(begin + step * number, -float(REACH)), float(stored - 1 + REACH))
    whole = floor(at)
    return whole - (taps // 2 - 1), int((at - whole) * PHASES + 0.5)


@inlined
def _slot(row):
    return row & (_SLOTS - 1)


@inlined
def _prepare(place, stored, width, table, taps, begins, looks, weights):
    """Write for each group where its halves begin, what to look up there, and the weights."""
    groups = (width + _GROUP - 1) // _GROUP
    for x in range(groups * _GROUP):
        first, phase = _place(smaller(x, width - 1), place[1], place[0], stored, taps)
        group, half, lane = x // _GROUP, x // 8 % 2, x % 8
        if lane == 0:
            begins[group, half] = first
        for look in range(_LOOKS):
            looks[group, look, x % _GROUP, 0] = 128
            looks[group, look, x % _GROUP, 1] = first - begins[group, half] + look
        for tap in range(TAPS):
            weights[group, tap, x % _GROUP] = table[phase, tap]


@inlined
def _across(row, begins, looks, weights, taps, out, pitch, stride):
    """Make sixteen samples of four stored rows."""
    first, second = row + begins[0], row + begins[1]
    at0, at1, at2, at3 = places(looks), places(looks + 32), places(looks + 64), places(looks + 96)
    w0, w1, w2 = shorts(weights), shorts(weights + 32), shorts(weights + 64)
    w3, w4, w5 = shorts(weights + 96), shorts(weights + 128), shorts(weights + 160)
    w6, w7 = shorts(weights + 192), shorts(weights + 224)
    w8, w9 = shorts(weights + 256), shorts(weights + 288)
    # What upper halves have lost, which is a half each.
    lost = all_of(taps // 2)
    for number in range(_ROWS):
        left, right = first + number * stride, second + number * stride
        seen = window(left, right)
        made = total(lost, upper(looked_up(seen, at0), w0))
        made = total(made, upper(looked_up(seen, at1), w1))
        made = total(made, upper(looked_up(seen, at2), w2))
        made = total(made, upper(looked_up(seen, at3), w3))
        seen = window(left + 4, right + 4)
        made = total(made, upper(looked_up(seen, at0), w4))
        made = total(made, upper(looked_up(seen, at1), w5))
        if taps > 6:
            made = total(made, upper(looked_up(seen, at2), w6))
            made = total(made, upper(looked_up(seen, at3), w7))
        if taps > 8:
            seen = window(left + 8, right + 8)
            made = total(made, upper(looked_up(seen, at0), w8))
            made = total(made, upper(looked_up(seen, at1), w9))
        keep(out + number * pitch, made)


@inlined
def _down(ring, pitch, first, weights, taps, groups, out):
    """Make groups of a row of the frame out of rows in the ring, from one number on."""
    r0, r1 = ring + _slot(first) * pitch, ring + _slot(first + 1) * pitch
    r2, r3 = ring + _slot(first + 2) * pitch, ring + _slot(first + 3) * pitch
    r4, r5 = ring + _slot(first + 4) * pitch, ring + _slot(first + 5) * pitch
    r6, r7 = ring + _slot(first + 6) * pitch, ring + _slot(first + 7) * pitch
    r8, r9 = ring + _slot(first + 8) * pitch, ring + _slot(first + 9) * pitch
    w0, w1, w2 = all_of(weights[0]), all_of(weights[1]), all_of(weights[2])
    w3, w4, w5 = all_of(weights[3]), all_of(weights[4]), all_of(weights[5])
    w6, w7, w8, w9 = all_of(weights[6]), all_of(weights[7]), all_of(weights[8]), all_of(weights[9])
    # 32 times 128, a half, and what upper halves have lost.
    more = all_of(4096 + 16 + taps // 2)
    for group in range(groups):
        x = group * _VECTOR
        made = total(more, upper(shorts(r0 + x), w0))
        made = total(made, upper(shorts(r1 + x), w1))
        made = total(made, upper(shorts(r2 + x), w2))
        made = total(made, upper(shorts(r3 + x), w3))
        made = total(made, upper(shorts(r4 + x), w4))
        made = total(made, upper(shorts(r5 + x), w5))
        if taps > 6:
            made = total(made, upper(shorts(r6 + x), w6))
            made = total(made, upper(shorts(r7 + x), w7))
        if taps > 8:
            made = total(made, upper(shorts(r8 + x), w8))
            made = total(made, upper(shorts(r9 + x), w9))
        keep_pixels(out + group * _GROUP, made)


def resample(
    plane,
    stride,
    stored_height,
    stored_width,
    place,
    across,
    down,
    taps_across,
    taps_down,
    into,
    pitch,
    height,
    width,
    room,
) -> None:
    """Fill a plane of `height` and `width` with a stored one; `plane` is where its border ends.

    `place` has the step and the begin across, then down; `across` and `down` are tables of weights.
    `room` has space for 58 words of 64 bits for each group of 16 columns of the frame, and 4098.
    """
    groups = (width + _GROUP - 1) // _GROUP
    place = array(place, (2, 2), np.float64)
    across = array(across, (PHASES + 1, TAPS), np.int16)
    down = array(down, (PHASES + 1, TAPS), np.int16)
    begins, looks, weights = room, room + 16 * groups, room + 144 * groups
    ring, last = room + 464 * groups, room + 464 * groups + 2 * _SLOTS * _GROUP * _TILE
    begin = array(begins, (groups, 2), np.int64)
    _prepare(
        place[0],
        stored_width,
        width,
        across,
        taps_across,
        begin,
        array(looks, (groups, _LOOKS, _GROUP, 2), np.uint8),
        array(weights, (groups, TAPS, _GROUP), np.int16),
    )
    spare, tail = array(last, _GROUP, np.uint8), width % _GROUP
    out = array(into, height * pitch, np.uint8)
    for left in range(0, groups, _TILE):
        count = smaller(groups - left, _TILE)
        whole = count - 1 if tail and left + count == groups else count
        wide = count * _VECTOR
        made, _ = _place(0, place[1, 1], place[1, 0], stored_height, taps_down)
        made -= made & (_ROWS - 1)
        for y in range(height):
            first, phase = _place(y, place[1, 1], place[1, 0], stored_height, taps_down)
            while made < first + taps_down:
                for group in range(count):
                    one = left + group
                    _across(
                        plane + made * stride,
                        begin[one],
                        looks + 128 * one,
                        weights + 320 * one,
                        taps_across,
                        ring + _slot(made) * wide + group * _VECTOR,
                        wide,
                        stride,
                    )
                made += _ROWS
            at = y * pitch + left * _GROUP
            _down(ring, wide, first, down[phase], taps_down, whole, into + at)
            if whole < count:
                skipped = ring + whole * _VECTOR
                _down(skipped, wide, first, down[phase], taps_down, 1, last)
                for x in range(tail):
                    out[at + whole * _GROUP + x] = spare[x]


LOOPS = (resample,)

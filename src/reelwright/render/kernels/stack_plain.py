"""Laying a layer over a frame with numpy alone: slow, and the same arithmetic."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from reelwright.render.pixels import Pixels
from reelwright.render.sampling import COARSE, MIXED, SKIPPED, TILE, Numbers, Place, Sampling

_Whole = NDArray[np.int32]


def draw(
    into: Sequence[Pixels], alpha: Pixels, ink: Sequence[Pixels], tiles: Pixels, place: Place
) -> None:
    """Do what `kernels.stack.draw` does, within one code value of it."""
    height, width = into[0].shape
    sampling = Sampling.of(place, (alpha.shape[1], alpha.shape[0]), (width, height))
    places = np.arange(width)
    within = (places >= sampling.bounds[:, :1]) & (places < sampling.bounds[:, 1:])
    states = np.where(within, _spread(tiles, len(into), (height, width)), SKIPPED)
    if not states.any():
        return
    keep = np.zeros((height, width), np.int32)
    if (states == MIXED).any():
        cover = np.clip(_sampled(alpha, sampling) + 8192, 0, 16320)
        np.copyto(keep, (16320 - cover) << 2, where=states == MIXED)
    for plane, source in zip(into, ink, strict=True):
        below = (plane * np.int64(257) * keep >> 16) >> 2
        drawn = np.minimum(_sampled(source, sampling) + 8224, 16383) + below
        np.copyto(plane, (np.clip(drawn, 0, 16383) >> 6).astype(np.uint8), where=states != SKIPPED)


def _spread(tiles: Pixels, part: int, shape: tuple[int, int]) -> Pixels:
    rows, columns = (
        np.arange(count) * part // side for count, side in zip(shape, TILE, strict=True)
    )
    return np.asarray(tiles[np.ix_(rows, columns)], np.uint8)


def _sampled(source: Pixels, sampling: Sampling) -> _Whole:
    """Return 64 times a frame's plane of a stored one, less 128; right within the bounds only."""
    rows = source.astype(np.int32)
    down = sum(
        rows[sampling.rows - 1 + tap] * sampling.row_weights[:, tap, None] for tap in range(4)
    )
    count = len(sampling.columns) if sampling.straight else source.shape[1]
    moved = np.asarray(down - 128 * COARSE, np.int32)
    if sampling.straight or sampling.leans.any() or sampling.lean_weights[:, 1].min() < 32767:
        places = np.arange(count) + sampling.leans[:, None] - 1
        moved = _weighed(moved, places, sampling.lean_weights[:, None])
        if sampling.straight:
            return moved
        moved = np.clip(moved, -16384, 16383) << 1
    columns = np.broadcast_to(sampling.columns - 1, (len(moved), len(sampling.columns)))
    return _weighed(moved, columns, sampling.column_weights[None])


def _weighed(row: _Whole, places: Numbers, weights: Numbers) -> _Whole:
    """Return the upper half of the sums of four neighbours, beyond the ends the last ones."""
    taps = (
        np.take_along_axis(row, np.clip(places + tap, 0, row.shape[1] - 1), axis=1)
        * weights[..., tap]
        >> 16
        for tap in range(4)
    )
    return np.asarray(sum(taps) + 2, np.int32)

"""Drawing sprites on a frame with numpy alone: slow, and the same pixels."""

import numpy as np
from numpy.typing import NDArray

from reelwright.render.particles.shapes import COVERS, gain
from reelwright.render.particles.sprites import Shape, Sprites
from reelwright.render.pixels import Pixels

Floats = NDArray[np.float32]


def draw(sprites: Sprites, into: tuple[Pixels, Pixels, Pixels]) -> None:
    """Do what `kernels.sprites.draw` does, within one code value of it."""
    height, width = into[0].shape
    for number, places in enumerate(sprites.numbers.T):
        x, y, along, across, cosine, sine = (float(one) for one in places[:6])
        reach = abs(cosine) * along + abs(sine) * across + 1
        columns = _box(x, reach, width)
        rows = _box(y, abs(sine) * along + abs(cosine) * across + 1, height)
        if len(columns) and len(rows):
            shape, ink = Shape(int(sprites.shape[number])), sprites.ink[:, number]
            _one(into, (rows, columns), shape, places, ink)


def _box(centre: float, reach: float, size: int) -> NDArray[np.int64]:
    first, stop = np.clip([np.floor(centre - reach), np.ceil(centre + reach) + 2], 0, size)
    return np.arange(int(first) // 2 * 2, int(stop) // 2 * 2)


def _one(
    into: tuple[Pixels, Pixels, Pixels],
    box: tuple[NDArray[np.int64], NDArray[np.int64]],
    shape: Shape,
    places: Floats,
    ink: Floats,
) -> None:
    x, y, along, across, cosine, sine, soft, alpha, veil = places
    rows, columns = box
    right = (np.concatenate([columns[:1] - 1, columns]) - x)[None, :].astype(np.float32)
    down = (rows - y)[:, None].astype(np.float32)
    u, v = (right * cosine + down * sine) / along, (down * cosine - right * sine) / across
    cover = alpha * COVERS[shape](u, v, soft, across)
    lit = gain(v, across)[:, 1:] if shape is Shape.LEAF else 1.0
    top, left = int(rows[0]), int(columns[0])
    place = np.s_[top : top + len(rows), left : left + len(columns)]
    _blend(into[0][place], cover[:, 1:], 16 + (ink[0] - 16) * lit, veil, (16, 235))
    coarse = (cover[:, :-1:2] + 2 * cover[:, 1::2] + cover[:, 2::2]) / 4
    coarse = (coarse[::2] + coarse[1::2]) / 2
    half = np.s_[top // 2 : (top + len(rows)) // 2, left // 2 : (left + len(columns)) // 2]
    _blend(into[1][half], coarse, ink[1], veil, (128, 240))
    _blend(into[2][half], coarse, ink[2], veil, (128, 240))


def _blend(
    plane: Pixels, cover: Floats, ink: Floats, veil: np.float32, levels: tuple[int, int]
) -> None:
    neutral, highest = levels
    value = plane * (1 - cover * veil) + cover * (ink - (1 - veil) * neutral)
    drawn = (np.clip(value, 16, highest) + 0.5).astype(np.uint8)
    np.copyto(plane, drawn, where=cover > 0)

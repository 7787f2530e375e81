"""Sprites: the soft little shapes that particles are drawn as, and drawing them on planes."""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float32]


class Shape(IntEnum):
    """What a sprite looks like."""

    DISC = 0  # a disc, `soft` of whose radius fades out
    GLOW = 1  # bright in the middle, without an edge
    STREAK = 2  # a drop on its way, thin at both ends
    LEAF = 3  # pointed at both ends, one half lighter than the other
    BUBBLE = 4  # a rim, and the light on it


@dataclass(frozen=True, slots=True)
class Sprites:
    """Sprites in the order they are drawn in.

    `numbers` holds for each the x and y of its centre, half its sizes along and across, all in luma
    pixels, the cosine and sine of its turn clockwise, the share of it that fades out, its alpha and
    its veil, shaped (9, n); `ink` holds Y, Cb, Cr in limited range, (3, n). At veil 1 a sprite
    covers what is below it, at 0 its light is added to it.
    """

    shape: NDArray[np.int64]
    numbers: Floats
    ink: Floats

    @classmethod
    def of(  # noqa: PLR0913 - a sprite is made of that many things
        cls,
        shape: Shape,
        at: tuple[ArrayLike, ArrayLike],
        sizes: tuple[ArrayLike, ArrayLike],
        ink: ArrayLike,
        alpha: ArrayLike,
        *,
        angle: ArrayLike = 0.0,
        soft: ArrayLike = 1.0,
        veil: ArrayLike = 1.0,
    ) -> "Sprites":
        """Return sprites of one shape, each number for all of them or one for each.

        `angle` is in radians. What is finer than pixels is drawn as large as they, and fainter.
        """
        fine = [np.asarray(size, np.float64) for size in sizes]
        coarse = [np.maximum(size, _FINEST) for size in fine]
        faint = np.asarray(alpha) * (fine[0] / coarse[0]) * (fine[1] / coarse[1])
        edge = np.clip(soft, np.minimum(1, 1.5 / coarse[1]), 1)
        shapes = np.full(len(np.asarray(at[0])), int(shape), np.int64)
        numbers = np.empty((9, len(shapes)), np.float32)
        turn = (np.cos(angle), np.sin(angle))
        for row, number in zip(numbers, (*at, *coarse, *turn, edge, faint, veil), strict=True):
            row[:] = number
        inks = np.asarray(ink, np.float32).reshape(3, -1)
        return cls(shapes, numbers, np.broadcast_to(inks, (3, len(shapes))).copy())


_FINEST = 0.8
"""Half of a pixel's width and a little more, so that a sprite between pixels is as bright."""


def joined(*groups: Sprites) -> Sprites:
    """Return all sprites of several groups, one group over the other."""
    return Sprites(
        np.concatenate([one.shape for one in groups]),
        np.concatenate([one.numbers for one in groups], axis=1),
        np.concatenate([one.ink for one in groups], axis=1),
    )


def ycc(red: float, green: float, blue: float) -> tuple[float, float, float]:
    """Return the limited-range BT.709 Y, Cb, Cr of an sRGB colour of 0 to 255."""
    luma = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return (
        16 + luma * 219 / 255,
        128 + (blue - luma) / 1.8556 * 224 / 255,
        128 + (red - luma) / 1.5748 * 224 / 255,
    )

"""Dyes: what becomes of all colours at once, in pictures of code values from 0 to 1."""

from collections.abc import Iterator

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, clip, times, tint

Dye = tuple[float, float, float]
_WARM = np.array([0.62, -0.11, -0.78], np.float32)
"""From grey to orange: of unit length, and as bright as the grey."""


def leant(picture: Plane, warm: Dye, cool: Dye, rest: float) -> Plane:
    """Return the picture with all its colours leant towards two of them.

    What is orange in a colour becomes `warm`, what is blue in it `cool`, the rest is weakened by
    the factor `rest`. Brightness stays where both dyes are as bright as grey.
    """
    for band in _bands(picture):
        part = picture[band]
        grey = luma(part)
        share = part @ _WARM - grey * _WARM.sum()
        lean = tint(np.maximum(share, 0), np.array(warm) - _WARM * np.float32(rest))
        lean += tint(np.maximum(-share, 0), np.array(cool) + _WARM * np.float32(rest))
        lean += part * np.float32(rest)
        lean += (grey * np.float32(1 - rest))[..., None]
        picture[band] = clip(lean)
    return picture


def faded(picture: Plane, black: Dye, white: Dye) -> Plane:
    """Return the picture between a black and a white that are none."""
    picture *= np.array(white, np.float32) - np.array(black, np.float32)
    picture += np.array(black, np.float32)
    return picture


def vivid(picture: Plane, most: float) -> Plane:
    """Return the picture with pale colours made richer, by the factor `most`, rich ones less."""
    for band in _bands(picture):
        part = picture[band]
        grey = luma(part)
        most_of = np.maximum(part.max(axis=-1), np.float32(0.05))
        rich = 1 - part.min(axis=-1) / most_of
        more = 1 + np.float32(most - 1) * (1 - clip(rich))
        picture[band] = clip(times(part, more) + (grey * (1 - more))[..., None])
    return picture


def _bands(picture: Plane) -> Iterator[slice]:
    for band in Box(0, 0, picture.shape[1], picture.shape[0]).bands():
        yield slice(band.top, band.bottom)

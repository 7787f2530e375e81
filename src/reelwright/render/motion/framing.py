"""From a motion and a moment to the map from frame pixels to picture pixels."""

import numpy as np
from numpy.typing import NDArray

from reelwright.model.timeline import Framing, Motion
from reelwright.render.motion.ease import EASES

Affine = NDArray[np.float64]
"""A 2x3 matrix that takes pixel centres of the frame to pixel centres of the picture."""


def framing_at(motion: Motion, progress: float) -> Framing:
    """Return the framing at `progress`; zooms change by ratios, so that their speed looks even."""
    share = EASES[motion.ease](progress)
    begin, end = motion.begin, motion.end
    return Framing.model_construct(
        x=begin.x + (end.x - begin.x) * share,
        y=begin.y + (end.y - begin.y) * share,
        zoom=begin.zoom * (end.zoom / begin.zoom) ** share,
    )


def window(framing: Framing, picture: tuple[int, int], frame: tuple[int, int]) -> tuple[float, ...]:
    """Return left, top, width and height of what shows of a picture, in its pixels.

    Sizes are (width, height). At zoom 1 it is the largest window of the frame's shape that the
    picture holds; it is moved inside where it would stick out.
    """
    scale = min(picture[0] / frame[0], picture[1] / frame[1]) / framing.zoom
    width, height = frame[0] * scale, frame[1] * scale
    left = max(0.0, min(framing.x * picture[0] - width / 2, picture[0] - width))
    top = max(0.0, min(framing.y * picture[1] - height / 2, picture[1] - height))
    return left, top, width, height


def luma_map(framing: Framing, picture: tuple[int, int], frame: tuple[int, int]) -> Affine:
    """Return the map for a plane as large as the frame."""
    left, top, width, height = window(framing, picture, frame)
    across, down = width / frame[0], height / frame[1]
    # The half pixels: a pixel's centre lies half a pixel from its edge.
    return np.array(
        [[across, 0, left + across / 2 - 0.5], [0, down, top + down / 2 - 0.5]], np.float64
    )


def chroma_map(luma: Affine) -> Affine:
    """Return the map for 4:2:0 chroma planes, given that for luma.

    H.264's chroma samples lie on the left of their pair of columns and between their rows; ours of
    a picture are plain averages of 2x2 pixels, so they lie in the middle of both.
    """
    across, down = luma[0, 0], luma[1, 1]
    return np.array(
        [
            [across, 0, (luma[0, 2] - 0.5) / 2],
            [0, down, (down / 2 + luma[1, 2] - 0.5) / 2],
        ],
        np.float64,
    )

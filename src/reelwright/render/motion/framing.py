"""From a motion and a moment to the map from frame pixels to picture pixels."""

from math import cos, radians, sin

import numpy as np
from numpy.typing import NDArray

from reelwright.model.motion import Framing, Motion
from reelwright.render.motion.ease import EASES

Affine = NDArray[np.float64]
"""A 2x3 matrix that takes pixel centres of the frame to pixel centres of the picture."""

Size = tuple[int, int]
"""Width and height, in pixels."""


def framing_at(motion: Motion, progress: float) -> Framing:
    """Return the framing at `progress`; zooms change by ratios, so that their speed looks even."""
    share = EASES[motion.ease](progress)
    begin, end = motion.begin, motion.end
    return Framing.model_construct(
        x=begin.x + (end.x - begin.x) * share,
        y=begin.y + (end.y - begin.y) * share,
        zoom=begin.zoom * (end.zoom / begin.zoom) ** share,
        angle=begin.angle + (end.angle - begin.angle) * share,
    )


def step(framing: Framing, picture: Size, frame: Size) -> float:
    """Return how many pixels of the picture there are to one of the frame.

    At zoom 1 it is as many as make the largest frame, turned by the framing's angle, that the
    picture holds.
    """
    across, down = _reach(framing, frame)
    return min(picture[0] / across, picture[1] / down) / framing.zoom


def window(framing: Framing, picture: Size, frame: Size) -> tuple[float, float, float, float]:
    """Return left, top, width and height, in the picture's pixels, of the box of what shows.

    It is moved inside where it would stick out of the picture.
    """
    size = step(framing, picture, frame)
    width, height = (side * size for side in _reach(framing, frame))
    left = max(0.0, min(framing.x * picture[0] - width / 2, picture[0] - width))
    top = max(0.0, min(framing.y * picture[1] - height / 2, picture[1] - height))
    return left, top, width, height


def luma_map(framing: Framing, picture: Size, frame: Size) -> Affine:
    """Return the map for a plane as large as the frame."""
    left, top, width, height = window(framing, picture, frame)
    size, (turned, leant) = step(framing, picture, frame), _turn(framing)
    turned, leant = turned * size, leant * size
    # The half pixels: a pixel's centre lies half a pixel from its edge.
    across, down = left + width / 2 - 0.5, top + height / 2 - 0.5
    wide, high = (frame[0] - 1) / 2, (frame[1] - 1) / 2
    return np.array(
        [
            [turned, -leant, across - turned * wide + leant * high],
            [leant, turned, down - leant * wide - turned * high],
        ]
    )


def chroma_map(luma: Affine) -> Affine:
    """Return the map for 4:2:0 chroma planes, given that for luma.

    H.264's chroma samples lie on the left of their pair of columns and between their rows; ours of
    a picture are plain averages of 2x2 pixels, so they lie in the middle of both.
    """
    chroma = luma.copy()
    chroma[:, 2] = (luma[:, 1] / 2 + luma[:, 2] - 0.5) / 2
    return chroma


def _turn(framing: Framing) -> tuple[float, float]:
    angle = radians(framing.angle)
    return cos(angle), sin(angle)


def _reach(framing: Framing, frame: Size) -> tuple[float, float]:
    """Return the width and height of the box around a turned frame."""
    turned, leant = (abs(part) for part in _turn(framing))
    return frame[0] * turned + frame[1] * leant, frame[0] * leant + frame[1] * turned

"""Fade through a colour: one clip goes out to it, then the other comes in from it."""

import cv2
import numpy as np

from reelwright.model.clip import Direction
from reelwright.render.planes import BLACK, Planes

WHITE = (235, 128, 128)
"""Of BT.709's limited range (ITU-R BT.709-6, 4.6), as is `BLACK`."""


def through_black(below: Planes, above: Planes, share: float, _direction: Direction) -> None:
    """Take `below` out to black until half way, then bring `above` in; both evenly."""
    _through(BLACK, below, above, share)


def through_white(below: Planes, above: Planes, share: float, _direction: Direction) -> None:
    """Take `below` out to white until half way, then bring `above` in; both evenly."""
    _through(WHITE, below, above, share)


def _through(colour: tuple[int, int, int], below: Planes, above: Planes, share: float) -> None:
    shown = below if share < 0.5 else above
    keep = abs(1 - 2 * share)
    for plane, into, level in zip(shown, below, colour, strict=True):
        if keep == 1:
            np.copyto(into, plane)
        else:
            cv2.convertScaleAbs(plane, dst=into, alpha=keep, beta=(1 - keep) * level)

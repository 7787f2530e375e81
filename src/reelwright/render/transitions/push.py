"""Push: the new clip pushes the old one out of the frame."""

import numpy as np

from reelwright.model.clip import Direction
from reelwright.render.motion.ease import smooth
from reelwright.render.pixels import Pixels
from reelwright.render.planes import Planes
from reelwright.render.transitions.displace import AXES, SIGNS, cut, displaced, lay_displaced


def blend(below: Planes, above: Planes, share: float, direction: Direction) -> None:
    """Move both by the same way: at rest at first, and in the end."""
    axis, sign, moved = AXES[direction], SIGNS[direction], smooth(share)
    for into, plane in zip(below, above, strict=True):
        length = plane.shape[axis]
        _move(into, sign * moved * length, axis)
        lay_displaced(into, plane, sign * (moved - 1) * length, axis)


def _move(plane: Pixels, by: float, axis: int) -> None:
    first, samples = displaced(plane, by, axis)
    np.copyto(cut(plane, axis, first, first + samples.shape[axis]), samples)

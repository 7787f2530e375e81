"""Wipe: an edge passes over the frame, and behind it is the new clip."""

import numpy as np

from reelwright.model.clip import Direction
from reelwright.render.motion.ease import smooth
from reelwright.render.pixels import Pixels
from reelwright.render.planes import Planes

SOFTNESS = 1 / 135
"""Of the frame's shorter side, over which the edge blends: 8 pixels of 1080."""

_CENTRE = {True: (0.5, 0.25, 0.25), False: (0.5, 0.5, 0.5)}
"""Where in its place a sample lies, across and down: H.264's chroma is left of the middle."""


def blend(below: Planes, above: Planes, share: float, direction: Direction) -> None:
    """Move the edge from beyond one side to beyond the other, at the same speed throughout."""
    across = direction in {Direction.LEFT, Direction.RIGHT}
    soft = max(2.0, min(below.size) * SOFTNESS)
    length = below.size[0] if across else below.size[1]
    edge = share * (length + soft) - soft / 2
    back = direction in {Direction.LEFT, Direction.UP}
    for into, plane, place in zip(below, above, _CENTRE[across], strict=True):
        step = length / into.shape[1 if across else 0]
        centre = 1 - place if back else place
        _pass(_along(into, direction), _along(plane, direction), edge / step - centre, soft / step)


def _along(plane: Pixels, direction: Direction) -> Pixels:
    """Return a view of the plane over which the edge moves from left to right."""
    upright = plane if direction in {Direction.LEFT, Direction.RIGHT} else plane.T
    return upright[:, ::-1] if direction in {Direction.LEFT, Direction.UP} else upright


def _pass(into: Pixels, plane: Pixels, edge: float, soft: float) -> None:
    """Show `plane` left of `edge`, in columns, and blend over `soft` columns around it."""
    length = into.shape[1]
    first = min(length, max(0, int(np.ceil(edge - soft / 2))))
    stop = min(length, max(0, int(np.ceil(edge + soft / 2))))
    np.copyto(into[:, :first], plane[:, :first])
    columns = np.arange(first, stop)
    weights = np.array([smooth(float(w)) for w in (edge + soft / 2 - columns) / soft], np.float32)
    strip = into[:, first:stop]
    mixed = strip + (plane[:, first:stop].astype(np.float32) - strip) * weights
    np.copyto(strip, np.rint(mixed).astype(np.uint8))

"""Parallax: where a layer of a stack lies when the camera moves, by how far it follows."""

import numpy as np

from reelwright.model.motion import Framing
from reelwright.render.motion.framing import Affine, luma_map

Size = tuple[int, int]
"""Width and height, in pixels."""


def layer_map(framing: Framing, depth: float, picture: Size, frame: Size) -> Affine:
    """Return the map from frame pixels to those of a layer's picture at `depth`.

    Every point of a layer goes `depth` times as far, from where it lies in the whole picture, as it
    would in a plain one: at zoom z the layer is shown at 1 + depth (z - 1), and its way across the
    frame is `depth` times a plain picture's. Depth 1 is the plain picture, depth 0 stands still,
    and a layer of the frame's shape always fills it, since both sides of that condition grow by
    `depth`. A camera that turns turns all layers alike, however far they are.
    """
    plain = luma_map(framing, picture, frame)
    turn, zoom, centre = _camera(plain, picture, frame)
    close = _needed(turn, frame)
    near = close + (max(zoom, close) - close) * depth
    whole = min(picture[0] / frame[0], picture[1] / frame[1])
    linear = turn * (whole / near)
    shown = middle(picture) + centre * (depth * zoom / near)
    return np.column_stack([linear, shown - linear @ middle(frame)])


def travel(framing: Framing, frame: Size) -> tuple[float, tuple[float, float]]:
    """Return the zoom of a plain picture of the frame's shape, and how far its middle is away.

    That is (across, down) from the frame's, in its pixels.
    """
    turn, zoom, centre = _camera(luma_map(framing, frame, frame), frame, frame)
    across, down = -(turn.T @ centre) * zoom
    return zoom, (float(across), float(down))


def _camera(plain: Affine, picture: Size, frame: Size) -> tuple[Affine, float, Affine]:
    """Return the turn, as a matrix, the zoom, and the way of the centre in picture pixels."""
    linear = plain[:, :2]
    step = float(np.sqrt(abs(np.linalg.det(linear))))
    whole = min(picture[0] / frame[0], picture[1] / frame[1])
    centre = linear @ middle(frame) + plain[:, 2] - middle(picture)
    return linear / step, whole / step, centre


def middle(size: Size) -> Affine:
    """Return the point in the middle of a picture, whose pixels lie on whole numbers."""
    return np.array([(size[0] - 1) / 2, (size[1] - 1) / 2])


def _needed(turn: Affine, frame: Size) -> float:
    """Return the zoom at which a picture of the frame's shape fills it, turned so."""
    width, height = np.abs(turn) @ np.array(frame, np.float64)
    return float(max(width / frame[0], height / frame[1]))

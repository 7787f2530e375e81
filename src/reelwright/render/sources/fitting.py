"""How a layer's picture is stored, so that all that a motion shows of it can be taken from it."""

from dataclasses import dataclass
from math import ceil, sqrt

import numpy as np
from numpy.typing import NDArray

from reelwright.model.motion import Framing, Motion
from reelwright.render import probe
from reelwright.render.motion.framing import Affine, framing_at
from reelwright.render.sources.parallax import Size, layer_map, middle

_WIDEST = 2.0
"""Stored pixels for each frame pixel, at most: more would glitter where a zoom is widest."""

_TURNED = 1.5
"""The same where the camera turns: turned layers are sampled in straight lines (decision 0006)."""

_ENLARGED = 2.0
"""How much larger than it is a picture is stored, at most, so that its pixels fit the frame's."""


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a picture is stored: its size then, its enlargement in the frame, and how it is moved.

    Where it is `straight` a stored pixel is a frame pixel; where it is `turned` the camera turns.
    """

    size: Size
    larger: float
    straight: bool
    turned: bool

    @classmethod
    def of(cls, picture: Size, depth: float, motion: Motion, frame: Size, room: float) -> "Fitting":
        """Return the fitting of a picture that may take `room` frames' worth of pixels."""
        maps = [layer_map(framing, depth, picture, frame) for framing in looks(motion)]
        larger = max(_excess(one, picture, frame) for one in maps)
        steps = [sqrt(abs(np.linalg.det(one[:, :2]))) / larger for one in maps]
        turned = bool(motion.begin.angle or motion.end.angle)
        wanted = min((_TURNED if turned else 1) / min(steps), _WIDEST / max(steps))
        most = min(
            sqrt(room * frame[0] * frame[1] / (picture[0] * picture[1])),
            probe.LARGEST_SIDE / max(picture),
            _ENLARGED,
        )
        scale = min(wanted, most)
        straight = not turned and max(steps) - min(steps) < 1e-9 and wanted <= most
        size = (_even(picture[0] * scale), _even(picture[1] * scale))
        return cls(size, larger, straight, turned)

    def map(self, framing: Framing, depth: float, frame: Size) -> Affine:
        """Return the map from frame pixels to those of the stored picture."""
        affine = layer_map(framing, depth, self.size, frame)
        whole, centre = middle(self.size), middle(frame)
        shown = whole + (affine[:, :2] @ centre + affine[:, 2] - whole) / self.larger
        linear = np.eye(2) if self.straight else affine[:, :2] / self.larger
        return np.column_stack([linear, shown - linear @ centre])


def looks(motion: Motion) -> list[Framing]:
    """Return framings all along a motion, close enough to find how much of a picture it needs."""
    return [framing_at(motion, float(look)) for look in np.linspace(0, 1, 33)]


def _even(side: float) -> int:
    return max(2, 2 * ceil(side / 2 - 1e-6))


def corners(affine: Affine, frame: Size) -> NDArray[np.float64]:
    """Return where the corners of a frame lie in a picture, as columns."""
    width, height = frame
    ends = np.array([[0, width, 0, width], [0, 0, height, height]]) - 0.5
    return np.asarray(affine[:, :2] @ ends + affine[:, 2:])


def _excess(affine: Affine, picture: Size, frame: Size) -> float:
    """Return how much larger a picture must be shown to reach the corners of the frame."""
    away = np.abs(corners(affine, frame) - middle(picture)[:, None])
    return max(1.0, float((away / (np.array([picture]).T / 2)).max()))

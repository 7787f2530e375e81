"""The view: where the eye is and how the world falls on the picture.

The world is in metres: right, up and ahead of the eye's foot. The picture is in pixels, downwards.
"""

from dataclasses import dataclass
from math import sqrt, tan

import numpy as np

from reelwright.model.brief import Size
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane


@dataclass(frozen=True, slots=True)
class View:
    """A level view: the row of the horizon, pixels per unit tangent, the eye's height in metres.

    `aside` is how far to the right straight ahead lies from the middle, as a share of the width.
    """

    width: int
    height: int
    horizon: float
    focal: float
    eye: float
    aside: float = 0.0

    @property
    def middle(self) -> float:
        """The column of what is straight ahead."""
        return self.width * (0.5 + self.aside)

    @property
    def unit(self) -> float:
        """The size of the picture as one length: 1080 for 1920x1080 and for 1080x1920."""
        return unit(Size(width=self.width, height=self.height))

    @property
    def box(self) -> Box:
        """The whole picture."""
        return Box(0, 0, self.width, self.height)

    @property
    def columns(self) -> Plane:
        """The tangent of each column's angle to the right."""
        columns = np.arange(self.width, dtype=np.float32) + np.float32(0.5 - self.middle)
        return columns / np.float32(self.focal)

    def x(self, across: float, ahead: float) -> float:
        """Return the column of what is `across` to the right and `ahead`."""
        return self.middle + self.focal * across / ahead

    def across(self, share: float, ahead: float) -> float:
        """Return how far right a place `ahead` is that is seen at a share of the picture.

        -1 is its left edge, 0 its middle, 1 its right edge.
        """
        return (self.width * (0.5 + share / 2) - self.middle) / self.focal * ahead

    def y(self, up: float, ahead: float) -> float:
        """Return the row of what is `up` above the ground and `ahead`."""
        return self.horizon - self.focal * (up - self.eye) / ahead

    def ahead(self, row: float) -> float:
        """Return how far ahead flat ground is at `row`."""
        return self.focal * self.eye / max(row - self.horizon, 1e-3)

    def towards(self, azimuth: float, elevation: float) -> tuple[float, float]:
        """Return the column and row of a direction in radians, which must be ahead."""
        return self.middle + self.focal * tan(azimuth), self.horizon - self.focal * tan(elevation)


def unit(size: Size) -> float:
    """Return the size of a picture as one length, the same whichever way it is turned."""
    return 0.75 * sqrt(size.width * size.height)

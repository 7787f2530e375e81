"""The styles the painter has, a file each, all of one shape.

`LOOK` is what the style wants of what is painted; `finish` turns the developed picture into it.
What several styles share is in `dyes` (colour), `film` (grain) and `lens` (focus and flare).
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane


@dataclass(frozen=True, slots=True)
class Proof:
    """A developed picture: code values 0 to 1, metres to what is seen, and the size of a unit."""

    picture: Plane
    depth: Plane
    unit: float
    rng: np.random.Generator


Finish = Callable[[Proof], Plane]

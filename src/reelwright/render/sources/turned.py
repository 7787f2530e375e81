"""Pictures that a camera turns over: filtered beforehand, sampled in straight lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

from reelwright.render import kernels
from reelwright.render.motion.framing import Affine, chroma_map
from reelwright.render.pixels import Pixels
from reelwright.render.planes import Planes
from reelwright.render.sources.prefilter import planes

RANGE = 1.08
"""The most by which the widths of the Lanczos kernels that one set of planes is made for differ.

It is filtered for the middle of them, 4 % off at either end. Where a zoom passes from one set to
the next a frame changes by less than the encoder changes it (docs/decisions/0008).
"""


@dataclass(frozen=True, slots=True)
class Filtered:
    """Planes with about two samples for each pixel of a frame."""

    planes: Planes

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the luma plane."""
        return self.planes.size

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return sum(plane.nbytes for plane in self.planes)

    def show(self, luma: Affine, into: Planes) -> None:
        """Fill a frame; `luma` is a map to the luma plane."""
        sample, chroma = kernels.current().sample, chroma_map(luma)
        for plane, affine, filled in zip(self.planes, (luma, chroma, chroma), into, strict=True):
            sample(plane, affine, filled)


class Turned:
    """The planes for frames whose pixels are `steps` pixels of the picture apart."""

    def __init__(self, steps: Sequence[float]) -> None:
        self._closest = min(steps)
        self._least, spread = _width(min(steps)), _width(max(steps)) / _width(min(steps))
        self.levels = max(1, ceil(log(spread) / log(RANGE) - 1e-9))
        self._ratio = spread ** (1 / self.levels)

    def level(self, step: float) -> int:
        """Return the level that a frame is shown from: 0 for the closest."""
        if self.levels == 1:
            return 0
        level = int(log(_width(step) / self._least) / log(self._ratio))
        return min(max(0, level), self.levels - 1)

    def margin(self, level: int) -> float:
        """Return how many pixels of the picture a frame needs beyond those that it shows."""
        return 4 * self._usual(level) + 8

    def kept(self, bgr: Pixels, level: int) -> Filtered:
        """Return planes of a picture of even sides."""
        closest = self._least * self._ratio**level if level else self._closest
        return Filtered(planes(bgr, closest, self._usual(level)))

    def _usual(self, level: int) -> float:
        return float(self._least * self._ratio ** (level + 0.5))


def _width(step: float) -> float:
    """Return the width of the kernel for a step: a frame pixel's, or a picture pixel's."""
    return max(1.0, step)

"""Pictures that a camera shows upright: planes of their own pixels, resampled in every frame."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log

from reelwright.render import kernels
from reelwright.render.bordered import Bordered
from reelwright.render.lanczos import WIDEST
from reelwright.render.motion.framing import Affine, chroma_map
from reelwright.render.pixels import Pixels
from reelwright.render.planes import BLUE_DIFFERENCE, LUMA, RED_DIFFERENCE, Planes, weighed
from reelwright.render.sources.prefilter import Component
from reelwright.render.sources.shrinking import smaller

RANGE = 1.5
"""By how much zooms differ, at most, that are shown from the same planes of a larger picture."""

_CHROMA: tuple[Component, Component] = ((BLUE_DIFFERENCE, 128), (RED_DIFFERENCE, 128))


@dataclass(frozen=True, slots=True)
class Kept:
    """Luma, and chroma of half its size, whose samples are plain averages of four."""

    y: Bordered
    u: Bordered
    v: Bordered

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the luma plane."""
        return self.y.size

    @property
    def nbytes(self) -> int:
        """How much memory it takes."""
        return self.y.nbytes + self.u.nbytes + self.v.nbytes

    def show(self, luma: Affine, into: Planes) -> None:
        """Fill a frame; `luma` is a map to the luma plane."""
        resample, chroma = kernels.current().resample, chroma_map(luma)
        resample(self.y, luma, into.y)
        resample(self.u, chroma, into.u)
        resample(self.v, chroma, into.v)


class Upright:
    """The planes for frames whose pixels are `steps` pixels of the picture apart.

    A picture with more than `WIDEST` of them is made smaller first: level 0 is for the widest
    frames, and each one after it for frames closer by `RANGE`.
    """

    def __init__(self, steps: Sequence[float]) -> None:
        self._widest = max(steps)
        spread = _ranges(self._widest / min(steps))
        self.levels = max(1, min(spread, 1 + _ranges(self._widest / WIDEST)))

    def level(self, step: float) -> int:
        """Return the level that a frame is shown from."""
        return min(max(0, int(log(self._widest / step) / log(RANGE))), self.levels - 1)

    def margin(self, level: int) -> float:
        """Return how many pixels of the picture a frame needs beyond those that it shows."""
        return 8 * self._shrinking(level) + 8

    def kept(self, bgr: Pixels, level: int) -> Kept:
        """Return planes of a picture of even sides."""
        shrinking = self._shrinking(level)
        # No more samples than `WIDEST` says, so that none of a frame's are too far apart.
        wide, high = (max(1, int(side / shrinking / 2 + 1e-9)) for side in bgr.shape[1::-1])
        if shrinking == 1:
            luma = weighed(bgr, LUMA, 16)
        else:
            (luma,) = smaller(bgr, (2 * wide, 2 * high), (LUMA, 16))
        return Kept(*map(Bordered.of, (luma, *smaller(bgr, (wide, high), *_CHROMA))))

    def _shrinking(self, level: int) -> float:
        return max(1.0, self._widest / WIDEST / RANGE**level)


def _ranges(ratio: float) -> int:
    return max(0, ceil(log(ratio) / log(RANGE) - 1e-9))

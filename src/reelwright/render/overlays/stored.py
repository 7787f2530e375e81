"""How an overlay's picture is stored: which part of it, how large, and whether it rests."""

from dataclasses import dataclass
from fractions import Fraction

from reelwright.model.clip import Fit
from reelwright.model.overlay import Overlay
from reelwright.render.overlays.placing import Path, Place, Size
from reelwright.render.sources.convert import Cut, even

OVERSAMPLING = 1.5
"""Stored pixels for each frame pixel of an overlay that moves, where it is largest."""

_MOST = 36_000_000
"""Stored pixels, however large the box."""


@dataclass(frozen=True, slots=True)
class Stored:
    """The way of an overlay's box, what is stored of its picture, and that part's shape.

    One that `rests` is stored as it shows; any other is sampled between its pixels. One that is
    `masked` is stored whole, because its box, which it covers, changes its shape.
    """

    path: Path
    cut: Cut
    shape: Size
    rests: bool
    masked: bool

    @classmethod
    def of(cls, overlay: Overlay, size: Size, pixel: Fraction, frame: Size) -> "Stored":
        """Return it for upright pictures of `size`, whose pixels are `pixel` times as wide."""
        picture = (max(1, round(size[0] * pixel)), size[1])
        path = Path(overlay, picture, frame)
        covers = overlay.fit is Fit.COVER
        masked = covers and path.changes_shape
        part = _middle(picture, path.begin) if covers and not masked else None
        shape = part[2:] if part else picture
        largest = _largest(path, shape, overlay.fit)
        rests = path.rests and largest[0] * largest[1] <= _MOST
        kept = _stored_part(part, float(pixel), size) if part else None
        wanted = largest if rests else _roomy(largest)
        cut = Cut(even(*wanted), kept, alpha=True, centred=not rests)
        return cls(path, cut, shape, rests, masked)

    def resting(self) -> tuple[int, int]:
        """Return left and top, both even, of one that rests."""
        width, height = self.cut.size
        left, top = self.path.begin.x - width / 2, self.path.begin.y - height / 2
        return round(left / 2) * 2, round(top / 2) * 2


def _largest(path: Path, shape: Size, fit: Fit) -> tuple[float, float]:
    places = [place.fitted(shape, fit) for place in (path.begin, path.end)]
    return max(one.width for one in places), max(one.height for one in places)


def _roomy(largest: tuple[float, float]) -> tuple[float, float]:
    scale = min(OVERSAMPLING, (_MOST / (largest[0] * largest[1])) ** 0.5)
    return largest[0] * scale, largest[1] * scale


def _middle(picture: Size, box: Place) -> tuple[int, int, int, int]:
    """Return left, top, width and height of the middle of a picture that has a box's shape."""
    scale = min(picture[0] / box.width, picture[1] / box.height)
    width, height = max(1, round(box.width * scale)), max(1, round(box.height * scale))
    return (picture[0] - width) // 2, (picture[1] - height) // 2, width, height


def _stored_part(
    part: tuple[int, int, int, int], pixel: float, size: Size
) -> tuple[int, int, int, int] | None:
    left, top, width, height = part
    stored = (round(left / pixel), top, max(1, round(width / pixel)), height)
    return None if stored == (0, 0, *size) else stored

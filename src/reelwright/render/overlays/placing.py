"""Where an overlay lies at each moment: its box in pixels of the frame, and the map into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, cos, floor, pi, sin

import numpy as np
from numpy.typing import NDArray

from reelwright.model.clip import Fit
from reelwright.model.overlay import Box, Overlay
from reelwright.render.motion.ease import EASES

Size = tuple[int, int]
Affine = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Place:
    """A box in pixels of the frame: its centre and size, and its turn, clockwise, in degrees."""

    x: float
    y: float
    width: float
    height: float
    angle: float

    def fitted(self, picture: Size, fit: Fit) -> "Place":
        """Return where the whole of a picture lies that is fitted to this box."""
        ratios = (self.width / picture[0], self.height / picture[1])
        scale = max(ratios) if fit is Fit.COVER else min(ratios)
        return Place(self.x, self.y, picture[0] * scale, picture[1] * scale, self.angle)

    def bounds(self, frame: Size) -> tuple[int, int, int, int] | None:
        """Return left, top, right and bottom, all even, of what the frame shows of it."""
        across, down = (np.array(one) for one in zip(*self._corners(), strict=True))
        left, top = _even_floor(across.min()), _even_floor(down.min())
        right, bottom = _even_ceil(across.max()), _even_ceil(down.max())
        left, top = max(0, left), max(0, top)
        right, bottom = min(frame[0], right), min(frame[1], bottom)
        return (left, top, right, bottom) if left < right and top < bottom else None

    def _corners(self) -> Iterator[tuple[float, float]]:
        turn = self.angle * pi / 180
        for right, down in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            # A pixel more, into which the edge fades.
            across, along = right * (self.width / 2 + 1), down * (self.height / 2 + 1)
            yield (
                self.x + across * cos(turn) - along * sin(turn),
                self.y + across * sin(turn) + along * cos(turn),
            )

    def into(self, left: int, top: int, picture: Size) -> Affine:
        """Return the map from a patch at `left`, `top` to a picture that fills the box.

        It takes pixel centres to pixel centres.
        """
        turn = self.angle * pi / 180
        turned = np.array([[cos(turn), sin(turn)], [-sin(turn), cos(turn)]])
        scaled = np.array([[picture[0] / self.width], [picture[1] / self.height]]) * turned
        from_centre = np.array([left + 0.5 - self.x, top + 0.5 - self.y])
        begin = scaled @ from_centre + np.array(picture) / 2 - 0.5
        return np.column_stack([scaled, begin])


class Path:
    """The way of an overlay's box over the frame, for a picture of some size."""

    def __init__(self, overlay: Overlay, picture: Size, frame: Size) -> None:
        self._ease = EASES[overlay.ease]
        self.begin = _place(overlay.begin, picture, frame)
        self.end = _place(overlay.end, picture, frame) if overlay.end else self.begin

    @property
    def rests(self) -> bool:
        """Whether the box stands still, upright."""
        return self.begin == self.end and self.begin.angle % 360 == 0

    @property
    def changes_shape(self) -> bool:
        """Whether the box is of another shape at the end."""
        crossed = (self.begin.width * self.end.height, self.end.width * self.begin.height)
        return abs(crossed[0] - crossed[1]) > 1e-6 * crossed[0]

    @property
    def largest(self) -> tuple[float, float]:
        """The greatest width and height of the box."""
        return max(self.begin.width, self.end.width), max(self.begin.height, self.end.height)

    def at(self, progress: float) -> Place:
        """Return the box at `progress`; sizes change by ratios, so that their speed looks even."""
        share, begin, end = self._ease(progress), self.begin, self.end
        return Place(
            begin.x + (end.x - begin.x) * share,
            begin.y + (end.y - begin.y) * share,
            begin.width * (end.width / begin.width) ** share,
            begin.height * (end.height / begin.height) ** share,
            begin.angle + (end.angle - begin.angle) * share,
        )


def _place(box: Box, picture: Size, frame: Size) -> Place:
    width = box.width * frame[0]
    height = width * picture[1] / picture[0] if box.height is None else box.height * frame[1]
    return Place(box.x * frame[0], box.y * frame[1], width, height, box.angle)


def _even_floor(number: float) -> int:
    return floor(number / 2) * 2


def _even_ceil(number: float) -> int:
    return ceil(number / 2) * 2

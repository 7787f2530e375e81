"""Elements: what a card is made of, each drawn as far as it has come."""

from dataclasses import dataclass
from typing import Protocol

import cv2
import numpy as np

from reelwright.render.captions.look import Rgba
from reelwright.render.captions.plate import rounded
from reelwright.render.captions.sheet import Box, Mask, Picture, Sheet
from reelwright.render.captions.stamp import Bounds, Point
from reelwright.render.motion.ease import out
from reelwright.render.planes import Pixels


@dataclass(frozen=True, slots=True)
class Stage:
    """How far a card has come in, from 0 to 1, and how much of it has not yet gone."""

    come: float
    left: float

    def after(self, delay: float) -> float:
        """Return how far something has come that waits for `delay` of the time."""
        return out(max(0.0, min(1.0, (self.come - delay) / (1 - delay))))


@dataclass(frozen=True, slots=True)
class Entrance:
    """How something comes: from `away`, in pixels, after `delay` of the time."""

    away: Point = (0.0, 0.0)
    delay: float = 0.0


class Element(Protocol):
    """Something on a card."""

    @property
    def far(self) -> float:
        """How far from its place it may be drawn, in pixels."""

    def draw(self, sheet: Sheet, stage: Stage) -> None:
        """Draw it as it is at a stage."""


@dataclass(frozen=True, slots=True, eq=False)
class Moving:
    """Masks and pictures that fade in while they come to their place."""

    masks: tuple[tuple[Mask, Rgba], ...]
    pictures: tuple[Picture, ...] = ()
    entrance: Entrance = Entrance()

    @property
    def far(self) -> float:
        """How far from its place it is drawn, in pixels, to begin with."""
        return max(abs(side) for side in self.entrance.away)

    def draw(self, sheet: Sheet, stage: Stage) -> None:
        """Draw it as it is at a stage."""
        share = stage.after(self.entrance.delay)
        strength = share * stage.left
        right, down = (side * (1 - share) for side in self.entrance.away)
        for mask, (red, green, blue, alpha) in self.masks:
            moved = Mask(*_moved(mask.box, mask.pixels, right, down))
            sheet.lay(moved, (red, green, blue, round(alpha * strength)))
        for picture in self.pictures:
            box, pixels = _moved(picture.box, picture.pixels, right, down)
            faded = cv2.convertScaleAbs(pixels, alpha=strength)
            sheet.paint(Picture(box, np.asarray(faded, np.uint8)))


def _moved(box: Box, pixels: Pixels, right: float, down: float) -> tuple[Box, Pixels]:
    """Return pixels moved by fractions of a pixel, in an even box that holds them."""
    if not right and not down:
        return box, pixels
    left, top = int(right // 2) * 2, int(down // 2) * 2
    wider = Box(box.left + left, box.top + top, box.right + left + 2, box.bottom + top + 2)
    shift = np.array([[1, 0, right - left], [0, 1, down - top]], np.float64)
    return wider, np.asarray(cv2.warpAffine(pixels, shift, wider.size), np.uint8)


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with round ends that grows, about the point `about`, to the whole of its bounds."""

    bounds: Bounds
    about: Point
    colour: Rgba
    frame: tuple[int, int]

    @property
    def far(self) -> float:
        """Nothing: it grows within its place."""
        return 0.0

    def draw(self, sheet: Sheet, stage: Stage) -> None:
        """Draw it as it is at a stage."""
        share = stage.after(0.0)
        left, top, right, bottom = self.bounds
        if bottom - top > right - left:
            top, bottom = (_towards(self.about[1], side, share) for side in (top, bottom))
        else:
            left, right = (_towards(self.about[0], side, share) for side in (left, right))
        red, green, blue, alpha = self.colour
        radius = min(right - left, bottom - top) / 2
        mask = rounded((left, top, right, bottom), radius, self.frame)
        sheet.lay(mask, (red, green, blue, round(alpha * stage.left)))


def _towards(about: float, side: float, share: float) -> float:
    return about + (side - about) * share

"""The light inside a building: from windows in any wall, from lamps, and from all sides."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, clip, fit, ramp, tint
from reelwright.providers.offline.visual.built.chamber import Lamp
from reelwright.providers.offline.visual.built.massing import ACROSS, AHEAD, UP, Normal, Span
from reelwright.providers.offline.visual.stage import Stage

STEPS = 26
"""In how many steps a ray of sight gathers the light that stands in the air."""


@dataclass(frozen=True, slots=True)
class Window:
    """A window in the plane `axis` = `at`, within spans of the two other axes, in their order.

    It is divided into panes; an `arched` one ends in half a circle. `turned` is 1 where the
    inside is the way its axis grows.
    """

    axis: int
    at: float
    spans: tuple[Span, Span]
    panes: tuple[int, int] = (2, 4)
    arched: bool = False
    turned: int = -1

    @property
    def others(self) -> tuple[int, int]:
        """The two axes along it."""
        first, second = (axis for axis in range(3) if axis != self.axis)
        return first, second

    @property
    def area(self) -> float:
        """How large it is, in square metres."""
        return float(np.prod([high - low for low, high in self.spans]))

    def clear(self, first: Plane, second: Plane, soft: float = 0.03) -> Plane:
        """Return 1 where there is glass, 0 where frame, bars or wall are, soft between."""
        inside, softness = self.opening(first, second, soft), np.float32(soft)
        for value, (low, high), count in zip((first, second), self.spans, self.panes, strict=True):
            step = np.float32((high - low) / count)
            part = (value - np.float32(low)) / step
            bar = np.abs(part - np.round(part)) * step
            inside = inside * clip((bar - np.float32(0.03)) / softness + np.float32(0.5))
        return inside

    def opening(self, first: Plane, second: Plane, soft: float = 0.02) -> Plane:
        """Return 1 within its frame, 0 outside."""
        along, up = (first, second) if self.axis != ACROSS else (second, first)
        level, tall = self.spans if self.axis != ACROSS else self.spans[::-1]
        half = np.float32((level[1] - level[0]) / 2)
        aside = np.abs(along - np.float32((level[0] + level[1]) / 2))
        gap = np.minimum(half - aside, up - np.float32(tall[0]))
        if self.arched:
            over = np.maximum(up - (np.float32(tall[1]) - half), 0)
            gap = np.minimum(gap, half - np.hypot(aside, over))
        else:
            gap = np.minimum(gap, np.float32(tall[1]) - up)
        return clip(gap / np.float32(soft) + np.float32(0.5))


@dataclass(frozen=True, slots=True)
class Indoors:
    """What lights a room `half` metres wide to each side, `tall` high, its end `deep` ahead.

    `day` comes from each window, `sun` through those it shines on, `bounce` from all sides.
    """

    stage: Stage
    half: float
    tall: float
    deep: float
    windows: tuple[Window, ...]
    day: Plane
    sun: Plane
    bounce: Plane
    lamps: tuple[Lamp, ...] = field(default=())

    def falls(self, place: Sequence[Plane], normal: Normal) -> Plane:
        """Return the light on places of a face that looks along `normal`."""
        total = tint(self._open(place, normal), self.bounce) + tint(
            self._day(place, normal), self.day
        )
        if float(self.sun.max()) > 0:
            total += tint(self._sun(place, normal), self.sun)
        for lamp in self.lamps:
            total += tint(_shed(place, normal, lamp), lamp.colour)
        return np.asarray(total, np.float32)

    def shafts(self, strength: float, drift: Plane) -> None:
        """Let sunlight stand in the dusty air, as much of it as is before what is seen."""
        stage, view = self.stage, self.stage.view
        if float(self.sun.max()) <= 0:
            return
        step = max(1, round(view.unit / 200))
        width, height = -(-view.width // step), -(-view.height // step)
        box = Box(0, 0, width, height)
        right, down = box.offsets(
            view.middle / step - 0.5, view.horizon / step - 0.5, view.focal / step
        )
        depth = np.minimum(fit(np.minimum(stage.canvas.depth, 60), width, height), self.deep)
        total = np.zeros((height, width), np.float32)
        for share in (np.arange(STEPS, dtype=np.float32) + np.float32(0.5)) / STEPS:
            ahead = depth * share
            place = [right * ahead, np.float32(view.eye) - down * ahead, ahead]
            dust = np.float32(0.8) + np.float32(0.4) * np.sin(
                place[UP] * 3 + place[ACROSS] * 2 + np.float32(drift[0] * 6)
            ) * np.sin(place[AHEAD] * 2 + np.float32(drift[1] * 6))
            total += self.sunlit(place, 0.25) * dust * depth
        colour = self.sun * np.float32(strength / STEPS)
        stage.canvas.light += fit(tint(total, colour), view.width, view.height)

    def sunlit(self, place: Sequence[Plane], soft: float = 0.1) -> Plane:
        """Return 1 at places that the sun reaches through a window."""
        way, total = self.stage.light.sun.direction, np.zeros_like(place[AHEAD])
        for one in self.windows:
            rate = float(way[one.axis])
            if rate * one.turned >= -0.03:  # it shines on the other side of that wall
                continue
            step = (np.float32(one.at) - place[one.axis]) / np.float32(rate)
            first, second = (place[i] + np.float32(way[i]) * step for i in one.others)
            total += one.clear(first, second, soft) * (step > 0)
        return np.minimum(total, 1)

    def _sun(self, place: Sequence[Plane], normal: Normal) -> Plane:
        way = self.stage.light.sun.direction
        facing = sum(np.float32(one) * part for one, part in zip(way, normal, strict=True))
        return np.asarray(self.sunlit(place) * np.maximum(facing, 0), np.float32)

    def _open(self, place: Sequence[Plane], normal: Normal) -> Plane:
        """Return how open a place is: less in corners, that is near faces that look elsewhere."""
        across, up, ahead = place
        gaps = (UP, up), (UP, self.tall - up), (ACROSS, self.half - np.abs(across))
        open_ = np.ones_like(ahead)
        for axis, gap in (*gaps, (AHEAD, self.deep - ahead)):
            way = normal[axis]
            if isinstance(way, float) and abs(way) < 0.5:
                open_ *= np.float32(0.62) + np.float32(0.38) * ramp(gap, 0.0, 1.3)
        return open_

    def _day(self, place: Sequence[Plane], normal: Normal) -> Plane:
        """Return how much of the windows' light reaches places, as from two spots of each."""
        total = np.zeros_like(place[AHEAD])
        for one in self.windows:
            first, second = one.others
            middle = [0.0, 0.0, 0.0]
            middle[one.axis] = one.at
            for share in (0.27, 0.73):
                for axis, (low, high) in zip((first, second), one.spans, strict=True):
                    middle[axis] = low + (high - low) * (0.5 if axis == UP else share)
                way = [np.float32(at) - part for at, part in zip(middle, place, strict=True)]
                far, towards = _measured(way, normal, 0.3)
                towards = np.maximum(towards, 0) + np.float32(0.16) * np.sqrt(far)
                out = np.maximum(-way[one.axis] * one.turned, np.float32(0.03))
                total += towards * out / far**2 * np.float32(one.area * 0.35)
        return total


def _measured(way: Sequence[Plane], normal: Normal, least: float) -> tuple[Plane, Plane]:
    """Return the square of ways' lengths, a little more, and how far they go along `normal`."""
    far = way[0] ** 2 + way[1] ** 2 + way[2] ** 2 + np.float32(least)
    towards = sum(one * part for one, part in zip(way, normal, strict=True))
    return far, np.asarray(towards, np.float32)


def _shed(place: Sequence[Plane], normal: Normal, lamp: Lamp) -> Plane:
    way = [np.float32(at) - part for at, part in zip(lamp.place, place, strict=True)]
    far, towards = _measured(way, normal, 0.05)
    facing = clip(towards / np.sqrt(far)) * np.float32(0.85) + np.float32(0.15)
    return np.asarray(facing / (1 + far / np.float32(lamp.reach**2)), np.float32)

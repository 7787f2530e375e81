"""A room as a box seen from inside: faces of walls and furniture, and the light that reaches them.

Places are metres to the right of the eye's foot, up from the floor and ahead of the eye.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, clip, ramp, tint
from reelwright.providers.offline.visual.built.skins import Skin
from reelwright.providers.offline.visual.stage import Stage

ACROSS, UP, AHEAD = range(3)
Span = tuple[float, float]
NEAREST = 0.3
"""Nothing nearer to the eye than so many metres is painted."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A window in the far wall: its sides, and into how many panes across and up it is divided."""

    left: float
    right: float
    foot: float
    head: float
    panes: tuple[int, int] = (2, 3)

    def clear(self, x: Plane, y: Plane) -> Plane:
        """Return 1 where there is glass, 0 where frame, bars or wall are, soft between."""
        soft = np.float32(0.03)
        inside = _between(x, (self.left, self.right), soft) * _between(
            y, (self.foot, self.head), soft
        )
        parts = ((x, self.left, self.right), (y, self.foot, self.head))
        for (value, low, high), count in zip(parts, self.panes, strict=True):
            step = np.float32((high - low) / count)
            place = (value - np.float32(low)) / step
            bar = np.abs(place - np.round(place)) * step
            inside = inside * clip((bar - np.float32(0.028)) / soft + np.float32(0.5))
        return inside


@dataclass(frozen=True, slots=True)
class Lamp:
    """A lamp: where it stands, its colour, and how far it reaches in metres."""

    place: tuple[float, float, float]
    colour: Plane
    reach: float


@dataclass(frozen=True, slots=True)
class Chamber:
    """A room: half its width, its height, how far ahead its far wall is, and what lights it.

    `daylight` comes from the window, `sunlight` through it; `bounce` from all sides.
    """

    stage: Stage
    half: float
    tall: float
    deep: float
    opening: Opening
    daylight: Plane
    sunlight: Plane
    bounce: Plane
    lamps: tuple[Lamp, ...] = ()

    def face(
        self, axis: int, at: float, spans: tuple[Span, Span], skin: Skin, turned: int = -1
    ) -> None:
        """Paint the part of the plane `axis` = `at` that lies within spans of the two other axes.

        The spans come in the order of the axes. `turned` is 1 where it faces along its axis.
        """
        box = self._seen(axis, at, spans)
        if not box:
            return
        place, pixel = self._places(axis, at, box)
        first, second = (place[i] for i in range(3) if i != axis)
        cover = _between(first, spans[0], pixel) * _between(second, spans[1], pixel)
        hidden = self.stage.canvas.depth[box.window] <= place[AHEAD] - np.float32(0.01)
        cover = cover * (place[AHEAD] > NEAREST) * ~hidden
        normal = [0.0, 0.0, 0.0]
        normal[axis] = float(turned)
        seen = skin(first, second) * self.light(place, normal)
        self.stage.canvas.lay(seen, cover, box, place[AHEAD])

    def block(self, across: Span, up: Span, ahead: Span, skin: Skin) -> None:
        """Paint a box: what the eye sees of its sides, its top or underside, and its front."""
        eye = self.stage.view.eye
        if across[0] > 0:
            self.face(ACROSS, across[0], (up, ahead), skin, -1)
        if across[1] < 0:
            self.face(ACROSS, across[1], (up, ahead), skin, 1)
        if up[1] < eye:
            self.face(UP, up[1], (across, ahead), skin, 1)
        if up[0] > eye:
            self.face(UP, up[0], (across, ahead), skin, -1)
        self.face(AHEAD, ahead[0], (across, up), skin, -1)

    def light(self, place: Sequence[Plane], normal: Sequence[float]) -> Plane:
        """Return the light that falls on places of a plane that faces along `normal`."""
        falls = tint(self._open(place), self.bounce) + tint(self._day(place, normal), self.daylight)
        if self.sunlight.max() > 0:
            falls += tint(self._sun(place, normal), self.sunlight)
        for lamp in self.lamps:
            falls += tint(_shed(place, normal, lamp), lamp.colour)
        return falls

    def _open(self, place: Sequence[Plane]) -> Plane:
        """Return how open a place is: less in the corners of the room, but not on the walls."""
        across, up, ahead = place
        open_ = np.ones_like(ahead)
        for gap in (up, self.tall - up, self.half - np.abs(across), self.deep - ahead):
            free = ramp(gap, 0.0, 1.05) + (gap < 0.012)
            open_ *= np.float32(0.72) + np.float32(0.28) * np.minimum(free, 1)
        return open_

    def _day(self, place: Sequence[Plane], normal: Sequence[float]) -> Plane:
        """Return how much of the window's light reaches places, as from three upright strips."""
        window = self.opening
        middle = np.float32((window.foot + window.head) / 2)
        area = (window.right - window.left) * (window.head - window.foot)
        total = np.zeros_like(place[AHEAD])
        for x in np.linspace(window.left, window.right, 3).astype(np.float32):
            way = [x - place[ACROSS], middle - place[UP], np.float32(self.deep) - place[AHEAD]]
            far, towards = _measured(way, normal, 0.15)
            towards = np.maximum(towards, 0) + np.float32(0.12) * np.sqrt(far)
            total += towards * np.maximum(way[2], np.float32(0.03)) / far**2
        return total * np.float32(area * 0.233)

    def _sun(self, place: Sequence[Plane], normal: Sequence[float]) -> Plane:
        """Return where the sun shines through the panes."""
        way = self.stage.light.sun.direction
        facing = max(0.0, float(sum(a * b for a, b in zip(way, normal, strict=True))))
        step = (np.float32(self.deep) - place[AHEAD]) / np.float32(max(0.05, float(way[2])))
        x, y = place[ACROSS] + way[0] * step, place[UP] + way[1] * step
        return self.opening.clear(x, y) * np.float32(facing)

    def _seen(self, axis: int, at: float, spans: tuple[Span, Span]) -> Box:
        """Return the box of pixels that a face is within."""
        view, limit = self.stage.view, 8 * self.stage.view.unit
        xs, ys = [], []
        for first in spans[0]:
            for second in spans[1]:
                corner = [first, second]
                corner.insert(axis, at)
                ahead = max(corner[AHEAD], NEAREST)
                xs.append(float(np.clip(view.x(corner[ACROSS], ahead), -limit, limit)))
                ys.append(float(np.clip(view.y(corner[UP], ahead), -limit, limit)))
        sides = int(min(xs)) - 2, int(min(ys)) - 2, int(max(xs)) + 3, int(max(ys)) + 3
        return Box(*sides).within(view.box)

    def _places(self, axis: int, at: float, box: Box) -> tuple[list[Plane], Plane]:
        """Return where the pixels of a box meet the plane, and how many metres one covers there."""
        view = self.stage.view
        right, down = box.offsets(view.middle - 0.5, view.horizon - 0.5, view.focal)
        shape = (down.shape[0], right.shape[1])
        if axis == AHEAD:
            ahead = np.full(shape, at, np.float32)
        else:
            rate, away = (right, at) if axis == ACROSS else (-down, at - view.eye)
            rate = np.where(np.abs(rate) < 1e-5, np.float32(1e-5), rate)
            met = np.broadcast_to(np.float32(away) / rate, shape)
            ahead = np.where((met > 0) & (met < 100), met, np.float32(-1))
        pixel = np.abs(ahead) * np.float32((1.0 if axis == AHEAD else 1.5) / view.focal)
        return [right * ahead, np.float32(view.eye) - down * ahead, ahead], pixel


def _between(value: Plane, span: Span, soft: Plane | np.float32) -> Plane:
    middle, half = np.float32((span[0] + span[1]) / 2), np.float32((span[1] - span[0]) / 2)
    return clip((half - np.abs(value - middle)) / soft + np.float32(0.5))


def _measured(way: list[Plane], normal: Sequence[float], least: float) -> tuple[Plane, Plane]:
    """Return the square of ways' lengths, a little more, and how far they go along `normal`."""
    far = way[0] ** 2 + way[1] ** 2 + way[2] ** 2 + np.float32(least)
    towards = way[0] * normal[0] + way[1] * normal[1] + way[2] * normal[2]
    return far, towards


def _shed(place: Sequence[Plane], normal: Sequence[float], lamp: Lamp) -> Plane:
    way = [np.float32(at) - part for at, part in zip(lamp.place, place, strict=True)]
    far, towards = _measured(way, normal, 0.05)
    facing = clip(towards / np.sqrt(far)) * np.float32(0.85) + np.float32(0.15)
    return facing / (1 + far / np.float32(lamp.reach**2))

"""Massing: built things as flat and round faces in space, each pixel of them lit where it is.

Places are metres to the right of the eye's foot, up from the ground and ahead of the eye.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, clip, fit
from reelwright.providers.offline.visual.built.skins import Skin
from reelwright.providers.offline.visual.stage import Stage

ACROSS, UP, AHEAD = range(3)
Span = tuple[float, float]
Point = tuple[float, float, float]
Normal = Sequence[Plane | float]
NEAREST, FARTHEST = 0.3, 600.0
"""Nothing nearer to the eye or farther than so many metres is painted."""
RIGHT: Point = (1.0, 0.0, 0.0)
ABOVE: Point = (0.0, 1.0, 0.0)
AWAY: Point = (0.0, 0.0, 1.0)
COARSE = 270
"""Light is worked out for pictures of about so many units, and grown to the picture's size."""


class Lighting(Protocol):
    """What light falls on faces."""

    def falls(self, place: Sequence[Plane], normal: Normal) -> Plane:
        """Return the light on places of a face that looks along `normal`."""
        ...


@dataclass(frozen=True, slots=True)
class Panel:
    """A flat face: a corner, and the two directions, each a unit, in which its skin is measured."""

    origin: Point
    first: Point
    second: Point

    def corner(self, first: float, second: float) -> Point:
        """Return where a place on it is."""
        ways = zip(self.origin, self.first, self.second, strict=True)
        right, up, ahead = (start + first * one + second * other for start, one, other in ways)
        return right, up, ahead


@dataclass(frozen=True, slots=True)
class Drum:
    """An upright round face: its middle to the right and ahead, its radius; seen from `inside`."""

    across: float
    ahead: float
    radius: float
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Massing:
    """Where faces are painted, and what lights them; `hazy` ones are seen through the air."""

    stage: Stage
    lighting: Lighting
    hazy: bool = False

    def panel(
        self,
        panel: Panel,
        spans: tuple[Span, Span],
        skin: Skin,
        shape: Skin | None = None,
        *,
        shining: bool = False,
    ) -> None:
        """Paint the part of a flat face within spans of its two directions.

        `shape`, a skin of one channel, is 1 where there is something. A `shining` one gives light
        of its own and takes none.
        """
        box = self._around([panel.corner(one, other) for one in spans[0] for other in spans[1]])
        if not box:
            return
        eye = np.array([0.0, self.stage.view.eye, 0.0])
        normal, away = np.cross(panel.first, panel.second), np.array(panel.origin) - eye
        right, up = self._rays(box)
        rate = right * np.float32(normal[0]) + up * np.float32(normal[1]) + np.float32(normal[2])
        rate = np.where(np.abs(rate) < 1e-6, np.float32(1e-6), rate)
        place = self._met(np.float32(away @ normal) / rate, right, up)
        first, second = (_along(place, panel.origin, way) for way in (panel.first, panel.second))
        cover = _between(first, spans[0]) * _between(second, spans[1])
        if shape is not None:
            cover = cover * shape(first, second)
        towards = normal * (-1.0 if away @ normal > 0 else 1.0)
        face = (towards.tolist() if not shining else None, skin)
        self._lay(box, place, (first, second), cover, face)

    def drum(self, drum: Drum, up: Span, skin: Skin, shape: Skin | None = None) -> None:
        """Paint a round wall or column; the skin's first direction runs around it, in metres."""
        sides = drum.across - drum.radius, drum.across + drum.radius
        ends = (max(NEAREST, drum.ahead - drum.radius), drum.ahead + drum.radius)
        corners = [(x, y, z) for x in sides for y in up for z in ends]
        box = self._around(corners)
        if not box:
            return
        right, above = self._rays(box)
        square = right**2 + 1
        half = right * np.float32(drum.across) + np.float32(drum.ahead)
        rest = np.float32(drum.across**2 + drum.ahead**2 - drum.radius**2)
        root = half**2 - square * rest
        way = np.sqrt(np.maximum(root, 0)) * np.float32(1 if drum.inside else -1)
        reach = np.where(root > 0, (half + way) / square, np.float32(-1))
        place = self._met(reach * np.ones_like(above), right, above)
        out = [(place[ACROSS] - np.float32(drum.across)) / np.float32(drum.radius)]
        out.append((place[AHEAD] - np.float32(drum.ahead)) / np.float32(drum.radius))
        turn = np.arctan2(out[0], -out[1] if not drum.inside else out[1])
        cover = _between(place[UP], up) * (place[AHEAD] > NEAREST)
        first = turn * np.float32(drum.radius)
        if shape is not None:
            cover = cover * shape(first, place[UP])
        if not drum.inside:
            edge = np.sqrt(np.maximum(root, 0) / square) * np.float32(self.stage.view.focal)
            cover = cover * clip(edge / np.float32(max(1.0, 3 * drum.ahead * 0.1)))
        facing = -1.0 if drum.inside else 1.0
        normal: Normal = [out[0] * np.float32(facing), 0.0, out[1] * np.float32(facing)]
        self._lay(box, place, (first, place[UP]), cover, (normal, skin))

    def block(self, across: Span, up: Span, ahead: Span, skin: Skin) -> None:
        """Paint a box: what the eye sees of its sides, its top or underside, and its front.

        The skin's first direction is level, its second goes up or away.
        """
        eye = self.stage.view.eye
        for at, seen in ((across[0], across[0] > 0), (across[1], across[1] < 0)):
            if seen:
                self.panel(Panel((at, 0.0, 0.0), AWAY, ABOVE), (ahead, up), skin)
        for at, seen in ((up[1], up[1] < eye), (up[0], up[0] > eye)):
            if seen:
                self.panel(Panel((0.0, at, 0.0), RIGHT, AWAY), (across, ahead), skin)
        self.panel(Panel((0.0, 0.0, ahead[0]), RIGHT, ABOVE), (across, up), skin)

    def _around(self, corners: Sequence[Point]) -> Box:
        """Return the box of pixels that a face of these corners is within."""
        view, limit = self.stage.view, 8 * self.stage.view.unit
        seen = [(x, y, max(z, NEAREST)) for x, y, z in corners]
        if all(z <= NEAREST for _, _, z in corners):
            return Box(0, 0, 0, 0)
        xs = [float(np.clip(view.x(x, z), -limit, limit)) for x, _, z in seen]
        ys = [float(np.clip(view.y(y, z), -limit, limit)) for _, y, z in seen]
        sides = int(min(xs)) - 2, int(min(ys)) - 2, int(max(xs)) + 3, int(max(ys)) + 3
        return Box(*sides).within(view.box)

    def _rays(self, box: Box) -> tuple[Plane, Plane]:
        """Return how far the rays of a box's pixels go to the right and up for a metre ahead."""
        view = self.stage.view
        right, down = box.offsets(view.middle - 0.5, view.horizon - 0.5, view.focal)
        return right, -down

    def _met(self, reach: Plane, right: Plane, up: Plane) -> list[Plane]:
        ahead = np.where((reach > NEAREST) & (reach < FARTHEST), reach, np.float32(-1))
        return [right * ahead, np.float32(self.stage.view.eye) + up * ahead, ahead]

    def _lay(
        self,
        box: Box,
        place: list[Plane],
        on: tuple[Plane, Plane],
        cover: Plane,
        face: tuple[Normal | None, Skin],
    ) -> None:
        """Light a face and lay it down, where nothing nearer is."""
        canvas, (normal, skin) = self.stage.canvas, face
        hidden = canvas.depth[box.window] <= place[AHEAD] - np.float32(0.01)
        cover = cover * (place[AHEAD] > NEAREST) * ~hidden
        part = _filled(cover)
        if part is None:
            return
        place, on, cover = [one[part] for one in place], (on[0][part], on[1][part]), cover[part]
        box = Box(box.left + part[1].start, box.top + part[0].start, 0, 0)
        box = Box(box.left, box.top, box.left + cover.shape[1], box.top + cover.shape[0])
        seen = skin(*on)
        if normal is not None:
            turned = [one if isinstance(one, float) else one[part] for one in normal]
            seen = seen * self._light(place, turned)
        if self.hazy:
            seen = self.stage.air.veil(seen, place[AHEAD], place[UP], slice(box.left, box.right))
        canvas.lay(seen, cover, box, place[AHEAD])

    def _light(self, place: list[Plane], normal: Normal) -> Plane:
        """Return the light on a face, which is smooth: worked out coarsely and grown."""
        rows, columns = place[AHEAD].shape
        step = max(1, round(self.stage.view.unit / COARSE))
        if min(rows, columns) < 4 * step:
            return self.lighting.falls(place, normal)
        few = [_sampled(one, step) for one in place]
        turned = [one if isinstance(one, float) else _sampled(one, step) for one in normal]
        return fit(self.lighting.falls(few, turned), columns, rows)


def spread(values: Plane) -> Plane:
    """Return how much values on a face change from one pixel to the next."""
    wide = np.abs(np.diff(values, axis=1, append=values[:, -1:]))
    tall = np.abs(np.diff(values, axis=0, append=values[-1:]))
    return np.asarray(np.maximum(np.maximum(wide, tall), np.float32(1e-5)), np.float32)


def _between(values: Plane, span: Span) -> Plane:
    middle, half = np.float32((span[0] + span[1]) / 2), np.float32((span[1] - span[0]) / 2)
    return clip((half - np.abs(values - middle)) / spread(values) + np.float32(0.5))


def _along(place: list[Plane], origin: Point, way: Point) -> Plane:
    parts = zip(place, origin, way, strict=True)
    total = sum((one - np.float32(start)) * np.float32(part) for one, start, part in parts if part)
    return np.asarray(total, np.float32)


def _filled(cover: Plane) -> tuple[slice, slice] | None:
    """Return the rows and columns in which there is anything."""
    rows, columns = np.flatnonzero(cover.max(axis=1)), np.flatnonzero(cover.max(axis=0))
    if not rows.size:
        return None
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def _sampled(values: Plane, step: int) -> Plane:
    """Return every so manyth value, from the middles of squares of them."""
    return np.ascontiguousarray(values[step // 2 :: step, step // 2 :: step])

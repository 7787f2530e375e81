"""Bookcases along walls, flat and round; ladders that lean on them; galleries with railings."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip
from reelwright.providers.offline.visual.built import skins, volumes
from reelwright.providers.offline.visual.built.massing import (
    ABOVE,
    AHEAD,
    AWAY,
    RIGHT,
    Drum,
    Massing,
    Panel,
    Span,
)
from reelwright.providers.offline.visual.built.skins import Skin

SHELF, BOARD, BAY = 0.37, 0.036, 1.9
"""How far shelves are apart, how thick they are, and how wide a case is, in metres."""
CLOSE = 1.6
"""A post nearer to the eye than so many metres would only be in the way."""


@dataclass(frozen=True, slots=True)
class Case:
    """Bookcases: the plane of their spines, from where to where along the wall and up.

    Where the plane faces along `axis`; `inward` is 1 where the room lies the way the axis grows.
    """

    axis: int
    at: float
    inward: int
    along: Span
    up: Span
    wood: str
    leathers: tuple[str, ...]
    seed: int = 0

    def paint(self, massing: Massing) -> None:
        """Paint the books, then the uprights between cases, the foot and the cornice."""
        skin = shelved(self.wood, self.leathers, self.up[0] + 0.22, self.seed)
        wood, count = skins.wood(self.wood, long=1), round((self.along[1] - self.along[0]) / BAY)
        way = AWAY if self.axis != AHEAD else RIGHT
        origin = (self.at, 0.0, 0.0) if self.axis != AHEAD else (0.0, 0.0, self.at)
        massing.panel(Panel(origin, way, ABOVE), (self.along, self.up), skin)
        for place in np.linspace(*self.along, max(1, count) + 1)[::-1].tolist():
            self._strip(massing, (place - 0.06, place + 0.06), self.up, 0.11, wood)
        level = skins.wood(self.wood, long=0)
        self._strip(massing, self.along, (self.up[0], self.up[0] + 0.2), 0.14, level)
        self._strip(massing, self.along, (self.up[1] - 0.14, self.up[1]), 0.2, level)

    def _strip(self, massing: Massing, along: Span, up: Span, out: float, skin: Skin) -> None:
        depth = sorted((self.at, self.at + out * self.inward))
        if self.axis == AHEAD:
            massing.block(along, up, (depth[0], depth[1]), skin)
        else:
            massing.block((depth[0], depth[1]), up, along, skin)


def shelved(wood: str, leathers: tuple[str, ...], foot: float, seed: int) -> Skin:
    """Return books between boards, the lowest of which is `foot` metres up."""
    books, tone = skins.moved(volumes.books(leathers, SHELF, seed), (0.0, foot)), colour(wood)

    def skin(first: Plane, second: Plane) -> Plane:
        up = np.mod(second - np.float32(foot), np.float32(SHELF))
        board = clip((np.float32(BOARD) - up) * 400) * np.float32(1.25)
        return blend(books(first, second), tone, np.minimum(board, 1))

    return skin


def ring(massing: Massing, drum: Drum, up: Span, wood: str, leathers: tuple[str, ...]) -> None:
    """Line a round wall with bookcases, uprights standing out between them."""
    massing.drum(drum, up, shelved(wood, leathers, up[0] + 0.2, 5))
    count = round(2 * np.pi * drum.radius / BAY)
    for turn in np.linspace(-np.pi, np.pi, count, endpoint=False).tolist():
        upright(massing, drum, turn, (0.07, 0.14), (up, wood))
    massing.drum(_smaller(drum, 0.18), (up[0], up[0] + 0.18), skins.plain(wood))
    massing.drum(_smaller(drum, 0.22), (up[1] - 0.16, up[1]), skins.plain(wood))


def upright(
    massing: Massing, drum: Drum, turn: float, size: tuple[float, float], made: tuple[Span, str]
) -> None:
    """Stand a post against a round wall: half its width, how far it stands out."""
    sine, cosine = float(np.sin(turn)), float(np.cos(turn))
    tangent, inward, (up, wood) = (cosine, 0.0, -sine), (-sine, 0.0, -cosine), made
    foot = drum.across + sine * drum.radius, 0.0, drum.ahead + cosine * drum.radius
    if foot[2] < CLOSE:
        return
    skin = skins.wood(wood, long=1)
    for side in (-size[0], size[0]):
        edge = foot[0] + tangent[0] * side, 0.0, foot[2] + tangent[2] * side
        massing.panel(Panel(edge, inward, ABOVE), ((0.0, size[1]), up), skin)
    front = foot[0] + inward[0] * size[1], 0.0, foot[2] + inward[2] * size[1]
    massing.panel(Panel(front, tangent, ABOVE), ((-size[0], size[0]), up), skin)


def _smaller(drum: Drum, by: float) -> Drum:
    return Drum(drum.across, drum.ahead, drum.radius - by, drum.inside)


def terrace(massing: Massing, drum: Drum, wide: float, floor: float, wood: str) -> None:
    """Build a balcony around a round wall, `wide` metres of it, with its railing."""
    edge = _smaller(drum, wide)

    def annulus(across: Plane, ahead: Plane) -> Plane:
        far = np.hypot(across - np.float32(drum.across), ahead - np.float32(drum.ahead))
        shown = clip((far - np.float32(edge.radius)) * 60) * (far < drum.radius + 0.1)
        return np.asarray(shown, np.float32)

    spans = (-drum.radius, drum.radius), (0.3, drum.ahead + drum.radius)
    under = Panel((0.0, floor - 0.24, 0.0), RIGHT, AWAY)
    massing.panel(under, spans, skins.wood(wood, long=1, plank=0.2), annulus)
    massing.drum(edge, (floor - 0.26, floor), skins.plain(wood))
    rail = skins.moved(balusters(0.17), (0.0, floor))
    massing.drum(edge, (floor, floor + 0.96), skins.plain(wood), rail)


def gallery(massing: Massing, side: int, walls: Span, floor: float, ahead: Span, wood: str) -> None:
    """Build a balcony along the wall to the left (-1) or right (1), from the wall inwards.

    `walls` are how many metres from the middle its edge and the wall are.
    """
    edge, wall = side * walls[0], side * walls[1]
    across = min(edge, wall), max(edge, wall)
    dark = skins.wood(wood, long=1)
    massing.block(across, (floor - 0.22, floor), ahead, dark)
    rail = Panel((edge, floor, 0.0), AWAY, ABOVE)
    massing.panel(rail, (ahead, (0.0, 0.96)), skins.plain(wood), balusters(0.17))
    massing.block((edge - 0.05, edge + 0.05), (floor + 0.9, floor + 1.0), ahead, dark)
    for place in np.arange(ahead[0] + BAY, ahead[1], 2 * BAY)[::-1].tolist():
        post = (place - 0.09, place + 0.09)
        massing.block((edge - 0.09, edge + 0.09), (0.0, floor - 0.2), post, dark)


def balusters(apart: float) -> Skin:
    """Return the shape of a railing a metre high: a rail and turned balusters."""

    def shape(first: Plane, second: Plane) -> Plane:
        part = np.abs(np.mod(first / np.float32(apart), 1) - np.float32(0.5)) * np.float32(apart)
        thick = np.float32(0.02) + np.float32(0.018) * np.sin(second * 9) ** 2
        post = clip((thick - part) * 160 + np.float32(0.5))
        return np.asarray(np.maximum(post, (second < 0.06) | (second > 0.9)), np.float32)

    return shape


def ladder(massing: Massing, foot: tuple[float, float], at: float, tall: float, wood: str) -> None:
    """Lean a ladder from a place on the floor against the wall `at` metres to the right."""
    across, ahead = foot
    long = float(np.hypot(at - across, tall))
    way = ((at - across) / long, tall / long, 0.0)
    massing.panel(
        Panel((across, 0.0, ahead), AWAY, way), ((0.0, 0.5), (0.0, long)), skins.plain(wood), _rungs
    )


def _rungs(first: Plane, second: Plane) -> Plane:
    rail = np.minimum(first, np.float32(0.5) - first) < 0.05
    rung = np.abs(np.mod(second, 0.3) - np.float32(0.15)) < 0.02
    return np.asarray(rail | rung, np.float32)

"""The inside of rock: arches one behind another around an opening, dripstone, crystals, and light.

What lights a cavern are lamps: openings and crystals, each a place in the picture. Rock is bright
where it looks towards one and is near it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    clip,
    ramp,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.nature import crag
from reelwright.providers.offline.visual.nature.crag import Face, Rock
from reelwright.providers.offline.visual.stage import Stage

CLEAR = 50.0
"""How many metres of a cave's air let a third of the light through."""


@dataclass(frozen=True, slots=True)
class Lamp:
    """A light in the rock: its column and row, how many pixels it reaches, its colour.

    `wide` and `tall` are half the size of what shines, in pixels: 0 where it is a point.
    """

    x: float
    y: float
    reach: float
    colour: Plane
    wide: float = 0.0
    tall: float = 0.0


@dataclass(frozen=True, slots=True)
class Arch:
    """An arch of rock `ahead` metres away: its opening's middle and half its size, in pixels.

    It stands on ground `foot` metres high. `drift` is its own place in the noise.
    """

    ahead: float
    x: float
    y: float
    wide: float
    tall: float
    foot: float
    drift: Plane

    def roof(self, x: float) -> float:
        """Return the row of the roof over a column: 0 out of sight, -1 where all is rock."""
        column = self.depth(Box(int(x), 0, int(x) + 1, max(2, int(self.y))))[:, 0]
        return -1.0 if column[-1] > 0 else float(np.flatnonzero(column > 0).max(initial=0))

    def depth(self, box: Box) -> Plane:
        """Return how many pixels deep in the rock places are; below 0 in the opening."""
        across, down = box.offsets(self.x, self.y)
        u, v = across / np.float32(self.wide), down / np.float32(self.tall)
        turn = np.arctan2(v, u)
        wander = tiled(
            noise.cloudy(181),
            np.cos(turn) * np.float32(0.11) + self.drift[0],
            np.sin(turn) * np.float32(0.11) + self.drift[1],
        )
        far = (np.abs(u) ** np.float32(2.4) + np.abs(v) ** np.float32(2.4)) ** np.float32(1 / 2.4)
        size = np.float32(min(self.wide, self.tall))
        deep = (far - 1 - (wander - np.float32(0.5)) * np.float32(1.1)) * size
        return np.asarray(deep, np.float32)


def arch(stage: Stage, one: Arch, rock: Rock, lamps: Sequence[Lamp], bounce: Plane) -> None:
    """Paint an arch: rock all around its opening, down to the ground, lit by lamps."""
    view = stage.view
    bottom = int(view.y(one.foot, one.ahead)) + 2
    pixel = np.float32(one.ahead / view.focal)
    dust = bounce * np.float32(0.3) + lamps[0].colour * np.float32(0.08)
    for face in crag.faces(
        stage, Box(0, 0, view.width, min(view.height, bottom)), one.ahead, rock, one.drift
    ):
        inside = one.depth(face.box) + (face.bulge / pixel - rock.block / pixel) * np.float32(0.12)
        rim = np.exp(-np.maximum(inside, 0) / np.float32(view.unit * 0.012))
        seen = shone(face, crag.stone(face, rock), lamps, bounce, rim)
        seen = blend(seen, dust, np.full_like(inside, 1 - np.exp(-one.ahead / CLEAR)))
        cover = clip(inside + np.float32(0.5))
        stage.canvas.lay(seen, np.asarray(cover, np.float32), face.box, one.ahead)


def shone(
    face: Face, albedo: Plane, lamps: Sequence[Lamp], bounce: Plane, rim: Plane | float = 0.0
) -> Plane:
    """Return the light of rock among lamps, more of it on a `rim` turned towards them."""
    falls = tint((np.float32(0.25) + face.open) * (np.float32(0.8) + face.up * 0.4), bounce)
    for lamp in lamps:
        falls += tint(_towards(face, lamp, rim), lamp.colour)
    return np.asarray(albedo * falls, np.float32)


def _towards(face: Face, lamp: Lamp, rim: Plane | float) -> Plane:
    """Return how much of a lamp's light each place of a face gets."""
    across, down = face.box.offsets(lamp.x, lamp.y)
    right = -np.sign(across) * np.maximum(np.abs(across) - np.float32(lamp.wide), 0)
    up = np.sign(down) * np.maximum(np.abs(down) - np.float32(lamp.tall), 0)
    far = np.hypot(right, up) + np.float32(1)
    facing = (face.right * right + face.up * up) / far
    turned = (
        np.maximum(facing * np.float32(0.8) + np.float32(0.4), 0) * (np.float32(0.25) + face.open)
        + rim
    )
    return np.asarray(turned * np.exp(-far / np.float32(lamp.reach)), np.float32)


@dataclass(frozen=True, slots=True)
class Drip:
    """Dripstone: where it is rooted and where it ends, half its thickness there; in pixels."""

    x: float
    root: float
    tip: float
    half: float
    ahead: float


def dripstone(
    stage: Stage,
    drip: Drip,
    rock: Rock,
    lamps: Sequence[Lamp],
    bounce: Plane,
    rng: np.random.Generator,
) -> None:
    """Paint a stalactite, or where it is rooted below a stalagmite; nearer things hide it."""
    top, bottom = min(drip.root, drip.tip), max(drip.root, drip.tip)
    reach = drip.half * 1.5 + 3
    box = Box(int(drip.x - reach), int(top), int(drip.x + reach) + 1, int(bottom) + 2)
    box = box.within(stage.canvas.box)
    if not box:
        return
    across, down = box.offsets(drip.x, drip.root)
    part = clip(down / np.float32(drip.tip - drip.root))
    knots = np.sin(part * rng.uniform(12, 26) + rng.uniform(0, 6)) * np.float32(0.09)
    taper = (1 - part) ** np.float32(rng.uniform(0.7, 1.1)) + np.float32(0.05) * (1 - part)
    half = np.float32(drip.half) * taper * (1 + knots) + np.float32(0.6)
    bend = np.sin(part * 3 + rng.uniform(0, 6)) * np.float32(drip.half * 0.25)
    face, grain = _round(box, ((across - bend) / half, down), (drip, knots), rng)
    tone = rock.dark + (rock.pale - rock.dark) * np.float32(0.75)
    seen = shone(face, tint(np.float32(0.55) + grain * np.float32(0.9), tone), lamps, bounce)
    cover = clip(half - np.abs(across - bend) + np.float32(0.5)) * ramp(part, 0.0, 0.16)
    cover = cover * (stage.canvas.depth[box.window] > drip.ahead)
    stage.canvas.lay(seen, np.asarray(cover, np.float32), box, drip.ahead)


def _round(
    box: Box, place: tuple[Plane, Plane], shape: tuple[Drip, Plane], rng: np.random.Generator
) -> tuple[Face, Plane]:
    """Return dripstone as a face, round and a little rough, and its grain."""
    (turn, down), (drip, knots) = place, shape
    turn = clip(turn, -0.98, 0.98)
    u = np.arcsin(turn) * np.float32(0.09) + np.float32(rng.random())
    grain = tiled(noise.cloudy(62, gain=0.6), u, down / np.float32(drip.half * 30))
    slant = knots * 4 - np.float32(0.25 * np.sign(drip.tip - drip.root))
    up = np.ascontiguousarray(np.broadcast_to(slant, turn.shape), np.float32)
    open_ = clip(grain * np.float32(1.6) - np.float32(0.2))
    return Face(box, turn, turn, turn, turn * np.float32(0.95), up, open_), grain


def beam(
    stage: Stage, start: Lamp, foot: tuple[float, float], strength: float, drift: Plane
) -> None:
    """Let light fall as a beam from an opening to a place in the picture, through dusty air."""
    view = stage.view
    x, y = foot
    box = Box(0, max(0, int(start.y - start.tall)), view.width, min(view.height, int(y) + 1))
    if not box:
        return
    across, down = box.offsets(start.x, start.y, 1.0)
    part = clip(down / np.float32(max(1.0, y - start.y)), 0, 1.3)
    middle = np.float32(x - start.x) * part
    half = np.float32(start.wide) * (np.float32(0.75) + np.float32(0.75) * part)
    side = (across - middle) / half
    shafts = tiled(noise.cloudy(125, gain=0.6), side * np.float32(0.16) + drift[0], part * 0.03)
    dust = tiled(noise.cloudy(62, gain=0.6), across / (view.unit * 0.8), down / (view.unit * 0.8))
    body = np.exp(-(np.abs(side) ** 2.4) * np.float32(0.9)) * (
        np.float32(0.35) + ramp(shafts, 0.3, 0.75)
    )
    ends = ramp(part, 0.0, 0.1) * ramp(-part, -1.0, -0.8)
    fade = ends * (1 - np.float32(0.5) * part) * (np.float32(0.75) + np.float32(0.5) * dust)
    far = stage.canvas.depth[box.window] > np.float32(7)
    stage.canvas.light[box.window] += tint(
        np.asarray(body * fade * far * np.float32(strength), np.float32), start.colour
    )


def crystals(
    stage: Stage,
    place: tuple[float, float, float],
    tall: float,
    glow: Plane,
    rng: np.random.Generator,
) -> None:
    """Set a cluster of shining crystals: the column and row of its foot, metres ahead."""
    x, y, ahead = place
    many = int(rng.integers(5, 10))
    leans = np.sort(rng.normal(0, 0.5, many))[rng.permutation(many)]
    for lean in leans:
        long = tall * rng.uniform(0.35, 1.0) * (1 - 0.35 * abs(lean))
        _prism(stage, (x + lean * tall * 0.12, y), (lean, long), (glow, ahead), rng)


def _prism(
    stage: Stage,
    foot: tuple[float, float],
    shape: tuple[float, float],
    look: tuple[Plane, float],
    rng: np.random.Generator,
) -> None:
    """Paint one crystal: three faces along it and three at its tip, each of one brightness."""
    (lean, long), (glow, ahead) = shape, look
    way = np.array([np.sin(lean), -np.cos(lean)])
    side = np.array([-way[1], way[0]])
    half = long * rng.uniform(0.07, 0.13)
    base, shoulder = np.array(foot), np.array(foot) + way * long * rng.uniform(0.72, 0.85)
    tip = np.array(foot) + way * long + side * half * rng.uniform(-0.4, 0.4)
    edges = np.array([-1.0, rng.uniform(-0.45, -0.1), rng.uniform(0.3, 0.6), 1.0]) * half
    shades = rng.permutation([0.35, 0.75, 1.15])
    for number in range(3):
        left, right = side * edges[number], side * edges[number + 1]
        body = np.stack([base + left * 0.8, shoulder + left, shoulder + right, base + right * 0.8])
        _facet(stage, body, (foot[1], long), glow * np.float32(shades[number]), ahead)
        cap = np.stack([shoulder + left, tip, shoulder + right])
        _facet(stage, cap, (foot[1], long), glow * np.float32(shades[number] * 1.5), ahead)


def _facet(
    stage: Stage, corners: Plane, rise: tuple[float, float], glow: Plane, ahead: float
) -> None:
    low, high = np.floor(corners.min(axis=0)).astype(int), np.ceil(corners.max(axis=0)).astype(int)
    box = Box(int(low[0]) - 1, int(low[1]) - 1, int(high[0]) + 2, int(high[1]) + 2)
    box = box.within(stage.canvas.box)
    if not box:
        return
    mask = np.zeros((box.bottom - box.top, box.right - box.left), np.uint8)
    points = ((corners - [box.left, box.top]) * 16).round().astype(np.int32)
    cv2.fillPoly(mask, [points], 255, cv2.LINE_AA, 4)
    _, down = box.offsets(0, rise[0], rise[1])
    up = np.broadcast_to(clip(-down), mask.shape)
    cover = mask.astype(np.float32) / 255 * (stage.canvas.depth[box.window] > ahead * 0.98)
    seen = tint(np.asarray(np.float32(0.25) + up * up, np.float32), glow)
    stage.canvas.lay(seen, np.asarray(cover, np.float32) * np.float32(0.92), box, ahead)


def shimmer(stage: Stage, lamp: Lamp, strength: float) -> None:
    """Let a lamp light the air around it."""
    box = Box.around(lamp.x, lamp.y, lamp.reach * 2.5).within(stage.canvas.box)
    if box:
        across, down = box.offsets(lamp.x, lamp.y, lamp.reach)
        glow = np.exp(-np.hypot(across, down) * 2) * np.float32(strength)
        stage.canvas.shine(lamp.colour, np.asarray(glow, np.float32), box)

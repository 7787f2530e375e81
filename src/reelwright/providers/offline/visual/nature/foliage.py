"""Broad-leaved plants of hot countries, grown leaf by leaf once and kept.

A leaf is a rib that rises and droops, with a blade on either side of it, in heights of the plant:
right, up and towards the eye.
"""

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.brush.sprite import Sprite, cut
from reelwright.providers.offline.visual.nature.crowns import Crown, leafy
from reelwright.providers.offline.visual.nature.timber import TALL, WIDE

VARIANTS = 3
SIDE = 1280
"""The pixels a plant is drawn at, twice what is kept of it."""
EDGE = 8
"""How many of them are left free at its edges."""
STEPS = 18
EMERGENT = (
    Crown(0.36, 0.12, 0.84, 46, 0.017, 0.66),
    Crown(0.27, 0.17, 0.79, 40, 0.014, 0.6),
    Crown(0.32, 0.15, 0.82, 34, 0.019, 0.55, 0.3),
)
"""Giants of the forest: a long bare trunk and a wide crown."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A leaf: where its blade begins, which way it goes (in radians), how long it is.

    `rise` is how steeply it sets out, `droop` how far it falls by its tip, `wide` half its blade,
    `fold` how far the blade's halves hang, `cuts` how many times it is cut in.
    """

    base: Plane
    turn: float
    long: float
    rise: float
    droop: float
    wide: float
    fold: float = 0.4
    cuts: int = 0


@dataclass(slots=True)
class _Marks:
    """Patches to draw: their corners (right and up), what they are, how near they are."""

    corners: list[Plane]
    faces: list[Plane]
    near: list[float]


@lru_cache(maxsize=32)
def grow(kind: str, variant: int) -> Sprite:
    """Return the `variant`th plant: a fern, banana, ear, fan, or emergent (a giant tree)."""
    rng = noise.generator(variant, f"foliage {kind}")
    if kind == "emergent":
        planes = np.zeros((TALL, WIDE, 6), np.float32)
        leafy(planes, EMERGENT[variant % len(EMERGENT)], 1.0, rng)
        return cut(planes)
    marks = _Marks([], [], [])
    {"fern": _fern, "banana": _banana, "ear": _ear, "fan": _fan}[kind](marks, rng)
    return cut(_drawn(marks))


def _fern(marks: _Marks, rng: np.random.Generator) -> None:
    """Grow fronds from one root, each with leaflets in pairs, shorter towards the tip."""
    for turn in np.arange(17) * 2.39996 + rng.uniform(0, 6):
        base = np.array([0.0, 0.04, 0.0])
        long, rise = rng.uniform(0.55, 0.8), rng.uniform(0.5, 1.35)
        rib = _rib(Leaf(base, float(turn), long, rise, rng.uniform(0.5, 0.85), 0.0), 26)
        for number in range(3, 26):
            part = number / 26
            size = 0.17 * np.sin(np.pi * min(1.0, part * 0.85 + 0.12)) ** 0.8
            for side in (-1, 1):
                _leaflet(marks, rib, number, (side, float(size)), rng)


def _leaflet(
    marks: _Marks, rib: Plane, number: int, shape: tuple[int, float], rng: np.random.Generator
) -> None:
    side, size = shape
    way = rib[min(number + 1, len(rib) - 1)] - rib[number - 1]
    way = way / (np.linalg.norm(way) + 1e-6)
    out = _aside(way) * side
    tip = rib[number] + (out * 0.9 + way * 0.45 - np.array([0, 0.28, 0])) * size
    wide = way * size * 0.13
    middle = (rib[number] + tip) / 2 + np.array([0, size * 0.06, 0])
    corners = np.stack(
        [rib[number] - wide * 0.6, middle - wide, tip, middle + wide, rib[number] + wide * 0.6]
    )
    shade = 0.5 + 0.5 * number / len(rib) + rng.normal(0, 0.07)
    _patch(marks, corners, np.cross(way, out) * side, shade, 1.0)


def _banana(marks: _Marks, rng: np.random.Generator) -> None:
    """Grow great leaves, torn by the wind, from a thick stem of their own sheaths."""
    stem = np.array([[-0.028, 0, 0], [0.028, 0, 0], [0.018, 0.36, 0], [-0.018, 0.36, 0]])
    for part in (-1.0, -0.33, 0.33):
        strip = stem.copy()
        strip[[0, 3], 0] = stem[[1, 2], 0] * part
        strip[[1, 2], 0] = stem[[1, 2], 0] * (part + 0.67)
        _patch(marks, strip, np.array([part + 0.33, 0.15, 0.6]), 0.6, 0.35)
    for number, turn in enumerate(np.arange(9) * 2.39996 + rng.uniform(0, 6)):
        rise = 1.45 - 0.11 * number + rng.normal(0, 0.08)
        base = np.array([0, 0.34 - 0.012 * number, 0])
        leaf = Leaf(
            base, float(turn), rng.uniform(0.5, 0.64), rise, rng.uniform(0.35, 0.75), 0.1, 0.45, 5
        )
        _blade(marks, leaf, rng)


def _ear(marks: _Marks, rng: np.random.Generator) -> None:
    """Grow heart-shaped leaves on stalks, some cut in deeply."""
    cuts = 4 if rng.random() < 0.6 else 0
    for turn in np.arange(20) * 2.39996 + rng.uniform(0, 6):
        high, out = rng.uniform(0.2, 0.72), rng.uniform(0.06, 0.34)
        base = np.array([np.cos(turn) * out, high, np.sin(turn) * out])
        _stalk(marks, base, rng)
        leaf = Leaf(
            base, float(turn), rng.uniform(0.2, 0.34), rng.uniform(0.1, 0.5), 0.75, 0.13, 0.25, cuts
        )
        _blade(marks, leaf, rng)


def _fan(marks: _Marks, rng: np.random.Generator) -> None:
    """Grow fans of stiff leaflets at the ends of stalks."""
    for turn in np.arange(10) * 2.39996 + rng.uniform(0, 6):
        high, out = rng.uniform(0.25, 0.62), rng.uniform(0.08, 0.3)
        base = np.array([np.cos(turn) * out, high, np.sin(turn) * out])
        _stalk(marks, base, rng)
        lean = float(np.cos(turn)) * 0.6 + rng.normal(0, 0.15)
        for spread in np.linspace(-1.9, 1.9, 22):
            angle = spread + lean
            long = 0.3 * (1 - 0.09 * spread**2) * rng.uniform(0.9, 1.05)
            way = np.array([np.sin(angle), np.cos(angle) * 0.85, 0.25 * np.sin(turn)])
            tip = base + way * long - np.array([0, 0.05 * abs(spread), 0])
            aside = np.array([way[1], -way[0], 0]) * long * 0.05
            middle = base + way * long * 0.6
            corners = np.stack([base, middle - aside, tip, middle + aside])
            _patch(
                marks, corners, np.array([-way[0] * 0.3, 0.5, 0.6]), 0.75 + rng.normal(0, 0.12), 1.0
            )


def _stalk(marks: _Marks, top: Plane, rng: np.random.Generator) -> None:
    foot = np.array([rng.normal(0, 0.02), 0.0, 0.0])
    wide = np.array([0.006, 0, 0])
    _patch(
        marks,
        np.stack([foot - wide, foot + wide, top + wide * 0.6, top - wide * 0.6]),
        np.array([0.2, 0.2, 0.8]),
        0.45,
        0.6,
    )


def _blade(marks: _Marks, leaf: Leaf, rng: np.random.Generator) -> None:
    """Grow a leaf as patches on either side of its rib."""
    rib = _rib(leaf, STEPS)
    torn = rng.random((2, STEPS + 1)) < leaf.cuts * 0.07
    for number in range(STEPS):
        first, second = number / STEPS, (number + 1) / STEPS
        way = rib[number + 1] - rib[number]
        way = way / (np.linalg.norm(way) + 1e-6)
        for row, side in enumerate((-1, 1)):
            hang = _aside(way) * side * np.cos(leaf.fold) - np.array([0, np.sin(leaf.fold), 0])
            cut_in = 0.45 if torn[row, number] else 1.0
            start = rib[number] + hang * _half(leaf, first) * cut_in
            stop = rib[number + 1] + hang * _half(leaf, second) * (1.0 if cut_in == 1 else 0.8)
            vein = 0.07 * (number % 2)
            shade = 0.55 + 0.4 * first - vein + rng.normal(0, 0.03)
            normal = np.cross(way, hang) * side
            _patch(marks, np.stack([rib[number], start, stop, rib[number + 1]]), normal, shade, 1.0)


def _half(leaf: Leaf, part: float) -> float:
    """Return half the width of a blade along its rib: round below, pointed at the tip."""
    return float(leaf.wide * np.sin(np.pi * part**0.6) ** 0.75 + 1e-3)


def _rib(leaf: Leaf, steps: int) -> Plane:
    """Return points along a leaf's rib."""
    t = np.linspace(0, 1, steps + 1)
    out = leaf.long * np.cos(leaf.rise) * t + leaf.long * 0.35 * leaf.droop * t**2
    up = leaf.long * np.sin(leaf.rise) * t - leaf.long * leaf.droop * t**2.2
    way = np.stack([out * np.cos(leaf.turn), up, out * np.sin(leaf.turn)], axis=-1)
    return np.asarray(leaf.base + way)


def _aside(way: Plane) -> Plane:
    """Return the level direction across a rib, the one to the right of its way."""
    flat = np.array([-way[2], 0.0, way[0]])
    length = np.linalg.norm(flat)
    return np.asarray(flat / length if length > 1e-3 else np.array([1.0, 0.0, 0.0]))


def _patch(marks: _Marks, corners: Plane, normal: Plane, shade: float, leaf: float) -> None:
    """Add a patch; seen from below it is darker."""
    facing = normal / (np.linalg.norm(normal) + 1e-6)
    under = facing[1] < 0
    facing = -facing if under else facing
    near = float(corners[:, 2].mean())
    open_ = shade * (0.62 if under else 1.0) * (0.72 + 0.28 * np.clip(near / 0.3, -1, 1))
    open_ *= 0.55 + 0.45 * min(1.0, float(corners[:, 1].mean()) / 0.45)
    marks.corners.append(corners[:, :2])
    marks.faces.append(np.array([1.0, facing[0], facing[1], np.clip(open_, 0.08, 1), leaf, 0.0]))
    marks.near.append(near)


def _drawn(marks: _Marks) -> Plane:
    """Return the planes of all patches, the nearest drawn last, as large as there is room."""
    numbers = np.full((SIDE, SIDE), -1, np.int32)
    reach = np.abs(np.concatenate(marks.corners)).max(axis=0)
    scale = min((SIDE / 2 - EDGE) / reach[0], (SIDE - EDGE) / reach[1])
    for number in np.argsort(marks.near, kind="stable").tolist():
        corners = marks.corners[number] * [scale, -scale] + [SIDE / 2, SIDE]
        cv2.fillPoly(numbers, [np.round(corners * 16).astype(np.int32)], number, cv2.LINE_8, 4)
    seen = numbers >= 0
    planes = np.zeros((SIDE, SIDE, 6), np.float32)
    planes[seen] = np.stack(marks.faces).astype(np.float32)[numbers[seen]]
    top = int(np.flatnonzero(seen.any(axis=1))[0]) // 2 * 2
    return planes[max(0, top - EDGE) :]

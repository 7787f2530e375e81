"""What stands in fields: round bales of hay, a barn, and fences that follow the ground."""

from functools import lru_cache
from itertools import pairwise

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.draft import Draft, Outline, box
from reelwright.providers.offline.visual.brush.plane import Plane, times
from reelwright.providers.offline.visual.brush.sprite import Sprite
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.stage import Stage

ROUND = 40
"""Corners of a drawn circle."""


@lru_cache(maxsize=1)
def bale() -> Sprite:
    """Return a round bale of straw that lies on its side, its face and its flank seen."""
    draft = Draft(3.0, 1.75, 150)
    draft.face(_disc(0.55, 0.8, 0.66, 0.8), (0.75, 0.15), 0.55, roof=1)
    for part in np.linspace(0, 1, 26):
        middle = 0.5 - 1.0 * float(part)
        up = float(np.cos(part * 2.4) * 0.1)
        draft.face(
            _disc(middle, 0.8, 0.6, 0.8), (0.1, 0.6 + up), 0.62 + 0.12 * (part % 0.16), roof=1
        )
    draft.face(_disc(-0.5, 0.8, 0.62, 0.8), (-0.35, 0.1), 0.8, roof=1)
    for ring in range(7, 0, -1):
        size = 0.11 * ring
        shade = 0.62 if ring % 2 else 0.92
        draft.face(_disc(-0.5, 0.8, size * 0.78, size), (-0.35, 0.12), shade, roof=1)
    draft.stain(0.35, 3)
    return draft.sprite()


def _disc(x: float, y: float, wide: float, tall: float) -> Outline:
    turn = np.linspace(0, 2 * np.pi, ROUND, endpoint=False)
    return [(float(x + wide * np.cos(t)), float(y + tall * np.sin(t))) for t in turn]


@lru_cache(maxsize=1)
def barn() -> Sprite:
    """Return a barn of boards with a gambrel roof, seen from a corner."""
    draft = Draft(22, 12, 30)
    draft.face(box(-9.5, 0, 2.5, 5.2), (0.0, 0.05), 0.72)
    draft.lay(box(-9.5, 0, 2.5, 5.2), 0.45, 0.22, brick=40)
    draft.face([(-10, 5.0), (2.8, 5.0), (1.6, 8.2), (-9.0, 8.2)], (0.0, 0.55), 0.75, roof=1)
    draft.face([(-9.0, 8.1), (1.6, 8.1), (5.6, 10.2), (-5.6, 10.2)], (0.0, 0.85), 0.95, roof=1)
    gable = [(2.5, 0), (9.6, 0), (9.6, 5.2), (8.8, 8.2), (6.0, 10.3), (3.3, 8.2), (2.5, 5.2)]
    draft.face(gable, (0.55, 0.05), 0.95)
    draft.lay(gable, 0.45, 0.2, brick=40)
    draft.face(box(4.6, 0, 7.5, 3.7), (0.55, 0.0), 0.42)
    for left, foot, right, top in ((4.6, 0, 4.8, 3.7), (7.3, 0, 7.5, 3.7), (4.6, 3.5, 7.5, 3.7)):
        draft.face(box(left, foot, right, top), (0.55, 0.1), 1.0, roof=0.5)
    draft.face(box(5.5, 5.6, 6.7, 7.2), (0.55, 0.0), 0.4, glow=0.5)
    for left in (-8.0, -4.6, -1.2):
        draft.face(box(left, 2.0, left + 1.2, 3.4), (0.0, 0.0), 0.35, glow=0.8)
    draft.stain(0.22, 5)
    return draft.sprite()


def shadow(stage: Stage, place: tuple[float, float, float], tall: float) -> None:
    """Darken the ground at the foot of something: metres to the right, up and ahead."""
    view, sun = stage.view, stage.light.sun
    scale = view.focal / place[2]
    x, y = view.x(place[0], place[2]), view.y(place[1], place[2])
    part = Box.around(x, y, tall * scale * 3).within(view.box)
    if not part:
        return
    across, down = part.offsets(x - sun.side * tall * scale * 0.8, y, tall * scale)
    flat = np.float32(max(0.08, view.eye / place[2]))
    far = np.hypot(across / np.float32(1.7), down / (flat * np.float32(1.1)))
    strong = np.float32(0.3 + 0.35 * min(1.0, float(sun.colour.mean())))
    dark = 1 - np.exp(-(far**2)) * strong
    stage.canvas.light[part.window] = times(stage.canvas.light[part.window], dark)


def fence(
    stage: Stage,
    grove: Grove,
    start: tuple[float, float],
    stop: tuple[float, float],
    wood: Plane,
    rng: np.random.Generator,
) -> None:
    """Set a fence of posts and two rails between two places: metres to the right and ahead."""
    length = float(np.hypot(stop[0] - start[0], stop[1] - start[1]))
    count = max(2, round(length / 2.6))
    places = np.linspace(start, stop, count)
    feet = [
        (float(x), grove.foot(float(x), float(z)) + rng.normal(0, 0.03), float(z))
        for x, z in places
    ]
    spans = sorted(pairwise(feet), key=lambda pair: -pair[0][2])
    for first, second in spans:
        for high in (0.45, 0.95):
            _rail(stage, (first, second), high, wood * np.float32(rng.uniform(0.7, 1.1)))
        for across, up, ahead in (first, second):
            tone = wood * np.float32(rng.uniform(0.75, 1.15))
            tall = 1.25 + rng.normal(0, 0.05)
            _board(
                stage,
                [
                    (across - 0.07, up - 0.2, ahead),
                    (across + 0.07, up - 0.2, ahead),
                    (across + 0.06, up + tall, ahead),
                    (across - 0.06, up + tall, ahead),
                ],
                tone,
            )


def _rail(
    stage: Stage,
    ends: tuple[tuple[float, float, float], tuple[float, float, float]],
    high: float,
    tone: Plane,
) -> None:
    (x0, y0, z0), (x1, y1, z1) = ends
    low, top = high - 0.055, high + 0.055
    _board(
        stage,
        [(x0, y0 + low, z0), (x1, y1 + low, z1), (x1, y1 + top, z1), (x0, y0 + top, z0)],
        tone,
    )


def _board(stage: Stage, corners: list[tuple[float, float, float]], tone: Plane) -> None:
    """Paint a flat board through the air; what is nearer hides it."""
    view, light = stage.view, stage.light
    points = np.array([(view.x(x, z), view.y(y, z)) for x, y, z in corners])
    ahead = float(np.mean([z for _, _, z in corners]))
    low, high = np.floor(points.min(axis=0)).astype(int), np.ceil(points.max(axis=0)).astype(int)
    whole = Box(int(low[0]) - 1, int(low[1]) - 1, int(high[0]) + 2, int(high[1]) + 2)
    part = whole.within(view.box)
    if not part:
        return
    mask = np.zeros((part.bottom - part.top, part.right - part.left), np.uint8)
    cv2.fillPoly(
        mask,
        [((points - [part.left, part.top]) * 16).round().astype(np.int32)],
        255,
        cv2.LINE_AA,
        4,
    )
    cover = mask.astype(np.float32) / 255 * (stage.canvas.depth[part.window] > ahead * 0.97)
    shine = np.float32(0.32 * max(0.0, 0.55 - 0.45 * float(light.sun.direction[2])))
    lit = tone * (light.ambient * np.float32(0.75) + light.sun.colour * shine)
    seen = np.broadcast_to(lit, (*cover.shape, 3)).astype(np.float32)
    hazed = stage.air.veil(seen, ahead, 1.0, slice(part.left, part.right))
    stage.canvas.lay(hazed, np.asarray(cover, np.float32), part, ahead)

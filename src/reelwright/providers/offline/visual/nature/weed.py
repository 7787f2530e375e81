"""What sways and rises under water: weed in ribbons, bubbles, motes in the light."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box, Canvas
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blur, clip, ramp, tint
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.stage import Stage

GREENS = ("#3a6a2c", "#5a7a30", "#2c5a3c", "#6a6a2c")


def sway(stage: Stage, grove: Grove, rng: np.random.Generator, clumps: int) -> None:
    """Let ribbons of weed stand on the floor in clumps, the farthest first."""
    for ahead in sorted(rng.uniform(4.5, 18, clumps), reverse=True):
        across = grove.aside(ahead, 0.3, rng)
        tall, tone = rng.uniform(1.2, 3.0), colour(GREENS[rng.integers(len(GREENS))])
        for _ in range(int(rng.integers(4, 9))):
            place = across + rng.normal(0, 0.3), ahead, tall * rng.uniform(0.6, 1.1)
            _ribbon(stage, grove, place, tone * np.float32(rng.uniform(0.7, 1.2)), rng)


def _ribbon(
    stage: Stage,
    grove: Grove,
    place: tuple[float, float, float],
    tone: Plane,
    rng: np.random.Generator,
) -> None:
    across, ahead, tall = place
    foot = grove.foot(across, ahead)
    outline = _outline(tall, rng) + np.array([across, foot])
    view = grove.view
    x = view.middle + view.focal * outline[:, 0] / ahead
    y = view.horizon - view.focal * (outline[:, 1] - view.eye) / ahead
    box = Box(int(x.min()) - 1, int(y.min()) - 1, int(x.max()) + 2, int(y.max()) + 2)
    box = box.within(view.box)
    if not box:
        return
    mask = np.zeros((box.bottom - box.top, box.right - box.left), np.uint8)
    corners = np.stack([x - box.left, y - box.top], axis=-1) * 16
    cv2.fillPoly(mask, [corners.round().astype(np.int32)], 255, cv2.LINE_AA, 4)
    _, down = box.offsets(0, view.y(foot, ahead), view.focal / ahead * tall)
    rise = np.broadcast_to(clip(-down), mask.shape)
    light = stage.light
    lit = tint(0.25 + 0.55 * rise, tone * light.sun.colour) + tint(
        0.4 + 0.6 * rise, tone * light.ambient
    )
    cover = mask.astype(np.float32) / 255 * (stage.canvas.depth[box.window] > ahead)
    hazed = stage.air.veil(lit, ahead, 1e6, slice(box.left, box.right))
    stage.canvas.lay(hazed, cover, box, ahead)


def _outline(tall: float, rng: np.random.Generator) -> Plane:
    """Return the corners of a ribbon, metres to the right of its foot and above it."""
    t = np.linspace(0, 1, 28)
    wave = np.sin(t * rng.uniform(3, 6) + rng.uniform(0, 6)) * t
    bend = (0.10 * wave + rng.normal(0, 0.08) * t**2) * tall
    half = 0.035 * tall**0.5 * np.sin(np.pi * np.clip(t * 0.93 + 0.07, 0, 1)) ** 0.7
    left, right = np.stack([bend - half, t * tall], -1), np.stack([bend + half, t * tall], -1)
    return np.concatenate([left, right[::-1]])


def bubbles(stage: Stage, shine: Plane, rng: np.random.Generator) -> None:
    """Let strings of bubbles rise, and motes drift in the light."""
    view, canvas = stage.view, stage.canvas
    _motes(canvas, view.unit, shine, rng)
    for _ in range(int(rng.integers(3, 6))):
        x, y = view.width * rng.uniform(0.08, 0.92), view.height * rng.uniform(0.4, 0.85)
        for _ in range(int(rng.integers(6, 16))):
            place = x + rng.normal(0, view.unit * 0.012), y
            _bubble(canvas, place, view.unit * rng.uniform(0.0025, 0.010), shine)
            y -= view.unit * rng.uniform(0.02, 0.06)


def _motes(canvas: Canvas, unit: float, shine: Plane, rng: np.random.Generator) -> None:
    motes = np.zeros((canvas.height, canvas.width), np.float32)
    places = rng.random((160, 2)) * [canvas.width, canvas.height] * 8
    for (x, y), size in zip(places.astype(int).tolist(), rng.uniform(0.4, 1.6, 160), strict=True):
        cv2.circle(motes, (x, y), int(size * unit / 135), float(size) * 0.2, -1, cv2.LINE_8, 3)
    canvas.light += tint(blur(motes, unit / 1080), shine * np.float32(0.5))


def _bubble(canvas: Canvas, place: tuple[float, float], radius: float, shine: Plane) -> None:
    box = Box.around(*place, radius * 1.15 + 2).within(canvas.box)
    if not box:
        return
    across, down = box.offsets(*place, radius)
    far = np.hypot(across, down)
    rim = ramp(far, 0.62, 0.95) * ramp(-far, -1.12, -0.95) * np.float32(0.55)
    spot = np.exp(
        -((across + np.float32(0.36)) ** 2 + (down + np.float32(0.4)) ** 2) / np.float32(0.05)
    )
    canvas.shine(shine, rim + spot * np.float32(0.9), box)

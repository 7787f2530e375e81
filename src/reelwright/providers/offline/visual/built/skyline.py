"""A city seen across open ground or water: towers in rows, the farther ones in the haze."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.built import facade
from reelwright.providers.offline.visual.built.facade import Front, Patch
from reelwright.providers.offline.visual.stage import Stage


@dataclass(frozen=True, slots=True)
class Row:
    """A row of towers: metres ahead; their least and greatest height and width; the gaps."""

    ahead: float
    tall: tuple[float, float]
    wide: tuple[float, float]
    gap: float


@dataclass(frozen=True, slots=True)
class _Block:
    """A block of a tower: its sides, its corner as a share between them, its foot and its top."""

    left: float
    right: float
    corner: float
    foot: float
    top: float
    ahead: float


def row(stage: Stage, plan: Row, kind: str, middle: float) -> None:
    """Paint a row of towers from edge to edge, the tallest around `middle` (-1 left to 1 right)."""
    rng = stage.rng(f"row {plan.ahead}")
    x, edge = stage.view.across(-1.05, plan.ahead), stage.view.across(1.05, plan.ahead)
    while x < edge:
        wide = rng.uniform(*plan.wide)
        crowd = np.exp(-(((x / edge - middle) / 0.5) ** 2))
        high = rng.random() ** 1.6 * (0.35 + 0.65 * crowd)
        tall = plan.tall[0] + (plan.tall[1] - plan.tall[0]) * high
        _tower(stage, (x, wide, tall, plan.ahead + rng.uniform(0, 30)), kind, rng)
        x += wide * rng.uniform(0.75, 1.0) + rng.uniform(0, plan.gap)


def _tower(
    stage: Stage, size: tuple[float, float, float, float], kind: str, rng: np.random.Generator
) -> None:
    """Paint a tower in steps, its roof not bare: its left side, width, height, distance."""
    left, wide, tall, ahead = size
    front = facade.design(rng, kind)
    steps = int(rng.choice([1, 1, 2, 3])) if tall > 55 else 1
    corner = rng.uniform(0.22, 0.4) if rng.random() < 0.5 else rng.uniform(0.6, 0.78)
    foot = 0.0
    for step in range(steps):
        top = tall if step == steps - 1 else tall * (0.55 + 0.2 * step)
        inset = wide * 0.11 * step
        block = _Block(left + inset, left + wide - inset, corner, foot, top, ahead)
        _raise(stage, block, front)
        foot = top
    roof = wide * (1 - 0.22 * (steps - 1))
    _crown(stage, (left + wide / 2, roof, tall, ahead), rng)


def _raise(stage: Stage, block: _Block, front: Front) -> None:
    view, ahead = stage.view, block.ahead
    x0, x1 = view.x(block.left, ahead), view.x(block.right, ahead)
    top, bottom = round(view.y(block.top, ahead)), int(view.y(block.foot, ahead)) + 1
    box = Box(round(x0), top, round(x1), bottom).within(view.box)
    if not box:
        return
    pixel = ahead / view.focal
    along, down = box.offsets(x0 - 0.5, view.y(0, ahead) - 0.5, 1 / pixel)
    along, up = np.broadcast_arrays(along, -down)
    split = round((block.right - block.left) * block.corner / pixel)
    parts = []
    for side, part in ((-1, slice(None, split)), (1, slice(split, None))):
        patch = Patch(along[:, part], up[:, part], np.full_like(up[:, part], pixel))
        if patch.up.size:
            parts.append(facade.paint(front, patch, stage.light, _facing(stage, side)))
    seen = np.concatenate(parts, axis=1)
    hazed = stage.air.veil(seen, ahead, up, slice(box.left, box.right))
    stage.canvas.lay(hazed, _open(stage, box, ahead), box, ahead)


def _facing(stage: Stage, side: int) -> float:
    right, _, ahead = stage.light.sun.direction
    return max(0.0, float(side * right * 0.75 - ahead * 0.66))


def _open(stage: Stage, box: Box, ahead: float) -> Plane:
    return (stage.canvas.depth[box.window] > ahead).astype(np.float32)


def _crown(stage: Stage, roof: tuple[float, float, float, float], rng: np.random.Generator) -> None:
    """Set a mast or a plant room on a roof: its middle, width, height and distance."""
    middle, wide, tall, ahead = roof
    view, kind = stage.view, rng.choice(["mast", "house", "none"], p=[0.3, 0.4, 0.3])
    if kind == "none":
        return
    high = tall * rng.uniform(0.08, 0.25) if kind == "mast" else rng.uniform(3, 7)
    half = max(0.35, wide * 0.008) if kind == "mast" else wide * rng.uniform(0.12, 0.3)
    left, right = int(view.x(middle - half, ahead)), int(view.x(middle + half, ahead)) + 1
    top = view.y(tall + high, ahead)
    box = Box(left, int(top), right, round(view.y(tall, ahead)) + 1).within(view.box)
    if not box:
        return
    grey = colour("#3a3c40") * (stage.light.ambient + stage.light.sun.colour * np.float32(0.15))
    seen = np.ones((box.bottom - box.top, box.right - box.left, 3), np.float32) * grey
    hazed = stage.air.veil(seen, ahead, tall, slice(box.left, box.right))
    stage.canvas.lay(hazed, _open(stage, box, ahead), box, ahead)
    if kind == "mast" and stage.light.lamps > 0.4:
        _beacon(stage, view.x(middle, ahead), top, ahead)


def _beacon(stage: Stage, x: float, y: float, ahead: float) -> None:
    """Light a red lamp at the top of a mast."""
    radius = stage.view.unit * 0.004
    box = Box.around(x, y, radius * 3).within(stage.view.box)
    if box:
        across, down = box.offsets(x, y, radius * 0.6)
        strength = np.float32(2.5 * np.exp(-ahead / stage.air.clear))
        stage.canvas.shine(colour("#ff3020"), np.exp(-np.hypot(across, down)) * strength, box)

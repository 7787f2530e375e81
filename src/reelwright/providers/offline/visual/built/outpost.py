"""An outpost far off on bare ground: domes, a mast, and lights after dark."""

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import clip, ramp, tint
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.stage import Stage

SHELL = "#c9c6c0"
LAMPS = ("#ffd9a0", "#bfe4ff", "#ff6a4a")


def build(stage: Stage, grove: Grove, place: tuple[float, float], size: float) -> None:
    """Set some domes around a place to the right and ahead; the largest is `size` metres high."""
    rng, (across, ahead) = stage.rng("outpost"), place
    spots = [(across + rng.normal(0, 2.6) * size, ahead + rng.normal(0, 2) * size) for _ in "domes"]
    tall = [size, *rng.uniform(0.35, 0.7, len(spots) - 1) * size]
    for (x, z), high in sorted(zip(spots, tall, strict=True), key=lambda one: -one[0][1]):
        _dome(stage, (x, grove.foot(x, z), z), float(high))
    mast = across + size * rng.choice([-1, 1]) * 1.8
    _mast(stage, (mast, grove.foot(mast, ahead), ahead), size * 2.4)


def _dome(stage: Stage, place: tuple[float, float, float], tall: float) -> None:
    x, y, scale = _seen(stage, place)
    box = Box(
        int(x - tall * scale) - 2, int(y - tall * scale) - 2, int(x + tall * scale) + 3, int(y) + 2
    ).within(stage.view.box)
    if not box:
        return
    across, down = box.offsets(x, y, tall * scale)
    up = -down * np.float32(1.15)
    towards = np.sqrt(clip(1 - across**2 - up**2))
    light = stage.light
    right, high, ahead = light.sun.direction
    facing = clip(across * right + up * high - towards * ahead)
    ribs = np.abs(np.sin(np.arctan2(across, towards + np.float32(0.05)) * 6))
    shell = colour(SHELL) * (np.float32(0.72) + np.float32(0.28) * ramp(ribs, 0.0, 0.25))[..., None]
    seen = shell * (
        tint(facing, light.sun.colour) + tint(np.float32(0.6) + up * 0.4, light.ambient)
    )
    row = clip(1.4 - np.abs(up - np.float32(0.3)) / np.float32(0.07)) * (ribs > 0.35)
    glow = np.float32(0.25 + 2.6 * light.lamps)
    seen += tint(row, colour(LAMPS[0]) * glow * np.float32(light.lamps > 0.2))
    cover = clip((1 - np.hypot(across, up)) * np.float32(tall * scale) + np.float32(0.5))
    cover = cover * clip(-down * np.float32(tall * scale) + 1)
    open_ = stage.canvas.depth[box.window] > place[2] * 0.985
    hazed = stage.air.veil(seen, place[2], place[1], slice(box.left, box.right))
    stage.canvas.lay(hazed, cover * open_, box, place[2])
    if light.lamps > 0.3:
        _shine(stage, (x, y - tall * scale * 0.2), tall * scale * 0.8, LAMPS[0], place[2], 0.09)


def _mast(stage: Stage, place: tuple[float, float, float], tall: float) -> None:
    x, y, scale = _seen(stage, place)
    wide, canvas = max(1.0, scale * 0.35), stage.canvas
    box = Box(round(x - wide / 2), int(y - tall * scale), round(x + wide / 2) + 1, int(y))
    box = box.within(stage.view.box)
    if not box:
        return
    tone = colour("#55524e") * (stage.light.ambient + stage.light.sun.colour * np.float32(0.3))
    seen = np.ones((box.bottom - box.top, box.right - box.left, 3), np.float32) * tone
    hazed = stage.air.veil(seen, place[2], place[1], slice(box.left, box.right))
    canvas.lay(hazed, (canvas.depth[box.window] > place[2]).astype(np.float32), box, place[2])
    radius = max(2.0, stage.view.unit * 0.004)
    _shine(stage, (x, y - tall * scale), radius, LAMPS[2], place[2], 2.2)


def _seen(stage: Stage, place: tuple[float, float, float]) -> tuple[float, float, float]:
    """Return the column and row of a place, and how many pixels a metre is there."""
    across, up, ahead = place
    return stage.view.x(across, ahead), stage.view.y(up, ahead), stage.view.focal / ahead


def _shine(
    stage: Stage, at: tuple[float, float], radius: float, text: str, ahead: float, strength: float
) -> None:
    box = Box.around(*at, radius * 4).within(stage.view.box)
    if not box:
        return
    far = np.hypot(*box.offsets(*at, radius))
    glow = np.exp(-far * np.float32(1.3)) * (1 - ramp(far, 2.5, 4.0))
    open_ = stage.canvas.depth[box.window] > ahead * 0.95
    dim = stage.light.lamps * strength * np.exp(-ahead / stage.air.clear)
    stage.canvas.shine(colour(text), glow * open_ * np.float32(dim), box)

"""Traces: what a figure leaves around itself. Its shadow, its image in water, its glow."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, ramp, times, tint
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.figure import Figure
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.marks import Mark

CLIMB = 0.14
"""How steeply a cable rises to the right: as the drawings of what hangs from it do."""


def ground(stage: Stage, shape: Figure, mark: Mark) -> Plane | None:
    """Return the light that comes off the ground at a figure's foot; None where none is seen."""
    rows, columns = shape.cover.shape
    wide, tall = columns * 0.5 + 2, rows * 0.16 + 2
    box = Box(int(mark.x - wide), int(mark.y - tall), int(mark.x + wide), int(mark.y + tall))
    box = box.within(stage.canvas.box)
    depth = stage.canvas.depth[box.window]
    near = (depth > mark.ahead * 0.45) & (depth < mark.ahead * 3)
    if not near.any():
        return None
    mean = stage.canvas.light[box.window][near].mean(axis=0)
    wet = float(stage.canvas.water[box.window][near].mean())  # water throws light on, not about
    return np.asarray(np.minimum(mean, np.float32(1.0)) * np.float32(1 - 0.7 * wet), np.float32)


def cable(stage: Stage, shape: Figure, mark: Mark) -> None:
    """Draw the cable that a figure hangs from across the picture: it rises to the right."""
    canvas, light = stage.canvas, stage.light
    t = np.linspace(-1.2, 1.2, 49)
    x = mark.x + t * canvas.width
    y = mark.y - shape.cover.shape[0] * 0.955 - canvas.width * (CLIMB * t + 0.05 * t * t)
    mask = np.zeros((canvas.height, canvas.width), np.uint8)
    points = (np.stack([x, y], axis=-1) * 16).round().astype(np.int32)
    thick = max(1, round(stage.view.unit / 360))
    cv2.polylines(
        mask, [points], isClosed=False, color=255, thickness=thick, lineType=cv2.LINE_AA, shift=4
    )
    cover = mask.astype(np.float32) / 255 * (canvas.depth > mark.ahead * 0.8)
    dark = light.ambient * np.float32(0.09) + light.sun.colour * np.float32(0.015)
    canvas.lay(
        np.broadcast_to(dark, canvas.light.shape).astype(np.float32), cover, canvas.box, mark.ahead
    )


def shadow(stage: Stage, shape: Figure, mark: Mark, footing: Footing) -> None:
    """Darken the ground where a figure keeps the sun and the sky off it."""
    canvas, light = stage.canvas, footing.light or stage.light
    rows, columns = shape.cover.shape
    wide = columns + rows * 2.3
    box = Box(
        int(mark.x - wide), int(mark.y - rows * 0.5), int(mark.x + wide), int(mark.y + rows * 0.8)
    ).within(canvas.box)
    if not box:
        return
    across, down = box.offsets(mark.x, mark.y)
    x, y = across / np.float32(columns * 0.46), down / np.float32(max(3.0, rows * 0.045))
    touch = np.exp(-(x * x + y * y)) * np.float32(0.55)
    cast = blur(_cast(shape, mark, box, light, footing), max(0.7, rows * 0.022))
    dark = np.maximum(cast * np.float32(_depth(light)), touch)
    ground = canvas.depth[box.window]
    dark = dark * ((ground > mark.ahead * 0.45) & (ground < mark.ahead * 6))
    canvas.light[box.window] = times(canvas.light[box.window], 1 - dark)


def _cast(shape: Figure, mark: Mark, box: Box, light: Light, footing: Footing) -> Plane:
    """Return a figure's outline thrown along the ground by the sun."""
    rows, columns = shape.cover.shape
    right, up, ahead = (float(part) for part in light.sun.direction)
    long = min(2.2, 1 / max(up, 0.12))
    flat = min(0.5, footing.view.eye / max(mark.ahead, 1.0) * 0.8 + 0.06)
    lean, fall = right * long, -ahead * long * flat
    x, y = mark.x - box.left - columns / 2 - lean * rows, mark.y - box.top - fall * rows
    move = np.array([[1, lean, x], [0, fall, y]], np.float32)
    size = (box.right - box.left, box.bottom - box.top)
    thrown = cv2.warpAffine(shape.cover, move, size, flags=cv2.INTER_LINEAR)
    return np.asarray(thrown, np.float32)


def _depth(light: Light) -> float:
    """Return how dark a shadow is: less so the more the sky sheds."""
    sun, sky = float(light.sun.colour.max()), float(light.ambient.max())
    return 0.48 * sun / (sun + 2.2 * sky + 1e-6)


def image(
    stage: Stage, shape: Figure, seen: Plane, mark: Mark, box: Box, *, ashore: bool = False
) -> None:
    """Mirror a figure in the water under it; of one that ends `ashore`, only where water is."""
    rows, columns = shape.cover.shape
    low = Box(box.left, box.bottom, box.right, box.bottom + rows).within(stage.canvas.box)
    if not low:
        return
    line = np.arange(low.bottom - low.top)
    phase = stage.rng(f"image {mark.x:.0f}").uniform(0, 6)
    sway = np.sin(line * (21 / rows) + phase) * line * 0.03
    place = (
        np.arange(low.left - box.left, low.right - box.left)[None, :] + sway.astype(int)[:, None]
    )
    source = (rows - 1 - line)[:, None], np.clip(place, 0, columns - 1)
    fading = np.linspace(0.5, 0.0, rows, dtype=np.float32)[line][:, None]
    under = stage.canvas.light[low.window]
    mirrored = np.ascontiguousarray(seen[source] * np.float32(0.7))
    share = shape.cover[source] * fading
    if ashore:
        share = share * stage.canvas.water[low.window]
    stage.canvas.light[low.window] = blend(under, mirrored, share)


def wash(stage: Stage, shape: Figure, mark: Mark) -> None:
    """Draw the white water along a hull."""
    rows, columns = shape.cover.shape
    wide, canvas = columns * 0.62, stage.canvas
    top, bottom = int(mark.y - rows * 0.05), int(mark.y + rows * 0.06) + 2
    box = Box(int(mark.x - wide), top, int(mark.x + wide), bottom).within(canvas.box)
    if not box:
        return
    across, down = box.offsets(mark.x, mark.y)
    x, y = across / np.float32(columns * 0.5), down / np.float32(max(1.5, rows * 0.018))
    ragged = np.sin(x * 23) * np.float32(0.25) + np.sin(x * 61 + 1) * np.float32(0.15)
    foam = np.exp(-((y + ragged) ** 2)) * (1 - ramp(np.abs(x), 0.62, 1.1)) * np.float32(0.5)
    light = stage.light
    white = light.ambient * np.float32(0.9) + light.sun.colour * np.float32(0.3)
    canvas.light[box.window] = blend(canvas.light[box.window], white, foam)


def halo(stage: Stage, shape: Figure, mark: Mark, glow: float) -> None:
    """Let a shining figure light the air around it."""
    rows, light = shape.cover.shape[0], stage.light
    radius, middle = rows * 1.6, mark.y - rows * 0.4
    box = Box.around(mark.x, middle, radius * 2).within(stage.canvas.box)
    if not box:
        return
    across, down = box.offsets(mark.x, middle, radius)
    far = np.hypot(across, down * np.float32(1.2))
    shine = np.exp(-far * np.float32(4.2)) * (1 - ramp(far, 0.5, 1.0))
    shine += np.exp(-far * np.float32(1.4)) * (1 - ramp(far, 0.9, 2.0)) * np.float32(0.16)
    strength = np.float32(glow * (0.08 + 0.3 * light.stars + 0.2 * light.lamps))
    mean = tuple((shape.colour * shape.cover[..., None]).sum(axis=(0, 1)) / shape.cover.sum())
    stage.canvas.light[box.window] += tint(shine * strength, np.array(mean, np.float32))

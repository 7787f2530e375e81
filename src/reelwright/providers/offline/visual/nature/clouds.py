"""Clouds: a deck seen from below, fading into the distance, and heaps that stand on the horizon."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Canvas
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, fit, tiled, tint
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.view import View


def deck(canvas: Canvas, view: View, light: Light, cover: float, rng: np.random.Generator) -> None:
    """Paint a layer of clouds overhead, lit from where the sun is."""
    step = max(1, round(view.unit / 640))
    rows = min(canvas.height, int(view.horizon))
    if rows < 4 or cover <= 0:
        return
    width, height = -(-canvas.width // step), -(-rows // step)
    x = (
        np.linspace(0, canvas.width, width, dtype=np.float32) / view.focal
        - view.middle / view.focal
    )
    up = (view.horizon - np.linspace(0, rows, height, dtype=np.float32)) / view.focal
    colour, share = _overhead(
        x[None, :].astype(np.float32), np.maximum(up, 1e-3)[:, None], light, cover, rng
    )
    colour, share = fit(colour, canvas.width, rows), fit(share, canvas.width, rows)
    canvas.light[:rows] = blend(canvas.light[:rows], colour, share)


def _overhead(
    x: Plane, up: Plane, light: Light, cover: float, rng: np.random.Generator
) -> tuple[Plane, Plane]:
    away = 1 / (up + np.float32(0.09))
    turn = rng.uniform(-0.5, 0.5)
    across, ahead = x * away, away * np.ones_like(x)
    u = (across * np.cos(turn) - ahead * np.sin(turn)) * np.float32(
        rng.uniform(0.75, 1.3)
    ) + np.float32(rng.random() * 9)
    v = (across * np.sin(turn) + ahead * np.cos(turn)) + np.float32(rng.random() * 9)
    density = _density(u, v, cover)
    east, north = np.tan(np.clip(light.sun.azimuth, -1.2, 1.2)), np.tan(light.sun.elevation)
    toward = np.stack(np.broadcast_arrays(east - x, north - up))
    toward = toward / np.maximum(np.hypot(*toward), 0.12)
    shadow = np.zeros_like(density)
    for i, reach in enumerate((0.018, 0.04, 0.08, 0.15)):
        shadow += _density(
            u + toward[0] * reach * 1.1, v - toward[1] * reach * 1.4, cover
        ) * np.float32(0.8**i)
    lit = np.exp(-shadow * np.float32(0.95))
    edge = np.exp(-density * np.float32(2.2))
    near = np.exp(-((np.hypot(x - east, (up - north) * 1.2) / 0.34) ** 1.2))
    silver = tint(near * edge, light.sun.colour * np.float32(0.8 * light.sun.seen))
    colour = blend(light.cloud_shade, light.cloud_lit, lit * (0.75 + 0.25 * edge)) + silver
    fade = 1 - np.exp(-((up / np.float32(0.05)) ** 1.3))
    share = (1 - np.exp(-density * np.float32(3.2))) * fade
    return np.asarray(colour, np.float32), np.asarray(share, np.float32)


def _density(u: Plane, v: Plane, cover: float) -> Plane:
    whole = tiled(noise.cloudy(22, size=1024, gain=0.6), u * np.float32(0.07), v * np.float32(0.07))
    start = 0.66 - 0.42 * cover
    return clip((whole - np.float32(start)) / np.float32(0.26), 0, 1.6)

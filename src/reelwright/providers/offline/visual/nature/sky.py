"""The sky without its clouds: the colours of the air, sun, moon and stars."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box, Canvas
from reelwright.providers.offline.visual.brush.colour import luma, rgb
from reelwright.providers.offline.visual.brush.plane import Plane, blur, fit, ramp, tiled, tint
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.view import View


def paint(canvas: Canvas, view: View, light: Light) -> None:
    """Fill the canvas with the colours of the air; below the horizon they are the horizon's."""
    step = max(1, round(view.unit / 240))
    width, height = -(-view.width // step), -(-view.height // step)
    x = (
        np.arange(width, dtype=np.float32) * step + np.float32(step / 2 - view.middle)
    ) / view.focal
    y = np.arange(height, dtype=np.float32) * step + np.float32(step / 2)
    up = np.maximum(view.horizon - y, 0) / view.focal
    canvas.light[:] = fit(_air(x[None, :], up[:, None], light), canvas.width, canvas.height)


def _air(x: Plane, up: Plane, light: Light) -> Plane:
    heights, colours = light.sky
    stops = [np.interp(up, heights, colours[:, i]) * np.ones_like(x) for i in range(3)]
    air = np.stack(stops, axis=-1).astype(np.float32)
    if not light.sun.seen and light.sun.elevation > 0.45:
        return np.asarray(air, np.float32)
    east, north = np.tan(np.clip(light.sun.azimuth, -1.1, 1.1)), np.tan(light.sun.elevation)
    away = 1 - np.exp(-(((x - east) / 0.9) ** 2))
    air *= 1 - tint(away * np.exp(-up / 0.5), rgb(0.30, 0.24, 0.10))
    distance = np.hypot(x - east, (up - north) * 1.25)
    halo = 0.30 * np.exp(-distance / 0.42) + 0.55 * np.exp(-distance / 0.12)
    return air + tint(halo, light.glow)


def sun(canvas: Canvas, view: View, light: Light) -> None:
    """Paint the sun's disc, with the brightness of the air right around it."""
    if not light.sun.seen or light.stars > 0:
        return
    x, y = view.towards(light.sun.azimuth, light.sun.elevation)
    radius = view.unit * 0.026
    box = Box.around(x, y, radius * 7).within(view.box)
    distance = np.hypot(*box.offsets(x, y))
    halo = np.exp(-((distance / (radius * 1.7)) ** 1.2)) * 0.9
    halo *= 1 - ramp(distance, radius * 4, radius * 7)
    canvas.shine(light.sun.colour, halo, box)
    disc = ramp(-distance, -radius * 1.08, -radius * 0.92)
    white = light.sun.colour / light.sun.colour.max() * np.float32(0.5) + np.float32(0.5)
    canvas.shine(white * (luma(light.sun.colour) * 4), disc, box)


def stars(canvas: Canvas, view: View, light: Light, rng: np.random.Generator) -> None:
    """Scatter the stars of the hour above the horizon, fewer near it."""
    if light.stars <= 0:
        return
    rows = max(8, int(view.horizon))
    count = int(view.width * rows / view.unit**2 * 1500 * _fewer(view))
    y = rng.random(count) ** 1.15 * (rows - 1)
    _sow(canvas, y, light.stars * (1 - (y / rows) ** 3), rng)


def field(canvas: Canvas, view: View, rng: np.random.Generator, density: float) -> None:
    """Scatter stars over all of the canvas."""
    count = int(view.width * view.height / view.unit**2 * 1500 * density * _fewer(view))
    _sow(canvas, rng.random(count) * (view.height - 1), np.ones(count), rng)


def _fewer(view: View) -> float:
    """Return how many of the stars a small picture shows: in it each takes more room."""
    return float(min(1.0, view.unit / 900) ** 0.8)


def _sow(canvas: Canvas, y: np.ndarray, strength: np.ndarray, rng: np.random.Generator) -> None:
    x = rng.random(len(y)) * (canvas.width - 1)
    bright = np.clip(rng.pareto(1.8, len(y)), 0, 14) * 0.1 * strength
    warm = rng.uniform(-0.12, 0.12, len(y))
    scatter(canvas, x, y, np.stack([bright * (1 + warm), bright, bright * (1.1 - warm)], axis=-1))


def scatter(canvas: Canvas, x: np.ndarray, y: np.ndarray, light: np.ndarray) -> None:
    """Add points of light at places between pixels; the brighter, the larger."""
    size = max(0.55, np.sqrt(canvas.width * canvas.height) / 1440 * 0.8)
    field = np.zeros((canvas.height, canvas.width, 3), np.float32)
    np.add.at(field, (y.astype(int), x.astype(int)), light.astype(np.float32))
    rows = slice(0, min(canvas.height, int(y.max()) + 8))
    near = blur(field[rows], size) * np.float32(5.5 * size**2)
    large = np.where(field[rows] > 0.8, field[rows], 0)
    wide = max(0.9, np.sqrt(canvas.width * canvas.height) / 1440 * 2.56)
    canvas.light[rows] += near + blur(large, wide) * np.float32(1.4 * wide**2)


def moon(canvas: Canvas, view: View, light: Light, phase: float) -> None:
    """Paint the moon: `phase` is how much of it is lit, 0.2 a crescent to 1 the full disc."""
    if not light.sun.seen or light.stars <= 0:
        return
    x, y = view.towards(light.sun.azimuth, light.sun.elevation)
    radius = max(3.0, view.unit * 0.034)
    box = Box.around(x, y, radius * 9).within(view.box)
    distance = np.hypot(*box.offsets(x, y))
    halo = np.exp(-distance / (radius * 1.8)) * 0.22 + np.exp(-distance / (radius * 5)) * 0.06
    halo *= 1 - ramp(distance, radius * 5, radius * 9)
    canvas.shine(light.sun.colour * np.float32(phase**0.5), halo, box)
    across, down = box.offsets(x, y, radius)
    face = _face(across, down, phase)
    disc = ramp(-distance, -radius - 0.8, -radius + 0.8)
    canvas.shine(rgb(0.8, 0.77, 0.7), face * disc, box)


def _face(across: Plane, down: Plane, phase: float) -> Plane:
    seas = tiled(noise.cloudy(41), across * np.float32(0.11) + 0.3, down * np.float32(0.11) + 0.6)
    grey = np.float32(1) - np.float32(0.45) * ramp(seas, 0.45, 0.75)
    if phase >= 1:
        return grey
    edge = np.sqrt(np.clip(1 - down**2, 0, 1)) * np.float32(1 - 2 * phase)
    return grey * ramp(across - edge, -0.06, 0.06)

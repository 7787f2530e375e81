"""What is far outside the air: nebulae, planets with their rings, a star close by."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour, rgb
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    clip,
    fit,
    ramp,
    tiled,
    times,
    tint,
)
from reelwright.providers.offline.visual.stage import Stage

CLOUDS = (
    ("#ff4f7a", "#2b6cff", "#ffd9a0"),
    ("#19c8c0", "#7a3cff", "#ffe6c8"),
    ("#ff8a3c", "#1f7ae0", "#fff0d0"),
    ("#b44cff", "#22d0a0", "#ffd0e8"),
)
"""Nebulae: what glows, what scatters, and the heart."""
SKINS = {
    "gas": ("#d8b48a", "#9a6a48", "#efe0c4"),
    "ice": ("#9cc8dc", "#5a8fb4", "#eef6fa"),
    "rust": ("#b4623a", "#7a3a24", "#d99a6c"),
    "violet": ("#8a6ac0", "#4a3a80", "#c8b4e8"),
    "earth": ("#1c4a8a", "#4a6a34", "#ffffff"),
}
"""Planets: their three colours."""
BEYOND = 9e5
"""How many metres away all of it is said to be."""


@dataclass(frozen=True, slots=True)
class Planet:
    """A planet: where its middle is and its radius, in pixels; its skin; from where it is lit.

    `fine` makes the marks on its skin smaller, as for one that is seen close by.
    """

    x: float
    y: float
    radius: float
    skin: str
    sun: Plane
    rings: bool = False
    fine: float = 1.0


def nebula(stage: Stage, tints: tuple[str, str, str], strength: float) -> None:
    """Fill the canvas with the dark of space and glowing gas."""
    rng, view = stage.rng("nebula"), stage.view
    step = max(1, round(view.unit / 540))
    width, height = -(-view.width // step), -(-view.height // step)
    x = np.arange(width, dtype=np.float32)[None, :] * np.float32(step / view.unit * 0.28)
    y = np.arange(height, dtype=np.float32)[:, None] * np.float32(step / view.unit * 0.28)
    turn, drift = rng.uniform(0, 6.28), rng.random(2).astype(np.float32)
    cosine, sine = np.float32(np.cos(turn)), np.float32(np.sin(turn))
    place = x * cosine - y * sine + drift[0], x * sine + y * cosine + drift[1]
    light = np.zeros((height, width, 3), np.float32) + colour("#05070f", 1.2)
    shares = (0.55, 0.5, 0.4)
    for text, gas, share in zip(tints, _gases(*place), shares, strict=True):
        light += tint(gas, colour(text, share * strength))
    stage.canvas.light[:] = fit(light, view.width, view.height)


def _gases(u: Plane, v: Plane) -> tuple[Plane, Plane, Plane]:
    """Return where gas glows, where it scatters light and where its heart is, behind dust."""
    first = tiled(noise.cloudy(101, size=1024, first=2), u, v)
    bend = (first - np.float32(0.5)) * np.float32(0.22)
    second = tiled(noise.cloudy(102, size=1024, gain=0.6, first=2), u + bend, v - bend)
    third = tiled(noise.cloudy(103), u * np.float32(0.8) - bend, v * np.float32(0.8) + bend)
    dust = 1 - np.float32(0.85) * ramp(first, 0.45, 0.75) * ramp(third, 0.35, 0.6)
    glow = np.maximum(second - np.float32(0.36), 0) ** 2 * np.float32(3.4)
    scatter = np.maximum(third - np.float32(0.36), 0) ** 2 * np.float32(3.4)
    heart = np.maximum(second * third - np.float32(0.27), 0) ** 2 * np.float32(9)
    return glow * dust, scatter * dust, heart * dust


def planet(stage: Stage, body: Planet, rng: np.random.Generator) -> None:
    """Paint a planet over what is there, with its air's glow and its rings."""
    canvas = stage.canvas
    reach = body.radius * (2.4 if body.rings else 1.35)
    box = Box.around(body.x, body.y, reach).within(canvas.box)
    if not box:
        return
    x, y = box.offsets(body.x, body.y, body.radius)
    far = np.hypot(x, y)
    if body.rings:
        _rings(stage, box, (x, y), body, before=False)
    z = np.sqrt(clip(1 - far**2))
    facing = x * body.sun[0] - y * body.sun[1] + z * body.sun[2]
    day = ramp(facing, -0.12, 0.55) * np.float32(0.95) + np.float32(0.004)
    surface = times(_skin((x, y, z), body, rng), day)
    air = colour(SKINS[body.skin][2], 0.4) + colour("#5aa0ff", 0.6)
    surface += tint((1 - z) ** 3 * ramp(facing, -0.25, 0.6), air * np.float32(0.9))
    outside = np.exp(-np.maximum(far - 1, 0) / np.float32(0.045)) * (far > 1)
    lit = ramp(x * body.sun[0] - y * body.sun[1], -0.65, 0.75) * (1 - ramp(far, 1.1, 1.34))
    canvas.shine(air * np.float32(0.6), outside * lit, box)
    canvas.lay(surface, clip((1 - far) * np.float32(body.radius) + np.float32(0.5)), box, BEYOND)
    if body.rings:
        _rings(stage, box, (x, y), body, before=True)


def _skin(place: tuple[Plane, Plane, Plane], body: Planet, rng: np.random.Generator) -> Plane:
    """Return the colours of a planet's skin, as a turned sphere shows them."""
    x, y, z = place
    tilt = rng.uniform(-0.5, 0.5)
    cosine, sine = np.float32(np.cos(tilt)), np.float32(np.sin(tilt))
    across, up = x * cosine - y * sine, x * sine + y * cosine
    turn = np.arctan2(across, z + np.float32(1e-4)) * np.float32(0.24 * body.fine)
    u = turn + np.float32(rng.random())
    v = np.arcsin(clip(up, -1, 1)) * np.float32(0.24 * body.fine)
    rough = tiled(noise.cloudy(104, size=1024, gain=0.62), u, v + np.float32(rng.random()))
    if body.skin == "gas":
        return _banded(u, up * np.float32(0.45 * body.fine**0.5), rough, body)
    if body.skin == "earth":
        return _blue(u, v, up, rough)
    base, dark, pale = (colour(text) for text in SKINS[body.skin])
    fine = tiled(noise.cloudy(107, gain=0.7), u * 3, v * 3)
    mixed = rough * np.float32(0.6) + fine * np.float32(0.4)
    return blend(blend(dark, base, ramp(rough, 0.3, 0.65)), pale, ramp(mixed, 0.52, 0.72))


def _banded(u: Plane, v: Plane, rough: Plane, body: Planet) -> Plane:
    base, dark, pale = (colour(text) for text in SKINS[body.skin])
    wave = (rough - np.float32(0.5)) * np.float32(0.05)
    bands = tiled(noise.cloudy(105, gain=0.6), u * np.float32(0.02) + np.float32(0.5), v + wave)
    return blend(blend(dark, base, ramp(bands, 0.25, 0.75)), pale, ramp(bands, 0.6, 0.8))


def _blue(u: Plane, v: Plane, up: Plane, rough: Plane) -> Plane:
    """Return seas, land that is dry between the green and the ice, and clouds over all."""
    sea, green, white = (colour(text) for text in SKINS["earth"])
    pole = np.abs(up)
    land = blend(green, colour("#a08a54"), ramp(pole, 0.1, 0.5))
    ice = ramp(pole + (rough - np.float32(0.5)) * np.float32(0.3), 0.88, 0.95)
    globe = blend(sea, blend(land, white, ice), ramp(rough, 0.52, 0.55))
    bend = (rough - np.float32(0.5)) * np.float32(0.1)
    cloud = tiled(noise.cloudy(106, size=1024, gain=0.62), u * np.float32(1.3) + bend, v * 1.6)
    return blend(globe, white, ramp(cloud, 0.5, 0.72) * np.float32(0.9))


def _rings(
    stage: Stage, box: Box, place: tuple[Plane, Plane], body: Planet, *, before: bool
) -> None:
    x, y = place
    flat = (y + x * np.float32(0.28)) / np.float32(0.24)
    far = np.hypot(x, flat)
    u = far * np.float32(0.6)
    stripes = ramp(tiled(noise.cloudy(108, gain=0.75), u, np.full_like(u, 0.3)), 0.3, 0.7)
    cover = ramp(far, 1.32, 1.38) * ramp(-far, -2.25, -2.15) * (0.2 + 0.8 * stripes)
    cover = cover * ((flat >= 0) == before) * np.float32(0.85)
    stage.canvas.lay(colour(SKINS[body.skin][2], 0.75), cover, box, BEYOND)


def flare(stage: Stage, x: float, y: float) -> None:
    """Add a star close by, with its glow and its spikes."""
    across, down = stage.view.box.offsets(x, y, stage.view.unit)
    far = np.hypot(across, down)
    glow = np.exp(-((far / np.float32(0.012)) ** 1.5)) * 9
    glow += np.exp(-far / np.float32(0.05)) * np.float32(0.7)
    glow += np.exp(-far / np.float32(0.2)) * np.float32(0.10)
    across, down = np.abs(across), np.abs(down)
    glow += _spike(down, 0.0016) * _spike(across, 0.14) * np.float32(0.8)
    glow += _spike(across, 0.0016) * _spike(down, 0.09) * np.float32(0.6)
    stage.canvas.light += tint(glow, rgb(1.0, 0.95, 0.86))


def _spike(away: Plane, wide: float) -> Plane:
    return np.asarray(np.exp(-away / np.float32(wide)), np.float32)

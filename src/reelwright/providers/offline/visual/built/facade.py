"""The fronts of town houses and towers: walls, windows, and which of them are lit.

A front is asked for by place: metres along it and up from the street, for whole planes at once.
"""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    clip,
    ramp,
    tiled,
    times,
    tint,
)
from reelwright.providers.offline.visual.light import Light

WALLS = {
    "glass": ("#3c4a58", "#4a5a66", "#2c3844", "#566670"),
    "stone": ("#8c7f70", "#a3917a", "#75695e", "#b0a490"),
    "brick": ("#7a4436", "#8c5844", "#6a3a30", "#94705a"),
}
LIGHTS = np.stack(
    [colour(text) for text in ("#ffd08a", "#ffe9c4", "#ffb765", "#cfe6ff", "#fff4dd")]
)
SIGNS = np.stack(
    [colour(text) for text in ("#ff2d78", "#19e3ff", "#b35cff", "#ffcf33", "#2dff9a", "#ff6a3c")]
)
SHOP = 6.5
"""The width of a shop in metres."""


@dataclass(frozen=True, slots=True)
class Front:
    """The make of a front: its wall, a window's cell and pane in metres, how many panes are lit."""

    wall: Plane
    cell: tuple[float, float]
    pane: tuple[float, float]
    lit: float
    glass: float
    seed: int
    frame: float = 1.3
    shop: bool = False


@dataclass(frozen=True, slots=True)
class Patch:
    """Places on a front: metres along it and up, and how many metres a pixel covers."""

    along: Plane
    up: Plane
    pixel: Plane


def design(rng: np.random.Generator, kind: str, *, shop: bool = False) -> Front:
    """Return a front of a kind of town: `glass`, `stone` or `brick`."""
    walls, glassy = WALLS[kind], kind == "glass"
    wall = colour(walls[rng.integers(len(walls))]) * np.float32(rng.uniform(0.75, 1.15))
    if glassy:
        cell = rng.uniform(1.6, 3.2), rng.uniform(3.2, 3.8)
        pane = rng.uniform(0.82, 0.95), rng.uniform(0.62, 0.86)
    else:
        cell = rng.uniform(2.4, 3.4), rng.uniform(3.3, 3.9)
        pane = rng.uniform(0.42, 0.55), rng.uniform(0.5, 0.62)
    lit, seed, frame = rng.uniform(0.22, 0.55), rng.integers(1 << 16), rng.choice([0.45, 1.5])
    return Front(wall, cell, pane, lit, 0.75 if glassy else 0.45, int(seed), float(frame), shop)


def paint(front: Front, patch: Patch, light: Light, facing: float) -> Plane:
    """Return the colours of a front at places on it; the sun shines `facing` squarely on it."""
    x, y = patch.along / np.float32(front.cell[0]), patch.up / np.float32(front.cell[1])
    column, floor = np.floor(x), np.floor(y)
    across, up = x - column, y - floor
    chances = _chance(column, floor, front.seed), _chance(column, floor, front.seed + 7)
    pane = _panes(front, across, up, patch.pixel, 0.0)
    frame = _panes(front, across, up, patch.pixel, 0.08) - pane
    wall = _wall(front, patch, up, light, facing)
    wall = blend(wall, wall * np.float32(front.frame), clip(frame * np.float32(0.9)))
    pane = pane * (1 - _bars(front, across, up, patch.pixel))
    seen = blend(wall, _glass(front, patch.up, chances[1], light), pane)
    if light.lamps > 0:
        seen += _lamplight(front, chances, pane, up, light)
    return _shopfront(front, seen, patch, light) if front.shop else seen


def _panes(front: Front, across: Plane, up: Plane, pixel: Plane, more: float) -> Plane:
    wide = _within(across, front.pane[0] + more, pixel / np.float32(front.cell[0]))
    return wide * _within(up, front.pane[1] + more, pixel / np.float32(front.cell[1]))


def _within(part: Plane, share: float, pixel: Plane) -> Plane:
    """Return 1 in the middle `share` of a cell, 0 outside, an even share where cells are tiny."""
    soft = np.maximum(pixel, np.float32(0.02))
    edge = clip((np.float32(share / 2) - np.abs(part - np.float32(0.5))) / soft + np.float32(0.5))
    return edge + (np.float32(share) - edge) * clip(soft * 2 - np.float32(0.5))


def _bars(front: Front, across: Plane, up: Plane, pixel: Plane) -> Plane:
    """Return the bars between the lights of a window, where one is close enough to see them."""
    close = 1 / (1 + (pixel * np.float32(18)) ** 2)
    x = np.abs(across - np.float32(0.5)) / np.float32(front.pane[0])
    y = np.abs((up - np.float32(0.5)) / np.float32(front.pane[1]) - np.float32(0.18))
    bars = np.maximum(clip(1.4 - x / np.float32(0.03)), clip(1.4 - y / np.float32(0.025)))
    return bars * close


def _glass(front: Front, up: Plane, chance: Plane, light: Light) -> Plane:
    """Return the sky as panes mirror it, each a little differently."""
    low, high = light.sky[1][1] * np.float32(0.5), light.sky[1][3] * np.float32(0.9)
    share = np.float32(front.glass) * (np.float32(0.45) + np.float32(0.5) * chance)
    return times(blend(low, high, ramp(up, 0, 160)), share)


def _wall(front: Front, patch: Patch, part: Plane, light: Light, facing: float) -> Plane:
    u, v = patch.along / np.float32(7), patch.up / np.float32(7)
    grain = tiled(noise.cloudy(191, gain=0.7), u, v) - np.float32(0.5)
    layer = patch.up / np.float32(0.3)
    course = clip(1 - np.abs(layer - np.round(layer)) * 6)
    near = 1 / (1 + (patch.pixel * np.float32(28)) ** 2)
    ledge = 1 - np.float32(0.22) * clip(1 - part * 9)
    ledge = ledge * (1 + near * (grain * np.float32(0.9) - course * np.float32(0.16)))
    shade = ledge * (np.float32(0.62) + np.float32(0.38) * ramp(patch.up, 0, 18))
    falls = light.sun.colour * np.float32(facing) + light.ambient * np.float32(0.75)
    return tint(shade, front.wall * falls)


def _lamplight(
    front: Front, chances: tuple[Plane, Plane], pane: Plane, up: Plane, light: Light
) -> Plane:
    chance, other = chances
    lit = pane * (chance < front.lit * light.lamps)
    bright = lit * (np.float32(0.25) + np.float32(0.9) * other**2)
    bright = bright * (np.float32(0.6) + np.float32(0.55) * up)
    return times(_pick(LIGHTS, other), bright * np.float32(0.5 + 0.5 * light.lamps))


def _shopfront(front: Front, seen: Plane, patch: Patch, light: Light) -> Plane:
    """Open the ground floor as shops: wide windows, some of them lit, with a sign above a few."""
    shop = np.floor(patch.along / np.float32(SHOP))
    part = patch.along / np.float32(SHOP) - shop
    chance = _chance(shop, shop * 0, front.seed + 3)
    other = _chance(shop, shop * 0, front.seed + 5)
    wide, tall = patch.pixel / np.float32(SHOP), patch.pixel / np.float32(3.4)
    window = _within(part, 0.84, wide) * _within(patch.up / np.float32(3.4), 0.7, tall)
    posts = clip(1.5 - np.abs(part * 4 - np.round(part * 4)) / np.float32(0.035))
    window = window * (patch.up < 3.4) * (1 - posts * np.float32(0.85))
    inside = _goods(patch, other, light) + light.sky[1][1] * np.float32(0.10)
    seen = blend(seen, inside, window * np.float32(0.92))
    high = clip(1.2 - np.abs(patch.up - np.float32(3.75)) / np.float32(0.3))
    board = clip(_within(part, 0.72, wide) * high * 3) * (other > 0.35)
    glow = np.float32(0.14) + np.float32(1.2 * light.lamps) * (chance > 0.62)
    sign = blend(
        times(_pick(SIGNS, chance), glow), colour("#2a241f"), np.asarray(chance < 0.45, np.float32)
    )
    return blend(seen, sign, board)


def _goods(patch: Patch, chance: Plane, light: Light) -> Plane:
    """Return what is seen through a shop's window."""
    shelves = tiled(
        noise.cloudy(192, gain=0.7), patch.along / np.float32(9), patch.up / np.float32(5)
    )
    goods = np.float32(0.35) + shelves * (np.float32(0.45) + np.float32(0.22) * patch.up)
    lit = np.float32(0.10 + 0.62 * light.lamps) * (chance < 0.2 + 0.55 * light.lamps)
    return times(
        blend(colour("#ffcf94"), colour("#ffe9cc"), chance), goods * (np.float32(0.05) + lit)
    )


def _pick(colours: Plane, chance: Plane) -> Plane:
    """Return for each place one of the colours."""
    return np.ascontiguousarray(colours[(chance * len(colours)).astype(int)])


def _chance(column: Plane, floor: Plane, seed: int) -> Plane:
    """Return a number from 0 to 1 (exclusive) for each window, the same every time."""
    mixed = column.astype(np.int64) * 73856093 ^ floor.astype(np.int64) * 19349663 ^ seed * 83492791
    mixed = (mixed ^ (mixed >> 13)) * 1274126177 & 0x7FFFFFFF
    return ((mixed ^ (mixed >> 16)) & 0xFFFF).astype(np.float32) / np.float32(65536)

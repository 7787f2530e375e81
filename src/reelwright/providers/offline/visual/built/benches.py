"""Where one experiments: white benches with cabinets and screens, or a furnace and old tables."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
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
from reelwright.providers.offline.visual.built import glassware, skins
from reelwright.providers.offline.visual.built.massing import (
    ABOVE,
    AWAY,
    RIGHT,
    Drum,
    Massing,
    Panel,
    Span,
)
from reelwright.providers.offline.visual.built.skins import Skin
from reelwright.providers.offline.visual.stage import Stage

TOP = 0.9
"""The height of a bench in metres."""
DEEP = 0.72
REAGENTS = ("#3c6e8c", "#c8b48c", "#7c3c2c", "#dce4e4", "#8c6a34", "#4c7c5c", "#b0bcc4")
POTIONS = ("#4c6a34", "#7c3424", "#34506c", "#8c6c2c", "#5c3c64", "#c0a878", "#6c4a2c")
LEDS = ("#3dff8a", "#ff4a3c", "#4ab4ff", "#ffc23c")


def fitted(massing: Massing, side: int, wall: float, ahead: Span, made: tuple[str, str]) -> None:
    """Build a bench along the wall to the left (-1) or right (1), with cabinets above it.

    It is `made` with a top and with fronts of two colours.
    """
    (tops, fronts), back = made, side * wall
    across = min(side * (wall - DEEP), back), max(side * (wall - DEEP), back)
    massing.block(across, (0.1, TOP - 0.05), ahead, doors(0.6, fronts))
    massing.block((across[0] - 0.02, across[1] + 0.02), (TOP - 0.05, TOP), ahead, skins.plain(tops))
    upper, lower, higher = side * (wall - 0.38), 1.62, 2.42
    span = (min(upper, back), max(upper, back))
    massing.block(span, (lower, higher), ahead, skins.plain("#dfe3e4"))
    bottles = glassware.stoppered(REAGENTS, 0.13, 0.38, 3 + side, "#75828a")
    face = Panel((upper - side * 0.004, lower, 0.0), AWAY, ABOVE)
    inset = (0.04, higher - lower - 0.04)
    massing.panel(face, ((ahead[0] + 0.05, ahead[1] - 0.05), inset), bottles)
    bars = skins.plain("#c4cacc")
    massing.panel(face, (ahead, (0.0, higher - lower)), bars, _mullions)


def _mullions(first: Plane, second: Plane) -> Plane:
    part = np.abs(np.mod(first, 0.9) - np.float32(0.45))
    edge = (part > 0.425) | (np.abs(second - np.float32(0.4)) > 0.375)
    return np.asarray(edge, np.float32)


def doors(wide: float, text: str) -> Skin:
    """Return the fronts of cupboards: doors and drawers with handles; the second way is up."""

    def skin(first: Plane, second: Plane) -> Plane:
        part = np.abs(np.mod(first / np.float32(wide), 1) - np.float32(0.5)) * np.float32(wide)
        joint = clip(1.5 - (np.float32(wide / 2) - part) / np.float32(0.006))
        joint = np.maximum(joint, clip(1.5 - np.abs(second - np.float32(0.64)) / np.float32(0.006)))
        handle = (part < 0.09) & (np.abs(second - np.float32(0.72)) < 0.012)
        handle = handle | ((part < 0.012) & (np.abs(second - np.float32(0.5)) < 0.08))
        tone = blend(colour(text), colour(text) * np.float32(0.35), joint)
        return blend(tone, colour("#d0d4d6"), np.asarray(handle, np.float32))

    return skin


def island(massing: Massing, across: Span, ahead: Span, made: tuple[str, str]) -> None:
    """Build a bench in the middle, with a top and with fronts of two colours."""
    tops, fronts = made
    inner = (across[0] + 0.05, across[1] - 0.05)
    massing.block(inner, (0.1, TOP - 0.05), (ahead[0] + 0.06, ahead[1] - 0.04), doors(0.52, fronts))
    massing.block(across, (TOP - 0.05, TOP), ahead, skins.plain(tops))


def instrument(massing: Massing, side: int, at: float, ahead: float, lit: float) -> None:
    """Stand an instrument with a screen and small lights on a bench along a wall."""
    rng = massing.stage.rng(f"instrument {side} {ahead:.1f}")
    wide, tall = rng.uniform(0.4, 0.7), rng.uniform(0.34, 0.58)
    across = (min(at, at + side * 0.4), max(at, at + side * 0.4))
    span, up = (ahead, ahead + wide), (TOP, TOP + tall)
    shell = skins.plain(str(rng.choice(["#cfd5d8", "#b4bcc2", "#e6eaec"])))
    massing.block(across, up, span, shell)
    face = Panel((at - side * 0.004, TOP, ahead), AWAY, ABOVE)
    picture = screen(int(rng.integers(99)), 0.25 + 0.75 * lit)
    massing.panel(face, ((0.05, wide * 0.66), (tall * 0.3, tall * 0.88)), picture, shining=True)
    for row in range(4):
        spot = at - side * 0.01, TOP + tall * (0.3 + 0.14 * row), ahead + wide * 0.82
        light(massing.stage, spot, str(rng.choice(LEDS)), 0.4 + lit)


def screen(seed: int, strength: float) -> Skin:
    """Return a screen with curves on a grid, the second direction up."""
    tone, ink = colour("#0c2a3c", strength), colour("#5fe0c8", strength * 1.4)

    def skin(first: Plane, second: Plane) -> Plane:
        grid = np.minimum(
            np.abs(np.mod(first, 0.06) - np.float32(0.03)),
            np.abs(np.mod(second, 0.06) - np.float32(0.03)),
        )
        back = blend(tone, tone * np.float32(2.2), np.asarray(grid < 0.003, np.float32))
        wave = np.sin(first * 21 + seed) * np.float32(0.05) + np.sin(first * 53 + seed) * 0.025
        near = np.abs(second - np.float32(0.22) - wave)
        return blend(back, ink, clip(1.5 - near / np.float32(0.007)))

    return skin


def light(stage: Stage, place: tuple[float, float, float], text: str, strength: float) -> None:
    """Light a small lamp."""
    x, y = stage.view.x(place[0], place[2]), stage.view.y(place[1], place[2])
    radius = max(1.2, stage.view.focal / place[2] * 0.012)
    box = Box.around(x, y, radius * 5).within(stage.view.box)
    if not box:
        return
    far = np.hypot(*box.offsets(x, y, radius))
    glow = np.exp(-far) * (1 - ramp(far, 3.0, 5.0))
    open_ = stage.canvas.depth[box.window] > place[2] - 0.06
    stage.canvas.shine(colour(text, 1.6), glow * open_ * np.float32(strength), box)


def lit_ceiling(massing: Massing, tall: float, half: float, deep: float, strength: float) -> None:
    """Set shining panels into a ceiling."""
    roof = Panel((0.0, tall - 0.005, 0.0), RIGHT, AWAY)
    ambient = massing.stage.light.ambient.mean() * np.float32(1.5)
    tone = ambient + colour("#f2f6ff", 2.6 * strength)
    for z in np.arange(1.6, deep - 0.6, 1.9).tolist():
        for x in (-half * 0.5, half * 0.5):
            spans = (x - 0.6, x + 0.6), (z, z + 0.35)
            massing.panel(roof, spans, _even(tone), shining=True)


def _even(tone: Plane) -> Skin:
    return lambda first, second: (first * second)[..., None] * np.float32(0) + tone


def blocks(text: str, course: float, seed: int) -> Skin:
    """Return a wall of rough stones in courses so many metres high, the second direction up."""
    tone = colour(text)

    def skin(first: Plane, second: Plane) -> Plane:
        row = np.floor(second / np.float32(course))
        long = np.float32(course * 2.1)
        place = first / long + np.mod(row * np.float32(0.41), 1)
        stone = np.floor(place)
        gap = np.minimum(
            (np.float32(0.5) - np.abs(place - stone - np.float32(0.5))) * long,
            (np.float32(0.5) - np.abs(second / np.float32(course) - row - np.float32(0.5)))
            * course,
        )
        wave = np.sin(stone * np.float32(12.9898) + row * np.float32(78.233) + seed) * 43758.547
        chance = wave - np.floor(wave)
        share = (np.float32(0.72) + np.float32(0.5) * chance) * (
            np.float32(0.45) + np.float32(0.55) * ramp(gap, 0.0, 0.035)
        )
        grain = skins.plaster("#ffffff")(first * np.float32(2.5), second * np.float32(2.5))
        return times(grain * tone, np.asarray(share, np.float32))

    return skin


def furnace(massing: Massing, across: float, ahead: float, fire: float) -> None:
    """Build a round furnace of brick with its fire."""
    body = Drum(across, ahead, 0.62)
    massing.drum(body, (0.0, 1.25), blocks("#7c5240", 0.11, 4))
    massing.drum(Drum(across, ahead, 0.66), (1.17, 1.3), blocks("#8c6450", 0.13, 5))
    stage, view = massing.stage, massing.stage.view
    near = ahead - 0.63
    x, y, scale = view.x(across, near), view.y(0.55, near), view.focal / near
    box = Box.around(x, y, scale * 1.5).within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    arch = np.maximum(
        np.abs(right) / np.float32(0.2),
        np.hypot(right / np.float32(0.2), (down + 0.0) / np.float32(0.24)) * (down < 0),
    )
    mouth = clip((1 - arch) * 14) * clip((np.float32(0.2) - down) * 40)
    lick = tiled(noise.cloudy(251), right * np.float32(1.1), down * np.float32(0.35))
    hot = ramp(down * np.float32(1.3) + lick * np.float32(0.7), 0.1, 0.7)
    glow = tint(hot * np.float32(fire * 3.2), colour("#ff8a2c")) + colour("#2a0c04")
    stage.canvas.lay(np.asarray(glow, np.float32), mouth, box, near)
    far = np.hypot(right, down)
    halo = np.exp(-far / np.float32(0.3)) * (1 - ramp(far, 0.8, 1.5)) * np.float32(0.7 * fire)
    stage.canvas.shine(colour("#ff8030"), halo, box)


def candle(stage: Stage, place: tuple[float, float, float], lit: float) -> None:
    """Stand a candle, burning so far from 0 to 1."""
    across, foot, ahead = place
    view, canvas = stage.view, stage.canvas
    x, y, scale = view.x(across, ahead), view.y(foot, ahead), view.focal / ahead
    box = Box.around(x, y - 0.2 * scale, scale * 0.9).within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, scale)
    up = -down
    wax = (np.abs(right) < 0.022) & (up > 0) & (up < 0.17)
    dish = np.hypot(right / np.float32(0.07), (up - np.float32(0.008)) / np.float32(0.018)) < 1
    tone = stage.light.ambient * np.float32(0.9) + colour("#ffb45e", 0.6 * lit)
    open_ = canvas.depth[box.window] > ahead
    seen = np.ones((*open_.shape, 3), np.float32) * (colour("#e8dcc0") * tone)
    canvas.lay(seen, np.asarray((wax | dish) & open_, np.float32), box, ahead)
    flame = np.exp(-((right / np.float32(0.012)) ** 2) - ((up - np.float32(0.215)) / 0.03) ** 2)
    far = np.hypot(right, up - np.float32(0.21))
    halo = np.exp(-far / np.float32(0.1)) * (1 - ramp(far, 0.45, 0.85)) * np.float32(0.35)
    strength = np.float32(lit) * open_
    canvas.shine(colour("#ffc878"), (flame * 4 + halo) * strength, box)

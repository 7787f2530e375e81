"""Falling water: strands that spread and break as they fall, the spray they end in, a rainbow."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    clip,
    fit,
    ramp,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.stage import Stage


@dataclass(frozen=True, slots=True)
class Fall:
    """A fall: where its middle is and how far ahead, its lip and its end, its width, in metres.

    `full` is how thick it falls: 0.3 a veil, 1 a river; `spread` how much wider it ends.
    """

    across: float
    ahead: float
    lip: float
    end: float
    wide: float
    full: float
    spread: float = 0.3


def pour(stage: Stage, fall: Fall, rng: np.random.Generator) -> None:
    """Let water fall before what has been painted."""
    view = stage.view
    scale, x = view.focal / fall.ahead, view.x(fall.across, fall.ahead)
    top, bottom = view.y(fall.lip, fall.ahead), view.y(fall.end, fall.ahead)
    reach = fall.wide * scale * (0.7 + fall.spread)
    whole = Box(int(x - reach) - 2, int(top - scale * 0.6), int(x + reach) + 2, int(bottom) + 1)
    drift = rng.random(4).astype(np.float32)
    for box in whole.within(view.box).bands():
        right, down = box.offsets(x, top, scale)
        cover, bright = _strands(fall, right, down, drift)
        cover = cover * (stage.canvas.depth[box.window] > fall.ahead * 0.97)
        seen = stage.air.veil(
            _white(stage, bright), fall.ahead, fall.lip - down, slice(box.left, box.right)
        )
        stage.canvas.lay(seen, np.asarray(cover, np.float32), box, fall.ahead * 0.99)


def _white(stage: Stage, bright: Plane) -> Plane:
    """Return the light of white water: its own shadows between the strands."""
    light = stage.light
    through = np.float32(0.2 + 0.16 * max(0.0, float(light.sun.direction[2])))
    return tint(bright, light.ambient * np.float32(1.0)) + tint(
        bright * bright, light.sun.colour * (through + np.float32(0.14))
    )


def _strands(fall: Fall, right: Plane, down: Plane, drift: Plane) -> tuple[Plane, Plane]:
    """Return what falling water covers and how bright it is, metres right of and below its lip."""
    tall = np.float32(fall.lip - fall.end)
    part = clip(down / tall, 0, 1)
    half = np.float32(fall.wide / 2) * (1 + np.float32(fall.spread) * part**0.7)
    fallen = np.sqrt(np.maximum(down, 0) + np.float32(0.05))  # time: what falls is drawn out
    sway = tiled(noise.cloudy(181), down / np.float32(90) + drift[2], np.full_like(down, drift[3]))
    u = (right / (1 + np.float32(fall.spread) * part**0.7)) + (sway - np.float32(0.5)) * part * 3
    wide = np.float32(fall.wide)
    broad = tiled(noise.cloudy(62, gain=0.6), u / (wide * 1.3) + drift[0], fallen * 0.05 + drift[1])
    fine = tiled(noise.cloudy(62, gain=0.6), u / (wide * 0.34), fallen * 0.10 + drift[0])
    thread = tiled(noise.cloudy(62, gain=0.6), u / (wide * 0.1), fallen * 0.24 + drift[1])
    edge = np.abs(right) / half + (broad - np.float32(0.5)) * np.float32(1.1)
    body = 1 - ramp(edge, 0.62, 1.02)
    thick = broad * np.float32(0.4) + fine * np.float32(0.4) + thread * np.float32(0.2)
    torn = ramp(thick, 0.5 - 0.36 * fall.full, 0.62 - 0.2 * fall.full)
    lip = clip((down + np.float32(0.5) + (fine - np.float32(0.5))) * 3)
    cover = body * (torn * (1 - 0.25 * part) + np.float32(0.25 * fall.full)) * lip
    bright = np.float32(0.4) + np.float32(1.1) * ramp(thick, 0.3, 0.72) + np.float32(0.12) * part
    return clip(np.asarray(cover, np.float32), 0, 0.97), np.asarray(bright, np.float32)


def spray(
    stage: Stage,
    place: tuple[float, float, float],
    reach: tuple[float, float],
    strength: float,
    rng: np.random.Generator,
) -> None:
    """Let spray stand where water ends: metres right, up and ahead; so wide and so high."""
    across, up, ahead = place
    view, light = stage.view, stage.light
    scale, x, y = view.focal / ahead, view.x(across, ahead), view.y(up, ahead)
    wide, tall = reach
    box = Box(
        int(x - wide * scale * 1.6),
        int(y - tall * scale * 1.6),
        int(x + wide * scale * 1.6),
        int(y + tall * scale * 0.5),
    ).within(view.box)
    if not box:
        return
    step = max(1, round(view.unit / 360))
    small = max(2, (box.right - box.left) // step), max(2, (box.bottom - box.top) // step)
    right = np.linspace((box.left - x) / scale, (box.right - x) / scale, small[0])[None, :]
    high = np.linspace((y - box.top) / scale, (y - box.bottom) / scale, small[1])[:, None]
    cover = _drifting(right.astype(np.float32), high.astype(np.float32), reach, rng)
    cover = fit(cover * np.float32(strength), box.right - box.left, box.bottom - box.top)
    cover = cover * (stage.canvas.depth[box.window] > ahead * 0.93)
    white = light.ambient * np.float32(0.95) + light.sun.colour * np.float32(0.28)
    hazed = stage.air.veil(
        np.broadcast_to(white, (*cover.shape, 3)).astype(np.float32),
        ahead,
        up,
        slice(box.left, box.right),
    )
    window = box.window
    stage.canvas.light[window] = blend(stage.canvas.light[window], hazed, cover)


def _drifting(
    right: Plane, high: Plane, reach: tuple[float, float], rng: np.random.Generator
) -> Plane:
    wide, tall = reach
    drift = rng.random(2).astype(np.float32)
    u, v = right / np.float32(wide * 1.8) + drift[0], high / np.float32(wide * 1.8) + drift[1]
    puff = tiled(noise.cloudy(181), u, v) - np.float32(0.5)
    rise = np.where(high > 0, high / np.float32(tall), -high / np.float32(tall * 0.22))
    away = np.hypot(right / np.float32(wide), rise) + puff * np.float32(1.5)
    return np.asarray(np.exp(-(np.maximum(away, 0) ** 2) * np.float32(1.7)), np.float32)


def rainbow(stage: Stage, place: tuple[float, float, float], radius: float) -> None:
    """Add an arc of colours in the spray about a place, red outside, `radius` metres wide."""
    across, up, ahead = place
    view = stage.view
    scale = view.focal / ahead
    x, y = view.x(across, ahead), view.y(up, ahead)
    box = Box.around(x, y, radius * scale * 1.25).within(view.box)
    if not box:
        return
    right, down = box.offsets(x, y, radius * scale)
    part = (np.hypot(right, down) - np.float32(1)) / np.float32(0.11)
    hues = [np.exp(-(((part - np.float32(at)) / np.float32(0.3)) ** 2)) for at in (0.45, 0.0, -0.4)]
    fade = ramp(-down, -0.05, 0.45) * ramp(np.abs(right), 0.1, 0.6)
    fade = fade * (stage.canvas.depth[box.window] > ahead * 0.6) * np.float32(0.16)
    glow = stage.light.sun.colour * rgb(1.0, 0.9, 1.05)
    stage.canvas.light[box.window] += np.stack(hues, axis=-1) * fade[..., None] * glow

"""What falls and drifts between the eye and the scene: rain, snow, banks of fog, lightning."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma, rgb
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    blur,
    clip,
    fit,
    ramp,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.stage import Stage

Mask = NDArray[np.uint8]
STREAKS = ((1500, 0.022, 70), (700, 0.045, 95), (160, 0.085, 120))
"""Rain, far to near: how many streaks in a square unit, how long in units, how bright in bytes."""
FLAKES = (
    (900, 0.0012, 0.5, 0.5),
    (320, 0.0022, 0.9, 0.7),
    (70, 0.005, 3.2, 0.55),
    (18, 0.01, 8.0, 0.35),
)
"""Snow, far to near: how many, their radius in units, how blurred, how solid."""
BOLT = 0.0026
"""How thick lightning is, in units."""
SPARK = rgb(0.82, 0.88, 1.1)


def fall(stage: Stage, *, moving: bool = False) -> None:
    """Let the weather of the moment fall through the picture.

    Drops and flakes are left out where they are to be seen `moving`.
    """
    weather = stage.moment.weather
    if weather is Weather.STORM:
        lightning(stage)
    if weather in {Weather.RAIN, Weather.STORM} and not moving:
        rain(stage, 1.5 if weather is Weather.STORM else 1.0)
    elif weather is Weather.SNOW and not moving:
        snow(stage)
    elif weather is Weather.FOG:
        banks(stage)


def rain(stage: Stage, strength: float) -> None:
    """Draw rain as streaks that show the light around them, many far and thin, few near."""
    rng, view, canvas = stage.rng("rain"), stage.view, stage.canvas
    slant = rng.choice([-1, 1]) * rng.uniform(0.06, 0.2) * strength
    area = view.width * view.height / view.unit**2
    streaks = np.zeros((view.height, view.width), np.uint8)
    for count, length, bright in STREAKS:
        many = int(count * area * strength)
        x = rng.uniform(-0.1, 1.1, many) * view.width
        y = rng.uniform(-0.1, 1.0, many) * view.height
        long = rng.uniform(0.5, 1.2, many) * length * view.unit
        level = (rng.uniform(0.3, 1.0, many) * bright).tolist()
        ends = np.stack([x, y, x - slant * long, y + long], axis=-1) * 16
        for (x0, y0, x1, y1), value in zip(ends.astype(int).tolist(), level, strict=True):
            cv2.line(streaks, (x0, y0), (x1, y1), value, 1, cv2.LINE_AA, 4)
    share = blur(_share(streaks), max(0.4, view.unit / 1800)) * np.float32(0.55)
    around = luma(blur(canvas.light, view.unit * 0.03))
    shine = np.maximum(around, np.float32(0.02)) * np.float32(1.6) + np.float32(0.02)
    canvas.light = blend(canvas.light, tint(shine, rgb(0.92, 0.98, 1.08)), share)


def snow(stage: Stage) -> None:
    """Let flakes drift, small and sharp far away, large and soft close by."""
    rng, view, canvas = stage.rng("snow"), stage.view, stage.canvas
    area = view.width * view.height / view.unit**2
    white = stage.light.ambient * np.float32(1.1) + stage.light.sun.colour * np.float32(0.35)
    for count, size, soft, solid in FLAKES:
        flakes = np.zeros((view.height, view.width), np.uint8)
        many = int(count * area)
        places = (rng.random((many, 2)) * [view.width, view.height] * 16).astype(int).tolist()
        radii = np.maximum(4, rng.uniform(0.5, 1.3, many) * size * view.unit * 16)
        for (x, y), radius in zip(places, radii.astype(int).tolist(), strict=True):
            cv2.circle(flakes, (x, y), radius, 255, -1, cv2.LINE_AA, 4)
        share = blur(_share(flakes), soft * view.unit / 1080) * np.float32(solid)
        canvas.light = blend(canvas.light, white + np.float32(0.02), clip(share))


def banks(stage: Stage) -> None:
    """Let fog lie in banks, thicker far away and low down."""
    rng, view, canvas = stage.rng("fog"), stage.view, stage.canvas
    step = max(1, round(view.unit / 270))
    width, height = -(-view.width // step), -(-view.height // step)
    x = np.linspace(0, view.width / view.unit, width, dtype=np.float32)[None, :]
    y = np.linspace(0, view.height / view.unit, height, dtype=np.float32)[:, None]
    drift = rng.random(2).astype(np.float32)
    u, v = x * np.float32(0.4) + drift[0], y * np.float32(1.1) + drift[1]
    wisps = ramp(tiled(noise.cloudy(221, gain=0.5, first=2), u, v), 0.35, 0.75)
    low = np.exp(-(((y - np.float32(view.horizon / view.unit)) / np.float32(0.2)) ** 2))
    bank = fit(wisps * (np.float32(0.25) + np.float32(0.55) * low), view.width, view.height)
    clear = stage.air.clear
    far = ramp(np.log(canvas.depth), np.log(clear * 0.06), np.log(clear * 0.9))
    canvas.light = blend(canvas.light, stage.air.haze, bank * far)


def lightning(stage: Stage) -> None:
    """Strike from the clouds, three times out of four, and light them."""
    view, canvas = stage.view, stage.canvas
    rng = stage.rng(f"lightning from {view.eye:.3f} m")  # so that each setting has its own
    if rng.random() < 0.25 or view.horizon < view.unit * 0.15:
        return
    mask = np.zeros((view.height, view.width), np.uint8)
    sky = (canvas.depth >= FAR * 0.9).astype(np.float32)
    start = np.array([_column(sky, rng), 0.0])
    way = np.array([rng.normal(0, 0.25), 1.0])
    _bolt(mask, start, way, (view.horizon * rng.uniform(0.8, 1.0), view.unit * BOLT), rng)
    thin = min(1.0, view.unit * BOLT)  # as bright as it should be wide, where that is no pixel
    bolt = _share(mask) * sky * np.float32(thin)
    glow = blur(bolt, view.unit * 0.0008) * np.float32(3.2)
    glow += blur(bolt, view.unit * 0.012) * np.float32(0.9)
    glow += blur(bolt, view.unit * 0.06) * np.float32(0.8)
    across, down = view.box.offsets(float(start[0]), 0, view.unit * 0.3)
    sheet = np.exp(-np.hypot(across, down * np.float32(1.2))) * np.float32(0.13)
    glow += sheet * (np.float32(0.25) + np.float32(0.75) * sky)
    canvas.light += tint(glow, SPARK)


def _column(sky: Plane, rng: np.random.Generator) -> float:
    """Return a column to strike in, the sooner one over which much sky is open."""
    width = sky.shape[1]
    open_ = np.cumsum(sky.mean(axis=0)[int(width * 0.12) : int(width * 0.88)] ** 2 + 1e-3)
    return float(width * 0.12 + np.searchsorted(open_, rng.random() * open_[-1]))


def _bolt(
    mask: Mask, start: Plane, way: Plane, size: tuple[float, float], rng: np.random.Generator
) -> None:
    """Draw a jagged line of some length and thickness, with thinner ones that leave it."""
    length, thick = size
    place = start
    for step in range(22):
        turned = way + np.array([rng.normal(0, 0.55), abs(rng.normal(0, 0.1))])
        stop = place + turned / np.linalg.norm(turned) * length / 22
        ends = [tuple((end * 16).astype(int).tolist()) for end in (place, stop)]
        width = max(1, round(thick * (1 - step / 22 * 0.6)))
        cv2.line(mask, ends[0], ends[1], 255, width, cv2.LINE_AA, 4)
        if thick > 1.2 and rng.random() < 0.2:
            aside = way + np.array([rng.choice([-1, 1]) * rng.uniform(0.6, 1.2), 0])
            _bolt(mask, stop, aside, (length * rng.uniform(0.15, 0.4), thick * 0.5), rng)
        place = stop


def _share(mask: Mask) -> Plane:
    return mask.astype(np.float32) / np.float32(255)

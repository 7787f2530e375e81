"""The open sea: waves of a wind (Tessendorf's spectrum) seen in perspective, mirroring the sky."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from reelwright.providers.offline.visual.brush.canvas import Box, Canvas
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    at,
    blend,
    blur,
    fit,
    ramp,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.view import View

Ray = tuple[Plane, Plane, Plane, Plane]
"""Mirrored rays: right, up and ahead of unit vectors, and how grazing each is."""
SIDE = 512
GRAVITY = 9.81


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea: how steep its waves are (0.02 a pond, 0.16 a breeze, 0.3 a storm), and its colours."""

    steep: float
    deep: Plane
    tint: Plane
    foam: float = 0.3


@dataclass(frozen=True, slots=True)
class _Train:
    """One range of wavelengths: metres a tile, metres a second of wind, its heading, its share."""

    metres: float
    wind: float
    heading: float
    share: float


_TRAINS = (_Train(96, 9, 1.35, 1.0), _Train(24, 5, 0.9, 0.75), _Train(5.7, 3, 1.8, 0.5))


@lru_cache(maxsize=8)
def _tiles(number: int) -> tuple[Plane, ...]:
    """Return the slopes right and ahead and the height of a train, each copy half as large."""
    train, rng = _TRAINS[number], np.random.default_rng(300 + number)
    k = (np.fft.fftfreq(SIDE, train.metres / SIDE) * 2 * np.pi).astype(np.float32)
    ahead, right = np.meshgrid(k, k, indexing="ij")
    length = np.hypot(right, ahead) + np.float32(1e-6)
    along = np.abs(right * np.cos(train.heading) + ahead * np.sin(train.heading)) / length
    longest = train.wind**2 / GRAVITY
    power = np.exp(-1 / (length * longest) ** 2) / length**4 * (along**3 + 0.04)
    power *= np.exp(-((length * train.metres / SIDE * 0.35) ** 2))
    power[0, 0] = 0
    waves = (rng.standard_normal((SIDE, SIDE)) + 1j * rng.standard_normal((SIDE, SIDE))) * np.sqrt(
        power
    )
    planes = [np.fft.ifft2(factor * waves).real for factor in (1j * right, 1j * ahead, 1.0)]
    steepness = float(np.hypot(planes[0], planes[1]).std() + np.hypot(planes[0], planes[1]).mean())
    tile = np.stack(
        [planes[0] / steepness, planes[1] / steepness, planes[2] / planes[2].std()], axis=-1
    )
    copies = [np.asarray(tile, np.float32)]
    while copies[-1].shape[0] > 4:
        copies.append(fit(copies[-1], copies[-1].shape[1] // 2, copies[-1].shape[0] // 2))
    return tuple(copies)


def surface(across: Plane, ahead: Plane, view: View, drift: Plane) -> tuple[Plane, Plane]:
    """Return slopes right and ahead and the height of water at places, and how much was too fine.

    `ahead` is one value a row. What is finer than a pixel is averaged away, and returned, by the
    row, as roughness.
    """
    waves = np.zeros((*across.shape, 3), np.float32)
    unseen = np.zeros((across.shape[0], 1), np.float32)
    for number, train in enumerate(_TRAINS):
        pixel = ahead[:, 0] / view.focal * np.sqrt(np.maximum(1, ahead[:, 0] / view.eye * 0.5))
        level = np.clip(np.log2(np.maximum(pixel / (train.metres / SIDE), 1)), 0, 7)
        unseen[:, 0] += train.share * np.clip(level / 5, 0, 1)
        u, v = (
            across / np.float32(train.metres) + drift[number],
            ahead / np.float32(train.metres) + drift[number + 3],
        )
        for copy in range(8):
            weight = np.clip(1 - np.abs(level - copy), 0, 1)
            rows = np.flatnonzero(weight > 0)
            if rows.size:
                part = slice(int(rows[0]), int(rows[-1]) + 1)
                seen = tiled(_tiles(number)[copy], u[part], v[part])
                waves[part] += seen * (weight[part] * train.share).astype(np.float32)[:, None, None]
    return waves, unseen


def paint(canvas: Canvas, view: View, light: Light, sea: Sea, rng: np.random.Generator) -> None:
    """Paint the sea from the horizon down; it mirrors what the canvas holds above."""
    top = int(np.clip(np.ceil(view.horizon), 1, view.height - 1))
    sky = blur(canvas.light[: max(2, top - int(view.unit * 0.004))], view.unit * 0.008)
    edge = canvas.light[max(0, top - 2)].copy()
    drift = rng.random(6).astype(np.float32)
    for band in Box(0, top, view.width, view.height).bands():
        row = np.arange(band.top, band.bottom, dtype=np.float32)[:, None]
        ahead = np.float32(view.eye * view.focal) / (
            row - np.float32(view.horizon) + np.float32(0.4)
        )
        waves, unseen = surface(ahead * view.columns[None, :], ahead, view, drift)
        colour = _coloured(waves, unseen, (row, ahead), (view, light, sea), sky)
        haze = np.exp(-(row - view.horizon) / np.float32(view.unit * 0.013)) * np.float32(0.75)
        canvas.light[band.window] = blend(
            colour, edge, np.ascontiguousarray(np.broadcast_to(haze, colour.shape[:2]))
        )
        canvas.flood(
            np.ones(colour.shape[:2], bool), band, np.broadcast_to(ahead, colour.shape[:2])
        )


def _coloured(
    waves: Plane,
    unseen: Plane,
    place: tuple[Plane, Plane],
    scene: tuple[View, Light, Sea],
    sky: Plane,
) -> Plane:
    """Return the colours of rows of sea: its body, the sky in it, the sun's glitter and foam."""
    (row, ahead), (view, light, sea) = place, scene
    height = waves[..., 2] * np.float32(sea.steep / 0.16)
    east, north = waves[..., 0] * np.float32(sea.steep), waves[..., 1] * np.float32(sea.steep)
    rough = unseen * np.float32(sea.steep * 0.8)
    mirror = _mirror(ahead * view.columns[None, :], ahead, east, north, view.eye)
    seen, share = _reflected(sky, view, mirror, rough)
    thin = np.clip(height * np.float32(0.18) + np.float32(0.25), 0, 1) * ramp(
        row - view.horizon, 0, view.unit * 0.2
    )
    day = light.ambient + light.sun.colour * np.float32(0.25 + 0.3 * light.sun.direction[1])
    body = tint(thin, sea.tint * day) + sea.deep * day
    colour = blend(body, seen, share) + _glitter(mirror, rough, light)
    crest = np.clip((height - 1.75) * 1.1, 0, 1) * np.clip(
        np.hypot(east, north) / sea.steep - 0.9, 0, 1
    )
    crest *= ramp(row - view.horizon, 0, view.unit * 0.12) * sea.foam
    return colour + tint(crest, day * np.float32(0.8))


def _mirror(across: Plane, ahead: Plane, east: Plane, north: Plane, eye: float) -> Ray:
    """Return the mirrored ray (right, up, ahead, each of a unit vector) and how grazing it is."""
    far = np.sqrt(across**2 + np.float32(eye**2) + ahead**2)
    x, y, z = across / far, np.float32(-eye) / far, ahead / far
    norm = 1 / np.sqrt(1 + east**2 + north**2)
    facing = -(-x * east + y - z * north) * norm
    facing = np.where(
        facing < 0.03, 0.03 + 0.05 * np.expm1(np.minimum(facing, 0.03) - 0.03), facing
    )
    twice = 2 * facing * norm
    return x - twice * east, y + twice, z - twice * north, facing


def _reflected(sky: Plane, view: View, mirror: Ray, rough: Plane) -> tuple[Plane, Plane]:
    """Return what of the sky is mirrored, and which share of what is seen it is (Fresnel's)."""
    right, up, ahead, facing = mirror
    share = 0.02 + 0.98 * (1 - np.clip(facing, 0, 1)) ** 5 / (1 + 6 * rough)
    flat = np.sqrt(right**2 + ahead**2)
    steep = up / flat
    steep = (
        np.where(steep < 0.03, 0.03 * np.exp(np.minimum(steep, 0.03) / 0.03 - 1), steep)
        + rough * 0.25
    )
    y = (view.horizon - 1) - np.minimum(steep, 1.6) * np.float32(view.focal * 0.62)
    x = view.middle + right / np.clip(ahead, 0.08, None) * view.focal
    x = np.abs(np.mod(x + view.width, 2 * view.width) - view.width)
    seen = at(sky, np.asarray(x, np.float32), np.clip(y, 1, sky.shape[0] - 2).astype(np.float32))
    return np.minimum(seen, 3), np.asarray(share, np.float32)


def _glitter(mirror: Ray, rough: Plane, light: Light) -> Plane:
    right, up, ahead, _ = mirror
    sun = light.sun.direction
    straight = np.clip(right * sun[0] + up * sun[1] + ahead * sun[2], 0, 1)
    narrow = 700 / (1 + 60 * rough)
    sharp = np.exp(narrow * np.log(np.maximum(straight, 1e-6))) * (narrow / 700) ** 0.35 * 2.8
    wide = np.exp(40 * np.log(np.maximum(straight, 1e-6))) * 0.17
    return tint(sharp + wide, light.sun.colour)

"""Watercolour: transparent washes on white paper, edges where they dried, pigment in the grain."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade, ink, noise, smear
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    at,
    blend,
    blur,
    clip,
    ramp,
    tiled,
    times,
)
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look(
    grain=1.9, texture=0.5, heaps=0.6, towering=1.1, key=1.1, fill=1.2, haze=0.6, chroma=1.1
)
PAPER = np.array([0.985, 0.972, 0.945], np.float32)
GRAPHITE = np.array([0.25, 0.24, 0.27], np.float32)


def finish(proof: Proof) -> Plane:
    """Return the picture as washes on paper."""
    rows, columns = proof.picture.shape[:2]
    x = np.arange(columns, dtype=np.float32)[None, :] / np.float32(proof.unit)
    y = np.arange(rows, dtype=np.float32)[:, None] / np.float32(proof.unit)
    drift = proof.rng.random(4).astype(np.float32)
    wet = smear.smear(
        _wobbled(proof.picture, x, y, drift, proof.unit), max(1, round(proof.unit / 150))
    )
    wet = smear.smear(wet, max(1, round(proof.unit / 240)))
    grey = _spread(luma(wet))
    grain = tiled(
        noise.cloudy(232, gain=0.85), x * np.float32(1.6) + drift[2], y * np.float32(1.6) + drift[3]
    )
    density = _density(grey, grain, (x + drift[0] * 2, y + drift[1] * 2), proof.unit)
    wash = grade.relight(wet, np.float32(0.14) + np.float32(0.86) * grey ** np.float32(0.78))
    pencil = ink.outlines(proof.depth, proof.unit / 1500) * ramp(grain, 0.3, 0.6) * np.float32(0.34)
    wash = grade.saturate(wash, 1.18)
    for band in Box(0, 0, columns, rows).bands():
        part = slice(band.top, band.bottom)
        laid = PAPER - times(PAPER - wash[part], density[part])
        rough = np.float32(0.985) + (grain[part] - np.float32(0.5)) * np.float32(0.05)
        wash[part] = clip(times(blend(laid, GRAPHITE, pencil[part]), rough))
    return wash


def _spread(grey: Plane) -> Plane:
    """Return brightness drawn half of the way out to the darkest and the lightest there can be."""
    sample = np.sort(grey[::7, ::7], axis=None)
    low, high = float(sample[int(sample.size * 0.03)]), float(sample[int(sample.size * 0.97)])
    low, high = min(low, 0.25), max(high, 0.6)  # what is all light or all dark stays so
    spread = clip((grey - np.float32(low)) / np.float32(high - low))
    return np.asarray(grey + (spread - grey) * np.float32(0.6), np.float32)


def _density(grey: Plane, grain: Plane, place: tuple[Plane, Plane], unit: float) -> Plane:
    """Return how much pigment lies where: it blooms, gathers in the grain and dries at edges."""
    x, y = place
    bloom = tiled(noise.cloudy(231, gain=0.5, first=2), x * np.float32(0.5), y * np.float32(0.5))
    density: Plane = np.float32(0.86) + (bloom - np.float32(0.5)) * np.float32(0.5)
    density += (grain - np.float32(0.5)) * np.float32(0.34)
    density += np.clip(
        (blur(grey, unit * 0.006) - blur(grey, unit * 0.0016)) * np.float32(2.9), 0, 0.45
    )
    density += np.clip(blur(np.abs(grey - blur(grey, unit * 0.003)), unit * 0.001) * 5, 0, 0.3)
    density *= 1 - np.float32(0.75) * ramp(grey, 0.78, 0.98)
    return clip(density, 0.12, 1.25) * _laid(bloom + grain * np.float32(0.3))


def _laid(rough: Plane) -> Plane:
    """Return 1 where the brush went and 0 where it left the paper's margin bare, unevenly."""
    rows, columns = rough.shape
    x = np.abs(np.linspace(-1, 1, columns, dtype=np.float32))[None, :] - 1
    y = np.abs(np.linspace(-1, 1, rows, dtype=np.float32))[:, None] - 1
    unit = 0.75 * np.sqrt(rows * columns)
    edge = -np.maximum(x * np.float32(columns / unit / 2), y * np.float32(rows / unit / 2))
    return ramp(edge - (rough - np.float32(0.65)) * np.float32(0.14), -0.004, 0.028)


def _wobbled(picture: Plane, x: Plane, y: Plane, drift: Plane, unit: float) -> Plane:
    """Return the picture with edges as uneven as a brush leaves them."""
    u, v, reach = x * np.float32(2.2), y * np.float32(2.2), np.float32(unit * 0.012)
    right = tiled(noise.cloudy(233, gain=0.6), u + drift[0], v) - np.float32(0.5)
    down = tiled(noise.cloudy(234, gain=0.6), u, v + drift[1]) - np.float32(0.5)
    rows, columns = picture.shape[:2]
    across = np.arange(columns, dtype=np.float32)[None, :] + right * reach
    return at(picture, across, np.arange(rows, dtype=np.float32)[:, None] + down * reach)

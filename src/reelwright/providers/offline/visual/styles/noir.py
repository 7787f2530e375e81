"""Noir: black and white, one hard low light, skies gone dark, blacks that keep their secrets."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.plane import Plane, blur, clip, ramp, tint
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof, film

LOOK = Look(
    heaps=0.8,
    towering=1.4,
    texture=1.15,
    key=1.45,
    fill=0.5,
    haze=1.3,
    chroma=0.7,
    lower=0.5,
    zenith=(0.5, 0.6, 0.8),
)
RED_FILTER = np.array([0.50, 0.42, 0.08], np.float32)
"""What a red filter before panchromatic film lets through: blue skies darken, lamps do not."""
SILVER = np.array([0.985, 1.0, 1.02], np.float32)


def finish(proof: Proof) -> Plane:
    """Return the picture as printed hard from a slow black and white film."""
    grey = _printed(np.asarray(proof.picture @ RED_FILTER, np.float32), proof.unit)
    grey += _halo(grey, proof.unit)
    grey += film.grain(proof, grey, 0.0014, 0.024)
    picture = tint(np.clip(grey, 0, 1), SILVER)
    return grade.vignette(np.clip(picture, 0, 1, out=picture), 0.5)


def _printed(grey: Plane, unit: float) -> Plane:
    """Return brightness stretched over all that paper can show: shadows closed, lights held.

    What is large and light is burnt in, so that shapes stand out before it.
    """
    sample = np.sort(grey[::7, ::7], axis=None)
    low, high = float(sample[int(sample.size * 0.06)]), float(sample[int(sample.size * 0.996)])
    low = min(low, 0.12)  # a picture that is all light stays light
    spread = clip((grey - np.float32(low)) / np.float32(max(high - low, 0.25)))
    around = blur(spread, unit * 0.09)
    spread += (spread - around) * np.float32(0.35)
    spread -= np.float32(0.2) * ramp(around, 0.45, 0.9)
    return ramp(spread, -0.03, 1.1) ** np.float32(1.1)


def _halo(grey: Plane, unit: float) -> Plane:
    """Return the light that spills in the film's base around what is brightest."""
    bright = np.maximum(grey - np.float32(0.68), 0)
    return np.asarray(blur(bright, unit * 0.02) * np.float32(0.8), np.float32)

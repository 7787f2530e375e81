"""Noir: black and white, one hard low light, skies gone dark, blacks that keep their secrets."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.plane import Plane, blur, ramp, tint
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look(
    heaps=0.8, towering=1.4, texture=1.15, key=1.45, fill=0.5, haze=1.3, chroma=0.7, lower=0.5
)
RED_FILTER = np.array([0.62, 0.33, 0.05], np.float32)
"""What a red filter before panchromatic film lets through: blue skies darken, lamps do not."""
SILVER = np.array([0.985, 1.0, 1.02], np.float32)


def finish(proof: Proof) -> Plane:
    """Return the picture as printed hard from a slow black and white film."""
    grey = np.asarray(proof.picture @ RED_FILTER, np.float32)
    grey = _printed(grey)
    grey += _halo(grey, proof.unit)
    grey += _grain(proof)
    picture = tint(np.clip(grey, 0, 1), SILVER)
    return grade.vignette(np.clip(picture, 0, 1, out=picture), 0.5)


def _printed(grey: Plane) -> Plane:
    """Return brightness stretched over all that paper can show, its shadows closed."""
    sample = np.sort(grey[::7, ::7], axis=None)
    low, high = float(sample[int(sample.size * 0.06)]), float(sample[int(sample.size * 0.996)])
    low = min(low, 0.12)  # a picture that is all light stays light
    spread = (grey - np.float32(low)) / np.float32(max(high - low, 0.25))
    return ramp(np.asarray(spread, np.float32), -0.05, 1.12) ** np.float32(1.12)


def _halo(grey: Plane, unit: float) -> Plane:
    """Return the light that spills in the film's base around what is brightest."""
    bright = np.maximum(grey - np.float32(0.62), 0)
    return np.asarray(blur(bright, unit * 0.02) * np.float32(0.7), np.float32)


def _grain(proof: Proof) -> Plane:
    rows, columns = proof.picture.shape[:2]
    noise = proof.rng.standard_normal((rows, columns), np.float32)
    return np.asarray(blur(noise, max(0.5, proof.unit / 1500)) * np.float32(0.022), np.float32)

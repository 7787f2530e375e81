"""Comic book: flat tones, black ink, dots in the shade, few loud colours."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade, ink, smear
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blur, clip, ramp
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look(
    grain=2.3, texture=0.3, heaps=0.85, towering=1.3, key=1.25, fill=0.8, haze=0.55, chroma=1.15
)
INK = np.array([0.045, 0.035, 0.06], np.float32)
PAPER = np.array([1.0, 0.985, 0.94], np.float32)


def finish(proof: Proof) -> Plane:
    """Return the picture as printed from four inks."""
    flat = smear.smear(proof.picture, max(1, round(proof.unit / 230)))
    flat = smear.smear(flat, max(1, round(proof.unit / 330)))
    grey = _spread(luma(flat))
    line = np.maximum(
        ink.outlines(proof.depth, proof.unit / 620), ink.strokes(grey, proof.unit / 620, 0.016)
    )
    line = np.maximum(line, ramp(-blur(grey, proof.unit / 700), -0.10, -0.05))
    toned = grade.relight(flat, np.float32(0.10) + np.float32(0.88) * grade.steps(grey, 4, 0.93))
    picture = grade.saturate(toned, 1.4)
    dots = _dots(ramp(-grey, -0.6, -0.14), proof.unit / 118)
    picture = grade.inked(picture, np.zeros(3, np.float32), dots * np.float32(0.42))
    picture *= PAPER
    return grade.inked(picture, INK, line)


def _spread(grey: Plane) -> Plane:
    """Return brightness stretched from the darkest to the brightest there is."""
    sample = np.sort(grey[::7, ::7], axis=None)
    low, high = float(sample[int(sample.size * 0.02)]), float(sample[int(sample.size * 0.985)])
    low = min(low, 0.08)  # a picture that is all light stays light
    spread = clip((grey - np.float32(low)) / np.float32(max(high - low, 0.12)))
    return np.asarray(spread ** np.float32(0.85), np.float32)


def _dots(share: Plane, spacing: float) -> Plane:
    """Return a screen of round dots at an angle, larger where `share` is nearer to 1."""
    rows, columns = share.shape
    x = np.arange(columns, dtype=np.float32)[None, :] * np.float32(2 * np.pi / spacing)
    y = np.arange(rows, dtype=np.float32)[:, None] * np.float32(2 * np.pi / spacing)
    cosine, sine = np.float32(np.cos(0.61)), np.float32(np.sin(0.61))
    wave = np.cos(x * cosine + y * sine) + np.cos(y * cosine - x * sine)
    wave = wave * np.float32(0.25) + np.float32(0.5)
    sharp = np.float32(max(2.0, spacing * 0.55))
    dots = clip((share * np.float32(0.92) - (1 - wave)) * sharp + np.float32(0.2))
    return np.where(share > 0.02, dots, np.float32(0))

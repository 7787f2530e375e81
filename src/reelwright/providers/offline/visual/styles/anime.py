"""Anime: cels before a painted sky: shade in crisp bands, dark lines, deep luminous blue."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade, ink, smear
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blur, ramp
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof, dyes

LOOK = Look(
    grain=1.9,
    texture=0.25,
    heaps=1.0,
    towering=1.25,
    key=1.25,
    fill=1.0,
    haze=0.65,
    chroma=1.12,
    cover=0.3,
    exposure=1.1,
    warmth=-0.35,
    zenith=(0.45, 0.84, 1.25),
    horizon=(0.74, 1.04, 1.12),
    shade=(0.9, 1.03, 1.07),
)
INDIGO = np.array([0.09, 0.05, 0.20], np.float32)


def finish(proof: Proof) -> Plane:
    """Return the picture as painted on cels before a painted sky."""
    flat = smear.smear(proof.picture, max(1, round(proof.unit / 260)))
    flat = smear.smear(flat, max(1, round(proof.unit / 400)))
    land = blur((proof.depth < FAR * 0.9).astype(np.float32), proof.unit / 900)
    grey = luma(flat)
    line = ink.outlines(proof.depth, proof.unit / 700) * np.float32(0.85)
    line = np.maximum(line, ink.strokes(grey, proof.unit / 800, 0.012) * np.float32(0.5) * land)
    line *= 1 - ramp(blur(grey, proof.unit / 200), 0.78, 0.9)  # clouds have no outlines
    stepped = grey + (grade.steps(grey, 5, 0.9) - grey) * (
        np.float32(0.1) + np.float32(0.85) * land
    )
    stepped = np.clip(np.maximum(stepped, grey * np.float32(0.7)), 0, 1)
    picture = grade.relight(flat, stepped ** np.float32(0.85))
    picture = dyes.vivid(picture, 1.6)
    picture = grade.split(picture, (-0.02, -0.012, 0.065), (-0.01, 0.01, 0.03))
    dark = picture * np.float32(0.25) + INDIGO
    return grade.glow(grade.inked(picture, dark, line), 0.75, proof.unit * 0.028, 0.7)

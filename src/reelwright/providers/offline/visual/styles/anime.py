"""Anime: clean shapes, clear blue air, towering clouds, shade in steps, light that glows."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade, ink, smear
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blur
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look(
    grain=1.7, texture=0.4, heaps=1.0, towering=1.7, key=1.1, fill=1.2, haze=0.8, chroma=1.2
)


def finish(proof: Proof) -> Plane:
    """Return the picture as painted on cels before a painted sky."""
    flat = smear.smear(proof.picture, max(1, round(proof.unit / 300)))
    flat = smear.smear(flat, max(1, round(proof.unit / 430)))
    land = blur((proof.depth < FAR * 0.9).astype(np.float32), proof.unit / 900)
    grey = luma(flat)
    line = ink.outlines(proof.depth, proof.unit / 1100) * np.float32(0.55)
    line = np.maximum(line, ink.strokes(grey, proof.unit / 900, 0.012) * np.float32(0.35))
    stepped = grey + (grade.steps(grey, 7, 0.72) - grey) * (
        np.float32(0.25) + np.float32(0.6) * land
    )
    picture = grade.relight(flat, np.clip(stepped, 0, 1) ** np.float32(0.88))
    picture = grade.saturate(picture, 1.25)
    picture = grade.split(picture, (-0.01, -0.012, 0.055), (0.012, 0.008, 0.0))
    dark = picture * np.float32(0.35)
    dark += np.array([0.02, 0.0, 0.05], np.float32)
    return grade.glow(grade.inked(picture, dark, line), 0.7, proof.unit * 0.028, 0.75)

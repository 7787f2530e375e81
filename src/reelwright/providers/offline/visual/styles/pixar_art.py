"""Pixar art: round, clean shapes in warm, bounced light, rich colour, a shallow focus."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade, smear
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, ramp
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look(
    grain=2.4, texture=0.28, heaps=1.0, towering=1.15, key=1.12, fill=1.35, haze=1.15, chroma=1.12
)


def finish(proof: Proof) -> Plane:
    """Return the picture as rendered for an animated film."""
    picture = smear.smear(proof.picture, max(1, round(proof.unit / 420)), firm=5)
    picture = grade.saturate(grade.gamma(picture, 0.86), 1.2)
    picture = grade.split(picture, (0.035, 0.0, 0.06), (0.035, 0.014, -0.03))
    picture = _focused(picture, proof)
    return grade.contrast(grade.glow(picture, 0.55, proof.unit * 0.05, 0.5), 1.03)


def _focused(picture: Plane, proof: Proof) -> Plane:
    """Return the picture soft where it is much farther or nearer than the middle ground."""
    far = np.log(np.maximum(proof.depth, 0.5))
    away = ramp(far, np.log(120), np.log(6000)) * np.float32(0.75)
    away = np.maximum(away, ramp(-far, -np.log(5), -np.log(2.2)))
    return blend(picture, blur(picture, proof.unit * 0.0042), blur(away, proof.unit * 0.004))

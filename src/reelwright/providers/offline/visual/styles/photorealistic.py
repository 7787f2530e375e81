"""Photorealistic: as a good lens would see it, crisp all through, nothing added."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.plane import Plane, blur
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look()


def finish(proof: Proof) -> Plane:
    """Return the picture crisper, in the fine and at large, and a little calmer in colour."""
    soft = blur(proof.picture, proof.unit / 900) * np.float32(0.45)
    soft += blur(proof.picture, proof.unit / 45) * np.float32(0.15)
    picture = proof.picture
    picture *= np.float32(1.6)
    picture -= soft
    return grade.saturate(grade.contrast(picture, 1.04), 0.94)

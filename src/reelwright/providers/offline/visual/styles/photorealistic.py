"""Photorealistic: as a good lens would see it, nothing added."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.plane import Plane, blur
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look()


def finish(proof: Proof) -> Plane:
    """Return the picture a little crisper and calmer in colour."""
    soft = blur(proof.picture, proof.unit / 900) * np.float32(0.35)
    picture = proof.picture
    picture *= np.float32(1.35)
    picture -= soft
    return grade.saturate(grade.contrast(picture, 1.04), 0.92)

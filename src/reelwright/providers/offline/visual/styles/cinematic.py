"""Cinematic: a low sun, teal shadows and amber lights, streaks from bright lamps, dark corners."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blur, fit, tint
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look(heaps=0.35, key=1.15, fill=0.68, haze=1.4, chroma=0.92, lower=0.55, warmth=0.35)


def finish(proof: Proof) -> Plane:
    """Return the picture graded as for a cinema."""
    streaks = _streaks(proof)
    picture = grade.contrast(proof.picture, 1.16, 0.48)
    picture = grade.saturate(picture, 0.8)
    picture = grade.split(picture, (-0.06, 0.008, 0.055), (0.075, 0.018, -0.085))
    picture += fit(streaks, picture.shape[1], picture.shape[0])
    picture = grade.glow(np.clip(picture, 0, 1, out=picture), 0.7, proof.unit * 0.035, 0.5)
    return grade.vignette(picture, 0.38)


def _streaks(proof: Proof) -> Plane:
    """Return, at a quarter of the size, the blue streaks that an anamorphic lens draws."""
    rows, columns = proof.picture.shape[:2]
    small = fit(proof.picture, max(1, columns // 4), max(1, rows // 4))
    wide = np.maximum(luma(small) - np.float32(0.92), 0) * np.float32(12)
    for reach in (0.02, 0.05, 0.11):
        wide = np.asarray(cv2.blur(wide, (max(3, int(reach * columns / 4) * 2 + 1), 1)), np.float32)
    streak = np.maximum(wide - blur(wide, proof.unit * 0.005), 0)
    return tint(streak * np.float32(1.2), np.array([0.25, 0.5, 1.0], np.float32))

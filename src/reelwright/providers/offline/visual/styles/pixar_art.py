"""Pixar art: round, clean shapes in warm, bounced light, candy colour, a shallow focus."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.plane import Plane, blur, clip, ramp
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof, dyes, lens

LOOK = Look(
    grain=2.3,
    texture=0.15,
    heaps=1.0,
    towering=1.15,
    key=1.2,
    fill=1.35,
    haze=1.0,
    exposure=0.92,
    chroma=1.25,
    cover=0.4,
    lower=0.6,
    warmth=0.75,
    zenith=(0.9, 1.2, 0.9),
    horizon=(1.2, 1.06, 0.9),
    shade=(1.15, 1.0, 0.92),
)
RIM = np.array([1.0, 0.86, 0.52], np.float32)


def finish(proof: Proof) -> Plane:
    """Return the picture as rendered for an animated film."""
    picture = _rounded(proof)
    picture *= np.float32(0.78)
    picture += blur(picture, proof.unit * 0.012) * np.float32(0.22 / 0.78)
    picture = grade.gamma(picture, 0.82)
    picture = dyes.vivid(picture, 1.6)
    picture = grade.split(picture, (0.07, 0.01, 0.085), (0.08, 0.02, -0.11))
    picture = grade.inked(picture, RIM, _rim(proof))
    picture = lens.focused(picture, proof, (5, 2), (350, 6000), 0.0045)
    return grade.contrast(grade.glow(picture, 0.68, proof.unit * 0.05, 0.45), 1.04)


def _rounded(proof: Proof) -> Plane:
    """Return the picture with small things gone and corners rounded off, by a median."""
    reach = max(1, round(proof.unit / 330)) * 2 + 1
    coded = np.asarray(clip(proof.picture) * 255, np.uint8)
    np.multiply(cv2.medianBlur(coded, reach), np.float32(1 / 255), out=proof.picture)
    return blur(proof.picture, proof.unit / 1400)


def _rim(proof: Proof) -> Plane:
    """Return where light from behind catches the outlines of what is near."""
    away = np.log(clip(proof.depth, 0.3, 200))
    gap = ramp(blur(away, proof.unit * 0.006) - away, 0.06, 0.6)
    near = ramp(-away, -np.log(70), -np.log(25))
    return blur(gap * near * np.float32(0.35), proof.unit * 0.002)

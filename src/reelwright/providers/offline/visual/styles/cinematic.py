"""Cinematic: a low sun, teal and amber and little else, deep shadow, a wide lens open far."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, fit
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof, dyes, lens

LOOK = Look(
    heaps=0.35,
    key=1.35,
    fill=0.55,
    haze=1.5,
    exposure=0.82,
    lower=0.45,
    warmth=0.6,
    zenith=(0.35, 0.62, 0.66),
    horizon=(1.12, 0.96, 0.74),
    shade=(0.72, 1.0, 1.08),
)
AMBER, TEAL = (0.76, -0.04, -0.68), (-0.85, 0.22, 0.36)


def finish(proof: Proof) -> Plane:
    """Return the picture graded as for a cinema."""
    streaks = lens.streaks(proof.picture, proof.unit, 0.9)
    picture = lens.focused(proof.picture, proof, (7, 2.5), (900, 12_000), 0.0045)
    picture = dyes.leant(picture, AMBER, TEAL, 0.55)
    picture = grade.gamma(picture, _opened(picture))
    picture = grade.contrast(picture, 1.2, _middle(picture))
    picture = grade.split(picture, (-0.085, 0.018, 0.05), (0.08, 0.0, -0.08))
    picture += fit(streaks, picture.shape[1], picture.shape[0])
    picture = grade.glow(np.clip(picture, 0, 1, out=picture), 0.7, proof.unit * 0.035, 0.5)
    return grade.vignette(picture, 0.55)


def _middle(picture: Plane) -> float:
    """Return the tone that contrast leaves as it is: lower in the dark, which is not to drown."""
    return float(np.clip(1.25 * luma(picture).mean(), 0.22, 0.57))


def _opened(picture: Plane) -> float:
    """Return the power that opens the shadows of a dark picture, as fill light on a set would."""
    mean = float(np.clip(luma(picture).mean(), 0.02, 0.9))
    return float(np.clip(np.log(0.24) / np.log(mean), 0.7, 1.0))

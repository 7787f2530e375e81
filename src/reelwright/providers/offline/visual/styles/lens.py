"""Lenses: what they leave out of focus, and what bright lights do in them."""

import cv2
import numpy as np

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, fit, ramp, tint
from reelwright.providers.offline.visual.styles import Proof


def focused(
    picture: Plane, proof: Proof, near: tuple[float, float], far: tuple[float, float], wide: float
) -> Plane:
    """Return the picture soft before and behind what is in focus.

    Sharpness is lost from the first of `near` metres to the second, and of `far`; `wide` is the
    blur at its most, as a share of a unit. The sky stays sharp: stars are no larger than the blur.
    """
    away = np.log(np.maximum(proof.depth, np.float32(0.3)))
    soft = np.maximum(
        ramp(-away, -np.log(near[0]), -np.log(near[1])), ramp(away, *np.log(np.array(far)))
    )
    soft = blur(np.where(proof.depth < FAR * 0.9, soft, np.float32(0)), proof.unit * wide)
    middle = blend(picture, blur(picture, proof.unit * wide * 0.45), np.minimum(soft * 2, 1))
    return blend(middle, blur(picture, proof.unit * wide), np.maximum(soft * 2 - 1, 0))


def streaks(picture: Plane, unit: float, threshold: float) -> Plane:
    """Return, at a quarter of the size, the blue streaks that an anamorphic lens draws."""
    rows, columns = picture.shape[:2]
    small = fit(picture, max(1, columns // 4), max(1, rows // 4))
    wide = np.maximum(luma(small) - np.float32(threshold), 0) * np.float32(12)
    for reach in (0.02, 0.05, 0.11):
        wide = np.asarray(cv2.blur(wide, (max(3, int(reach * columns / 4) * 2 + 1), 1)), np.float32)
    streak = np.maximum(wide - blur(wide, unit * 0.005), 0)
    return tint(streak * np.float32(1.2), np.array([0.25, 0.5, 1.0], np.float32))

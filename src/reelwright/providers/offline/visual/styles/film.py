"""Film: the grain of its silver."""

import numpy as np

from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blur
from reelwright.providers.offline.visual.styles import Proof


def grain(proof: Proof, picture: Plane, size: float, strength: float) -> Plane:
    """Return how much lighter each pixel is for the film's grain, most in the middle tones.

    A grain is about `size` of a unit wide; `strength` is its deviation in code values from 0 to 1.
    """
    rows, columns = picture.shape[:2]
    step = max(1, int(proof.unit * size / 1.5))
    noise = proof.rng.standard_normal((-(-rows // step), -(-columns // step)), np.float32)
    noise = blur(noise, max(0.45, proof.unit * size / step / 2))
    noise /= np.float32(max(float(noise.std()), 1e-6))
    if step > 1:
        noise = np.repeat(np.repeat(noise, step, axis=0), step, axis=1)[:rows, :columns]
        noise = blur(noise, step * 0.5)
    grey = luma(picture) if picture.ndim == 3 else picture
    return np.asarray(noise * (np.float32(0.3) + grey * (1 - grey) * 2.8) * np.float32(strength))

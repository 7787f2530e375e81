"""Documentary: soft natural light, muted colour on fast film, as somebody was simply there."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, ramp
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof

LOOK = Look(
    grain=0.85, texture=1.3, heaps=0.2, towering=0.8, key=0.78, fill=1.25, haze=1.35, chroma=0.8
)


def finish(proof: Proof) -> Plane:
    """Return the picture as from a hand-held camera: faded blacks, olive shade, a soft edge."""
    picture = grade.saturate(grade.contrast(proof.picture, 0.92, 0.42), 0.66)
    picture = grade.split(picture, (0.012, 0.03, 0.0), (0.035, 0.018, -0.03))
    picture *= np.float32(0.93)
    picture += np.float32(0.045)
    picture = _edged(picture, proof.unit)
    picture += _grain(proof)[..., None]
    return grade.vignette(np.clip(picture, 0, 1, out=picture), 0.15)


def _edged(picture: Plane, unit: float) -> Plane:
    """Return the picture soft towards its corners, where a long lens is weakest."""
    rows, columns = picture.shape[:2]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    away = ramp(np.hypot(x, y), 0.75, 1.5)
    return blend(picture, blur(picture, unit * 0.0022), away)


def _grain(proof: Proof) -> Plane:
    """Return grain like a 16 mm film's, most of it in the middle tones."""
    rows, columns = proof.picture.shape[:2]
    noise = proof.rng.standard_normal((rows, columns), np.float32)
    return np.asarray(blur(noise, max(0.5, proof.unit / 1300)) * np.float32(0.014), np.float32)

"""Documentary: a 16 mm print from an archive: warm and faded, overexposed, soft, with grain."""

import numpy as np

from reelwright.providers.offline.visual.brush import grade
from reelwright.providers.offline.visual.brush.plane import Plane, blend, blur, ramp, tint
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.styles import Proof, dyes, film

LOOK = Look(
    texture=1.3,
    heaps=0.2,
    towering=0.8,
    key=0.85,
    fill=1.3,
    haze=1.15,
    chroma=0.7,
    exposure=1.12,
    zenith=(1.5, 1.3, 1.05),
    horizon=(1.05, 1.0, 0.9),
)
BLACK, WHITE = (0.175, 0.125, 0.115), (0.985, 0.925, 0.775)
"""What the dyes of an old print come to: cyan has faded most, and its base has yellowed."""
CLAY, HAZE = (0.54, 0.02, -0.56), (-0.46, 0.11, 0.22)


def finish(proof: Proof) -> Plane:
    """Return the picture as projected from a print that was stored for long."""
    picture = blur(proof.picture, proof.unit / 1000)
    picture = dyes.leant(picture, CLAY, HAZE, 0.62)
    picture = dyes.faded(grade.contrast(picture, 1.12, 0.42), BLACK, WHITE)
    picture = _edged(picture, proof.unit)
    picture += film.grain(proof, picture, 0.0022, 0.027)[..., None]
    return np.clip(picture, 0, 1, out=picture)


def _edged(picture: Plane, unit: float) -> Plane:
    """Return the picture soft and a little burnt towards its corners, as by a worn gate."""
    rows, columns = picture.shape[:2]
    x = np.linspace(-1, 1, columns, dtype=np.float32)[None, :]
    y = np.linspace(-1, 1, rows, dtype=np.float32)[:, None]
    away = ramp(np.hypot(x, y), 0.75, 1.5)
    picture = blend(picture, blur(picture, unit * 0.0026), away)
    picture -= tint(away, np.array([0.06, 0.10, 0.11], np.float32))
    return picture

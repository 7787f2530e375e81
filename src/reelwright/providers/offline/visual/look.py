"""What a style asks of the painter before anything is painted: shapes, palette and light."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush.colour import LUMA
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.light import Light, Sun

AMBER = np.array([1.15, 0.95, 0.66], np.float32)
HIGH = 0.45
"""How high a sun, in radians, a style may lower."""


@dataclass(frozen=True, slots=True)
class Look:
    """A style's wishes.

    `grain` makes leaves and blades larger and fewer; `texture` is how much fine detail surfaces
    keep; `heaps` how likely cumulus stands in fair skies, and `towering` how high. The rest are
    factors: of the sun, of the ambient light, of the air, and of the colour in them. `lower`
    is a factor on how high a high sun stands, `warmth` how far its light goes over to amber.
    """

    grain: float = 1.0
    texture: float = 1.0
    heaps: float = 0.4
    towering: float = 1.0
    key: float = 1.0
    fill: float = 1.0
    haze: float = 1.0
    chroma: float = 1.0
    lower: float = 1.0
    warmth: float = 0.0

    def relit(self, light: Light) -> Light:
        """Return light as this style has it."""
        rich = self.chroma
        return replace(
            light,
            sky=(light.sky[0], _rich(light.sky[1], rich)),
            sun=self._sun(light.sun),
            ambient=_rich(light.ambient, rich) * np.float32(self.fill),
            cloud_lit=_rich(light.cloud_lit, rich),
            cloud_shade=_rich(light.cloud_shade, rich),
            haze=light.haze * self.haze,
        )

    def _sun(self, sun: Sun) -> Sun:
        high = sun.elevation > HIGH
        amber = 1 + (AMBER - 1) * np.float32(self.warmth * high)
        tone = _rich(sun.colour, self.chroma) * np.float32(self.key) * amber
        return replace(sun, colour=tone, elevation=sun.elevation * (self.lower if high else 1.0))


def _rich(tints: Plane, chroma: float) -> Plane:
    grey = (tints * np.array(LUMA)).sum(axis=-1, keepdims=True)
    return np.asarray(np.maximum(grey + (tints - grey) * chroma, 0), np.float32)

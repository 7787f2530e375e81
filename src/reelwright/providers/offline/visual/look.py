"""What a style asks of the painter before anything is painted: shapes, palette and light."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush.colour import LUMA, rgb
from reelwright.providers.offline.visual.brush.plane import Plane, mix, ramp
from reelwright.providers.offline.visual.light import Light, Sun

AMBER = np.array([1.15, 0.95, 0.66], np.float32)
HIGH = 0.45
"""How high a sun, in radians, a style may lower."""
FAIR, OVERCAST = 0.5, 0.35
"""Skies with more of them in cloud are as full of it in every style, and take less of its dyes."""
ZENITH = 0.5
"""The tangent of the elevation from which a sky has all of what a style wants of its zenith."""
PLAIN = (1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True)
class Look:
    """A style's wishes.

    `grain` makes leaves and blades larger and fewer; `texture` is how much fine detail surfaces
    keep; `heaps` how likely cumulus stands in fair skies, and `towering` how high. The rest are
    factors: of the sun, of the ambient light, of the air, of the colour in them, of how much of a
    sky is cloud, and of the exposure. `lower` is a factor on how high a high sun stands, `warmth`
    how far its light goes over to amber. The dyes are factors of red, green and blue: `zenith` and
    `horizon` of the sky, `shade` of all that the sun does not reach.
    """

    grain: float = 1.0
    texture: float = 1.0
    heaps: float = 0.4
    towering: float = 1.0
    key: float = 1.0
    fill: float = 1.0
    haze: float = 1.0
    chroma: float = 1.0
    cover: float = 1.0
    exposure: float = 1.0
    lower: float = 1.0
    warmth: float = 0.0
    zenith: tuple[float, float, float] = PLAIN
    horizon: tuple[float, float, float] = PLAIN
    shade: tuple[float, float, float] = PLAIN

    def relit(self, light: Light) -> Light:
        """Return light as this style has it."""
        rich, shade, fair = self.chroma, rgb(*self.shade), light.cover < FAIR
        return replace(
            light,
            sky=(light.sky[0], self._sky(*light.sky, 1.0 if fair else OVERCAST)),
            sun=self._sun(light.sun),
            ambient=_rich(light.ambient, rich) * shade * np.float32(self.fill),
            cloud_lit=_rich(light.cloud_lit, rich),
            cloud_shade=_rich(light.cloud_shade, rich) * shade,
            cover=light.cover * (self.cover if fair else 1.0),
            haze=light.haze * self.haze,
            exposure=light.exposure * self.exposure,
        )

    def _sky(self, heights: Plane, colours: Plane, strength: float) -> Plane:
        share = ramp(heights, 0.0, ZENITH)[:, None]
        dye = mix(rgb(*self.horizon), rgb(*self.zenith), share)
        dyed = 1 + (dye - 1) * np.float32(strength)
        return np.asarray(_rich(colours, self.chroma) * dyed, np.float32)

    def _sun(self, sun: Sun) -> Sun:
        high = sun.elevation > HIGH
        amber = 1 + (AMBER - 1) * np.float32(self.warmth * high)
        tone = _rich(sun.colour, self.chroma) * np.float32(self.key) * amber
        return replace(sun, colour=tone, elevation=sun.elevation * (self.lower if high else 1.0))


def _rich(tints: Plane, chroma: float) -> Plane:
    grey = (tints * np.array(LUMA)).sum(axis=-1, keepdims=True)
    return np.asarray(np.maximum(grey + (tints - grey) * chroma, 0), np.float32)

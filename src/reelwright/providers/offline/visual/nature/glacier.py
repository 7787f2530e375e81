"""A glacier: ice that comes down a valley in bends, cracked across, between walls of rubble."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp
from reelwright.providers.offline.visual.nature import ground, terrain
from reelwright.providers.offline.visual.nature.terrain import Land

EDGE = np.float32(1.08)
"""Where the rubble lies, in half widths of the ice."""


@dataclass(frozen=True, slots=True)
class Glacier:
    """A glacier among rock of a dark and a pale colour; `drift` says where in the noise it lies."""

    dark: Plane
    pale: Plane
    drift: Plane

    def middle(self, ahead: Plane) -> Plane:
        """Return how far to the right its middle lies."""
        bend = np.sin(np.float32(1.7) * np.log(ahead / 100) + self.drift[0] * 6)
        return np.asarray(ahead * (np.float32(0.26) * bend), np.float32)

    def away(self, across: Plane, ahead: Plane) -> Plane:
        """Return how far from its middle a place is: 1 at its edge."""
        ragged = terrain.lumps((across, ahead), 300, self.drift[1:], 201, 0.5) - np.float32(0.5)
        half = 70 + ahead * np.float32(0.3)
        far = np.abs(across - self.middle(ahead)) / half
        return np.asarray(far + ragged * np.float32(0.45), np.float32)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the ice, and of the slopes on both sides."""
        place = across, ahead
        away = self.away(across, ahead)
        lumps = terrain.lumps(place, 500, self.drift[2:], 152, 0.45) - np.float32(0.5)
        grit = terrain.lumps(place, 110, self.drift, 54, 0.5) - np.float32(0.5)
        grit = grit * ramp(-ahead, -2_500, -300)  # farther off it would be finer than the steps
        rubble = _ridge(away) * (8 + ahead * np.float32(0.006)) * (1 + grit)
        tall = 110 + ahead * np.float32(0.05)
        walls = ramp(away, 1.15, 2.8) * tall * (np.float32(0.6) + lumps)
        rise = ramp(ahead, 200, 5_200) * 260 - 9 * np.minimum(away, 1) ** 2
        return np.asarray(rubble + walls + rise + (lumps + 0.5) * 34 + grit * 5, np.float32)

    def ice(self, land: Land) -> Plane:
        """Return the colours of the ice, its cracks, and the rubble on it."""
        away = self.away(land.across, land.ahead)
        fine, wide = ground.pattern(land, 30, seed=63), ground.pattern(land, 240)
        pale, blue = colour("#c9d9e8"), colour("#7fb0d0")
        ice = blend(pale, blue, ramp(fine * 0.6 + wide * 0.4, 0.42, 0.66))
        ice = blend(ice, colour("#1f6a9c"), self._cracks(land, away, (fine, wide)))
        across = land.across - self.middle(land.ahead) * np.float32(0.8)
        medial = np.exp(-((across / (5 + land.ahead * np.float32(0.012))) ** 2))
        medial = medial * ramp(fine, 0.4, 0.65) * np.float32(0.7)
        stony = _ridge(away) * ramp(fine + wide, 0.75, 1.15)
        return blend(ice, blend(self.dark, self.pale, fine), clip(stony + medial, 0, 0.85))

    def _cracks(self, land: Land, away: Plane, noises: tuple[Plane, Plane]) -> Plane:
        """Return how deep one looks into crevasses: bows across the ice, in reaches of it."""
        fine, wide = noises
        apart = 26 + land.ahead * np.float32(0.03)
        bow = land.ahead / apart + away**2 * np.float32(2.2) + (wide - np.float32(0.5)) * 5
        band = np.abs((bow - np.floor(bow)) - np.float32(0.5)) * 2
        open_ = ramp(wide + fine * np.float32(0.2), 0.42, 0.66) * ramp(-away, -1.0, -0.75)
        return ramp(-band, -0.42, -0.05) * open_ * np.float32(0.9)


def _ridge(away: Plane) -> Plane:
    return np.asarray(np.exp(-(((away - EDGE) / np.float32(0.09)) ** 2)), np.float32)

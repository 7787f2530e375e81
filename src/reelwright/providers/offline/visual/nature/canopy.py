"""The roof of a jungle as one sees it from above: crown by crown, open over a winding river."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, tiled, times
from reelwright.providers.offline.visual.nature import ground, terrain
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.stage import Stage


@dataclass(frozen=True, slots=True)
class Canopy:
    """A canopy of three greens; `drift` are four numbers that say where in the noise it lies."""

    greens: tuple[Plane, Plane, Plane]
    drift: Plane
    bend: float

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the leaves; below 0 where the river is."""
        bank = np.abs(across - self.river(ahead)) - 10 - ahead * np.float32(0.02)
        hills = terrain.lumps((across, ahead), 1_700, self.drift, 53, 0.35) - np.float32(0.3)
        sides = ramp(bank, 0, 700) * (30 + 150 * hills)
        beyond = ramp(ahead, 900, 3_600) * (40 + 260 * hills)
        leaves = ramp(bank, 0, 14) * (9 + self._crowns(across, ahead) * 17)
        return np.asarray(leaves + sides + beyond - 2 * ramp(-bank, -2, 2), np.float32)

    def river(self, ahead: Plane) -> Plane:
        """Return how far to the right the river's middle lies."""
        bends = np.sin(np.float32(2.3) * np.log(ahead) + np.float32(self.bend))
        return np.asarray(ahead * np.float32(0.24) * bends, np.float32)

    def paint(self, stage: Stage, reach: Reach) -> None:
        """Paint the canopy."""
        for band in terrain.survey(stage, self.relief, reach):
            land = ground.rough(ground.rough(band, 16, 1.6), 5, 0.5)
            albedo = self._leaves(land)
            if stage.moment.white:
                crown = self._crowns(land.across, land.ahead)
                lies = ramp(land.level + crown * np.float32(0.4), 0.75, 1.0) * np.float32(0.85)
                albedo = blend(albedo, ground.snow(land), lies)
            stage.lay(land, ground.shade(land, albedo, stage.light))

    def _leaves(self, land: Land) -> Plane:
        place = land.across, land.ahead
        first, second, third = self.greens
        tone = terrain.lumps(place, 120, self.drift[1:], 62, 0.6)
        patch = terrain.lumps(place, 46, self.drift, 62, 0.6)
        green = blend(first, second, ramp(tone, 0.35, 0.65))
        green = blend(green, third, ramp(patch, 0.5, 0.8) * np.float32(0.6))
        deep = np.float32(0.12) + np.float32(0.88) * ramp(self._crowns(*place), 0.2, 0.85)
        fine = np.float32(0.7) + np.float32(0.6) * ground.pattern(land, 6, seed=63)
        return times(green, deep * fine)

    def _crowns(self, across: Plane, ahead: Plane) -> Plane:
        """Return how high a place lies on a crown, large and small ones together."""
        first = tiled(noise.puffy(92), across / 150 + self.drift[0], ahead / 150 + self.drift[1])
        second = tiled(noise.puffy(92), across / 61 + self.drift[2], ahead / 61 + self.drift[3])
        return np.asarray(first * np.float32(0.65) + second * np.float32(0.5), np.float32)

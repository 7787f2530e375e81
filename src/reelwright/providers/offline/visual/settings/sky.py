"""High above a sea of clouds."""

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, tiled
from reelwright.providers.offline.visual.nature import heavens, terrain
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft


class Sky:
    """The tops of clouds to the horizon, and the sky over them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.58, 0.7), rng.uniform(1.0, 1.3), rng.uniform(420, 620))
        self.drift = rng.random(6).astype(np.float32)
        self.tall = np.float32(rng.uniform(330, 460))

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the clouds' tops."""
        swell = ramp(terrain.lumps((across, ahead), 9000, self.drift, 91), 0.3, 0.8)
        large = self._domes(across, ahead, 7000, 2) * (0.15 + 0.6 * swell)
        small = self._domes(across, ahead, 1900, 4) * np.float32(0.14)
        return (swell * np.float32(0.35) + large + small) * self.tall * ramp(ahead, 250, 1800)

    def _domes(self, across: Plane, ahead: Plane, size: float, first: int) -> Plane:
        drift = self.drift[first : first + 2]
        return tiled(noise.puffy(92), across / size + drift[0], ahead / size + drift[1])

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        return aloft(self.stage.view, 0.18, 0.5) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky, with towers of cloud on the horizon."""
        heavens.paint(self.stage, 0.3)
        self.stage.breathe(14_000)

    def far(self) -> None:
        """Paint the sea of clouds."""
        for land in terrain.survey(self.stage, self.relief, Reach(260, 34_000, 620)):
            self.stage.lay(land, self._lit(land))

    def _lit(self, land: Land) -> Plane:
        light = self.stage.light
        right, up, ahead = light.sun.direction
        facing = (up - land.east * right - land.north * ahead) * land.level
        shine = ramp(facing, -0.45, 1.25) * (np.float32(0.45) + np.float32(0.55) * land.lit)
        shine *= np.float32(0.45) + np.float32(0.55) * ramp(land.up, 0, self.tall * 0.8)
        return blend(light.cloud_shade, light.cloud_lit, shine) * np.float32(0.95)

    def mid(self) -> None:
        """Leave the air open."""

    def near(self) -> None:
        """Leave the air open."""

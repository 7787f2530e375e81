"""A lake that mirrors the mountains and woods on its far shore."""

import numpy as np

from reelwright.providers.offline.lexicon import Season, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.plane import Plane, clip, ramp
from reelwright.providers.offline.visual.nature import ground, heavens, pond, ranges, terrain
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.ridge import Ridge
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

RIPPLE = {Weather.RAIN: 0.02, Weather.STORM: 0.035, Weather.FOG: 0.003}
STILL = 0.006
"""How steep the ripples are in fair weather, where `RIPPLE` does not say."""


class Lake:
    """Still water with woods and mountains behind."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.46, 0.53), rng.uniform(1.15, 1.45), rng.uniform(3.0, 5.0))
        self.shore = rng.uniform(150, 300)
        self.drift = rng.random(2).astype(np.float32)
        self.relief = ranges.prospect(stage.view, rng, rng.uniform(0.17, 0.27), 3_500)
        self.grove = Grove(stage, self.hills)
        self.bank = Ridge(stage, drop=0.7 if stage.stood else rng.uniform(0.86, 0.93), far=11)

    def hills(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the far shore, below 0 where there is water."""
        lumps = terrain.lumps((across, ahead), 900, self.drift, 55) - np.float32(0.4)
        bays = np.sin(across / np.float32(self.shore) * 2 + self.drift[0] * 6)
        inland = ahead - np.float32(self.shore) * (1 + np.float32(0.25) * bays)
        rise = ramp(inland, 0, 250) * lumps * 160
        return np.asarray(clip(inland, -20, 400) * np.float32(0.11) + rise, np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.bank.view, 3.5, self.bank.far * 0.8, self.bank.grove.foot)
        if place in {Place.WATER, Place.COAST}:
            return Footing(self.stage.view, 11, self.shore * 0.75)
        return aloft(self.stage.view, 0.1, 0.22) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "lake", 0.3)
        self.stage.breathe(16_000, 1.2, 60)

    def far(self) -> None:
        """Paint the mountains and the far shore with its woods, then their image in the water."""
        stage = self.stage
        ranges.paint(stage, self.relief, Reach(900, 24_000, 420), 1_100)
        for land in terrain.survey(stage, self.hills, Reach(100, 1_400, 320)):
            albedo = ground.wooded(land, stage.moment)
            lit = ground.shade(ground.rough(land, 40, 7), albedo, stage.light)
            stage.lay(land, lit, land.cover * ramp(land.up, -1.0, 0.2))
        self._woods()
        ripple = RIPPLE.get(stage.moment.weather, STILL)
        pond.paint(stage, stage.view.y(0, self.shore * 0.98), ripple)

    def mid(self) -> None:
        """Paint the bank close by."""
        self.bank.paint()

    def near(self) -> None:
        """Paint what grows on the bank."""
        self.bank.dress(trees=0, rocks=7, kinds=(), tall=0.3 if self.stage.stood else 0.5)

    def _woods(self) -> None:
        rng, kinds = self.stage.rng("woods"), self._kinds()
        dense = noise.line(400, 5, 0.5, rng)
        for ahead in sorted(self.shore * rng.uniform(1.0, 1.8, 300), reverse=True):
            share = rng.uniform(-1.1, 1.1)
            across = self.stage.view.across(share, ahead)
            thin = dense[int((share / 1.1 + 1) * 199)] < rng.uniform(-0.9, 0.1)
            if not thin and self.grove.foot(across, ahead) >= 0.15:
                self.grove.tree(str(rng.choice(kinds)), across, ahead, rng.uniform(9, 22), rng)

    def _kinds(self) -> list[str]:
        if self.stage.moment.white:
            return ["spruce"]
        autumn = self.stage.moment.season is Season.AUTUMN
        return ["elm", "birch", "spruce"] if autumn else ["spruce", "spruce", "spruce", "birch"]

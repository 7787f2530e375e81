"""The open sea, sometimes with an island in the distance."""

import numpy as np

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.nature import ground, heavens, terrain, waves
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.nature.waves import Sea
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

STEEP = {Weather.STORM: 0.27, Weather.RAIN: 0.17, Weather.FOG: 0.07, Weather.CLOUDY: 0.15}
FAIR = 0.13
"""How steep the waves are in fair weather, where `STEEP` does not say."""


class Ocean:
    """The sea from a little above the waves."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.42, 0.58), rng.uniform(1.05, 1.35), rng.uniform(2.0, 4.5))
        self.island = rng.random() < 0.45
        self.drift = rng.random(2).astype(np.float32)
        self.side = rng.choice([-1, 1])

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the island, below 0 where there is sea."""
        aside = (across - self.side * ahead * np.float32(0.42)) / 900
        shape = np.exp(-(aside**2) - ((ahead - 3200) / 700) ** 2)
        lumps = terrain.lumps((across, ahead), 2600, self.drift, 52, 0.5)
        return np.asarray(shape * (78 + 338 * lumps) - 40, np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place in {Place.WATER, Place.COAST}:
            return Footing(self.stage.view, 12, 600)
        return aloft(self.stage.view, 0.12, 0.3) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "ocean", 0.36)
        self.stage.breathe(9_000, 0.4, 60)

    def far(self) -> None:
        """Paint the island, if there is one."""
        if not self.island:
            return
        stage = self.stage
        for land in terrain.survey(stage, self.relief, Reach(1_800, 5_200, 260)):
            albedo = ground.wooded(ground.rough(land, 300, 30), stage.moment)
            stage.lay(land, ground.shade(land, albedo, stage.light), land.cover * (land.up > -2))

    def mid(self) -> None:
        """Paint the sea."""
        stage, weather = self.stage, self.stage.moment.weather
        storm = weather is Weather.STORM
        dark = storm or weather is Weather.RAIN or stage.moment.hour is Hour.NIGHT
        deep, tint = ("#04161d", "#0b3a40") if dark else ("#03202f", "#0c5a63")
        steep = STEEP.get(weather, FAIR)
        sea = Sea(steep, colour(deep), colour(tint), 0.8 if storm else 0.3)
        waves.paint(stage.canvas, stage.view, stage.light, sea, stage.rng("sea"))

    def near(self) -> None:
        """Leave the water open."""

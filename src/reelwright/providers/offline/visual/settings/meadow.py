"""A meadow among rolling hills, with flowers close by and trees here and there."""

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.plane import Plane, clip, ramp
from reelwright.providers.offline.visual.nature import grass, ground, heavens, terrain
from reelwright.providers.offline.visual.nature.grass import Sward
from reelwright.providers.offline.visual.nature.growth import BLADES, Grove, tints
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

FLOWERS = {
    Season.SPRING: (("#f4d03a", "#ffffff", "#e88ab8"), 0.05),
    Season.SUMMER: (("#d8342a", "#ffffff", "#5a6ed0", "#f2c230"), 0.035),
    Season.AUTUMN: (("#c8a050", "#b06a9a"), 0.01),
}
"""Blossoms by season, and how many of the blades bear one."""


class Meadow:
    """Rolling grassland to the horizon, now and then full of one flower."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        eye = rng.uniform(1.3, 1.6) if stage.stood else rng.uniform(1.9, 3.2)
        stage.stand(rng.uniform(0.48, 0.58), rng.uniform(1.1, 1.4), eye)
        self.drift, self.swell = rng.random(4).astype(np.float32), rng.uniform(104, 192)
        self.full = rng.random() < 0.4
        self.grove = Grove(stage, self.relief)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the hills."""
        place = across, ahead
        hills = terrain.lumps(place, 1500, self.drift, 53, 0.3) - np.float32(0.42)
        lumps = terrain.lumps(place, 70, self.drift[2:], 54, 0.35) - np.float32(0.5)
        away = clip(ahead / np.float32(2400)) * ramp(ahead, 300, 2600) * 60
        close = lumps * 2 * ramp(ahead, 3, 25)
        return hills * np.float32(self.swell) * ramp(ahead, 20, 420) + close + away

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.stage.view, 5, 60, self.grove.foot)
        return aloft(self.stage.view) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "meadow", 0.36)
        self.stage.breathe(4_200, 0.6, 40)

    def far(self) -> None:
        """Paint the hills and the woods on them."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(1.2, 3_600, 520)):
            land = ground.rough(ground.rough(band, 40, 1.2), 5, 0.2)
            albedo = ground.turf(land, stage.moment)
            stage.lay(land, ground.shade(ground.cloud_shadow(land, stage), albedo, stage.light))
        winter = stage.moment.season is Season.WINTER
        kinds = ("bare", "spruce") if winter else ("oak", "elm", "bush")
        self.grove.wood(kinds, (250, 1500), 26)

    def mid(self) -> None:
        """Paint the trees that stand alone."""
        rng, winter = self.stage.rng("alone"), self.stage.moment.season is Season.WINTER
        kind = "bare" if winter else str(rng.choice(["oak", "elm", "oak"]))
        for _ in range(int(rng.integers(1, 4))):
            ahead = rng.uniform(28, 90)
            across = self.grove.aside(ahead, 0.35, rng)
            self.grove.tree(kind, across, ahead, rng.uniform(9, 14), rng)

    def near(self) -> None:
        """Paint grass and flowers close by."""
        stage, season = self.stage, self.stage.moment.season
        if stage.moment.white:
            return
        names, blooming = FLOWERS.get(season, (("#ffffff",), 0.0))
        petals = tints(names)
        if self.full:
            petals, blooming = (
                petals[stage.film_rng("flower").integers(len(petals))][None],
                blooming * 5,
            )
        tall = 0.22 if stage.stood else 0.36
        sward = Sward(1.5, 26, tall, 16000, tints(BLADES[season]), petals, blooming)
        grass.grow(stage, stage.view, sward, self.relief)

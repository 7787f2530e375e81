"""A city: its skyline over water or a park, or a street of it where something stands there."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.built import lamps, skyline
from reelwright.providers.offline.visual.built.skyline import Row
from reelwright.providers.offline.visual.built.street import Street
from reelwright.providers.offline.visual.nature import heavens, pond
from reelwright.providers.offline.visual.nature.ridge import Ridge
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

FAR = {
    False: (Row(1_500, (90, 480), (40, 76), 16), Row(950, (60, 420), (32, 62), 12)),
    True: (Row(900, (50, 190), (30, 50), 16), Row(480, (35, 110), (24, 44), 12)),
}
"""The towers of the distance, of a skyline and at the end of a street."""
NEAR = (Row(640, (26, 250), (24, 50), 8), Row(520, (10, 56), (22, 46), 2))


class City:
    """A city, of the same make in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        makes = ["glass", "stone", "brick"]
        self.kind = str(stage.film_rng("city").choice(makes, p=[0.45, 0.3, 0.25]))
        self.plan = self._plan(rng)
        if self.plan == "street":
            aside = rng.uniform(-0.18, 0.18)
            stage.stand(
                rng.uniform(0.56, 0.61), rng.uniform(0.85, 1.05), rng.uniform(1.8, 3.2), aside
            )
        else:
            stage.stand(rng.uniform(0.58, 0.65), rng.uniform(1.1, 1.3), rng.uniform(5, 8))
        self.middle = rng.uniform(-0.6, 0.6)
        old = self.kind == "glass" and rng.random() < 0.5
        self.street = Street(stage, rng.uniform(8.5, 11.5), "stone" if old else self.kind)
        self.ridge = Ridge(stage, drop=0.74, far=30)

    def _plan(self, rng: np.random.Generator) -> str:
        plan = str(rng.choice(["water", "park"], p=[0.68, 0.32]))
        if Place.WATER in self.stage.places:
            return "water"
        return "street" if self.stage.stood else plan

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view, light = self.stage.view, self.stage.light
        if place is Place.LAND and self.plan == "street":
            lamplit = light.ambient + colour("#ffc080", 0.42 * light.lamps)
            return Footing(view, 5.5, 40, edge=0.4, light=replace(light, ambient=lamplit))
        if place is Place.LAND and self.plan == "park":
            return Footing(self.ridge.view, 6, 24, self.ridge.grove.foot)
        if place is Place.WATER and self.plan == "water":
            return Footing(view, 30, 420)
        return aloft(view, 0.08, 0.24) if place is Place.AIR else None

    @property
    def wet(self) -> bool:
        """Whether it rains."""
        return self.stage.moment.weather in {Weather.RAIN, Weather.STORM}

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "city", 0.3)
        self.stage.breathe(1_500 if self.plan == "street" else 4_500, 0.6, 30)

    def far(self) -> None:
        """Paint the towers of the distance."""
        for row in FAR[self.plan == "street"]:
            skyline.row(self.stage, row, self.kind, self.middle)

    def mid(self) -> None:
        """Paint the near towers by the water, which a park may line, or the street."""
        stage = self.stage
        if self.plan == "street":
            self.street.houses()
            self.street.road(1.0 if self.wet else 0.12)
            return
        for row in NEAR:
            skyline.row(stage, row, self.kind, self.middle)
        pond.paint(stage, stage.view.y(0, 500), 0.026 if self.wet else 0.011, "#060f18")
        if self.plan == "park":
            self.ridge.paint()

    def near(self) -> None:
        """Paint the lamps of the street, or the trees of the park."""
        if self.plan == "street":
            lamps.line(self.stage, self.street.half - 2.6)
        elif self.plan == "park":
            self._park()

    def _park(self) -> None:
        rng, grove = self.stage.rng("park"), self.ridge.grove
        for ahead in sorted(rng.uniform(17, 30, 16), reverse=True):
            across = grove.aside(ahead, 0.1, rng, 1.1)
            grove.tree(str(rng.choice(["oak", "elm"])), across, ahead, rng.uniform(3.0, 5.0), rng)
        self.ridge.dress(trees=0, rocks=0, kinds=(), tall=0.18)

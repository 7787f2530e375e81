"""Space: gas and stars, planets near and far, or the ground of a moon under them."""

import numpy as np

from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, times
from reelwright.providers.offline.visual.nature import ground, sky, terrain, worlds
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.nature.worlds import CLOUDS, Planet
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

GLOW = {"limb": 0.45, "gas": 0.95, "ground": 0.5}
"""The three compositions, and how strong the gas glows in each."""
GREAT = ("gas", "earth", "earth", "rust", "violet", "ice")
SMALL = ("gas", "ice", "rust", "violet")
VOID = 1e7
"""How many metres of nothing let a third of the light through."""


class Space:
    """Space, with the same great planet in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.66, 0.72), 1.25, rng.uniform(5, 9))
        plan = str(rng.choice(list(GLOW), p=[0.4, 0.35, 0.25]))
        self.plan = "ground" if Place.LAND in stage.places else plan
        self.side = int(rng.choice([-1, 1]))
        self.sun = np.array([0.75 * self.side, 0.45, 0.42], np.float32)
        self.drift = rng.random(4).astype(np.float32)
        self.grove = Grove(stage, self.relief)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of a moon's ground, with craters."""
        hills = terrain.lumps((across, ahead), 900, self.drift, 111, 0.45) - np.float32(0.45)
        pits = terrain.lumps((across, ahead), 240, self.drift[2:], 112, 0.35)
        bowl = ramp(pits, 0.52, 0.6) * np.float32(0.7) - ramp(pits, 0.6, 0.85) * 3
        return hills * 90 * ramp(ahead, 40, 700) + bowl * ramp(ahead, 5, 30)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND and self.plan == "ground":
            return Footing(self.stage.view, 7, 60, self.grove.foot)
        return aloft(self.stage.view, 0.26, 0.58) if place is Place.VOID else None

    def sky(self) -> None:
        """Paint gas and stars."""
        stage = self.stage
        tints = CLOUDS[stage.film_rng("nebula").integers(len(CLOUDS))]
        worlds.nebula(stage, tints, GLOW[self.plan])
        sky.field(stage.canvas, stage.view, stage.rng("stars"), 2.2)
        stage.breathe(VOID)

    def far(self) -> None:
        """Paint the planets that are far away, and a star close by."""
        stage, rng, unit = self.stage, self.stage.rng("far worlds"), self.stage.view.unit
        for _ in range(int(rng.integers(1, 3))):
            x, y = self._place(rng.uniform(0.1, 0.38), rng.uniform(0.12, 0.36))
            ringed = bool(rng.random() < 0.35)
            skin, radius = str(rng.choice(SMALL)), unit * rng.uniform(0.025, 0.085)
            worlds.planet(stage, Planet(x, y, radius, skin, self.sun, ringed), rng)
        if self.plan != "gas" and rng.random() < 0.8:
            worlds.flare(stage, *self._place(rng.uniform(0.2, 0.4), rng.uniform(0.1, 0.3)))

    def mid(self) -> None:
        """Paint the great planet, or the ground."""
        if self.plan == "limb":
            self._limb()
        elif self.plan == "gas":
            self._great((0.17, 0.27), self.stage.rng("height").uniform(0.36, 0.6))
        else:
            self._great((0.16, 0.30), 0.36)
            self._ground()

    def near(self) -> None:
        """Leave the void open."""

    def _place(self, aside: float, down: float) -> tuple[float, float]:
        """Return a place some shares of the picture from the middle towards the light, and down."""
        size = self.stage.size
        return size.width * (0.5 + self.side * aside), size.height * down

    def _great(self, reach: tuple[float, float], down: float) -> None:
        stage, rng = self.stage, self.stage.rng("great")
        x, y = self._place(-rng.uniform(0.12, 0.26), down)
        skin = str(stage.film_rng("great").choice(GREAT))
        ringed = skin in {"gas", "violet"} and rng.random() < 0.7
        radius = stage.view.unit * rng.uniform(*reach)
        worlds.planet(stage, Planet(x, y, radius, skin, self.sun, bool(ringed)), rng)

    def _limb(self) -> None:
        """Let the great planet fill the lower part of the picture."""
        stage, rng = self.stage, self.stage.rng("limb")
        radius = max(stage.size.width, stage.view.unit) * rng.uniform(0.95, 1.3)
        x, top = self._place(-rng.uniform(0.05, 0.3), rng.uniform(0.58, 0.68))
        sun = np.array([0.72 * self.side, 0.66, 0.12], np.float32)
        skin = str(stage.film_rng("great").choice(GREAT))
        worlds.planet(stage, Planet(x, top + radius, radius, skin, sun, fine=3.2), rng)

    def _ground(self) -> None:
        stage, right = self.stage, np.float32(self.sun[0])
        for band in terrain.survey(stage, self.relief, Reach(3, 5_000, 560)):
            land = ground.rough(ground.rough(band, 14, 0.7), 3, 0.12)
            facing = np.float32(0.38) - land.east * right + land.north * np.float32(0.25)
            bright = np.maximum(facing * land.level, 0) * np.float32(2.3) + np.float32(0.05)
            dust = blend(colour("#4c4a48"), colour("#8f8b86"), ground.pattern(land, 8))
            stage.lay(land, times(dust, bright))

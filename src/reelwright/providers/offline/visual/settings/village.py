"""A village in a valley: cottages, a church, trees and fields, sometimes mountains behind."""

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp
from reelwright.providers.offline.visual.built import houses, landmarks
from reelwright.providers.offline.visual.nature import (
    grass,
    ground,
    heavens,
    ranges,
    smoke,
    terrain,
)
from reelwright.providers.offline.visual.nature.grass import Sward
from reelwright.providers.offline.visual.nature.growth import BLADES, Grove, tints
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

WALLS = ("#d8ccb4", "#cbb894", "#e0d8c8", "#c8a888", "#b8b0a0")
ROOFS = ("#8a4630", "#6e3c2c", "#5a4a44", "#7a5238")
SQUARE = 165.0
"""How many metres ahead the church stands."""


class Village:
    """Cottages along a way, around a church."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        eye = rng.uniform(1.9, 2.4) if stage.stood else rng.uniform(5.5, 8)
        stage.stand(rng.uniform(0.46, 0.54), rng.uniform(1.2, 1.45), eye)
        self.drift = rng.random(4).astype(np.float32)
        self.bend = rng.uniform(-0.14, 0.14)
        peak = rng.uniform(0.13, 0.2) if rng.random() < 0.5 else None
        self.ranges = ranges.prospect(stage.view, rng, peak, 5_000) if peak else None
        self.grove = Grove(stage, self.relief)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the valley's floor and sides."""
        hills = terrain.lumps((across, ahead), 1400, self.drift, 151, 0.35) * 150
        lumps = terrain.lumps((across, ahead), 150, self.drift[2:], 152, 0.35) - np.float32(0.5)
        sides = np.minimum((across / 190) ** 2, 6) * 6 * ramp(ahead, 40, 160)
        close = lumps * np.float32(4.5) * ramp(ahead, 12, 50)
        return np.asarray(hills * ramp(ahead, 230, 800) + close + sides, np.float32)

    def way(self, ahead: Plane) -> Plane:
        """Return how far to the right the village's way runs."""
        sway = np.sin(ahead * 0.021 + self.drift[0] * 6)
        return np.asarray(self.bend * ahead + 7 * sway, np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.stage.view, 6, 48, self.grove.foot, edge=0.45)
        return aloft(self.stage.view, 0.1, 0.24) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "village", 0.3)
        self.stage.breathe(3_600, 1.2, 22)

    def far(self) -> None:
        """Paint mountains, the valley and the woods on its sides."""
        stage = self.stage
        if self.ranges is not None:
            ranges.paint(stage, self.ranges, Reach(2_600, 24_000, 380), 1_100)
        for band in terrain.survey(stage, self.relief, Reach(6, 2_600, 480)):
            land = ground.rough(ground.rough(band, 40, 1.0), 5, 0.15)
            lit = ground.shade(ground.cloud_shadow(land, stage), self._soil(land), stage.light)
            stage.lay(land, lit)
        self.grove.wood(self._kinds(), (200, 520), 26)

    def _soil(self, land: Land) -> Plane:
        moment = self.stage.moment
        woods = ramp(land.ahead, 260, 420)
        green = blend(ground.turf(land, moment), ground.wooded(land, moment), woods)
        near = ramp(-land.ahead, -260, -200) * np.float32(0.85)
        trodden = np.exp(-(((land.across - self.way(land.ahead)) / 2) ** 2)) * near
        return blend(green, colour("#a8998a" if moment.white else "#8a7455"), trodden)

    def mid(self) -> None:
        """Set cottages, the church and trees, the farthest first."""
        rng = self.stage.rng("houses")
        near = 44 if self.stage.stood else 27
        deep = np.exp(rng.uniform(np.log(near), np.log(165), 26))
        things = [("cottage", self._plot(float(ahead), 1.0, rng)) for ahead in deep]
        things += [("tree", self._plot(rng.uniform(near, 180), 1.6, rng)) for _ in range(26)]
        things.append(("church", (self._on(SQUARE) + rng.uniform(-40, 40), SQUARE)))
        taken: list[tuple[float, float]] = []
        for kind, (across, ahead) in sorted(things, key=lambda thing: -thing[1][1]):
            close = any(abs(across - x) < 12 and abs(ahead - z) < 9 for x, z in taken)
            if kind == "tree" or not close:
                taken.append((across, ahead))
                self._set(kind, across, ahead, rng)

    def near(self) -> None:
        """Paint the grass of the slope from which the village is seen."""
        stage = self.stage
        if stage.moment.white:
            return
        blades = tints(BLADES[stage.moment.season])
        near, far, tall = (2.5, 30, 0.2) if stage.stood else (7, 40, 0.5)
        grass.grow(stage, stage.view, Sward(near, far, tall, 9000, blades), self.relief)

    def _kinds(self) -> tuple[str, ...]:
        winter = self.stage.moment.season is Season.WINTER
        return ("spruce", "spruce", "bare") if winter else ("oak", "elm", "spruce", "bush")

    def _on(self, ahead: float) -> float:
        return float(self.way(np.array(ahead, np.float32)))

    def _plot(self, ahead: float, wider: float, rng: np.random.Generator) -> tuple[float, float]:
        aside = rng.choice([-1, 1]) * rng.uniform(9, 12 + 0.2 * ahead) * wider
        return self._on(ahead) + aside, ahead

    def _set(self, kind: str, across: float, ahead: float, rng: np.random.Generator) -> None:
        if kind == "tree":
            tall = rng.uniform(6, 13)
            self.grove.tree(str(rng.choice(self._kinds())), across, ahead, tall, rng)
            return
        roof = colour(ROOFS[rng.integers(len(ROOFS))])
        if self.stage.moment.white:
            roof = roof * np.float32(0.3) + colour(ground.SNOW[1]) * np.float32(0.7)
        paint = Paint(roof, colour(WALLS[rng.integers(len(WALLS))]))
        if kind == "church":
            self.grove.set(landmarks.church(), paint, (across, ahead, 26), rng)
            return
        cottage = houses.cottage(int(rng.integers(houses.VARIANTS)))
        self.grove.set(cottage, paint, (across, ahead, rng.uniform(8, 10)), rng)
        if rng.random() < 0.4:
            chimney = across + 1.5, self.grove.foot(across, ahead) + 8.2, ahead
            smoke.rise(self.stage, chimney, rng)

"""A river that winds through its valley: calm between reeds, in rapids, or deep between rocks."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.lexicon import Season, Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp
from reelwright.providers.offline.visual.nature import (
    flank,
    grass,
    ground,
    heavens,
    ranges,
    stream,
    terrain,
)
from reelwright.providers.offline.visual.nature.crag import Rock
from reelwright.providers.offline.visual.nature.growth import BLADES, Grove, tints
from reelwright.providers.offline.visual.nature.stream import Water
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of river: how high the eye is, half its width, how steep its banks, what is on it.

    `white` is how much of it is foam, `rocks` how many lie in it, `peak` the tangent of the
    mountains behind (0 for none), `trees` how many stand on its banks.
    """

    eye: tuple[float, float]
    half: tuple[float, float]
    bank: float
    white: float
    rocks: int
    peak: float
    trees: int


PLANS = {
    "reach": Plan((4.0, 5.5), (6, 8), 1.0, 0.0, 10, 0.0, 130),
    "rapids": Plan((4.5, 6.5), (5, 7), 1.4, 1.0, 60, 0.16, 150),
    "gorge": Plan((4.0, 5.5), (6, 8), 1.2, 0.25, 34, 0.0, 90),
    "bends": Plan((22, 30), (9, 13), 1.2, 0.0, 0, 0.13, 210),
}
WOODS = (("spruce", "birch"), ("oak", "elm", "bush"), ("birch", "bush", "elm"))
RIPPLE = {Weather.RAIN: 0.02, Weather.STORM: 0.03, Weather.CLOUDY: 0.009}
STONES = (("#2a2620", "#8f8473"), ("#2c221a", "#9a7c5a"), ("#25282a", "#7c8286"))
BEDS = ("#0f2e2c", "#12302a", "#0c2a34")


class River:
    """A river between woods of the same kinds in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        plans = ["reach", "rapids", "gorge"] if stage.stood else list(PLANS)
        self.name = str(rng.choice(plans))
        self.plan = PLANS[self.name]
        zoom = rng.uniform(1.1, 1.35) * (1.3 if stage.portrait else 1.0)
        stage.stand(rng.uniform(0.38, 0.46), zoom, rng.uniform(*self.plan.eye))
        self.half = rng.uniform(*self.plan.half)
        self.sway = rng.uniform(0.2, 0.3) * (0.55 if stage.portrait else 1.0)
        self.phase, self.turn = rng.uniform(0, 6.28), rng.uniform(2.0, 2.7)
        self.drift = rng.random(4).astype(np.float32)
        film = stage.film_rng("river")
        self.kinds, self.bed = WOODS[film.integers(len(WOODS))], BEDS[film.integers(len(BEDS))]
        dark, pale = STONES[film.integers(len(STONES))]
        self.rock = Rock(colour(dark), colour(pale), 4.5, 1.0, colour("#4a6428"), 0.15)
        peak = self.plan.peak * rng.uniform(0.8, 1.3)
        self.ranges = ranges.prospect(stage.view, rng, peak, 5_000) if peak else None
        self.grove = Grove(stage, self.relief)

    def middle(self, ahead: Plane) -> Plane:
        """Return how far to the right the river's middle lies; its bends grow with the distance."""
        bends = np.sin(np.float32(self.turn) * np.log(ahead) + np.float32(self.phase))
        wander = ahead * np.float32(self.sway) * bends
        return np.asarray(wander, np.float32)

    def inland(self, across: Plane, ahead: Plane) -> Plane:
        """Return how many metres from the water's edge a place lies, below 0 in the water."""
        place = across, ahead
        ragged = (terrain.lumps(place, 34, self.drift, 201, 0.5) - np.float32(0.5)) * 7
        half = np.float32(self.half) + ahead * np.float32(0.012)
        away = np.abs(across - self.middle(ahead)) - half + ragged
        return np.asarray(away, np.float32)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the land, below 0 in the river's bed."""
        inland = self.inland(across, ahead)
        place = across, ahead
        hills = terrain.lumps(place, 1300, self.drift[2:], 151, 0.35)
        bank = ramp(inland, 0, 9) * np.float32(self.plan.bank) + clip(inland, -14, 0) * 0.16
        rolls = terrain.lumps(place, 120, self.drift, 152, 0.4) * ramp(inland, 2, 40) * 5
        sides = ramp(inland, 30, 420) * (20 + 110 * hills) + ramp(ahead, 500, 1500) * hills * 90
        return np.asarray(bank + rolls + sides - np.float32(0.12), np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view = self.stage.view
        if place is Place.LAND:
            near = 8 if view.eye < 10 else 40
            return Footing(
                view, near, near * 4, self.grove.foot, fits=lambda x, z: self._at(x, z) > 1
            )
        if place is Place.WATER:
            near = 9 if view.eye < 10 else 40
            return Footing(view, near, near * 5, fits=lambda x, z: self._at(x, z) < -2)
        return aloft(view, 0.08, 0.24) if place is Place.AIR else None

    def _on(self, ahead: float) -> float:
        return float(self.middle(np.array(ahead, np.float32)))

    def _at(self, across: float, ahead: float) -> float:
        place = np.array([[across], [ahead]], np.float32)
        return float(self.inland(place[:1], place[1:])[0, 0])

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "river", 0.3)
        self.stage.breathe(3_800, 1.4, 26)

    def far(self) -> None:
        """Paint the mountains behind the valley and its wooded sides."""
        stage = self.stage
        if self.ranges is not None:
            ranges.paint(stage, self.ranges, Reach(1_800, 24_000, 380), 1_150)
        for land in terrain.survey(stage, self.relief, Reach(260, 2_600, 300)):
            albedo = ground.wooded(land, stage.moment)
            lit = ground.shade(ground.rough(land, 40, 6), albedo, stage.light)
            stage.lay(land, lit)

    def mid(self) -> None:
        """Paint the banks and what grows on them, then the river."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(1.2, 420, 520)):
            inland = self.inland(band.across, band.ahead)
            land = ground.rough(ground.rough(band, 12, 0.5), 2.4, 0.06)
            lit = ground.shade(
                ground.cloud_shadow(land, stage), self._soil(land, inland), stage.light
            )
            stage.lay(land, lit)
        if self.name == "gorge":
            self._cliffs()
        self._woods()
        self._stones()
        stream.fill(stage, self._water())

    def near(self) -> None:
        """Paint the grass and the reeds close by."""
        stage, rng = self.stage, self.stage.rng("reeds")
        if self.name == "bends":
            return
        if not stage.moment.white:
            blades = tints(BLADES[stage.moment.season])
            sward = grass.Sward(2.2, 34, 0.3, 13000, blades)
            grass.grow(stage, stage.view, sward, self._turf)
        for ahead in sorted(rng.uniform(5, 16, 3), reverse=True):
            across = self.grove.aside(ahead, 0.5, rng)
            if self._at(across, ahead) > 0.6:
                self.grove.rock(across, ahead, rng.uniform(0.3, 0.8), rng)

    def _turf(self, across: Plane, ahead: Plane) -> Plane:
        """Return the ground where grass grows; where none does, far below."""
        return np.where(self.inland(across, ahead) > 0.5, self.relief(across, ahead), -50)

    def _water(self) -> Water:
        weather = self.stage.moment.weather
        ripple = RIPPLE.get(weather, 0.006) + 0.012 * self.plan.white
        foam = self._foam if self.plan.white else None
        return Water(0.0, ripple, colour(self.bed), 0.9, foam, 1_500)

    def _foam(self, across: Plane, ahead: Plane) -> Plane:
        """Return where the water breaks: in streaks along the river, in reaches of it."""
        aside = across - self.middle(ahead)
        reach = terrain.lumps((aside * np.float32(0.6), ahead), 42, self.drift[1:], 201, 0.4)
        streak = terrain.lumps((aside, ahead * np.float32(0.3)), 5, self.drift, 133, 0.7)
        fine = terrain.lumps((aside, ahead * np.float32(0.5)), 1.6, self.drift, 62, 0.6)
        start = np.float32(0.66 - 0.1 * self.plan.white)
        broken = reach * np.float32(0.5) + streak * np.float32(0.5)
        white = ramp(broken, start - 0.06, start + 0.14) * ramp(fine + broken * 0.5, 0.62, 1.1)
        return white * np.exp(-ahead / 220) * np.float32(0.75)

    def _soil(self, land: Land, inland: Plane) -> Plane:
        moment = self.stage.moment
        green = blend(
            ground.turf(land, moment), ground.wooded(land, moment), ramp(land.ahead, 160, 330)
        )
        fine = ground.pattern(land, 3, seed=63)
        stones = blend(colour("#4a443a"), colour("#a09886"), fine)
        shingle = ramp(-inland, -3.5 - 3 * self.plan.white, -0.6)
        wet = 1 - np.float32(0.55) * ramp(-inland, -0.9, 0.1)
        return blend(green, stones, shingle * ramp(-land.up, -1.6, -0.5)) * wet[..., None]

    def _cliffs(self) -> None:
        """Set walls of rock along the river, left and right, the farthest first."""
        stage, rng = self.stage, self.stage.rng("cliffs")
        side = int(rng.choice([-1, 1]))
        for ahead in (210, 150, 108, 78, 54):
            near, tall = ahead * rng.uniform(0.93, 1.07), rng.uniform(15, 27)
            inner = self._on(near) + side * (self.half + near * 0.012 + rng.uniform(2, 6))
            share = (inner * stage.view.focal / near + stage.view.middle) / stage.view.width * 2 - 1
            low = -tall * rng.uniform(0.1, 0.3)
            ends = (-1.25, min(share, 0.5)) if side < 0 else (max(share, -0.5), 1.25)
            crest = (-2.0, tall, low) if side < 0 else (-2.0, low, tall)
            wall = flank.wall(stage, near, ends, crest, rng)
            flank.crown(self.grove, wall, self.kinds, 22, (5, 10), rng)
            flank.paint(stage, wall, self.rock, rng.random(2).astype(np.float32))
            side = -side

    def _woods(self) -> None:
        """Plant trees along the banks, the farthest first."""
        rng = self.stage.rng("woods")
        far, near = (900, 70) if self.name == "bends" else (330, 20)
        for ahead in sorted(
            np.exp(rng.uniform(np.log(near), np.log(far), self.plan.trees)), reverse=True
        ):
            side = rng.choice([-1, 1])
            reach = self.half + ahead * 0.012 + 3 + rng.gamma(1.5, 7 + ahead * 0.05)
            across = self._on(ahead) + side * reach
            kind = self._kind(rng)
            tall = rng.uniform(1.6, 3.2) if kind == "bush" else rng.uniform(8, 16)
            if self._at(across, ahead) > 1.0 and abs(across) > ahead * 0.08:
                self.grove.tree(kind, across, ahead, tall, rng)

    def _kind(self, rng: np.random.Generator) -> str:
        if self.stage.moment.season is Season.WINTER:
            return str(rng.choice(["bare", "spruce", "bare"]))
        return str(rng.choice(list(self.kinds)))

    def _stones(self) -> None:
        """Set stones in the shallows and along the edge."""
        rng = self.stage.rng("stones")
        for ahead in sorted(
            np.exp(rng.uniform(np.log(7), np.log(120), self.plan.rocks)), reverse=True
        ):
            aside = rng.uniform(-1.15, 1.15) * (self.half + ahead * 0.012)
            across = self._on(ahead) + aside
            tall = rng.uniform(0.4, 1.3)
            if -3.5 < self._at(across, ahead) < 1.5:
                self.grove.rock(across, ahead, tall - min(0.0, self.grove.foot(across, ahead)), rng)

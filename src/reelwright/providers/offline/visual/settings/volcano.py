"""A volcano: its cone under steam or ash, with lava on its flanks, over sand, lava or a lake."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.lexicon import Season, Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, tint
from reelwright.providers.offline.visual.nature import (
    grass,
    ground,
    heavens,
    lava,
    plume,
    rocks,
    stream,
    terrain,
)
from reelwright.providers.offline.visual.nature.growth import BLADES, Grove, tints
from reelwright.providers.offline.visual.nature.lava import Way
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.nature.plume import FIRE, Plume
from reelwright.providers.offline.visual.nature.stream import Water
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

EARTHS = (("#171514", "#4a433d"), ("#1d1412", "#5c4034"), ("#141518", "#45464a"))
"""Basalt and ash: dark and pale."""
VENTS = 7
"""How many ways lava may take down the cone."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How it is: how strongly it burns, how thick its plume is, what lies before it."""

    burns: float
    ash: float
    before: str


PLANS = {
    "asleep": Plan(0.0, 0.3, "tufts"),
    "mirror": Plan(0.55, 0.55, "lake"),
    "streams": Plan(1.0, 0.8, "sand"),
    "field": Plan(0.9, 0.75, "lava"),
    "outbreak": Plan(1.2, 1.0, "sand"),
}


class Volcano:
    """A volcano of the same shape and earth in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        self.plan = PLANS[self._name(rng)]
        stage.stand(rng.uniform(0.62, 0.7), rng.uniform(1.1, 1.35), rng.uniform(4, 7))
        film = stage.film_rng("volcano")
        self.dark, self.pale = (colour(text) for text in EARTHS[film.integers(len(EARTHS))])
        self.steep, self.mouth = film.uniform(1.35, 1.75), film.uniform(0.07, 0.12)
        self.ahead = 5_200.0
        self.tall = self.ahead * rng.uniform(0.33, 0.4) * (1.15 if stage.portrait else 1.0)
        self.foot = self.tall * (1.5 if stage.portrait else 2.1)
        self.middle = stage.view.across(rng.choice([-1, 1]) * rng.uniform(0.05, 0.38), self.ahead)
        self.drift = rng.random(4).astype(np.float32)
        self.ways = self._ways(rng)
        self.grove = Grove(stage, self.relief)

    def _name(self, rng: np.random.Generator) -> str:
        """Return a plan: with room for who stands, and awake where rain would hide its steam."""
        stage = self.stage
        if Place.WATER in stage.places:
            return "mirror"
        wet = stage.moment.weather in {Weather.RAIN, Weather.STORM}
        names = [name for name in PLANS if name != "asleep" or not wet]
        if stage.stood:
            names = [name for name in names if PLANS[name].before not in {"lake", "lava"}]
        return str(rng.choice(names))

    def _ways(self, rng: np.random.Generator) -> list[Way]:
        """Return lava's ways down the side that is seen."""
        many = round(VENTS * min(1.0, self.plan.burns))
        return [
            Way(rng.uniform(-1.1, 1.1), rng.uniform(0, 6.28), rng.uniform(0.35, 0.95))
            for _ in range(many)
        ]

    def _about(self, across: Plane, ahead: Plane) -> tuple[Plane, Plane]:
        """Return how far from the cone's middle a place is, and at which angle (0 towards us)."""
        right, near = across - np.float32(self.middle), np.float32(self.ahead) - ahead
        return np.hypot(right, near), np.arctan2(right, near)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the cone and of the land before it."""
        far, turn = self._about(across, ahead)
        part = far / np.float32(self.foot)
        cone = clip(1 - part) ** np.float32(self.steep)
        gully = terrain.lumps((turn * 260, np.log(part + 0.05) * 55), 100, self.drift, 201, 0.55)
        worn = ramp(part, 0.02, 0.3) * clip(1.15 - part) * (gully - np.float32(0.5))
        bowl = ramp(-part, -np.float32(self.mouth), -np.float32(self.mouth) * 0.4)
        rim = np.minimum(cone, np.float32((1 - self.mouth) ** self.steep)) - bowl * np.float32(0.05)
        place = across, ahead
        hills = terrain.lumps(place, 1600, self.drift, 151, 0.45) - np.float32(0.45)
        plain = hills * 130 * ramp(ahead, 350, 2_200) + self._fore(place)
        cone = (rim + worn * np.float32(0.16)) * np.float32(self.tall)
        return np.asarray(cone + plain, np.float32)

    def _fore(self, place: tuple[Plane, Plane]) -> Plane:
        """Return the height of what lies close by."""
        lumps = terrain.lumps(place, 70, self.drift[2:], 54, 0.5) - np.float32(0.5)
        fine = terrain.lumps(place, 12, self.drift, 54, 0.5) - np.float32(0.5)
        rough = np.float32(1.0 if self.plan.before == "lava" else 0.25)
        near = lumps * 11 * ramp(place[1], 6, 110) + fine * rough * ramp(place[1], 2, 9)
        if self.plan.before != "lake":
            return near
        shore = ramp(-place[1], -22, -9) + ramp(place[1], 420, 560)
        return near * np.float32(0.5) + shore * np.float32(2.4) - np.float32(1.6)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view = self.stage.view
        if place is Place.LAND and self.plan.before not in {"lake", "lava"}:
            return Footing(view, 9, 70, self.grove.foot)
        if place is Place.WATER and self.plan.before == "lake":
            return Footing(view, 30, 200)
        return aloft(view, 0.08, 0.24) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "volcano", 0.16)
        self.stage.breathe(34_000, 2.0, 70)

    def far(self) -> None:
        """Paint the plume behind the rim, then the cone, burning where lava runs."""
        stage, rng = self.stage, self.stage.rng("plume")
        self._plume(rng)
        for band in terrain.survey(stage, self.relief, Reach(620, 9_000, 700)):
            land = ground.rough(ground.rough(band, 420, 30), 90, 6)
            lit = ground.shade(land, self._cone(land), stage.light)
            stage.lay(land, lit + self._lava(land))
        if self.plan.burns > 1:
            x, y = self._mouth()
            plume.fountain(stage, (x, y), stage.view.unit * rng.uniform(0.09, 0.14), rng)

    def mid(self) -> None:
        """Paint the land before it, and the lake that mirrors it."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(1.5, 640, 420)):
            land = ground.rough(ground.rough(band, 9, 0.5), 1.8, 0.07)
            lit = ground.shade(land, self._earth(land), stage.light)
            stage.lay(land, lit + self._cracks(land))
        self._stones()
        if self.plan.before == "lake":
            ripple = 0.02 if stage.moment.weather in {Weather.RAIN, Weather.STORM} else 0.006
            stream.fill(stage, Water(0.0, ripple, colour("#0b2026"), 1.0, None, 700))

    def near(self) -> None:
        """Paint tufts of grass where it sleeps, embers where it burns."""
        stage, plan = self.stage, self.plan
        if plan.before in {"tufts", "lake"} and not stage.moment.white:
            blades = tints(BLADES[stage.moment.season])
            grass.grow(stage, stage.view, grass.Sward(2.4, 40, 0.42, 5000, blades), self._tufts)
        if plan.burns > 0.8:
            plume.embers(
                stage, int(46 * plan.burns * (0.1 + stage.light.lamps)), stage.rng("embers")
            )

    def _mouth(self) -> tuple[float, float]:
        view = self.stage.view
        rim = self.tall * ((1 - self.mouth) ** self.steep - 0.03)
        return view.x(self.middle, self.ahead), view.y(rim, self.ahead)

    def _plume(self, rng: np.random.Generator) -> None:
        view, plan = self.stage.view, self.plan
        x, y = self._mouth()
        wide = self.mouth * self.foot * view.focal / self.ahead * (0.5 + 0.4 * plan.ash)
        lean = rng.choice([-1, 1]) * rng.uniform(0.25, 0.8) * view.unit * (1.3 - 0.7 * plan.ash)
        tall = y * (0.9 if plan.ash < 0.5 else 1.5)
        dark = 0.95 - 0.85 * max(0.0, plan.ash - 0.3)
        fire = plan.burns * (0.25 + 0.5 * self.stage.light.lamps)
        column = Plume(x, y + wide * 0.25, wide, tall, lean, min(1.0, plan.ash + 0.1), dark, fire)
        plume.rise(self.stage, column, self.ahead * 0.9, rng)

    def _cone(self, land: Land) -> Plane:
        moment = self.stage.moment
        far, turn = self._about(land.across, land.ahead)
        part = far / np.float32(self.foot)
        wide, fine = ground.pattern(land, 1500), ground.pattern(land, 200, seed=63)
        rock = blend(self.dark, self.pale, ramp(wide * 0.5 + fine * 0.5, 0.32, 0.68))
        ash = terrain.lumps((turn * 200, part * 40), 100, self.drift[1:], 201, 0.6)
        rock = blend(rock, colour("#6a4636"), ramp(ash, 0.5, 0.75) * np.float32(0.6))
        if self.plan.burns < 0.8:
            woods = ground.wooded(land, moment)
            down = part + (wide - np.float32(0.5)) * np.float32(0.5)
            rock = blend(rock, woods, ramp(down, 0.5, 0.78) * ramp(land.level, 0.6, 0.8))
        line = 0.9 if moment.season is Season.WINTER else 0.2
        lies = ramp(-part + (fine - np.float32(0.5)) * np.float32(0.35), -line, -line * 0.6)
        cold = 1.0 if moment.white else max(0.0, 0.85 - self.plan.burns)
        return blend(
            rock, colour(ground.SNOW[1]), lies * np.float32(cold) * ramp(land.level, 0.5, 0.7)
        )

    def _lava(self, land: Land) -> Plane:
        """Return the light of lava on the cone."""
        far, turn = self._about(land.across, land.ahead)
        part = far / np.float32(self.foot)
        heat = lava.streams(land, (part, turn), self.ways, self.drift)
        heat = heat * ramp(part, self.mouth * 0.4, self.mouth) * min(1.0, self.plan.burns)
        return lava.glow(np.asarray(heat, np.float32)) * np.float32(1.5)

    def _cracks(self, land: Land) -> Plane:
        """Return the light of the lava in a field close by, and of the rock beside it."""
        if self.plan.before != "lava":
            return np.zeros((*land.ahead.shape, 3), np.float32)
        heat, near = lava.river(land, self.middle / self.ahead, self.drift)
        return lava.glow(heat) + tint(near * land.level, FIRE * self.pale * np.float32(0.5))

    def _earth(self, land: Land) -> Plane:
        fine, wide = ground.pattern(land, 4, seed=63), ground.pattern(land, 60)
        earth = blend(self.dark, self.pale, fine * np.float32(0.55) + wide * np.float32(0.3))
        if self.plan.before in {"tufts", "lake"}:
            moss = colour({Season.AUTUMN: "#6a5c30"}.get(self.stage.moment.season, "#4f5a2c"))
            earth = blend(earth, moss, ramp(wide + fine * 0.4, 0.62, 0.85) * np.float32(0.85))
        if self.stage.moment.white:
            earth = blend(
                earth,
                ground.snow(land),
                ramp(land.level + fine * 0.2, 0.86, 1.02) * np.float32(0.95),
            )
        return earth

    def _tufts(self, across: Plane, ahead: Plane) -> Plane:
        """Return the ground where tufts grow; where none do, far below."""
        patch = terrain.lumps((across, ahead), 14, self.drift, 62, 0.5)
        height = self.relief(across, ahead)
        return np.where((patch > 0.52) & (height > 0.1), height, -90)

    def _stones(self) -> None:
        rng, stage = self.stage.rng("stones"), self.stage
        for ahead in sorted(np.exp(rng.uniform(np.log(6), np.log(110), 40)), reverse=True):
            across = stage.view.across(rng.uniform(-1.1, 1.1), ahead)
            tone = self.pale * np.float32(rng.uniform(0.5, 1.1))
            sprite = rocks.boulder(int(rng.integers(rocks.VARIANTS)))
            place = across, ahead, rng.uniform(0.3, 1.5)
            if self.grove.foot(across, ahead) > -0.6:
                self.grove.set(
                    sprite, Paint(tone, tone, 0.9 * stage.moment.white), place, rng, 0.15
                )

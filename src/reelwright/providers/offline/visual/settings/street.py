"""A street of an old town, seen along it: a lane, an avenue of trees, a square with a fountain."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.lexicon import Season, Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.built import (
    fountain,
    landmarks,
    lanterns,
    paving,
    skins,
    townhouse,
)
from reelwright.providers.offline.visual.built.frontage import House
from reelwright.providers.offline.visual.built.massing import AWAY, RIGHT, Massing, Panel
from reelwright.providers.offline.visual.built.outdoors import Outdoors
from reelwright.providers.offline.visual.built.townhouse import Make
from reelwright.providers.offline.visual.nature import heavens
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import cast
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft
from reelwright.providers.offline.visual.subjects.marks import Mark
from reelwright.providers.offline.visual.subjects.things import things


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of street: half its width and its pavement, its reach and floors; its lanterns.

    In metres; `apart` are the lanterns and `shops` the share of houses with a shop.
    """

    half: float
    walk: float
    reach: float
    floors: int
    apart: float
    shops: float


PLANS = {
    "lane": Plan(4.3, 1.1, 95.0, 2, 17.0, 0.55),
    "avenue": Plan(10.5, 3.6, 190.0, 3, 20.0, 0.7),
    "square": Plan(17.0, 3.0, 48.0, 2, 14.0, 0.6),
}


class Town:
    """A street, in the plaster and tiles of one town in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng, film = stage, stage.rng("layout"), stage.film_rng("town")
        self.name = str(rng.choice(list(PLANS), p=[0.42, 0.32, 0.26]))
        plan = self.plan = PLANS[self.name]
        aside = rng.uniform(-0.14, 0.14) if self.name != "square" else rng.uniform(-0.05, 0.05)
        stage.stand(rng.uniform(0.56, 0.62), rng.uniform(0.82, 1.0), rng.uniform(1.65, 2.3), aside)
        walls = townhouse.PALETTES[film.integers(len(townhouse.PALETTES))]
        roofs = tuple(str(one) for one in film.choice(townhouse.ROOFS, 2, replace=False))
        self.stones = str(film.choice(paving.STONES))
        make = Make(walls, roofs, plan.floors, plan.shops, stage.moment.white)
        self.rows = [self._row(side, make) for side in (-1, 1)]
        self.ends = townhouse.row(stage.rng("end"), 1, plan.half, (0.0, plan.half * 2 + 24), make)
        self.massing = Massing(stage, self._outdoors(), hazy=True)
        self.grove = Grove(stage, lambda across, ahead: np.zeros_like(across * ahead))

    def _row(self, side: int, make: Make) -> list[House]:
        start = 1.2 if self.name != "square" else 4.0
        reach = (start, self.plan.reach)
        return townhouse.row(self.stage.rng(f"row {side}"), side, self.plan.half, reach, make)

    def _outdoors(self) -> Outdoors:
        left, right = (
            (
                np.array([one.ahead[1] for one in row], np.float32),
                np.array([one.eaves + 1.2 for one in row], np.float32),
            )
            for row in self.rows
        )
        plan, strong = self.plan, 0.16 if self.name == "lane" else 1.0
        return Outdoors(self.stage, plan.half, (left, right), self._posts, plan.apart, 9.0, strong)

    @property
    def _posts(self) -> float:
        """How far from the middle lanterns stand."""
        return self.plan.half - self.plan.walk * (0.35 if self.name == "lane" else 0.8)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            light = self.stage.light
            glow = light.ambient + colour("#ffc080", 0.4 * light.lamps * (light.lamps > 0.2))
            lit = replace(light, ambient=glow)
            edge = 0.34 if self.name == "lane" else 0.5
            return Footing(self.stage.view, 5.5, 34, edge=edge, light=lit)
        return aloft(self.stage.view, 0.08, 0.22) if place is Place.AIR else None

    @property
    def wet(self) -> bool:
        """Whether it rains."""
        return self.stage.moment.weather in {Weather.RAIN, Weather.STORM}

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "street", 0.3)
        self.stage.breathe(1_400, 0.6, 30)

    def far(self) -> None:
        """Paint what closes the view: a church, or houses across the square."""
        stage, rng = self.stage, self.stage.rng("end")
        if self.name == "square":
            self._across()
            return
        film = stage.film_rng("church")
        tall = self.plan.reach * rng.uniform(0.26, 0.34)
        paint = Paint(colour("#4a5058"), colour("#b4a890") * np.float32(film.uniform(0.8, 1.1)))
        spot = rng.uniform(-2, 2), self.plan.reach + 14.0, float(tall)
        self.grove.set(landmarks.church(), paint, spot, rng)

    def _across(self) -> None:
        """Paint the houses on the other side of the square, and a tower behind them."""
        rng, ahead, x = self.stage.rng("end"), self.plan.reach, -self.plan.half - 12
        paint = Paint(colour("#4a5058"), colour("#b4a890"))
        self.grove.set(landmarks.church(), paint, (rng.uniform(-14, 14), ahead + 16, 30.0), rng)
        for house in self.ends:
            there = replace(house, ahead=(ahead, ahead + 1))
            townhouse.facing(self.massing, there, (x, x + house.long))
            x += house.long

    def mid(self) -> None:
        """Paint the ground, the houses on both sides and what stands along the street."""
        plan, massing = self.plan, self.massing
        kerb = plan.half - plan.walk
        ground = paving.cobbles(self.stones, kerb, self.stage.moment.white)
        spans = (-plan.half - 14, plan.half + 14), (0.5, plan.reach + 60)
        massing.panel(Panel((0.0, 0.0, 0.0), RIGHT, AWAY), spans, ground)
        for row in self.rows:
            for house in reversed(row):
                townhouse.build(massing, house)
        self._furnish()
        if self.wet:
            paving.mirror(self.stage, plan.reach)

    def near(self) -> None:
        """Leave the street free."""

    def _furnish(self) -> None:
        """Stand lanterns, trees, benches and bicycles along the street, the farthest first."""
        plan, rng = self.plan, self.stage.rng("furniture")
        placed: list[tuple[float, float, str]] = []
        for ahead in np.arange(9.0, min(plan.reach, 130), plan.apart).tolist():
            sides = (-1, 1) if self.name != "lane" else (int(rng.choice([-1, 1])),)
            placed += [(side * self._posts, ahead, "lantern") for side in sides]
            if self.name == "avenue":
                placed += [(side * self._posts, ahead + plan.apart / 2, "tree") for side in (-1, 1)]
        for name, many in (("bench", 2), ("bicycle", 3)):
            for _ in range(many):
                side = rng.choice([-1, 1])
                aside = plan.half - rng.uniform(0.6, max(0.7, plan.walk * 0.5))
                placed.append((side * aside, rng.uniform(16, min(44, plan.reach)), name))
        if self.name == "square":
            placed.append((float(rng.uniform(-2, 2)), 22.0, "fountain"))
        for across, ahead, name in sorted(placed, key=lambda one: -one[1]):
            self._set(name, across, ahead, rng)

    def _set(self, name: str, across: float, ahead: float, rng: np.random.Generator) -> None:
        if name == "lantern":
            lanterns.stand(self.stage, across, ahead)
        elif name == "fountain":
            fountain.build(self.massing, across, ahead, 3.4)
        elif name == "tree":
            self._grate(across, ahead)
            bare = self.stage.moment.season is Season.WINTER
            self.grove.tree("bare" if bare else "elm", across, ahead, rng.uniform(6.5, 9.0), rng)
        else:
            self._thing(name, across, ahead)

    def _grate(self, across: float, ahead: float) -> None:
        spans = (across - 0.7, across + 0.7), (ahead - 0.7, ahead + 0.7)
        self.massing.panel(
            Panel((0.0, 0.01, 0.0), RIGHT, AWAY), spans, skins.plain("#2e2a26"), _bars
        )

    def _thing(self, name: str, across: float, ahead: float) -> None:
        """Set a drawn thing at a place."""
        footing, view = self.footing(Place.LAND), self.stage.view
        known = things().get(name)
        if footing is None or known is None:
            return
        tall = round(view.focal * min(known.tall, 1.1) / ahead)
        if tall >= 6:
            spot = Mark(view.x(across, ahead), view.y(0.0, ahead), tall, ahead, across < 0)
            cast.put(self.stage, known, footing, spot)


def _bars(first: Plane, second: Plane) -> Plane:
    return np.asarray(np.mod(first / np.float32(0.12), 1) < 0.6, np.float32) * np.ones_like(second)

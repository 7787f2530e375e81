"""A cave: a mouth with the land outside, a hall under a hole in its roof, a grotto, crystals."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, tint
from reelwright.providers.offline.visual.nature import (
    cavern,
    ground,
    heavens,
    ranges,
    stream,
    terrain,
    weather,
)
from reelwright.providers.offline.visual.nature.cavern import Arch, Drip, Lamp
from reelwright.providers.offline.visual.nature.crag import Rock
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.stream import Water
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing

STONES = (("#2a2520", "#94887a"), ("#22252a", "#7f8890"), ("#2b211e", "#98806f"))
GLOWS = ("#59d8ff", "#c07cff", "#6cffb4", "#ff8ad0")


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of cave: half its opening's width and height in units, and how high it lies in them.

    `water` is the level of the water in it, in metres; `drips` how much dripstone there is.
    """

    wide: float
    tall: float
    lift: float
    water: float
    drips: int
    ahead: float


PLANS = {
    "mouth": Plan(0.42, 0.34, 0.12, -0.06, 7, 22),
    "grotto": Plan(0.44, 0.2, 0.1, 0.5, 10, 30),
    "hall": Plan(0.13, 0.09, 0.44, -0.02, 30, 34),
    "crystals": Plan(0.1, 0.12, 0.34, 0.1, 18, 30),
}


class Cave:
    """A cave in rock of the same make, with crystals of one colour, in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        names = [name for name in PLANS if not (stage.stood and name == "grotto")]
        wet = Place.WATER in stage.places
        self.name = "grotto" if wet else str(rng.choice(names))
        self.plan = PLANS[self.name]
        stage.stand(rng.uniform(0.6, 0.66), rng.uniform(0.95, 1.15), rng.uniform(1.7, 2.2))
        film = stage.film_rng("cave")
        dark, pale = STONES[film.integers(len(STONES))]
        moss = colour("#3c5a24") if self.name == "mouth" else None
        self.rock = Rock(colour(dark), colour(pale), 2.6, 0.4, moss, 0.1, 0.55)
        self.glow = colour(GLOWS[film.integers(len(GLOWS))])
        self.drift = rng.random(4).astype(np.float32)
        self.peak = ranges.prospect(stage.view, rng, rng.uniform(0.1, 0.2), 4_000)
        self.grove = Grove(stage, self.relief)
        self.side = rng.choice([-1, 1]) * rng.uniform(0.05, 0.3)
        self.arches = self._arches(rng)
        self.gems = self._gems(rng) if self.name == "crystals" else []
        self.lamps = self._lamps()
        self.bounce = self._bounce()

    def _arches(self, rng: np.random.Generator) -> list[Arch]:
        """Return arches from the opening on, each nearer and wider than the last."""
        view, plan, arches = self.stage.view, self.plan, []
        x = view.width * (0.5 + self.side * 0.5)
        y = view.horizon - plan.lift * view.unit
        wide = min(plan.wide * view.unit, view.width * 0.36)
        tall = plan.tall * view.unit * (1.5 if self.stage.portrait else 1.0)
        small = plan.wide < 0.3
        for number, grow in enumerate(
            (1.0, 1.75 if small else 1.3, 3.2 if small else 1.75, 5.4 if small else 2.5)
        ):
            ahead = plan.ahead / (1.0, 1.45, 2.3, 4.2)[number]
            middle = (
                x
                + (view.width / 2 - x) * min(1.0, number * 0.35)
                + rng.normal(0, 0.02) * view.unit * number
            )
            lower = y + (view.horizon - y) * min(1.0, number * 0.3)
            drift = rng.random(2).astype(np.float32)
            arches.append(Arch(ahead, middle, lower, wide * grow, tall * grow, -1.2, drift))
        return arches

    def _lamps(self) -> list[Lamp]:
        """Return what lights the cave: its opening, and crystals."""
        light, view, first = self.stage.light, self.stage.view, self.arches[0]
        sky = light.horizon * np.float32(0.9) + light.ambient + light.sun.colour * np.float32(0.22)
        reach = view.unit * (0.4 if self.plan.wide > 0.3 else 0.55)
        strong = np.float32(1.25 if self.plan.wide > 0.3 else 2.1)
        lamps = [Lamp(first.x, first.y, reach, sky * strong, first.wide * 0.6, first.tall * 0.6)]
        shine = np.float32(0.55 + 0.5 * self.stage.light.ambient.mean())
        for x, y, _, tall in self.gems:
            lamps.append(Lamp(x, y - tall * 0.4, tall * 1.3, self.glow * shine))
        return lamps

    def _bounce(self) -> Plane:
        light = self.stage.light
        return np.asarray(
            light.ambient * np.float32(0.42) + light.horizon * np.float32(0.12), np.float32
        )

    def _gems(self, rng: np.random.Generator) -> list[tuple[float, float, float, float]]:
        """Return clusters of crystals: column, row, metres ahead and height in pixels."""
        view, gems = self.stage.view, []
        for ahead in sorted(np.exp(rng.uniform(np.log(6.5), np.log(24), 9)), reverse=True):
            across = view.across(rng.choice([-1, 1]) * rng.uniform(0.25, 0.95), ahead)
            foot = self.grove.foot(across, ahead)
            tall = view.focal * rng.uniform(0.8, 2.0) / ahead
            gems.append((view.x(across, ahead), view.y(foot - 0.1, ahead), float(ahead), tall))
        return gems

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the floor: hollow in the middle, rubble at the sides."""
        place = across, ahead
        lumps = terrain.lumps(place, 13, self.drift, 54, 0.5) - np.float32(0.5)
        large = terrain.lumps(place, 34, self.drift[2:], 54, 0.5) - np.float32(0.5)
        sides = np.minimum((across / (4 + ahead * 0.16)) ** 2, 6) * np.float32(0.4)
        deep = {"grotto": -2.0, "mouth": 0.12, "hall": -0.1, "crystals": -0.05}[self.name]
        return np.asarray(
            sides + lumps * np.float32(0.7) + large * np.float32(0.9) + deep, np.float32
        )

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view = self.stage.view
        if place is Place.AIR:
            return Footing(view, 9, 9, rows=(0.25, 0.5))
        if place is Place.LAND and self.name != "grotto":
            return Footing(view, 5.5, 16, self.grove.foot, edge=0.5, tallest=6)
        if place is Place.WATER and self.name == "grotto":
            return Footing(
                view, 10, 24, lambda _across, _ahead: self.plan.water, edge=0.5, tallest=7
            )
        return None

    def sky(self) -> None:
        """Paint the sky, as much of it as the opening shows."""
        heavens.paint(self.stage, "cave", 0.2)
        self.stage.breathe(3_800, 1.0, 40)

    def far(self) -> None:
        """Paint the land or the sea outside, and the weather there."""
        stage = self.stage
        if self.plan.wide > 0.3:
            ranges.paint(stage, self.peak, Reach(900, 22_000, 300), 1_200)
        if self.name == "mouth":
            self._outside()
        elif self.name == "grotto":
            stream.fill(stage, Water(self.plan.water, 0.02, colour("#0a4450"), 1.0, None, 9_000))
        weather.fall(stage)

    def mid(self) -> None:
        """Paint the arches around the opening, the floor, dripstone, crystals and water."""
        stage, rng = self.stage, self.stage.rng("inside")
        for number, one in enumerate(self.arches[:2]):
            cavern.arch(stage, one, self._hewn(number), self._weak(number), self.bounce)
        self._floor()
        cavern.arch(stage, self.arches[2], self._hewn(2), self._weak(2), self.bounce)
        self._drips(rng, (self.arches[2].ahead * 0.85, self.plan.ahead * 0.95), self.plan.drips)
        for x, y, ahead, tall in self.gems:
            cavern.crystals(stage, (x, y, ahead), tall, self.glow * np.float32(0.9), rng)
        ripple = 0.012 if self.name == "grotto" else 0.003
        deep = colour("#0a4a54" if self.name == "grotto" else "#07181c")
        stream.fill(stage, Water(self.plan.water, ripple, deep, 1.5, None, self.plan.ahead))
        self._light()

    def near(self) -> None:
        """Paint the arch and the dripstone close by."""
        stage, rng = self.stage, self.stage.rng("close")
        cavern.arch(stage, self.arches[3], self._hewn(3), self._weak(3), self.bounce)
        self._drips(rng, (self.arches[3].ahead * 0.75, self.arches[3].ahead * 0.9), 3)

    def _hewn(self, number: int) -> Rock:
        """Return the rock of the `number`th arch: the farther, the larger its blocks."""
        block = self.rock.block * (2.6, 1.9, 1.3, 0.8)[number]
        return replace(self.rock, block=block, rough=(0.3, 0.4, 0.55, 0.8)[number])

    def _weak(self, number: int) -> Sequence[Lamp]:
        """Return the lamps as they light the `number`th arch: the opening's light grows weaker."""
        first, *rest = self.lamps
        share = np.float32((1.0, 0.62, 0.42, 0.26)[number])
        reach = first.reach * (1.0, 1.25, 1.6, 2.2)[number]
        return [Lamp(first.x, first.y, reach, first.colour * share, first.wide, first.tall), *rest]

    def _outside(self) -> None:
        stage, rng = self.stage, self.stage.rng("outside")

        def relief(across: Plane, ahead: Plane) -> Plane:
            hills = terrain.lumps((across, ahead), 700, self.drift, 151, 0.35) - np.float32(0.3)
            return hills * 60 * ramp(ahead, 60, 500) - np.float32(1.5) * ramp(ahead, 20, 60)

        for land in terrain.survey(stage, relief, Reach(self.plan.ahead * 0.9, 2_400, 260)):
            green = blend(
                ground.turf(land, stage.moment),
                ground.wooded(land, stage.moment),
                ramp(land.ahead, 160, 400),
            )
            stage.lay(land, ground.shade(ground.rough(land, 20, 0.8), green, stage.light))
        grove, winter = Grove(stage, relief), stage.moment.season is Season.WINTER
        kinds = ("spruce", "bare") if winter else ("spruce", "oak", "birch")
        for ahead in sorted(np.exp(rng.uniform(np.log(36), np.log(300), 46)), reverse=True):
            grove.tree(
                str(rng.choice(kinds)), grove.aside(ahead, 0.1, rng), ahead, rng.uniform(6, 13), rng
            )

    def _floor(self) -> None:
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(1.1, self.plan.ahead, 300)):
            land = ground.rough(ground.rough(band, 7, 0.35), 2.2, 0.04)
            fine = ground.pattern(land, 5, seed=63)
            stone = blend(self.rock.dark, self.rock.pale, fine)
            stage.canvas.lay(stone * self._shed(land), land.cover, land.box, land.ahead)

    def _shed(self, land: Land) -> Plane:
        """Return the light on the floor: from the opening ahead, and from crystals."""
        view = self.stage.view
        first, *rest = self.lamps
        away = (np.float32(self.plan.ahead) - land.ahead) / np.float32(self.plan.ahead)
        sloped = clip(
            np.float32(0.24) - land.north * np.float32(0.8) + land.level * np.float32(0.25)
        )
        falls = tint(np.full_like(away, 2.0), self.bounce) * land.level[..., None]
        if self.plan.wide > 0.3:
            falls += tint(sloped * np.exp(-away * np.float32(1.9)), first.colour)
        else:
            spot = self._spot()
            far = np.hypot(land.across - spot[0], (land.ahead - spot[1]) * np.float32(0.8))
            falls += tint(land.level * np.exp(-((far / 2.6) ** 2)) * np.float32(3), first.colour)
            falls += tint(sloped * np.exp(-far / 7), first.colour * np.float32(0.5))
        for lamp, gem in zip(rest, self.gems, strict=True):
            across = (gem[0] - view.middle) / view.focal * gem[2]
            far = np.hypot(land.across - np.float32(across), land.ahead - np.float32(gem[2]))
            falls += tint(np.exp(-far / np.float32(1.6)), lamp.colour * np.float32(0.8))
        return falls

    def _spot(self) -> tuple[float, float]:
        """Return where light from a hole in the roof falls: metres to the right and ahead."""
        ahead = self.plan.ahead * 0.5
        aside = (self.arches[0].x - self.stage.view.middle) / self.stage.view.focal
        return aside * ahead * 0.7, ahead

    def _light(self) -> None:
        """Let light stand in the air, where the opening is small or crystals shine."""
        stage, view = self.stage, self.stage.view
        if self.plan.wide < 0.3:
            across, ahead = self._spot()
            foot = view.x(across, ahead), view.y(0.0, ahead)
            cavern.beam(
                stage, self.lamps[0], foot, 0.3 if self.name == "hall" else 0.16, self.drift
            )
        else:
            cavern.shimmer(stage, self.lamps[0], 0.05)
        for lamp, gem in zip(self.lamps[1:], self.gems, strict=True):
            x, y = (
                int(np.clip(v, 0, n - 1)) for v, n in ((lamp.x, view.width), (lamp.y, view.height))
            )
            if stage.canvas.depth[y, x] > gem[2] * 0.95:
                cavern.shimmer(stage, lamp, 0.2)

    def _drips(self, rng: np.random.Generator, reach: tuple[float, float], many: int) -> None:
        """Hang dripstone from the roof and let some rise from the floor, the farthest first."""
        stage, view = self.stage, self.stage.view
        lamps = self._weak(1)
        for ahead in sorted(rng.uniform(*reach, many), reverse=True):
            share = rng.choice([-1, 1]) * abs(rng.normal(0.45, 0.32))
            across = view.across(float(share), ahead)
            x, half = view.x(across, ahead), view.focal / ahead * rng.uniform(0.12, 0.4)
            if rng.random() < 0.3:
                root = view.y(self.grove.foot(across, ahead) - 0.15, ahead)
                tip = root - view.focal / ahead * rng.uniform(0.6, 2.2)
            else:
                found = self._behind(ahead).roof(float(np.clip(x, 0, view.width - 1)))
                if found < 0:
                    continue
                root = found - view.unit * 0.01
                tip = root + view.focal / ahead * rng.uniform(0.8, 2.8) * (0.5 + abs(share))
            cavern.dripstone(
                stage, Drip(x, root, tip, half, ahead), self.rock, lamps, self.bounce, rng
            )

    def _behind(self, ahead: float) -> Arch:
        """Return the first arch behind a place so many metres ahead."""
        return min((one for one in self.arches if one.ahead >= ahead), key=lambda one: one.ahead)

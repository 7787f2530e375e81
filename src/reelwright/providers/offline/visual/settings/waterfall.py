"""A waterfall: one tall fall, a curtain, or steps, between wet walls, into a pool."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.lexicon import Hour, Season, Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp
from reelwright.providers.offline.visual.nature import (
    crag,
    falls,
    flank,
    grass,
    ground,
    heavens,
    rays,
    stream,
    terrain,
)
from reelwright.providers.offline.visual.nature.crag import Face, Rock
from reelwright.providers.offline.visual.nature.falls import Fall
from reelwright.providers.offline.visual.nature.flank import Flank
from reelwright.providers.offline.visual.nature.growth import BLADES, Grove, tints
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.nature.stream import Water
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

STONES = (("#26241f", "#7d766a"), ("#1f2224", "#6d7273"), ("#2c231c", "#8a7358"))
MOSS = {
    Season.SPRING: "#4c7a24",
    Season.SUMMER: "#3c6420",
    Season.AUTUMN: "#5e6024",
    Season.WINTER: "#46532c",
}
WOODS = (("spruce", "spruce", "birch"), ("oak", "elm", "bush"), ("birch", "elm", "spruce"))


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of fall: how tall in metres, how wide, how many steps, how full, how far ahead."""

    tall: tuple[float, float]
    wide: tuple[float, float]
    steps: int
    full: float
    ahead: tuple[float, float]

    def swollen(self) -> "Plan":
        """Return it after rain, when more water falls."""
        narrow, broad = self.wide
        return replace(self, wide=(narrow * 1.6, broad * 1.6), full=min(1.0, self.full + 0.25))


PLANS = {
    "tall": Plan((34, 44), (3.5, 5.5), 1, 0.75, (70, 84)),
    "curtain": Plan((15, 20), (17, 26), 1, 0.55, (46, 58)),
    "steps": Plan((26, 34), (6, 9), 3, 0.8, (60, 74)),
    "twins": Plan((24, 32), (3.5, 5.0), 1, 0.65, (62, 74)),
}


class Waterfall:
    """A fall over rock of the same make in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        self.name = str(rng.choice(list(PLANS)))
        raining = stage.moment.weather in {Weather.RAIN, Weather.STORM}
        self.plan = PLANS[self.name].swollen() if raining else PLANS[self.name]
        self.clear = 2_800 if raining else 1_000
        stage.stand(rng.uniform(0.66, 0.72), rng.uniform(1.0, 1.15), rng.uniform(2.4, 3.6))
        self.ahead = rng.uniform(*self.plan.ahead) * (1.15 if stage.portrait else 1.0)
        self.tall = self._tall(rng)
        self.side = int(rng.choice([-1, 1]))
        self.middle = stage.view.across(self.side * rng.uniform(0.0, 0.22), self.ahead)
        self.drift = rng.random(4).astype(np.float32)
        film = stage.film_rng("waterfall")
        dark, pale = STONES[film.integers(len(STONES))]
        moss = colour(MOSS[stage.moment.season])
        self.rock = Rock(colour(dark), colour(pale), 6.0, 0.9, moss, 0.3)
        self.kinds = WOODS[film.integers(len(WOODS))]
        self.grove = Grove(stage, self.relief)
        self.walls = self._walls(rng)

    def _tall(self, rng: np.random.Generator) -> float:
        """Return how high the lip lies, so that the fall begins below the picture's upper edge."""
        view = self.stage.view
        room = (
            view.eye
            + (view.horizon - view.height * rng.uniform(0.12, 0.2)) / view.focal * self.ahead
        )
        return (
            float(min(rng.uniform(*self.plan.tall), room))
            if not self.stage.portrait
            else room * 0.9
        )

    def _walls(self, rng: np.random.Generator) -> list[Flank]:
        """Return the walls at both sides, the farthest first, nearer ones farther out."""
        stage, walls = self.stage, []
        for rank, near in enumerate((0.84, 0.6)):
            for side in (-1, 1):
                ahead = self.ahead * near * rng.uniform(0.95, 1.05)
                inner = rng.uniform(0.22, 0.4) + 0.22 * rank
                tall = self.tall * rng.uniform(0.8, 1.25) * near**0.5
                low = -tall * rng.uniform(0.05, 0.25)
                ends = (-1.3, -inner) if side < 0 else (inner, 1.3)
                crest = (-1.0, tall, low) if side < 0 else (-1.0, low, tall)
                walls.append(flank.wall(stage, ahead, ends, crest, rng))
        return sorted(walls, key=lambda wall: -wall.ahead)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the pool's floor and shores."""
        place = across, ahead
        shore = np.abs(across - self.middle * 0.4) - (5 + ahead * 0.17)
        ragged = (terrain.lumps(place, 22, self.drift, 201, 0.5) - np.float32(0.5)) * 9
        near = (7.5 - ahead + ragged * 0.3) * 0.5
        bank = clip(np.maximum(shore + ragged, near), -6, 16) * np.float32(0.16)
        foot = ramp(ahead, self.ahead * 0.72, self.ahead) * ramp(
            np.abs(across - self.middle),
            self.plan.wide[1] * 0.55 + 3,
            self.plan.wide[1] * 0.55 + 12,
        )
        bank = bank + foot * 4
        lumps = terrain.lumps(place, 9, self.drift[2:], 54, 0.5) * ramp(bank, 0, 1.0)
        return np.asarray(bank - 0.1 + lumps * np.float32(0.9), np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view = self.stage.view
        if place is Place.LAND:
            return Footing(
                view, 5, 40, self.grove.foot, fits=lambda x, z: self.grove.foot(x, z) > 0.1
            )
        if place is Place.WATER:
            return Footing(
                view, 9, self.ahead * 0.6, fits=lambda x, z: self.grove.foot(x, z) < -0.2
            )
        return aloft(view, 0.08, 0.24) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "waterfall", 0.2)
        self.stage.breathe(self.clear, 0.9, 12)

    def far(self) -> None:
        """Paint the wall behind, the woods on it, and the water that falls over it."""
        stage, rng = self.stage, self.stage.rng("wall")
        back = flank.wall(stage, self.ahead, (-1.35, 1.35), (-1.0, self.tall, self.tall), rng)
        notch = np.linspace(back.left, back.right, len(back.crest)) - self.middle
        low = np.exp(-((notch / (self.plan.wide[1] * 0.8)) ** 4)).astype(np.float32)
        rough = np.maximum(back.crest, self.tall * np.float32(0.98)) + np.abs(notch) * 0.06
        crest = np.asarray(rough * (1 - low) + self.tall * low, np.float32)
        back = Flank(back.ahead, back.left, back.right, back.foot, crest)
        flank.crown(self.grove, back, self._kinds(), 60, (5, 11), rng)
        flank.paint(stage, back, self.rock, self.drift, self._dress)
        self._pour(rng)

    def mid(self) -> None:
        """Paint the walls at the sides, the shores and the pool."""
        stage, rng = self.stage, self.stage.rng("sides")
        for number, wall in enumerate(self.walls):
            flank.crown(self.grove, wall, self._kinds(), 26, (4, 9), rng)
            flank.paint(stage, wall, self.rock, self.drift + np.float32(0.3 * number), self._dress)
        for band in terrain.survey(stage, self.relief, Reach(1.2, self.ahead * 0.98, 380)):
            land = ground.rough(ground.rough(band, 4, 0.35), 1.1, 0.05)
            stage.lay(land, ground.shade(land, self._soil(land), stage.light))
        self._boulders(rng)
        stream.fill(stage, Water(0.0, 0.012, colour("#0c2f30"), 1.6, self._foam, self.ahead))
        mist = self.middle, 0.0, self.ahead * 0.93
        falls.spray(stage, mist, (self.plan.wide[1] * 0.55 + 5, self.tall * 0.3), 0.75, rng)
        self._arc()

    def near(self) -> None:
        """Paint what grows on the shore close by, and boughs overhead."""
        stage, rng = self.stage, self.stage.rng("close")
        if not stage.moment.white:
            sward = grass.Sward(2.0, 15, 0.28, 8000, tints(BLADES[stage.moment.season]))
            grass.grow(stage, stage.view, sward, self._turf)
        rays.cast(stage, 0.25)
        self._overhead(rng)

    def _pour(self, rng: np.random.Generator) -> None:
        plan, tall = self.plan, self.tall
        wide = rng.uniform(*plan.wide)
        if self.name == "twins":
            for side in (-1, 1):
                across = self.middle + side * rng.uniform(4, 7)
                fall = Fall(across, self.ahead, tall, -0.5, wide * rng.uniform(0.7, 1.1), plan.full)
                falls.pour(self.stage, fall, rng)
            return
        across, lip = self.middle, tall
        for step in range(plan.steps):
            last = step == plan.steps - 1
            end = -0.5 if last else lip - tall / plan.steps * rng.uniform(0.8, 1.15)
            near = self.ahead * (1 - 0.025 * step)
            fall = Fall(across, near, lip, end, wide, plan.full, 0.25 if plan.steps == 1 else 0.45)
            falls.pour(self.stage, fall, rng)
            if not last:
                place = across, end, near * 0.99
                falls.spray(self.stage, place, (wide * 0.8, 2.2), 0.5, rng)
            lip, wide = end + 0.4, wide * rng.uniform(1.05, 1.3)
            across += rng.uniform(-0.3, 0.3) * wide

    def _dress(self, face: Face, seen: Plane) -> Plane:
        """Return a wall that is wet around the fall, and everywhere in the rain."""
        raining = self.stage.moment.weather in {Weather.RAIN, Weather.STORM}
        away = np.abs(face.x - np.float32(self.middle)) - np.float32(self.plan.wide[1] * 0.5)
        share = clip(np.exp(-np.maximum(away, 0) / np.float32(7)) + np.float32(0.6 * raining))
        shine = self.stage.light.ambient + self.stage.light.sun.colour * np.float32(0.3)
        return crag.wet(seen, share, shine, face)

    def _soil(self, land: terrain.Land) -> Plane:
        fine = ground.pattern(land, 2.4, seed=63)
        stones = blend(self.rock.dark, self.rock.pale, fine)
        green = ground.turf(land, self.stage.moment)
        wet = 1 - np.float32(0.6) * ramp(-land.up, -0.35, 0.05)
        return blend(stones, green, ramp(land.up, 0.35, 1.0)) * wet[..., None]

    def _boulders(self, rng: np.random.Generator) -> None:
        reach = np.log(6), np.log(self.ahead * 0.9)
        for ahead in sorted(np.exp(rng.uniform(*reach, 46)), reverse=True):
            across = self.stage.view.across(rng.uniform(-1.1, 1.1), ahead)
            foot = self.grove.foot(across, ahead)
            if -0.5 < foot < 1.2 and abs(across - self.middle) > 3:
                self.grove.rock(across, ahead, rng.uniform(0.5, 1.9) - min(foot, 0.0), rng)

    def _foam(self, across: Plane, ahead: Plane) -> Plane:
        """Return the foam under the fall, and the rings that run from it."""
        far = np.hypot(
            (across - np.float32(self.middle)) / np.float32(self.plan.wide[1] * 0.5 + 3),
            (ahead - np.float32(self.ahead)) / 11,
        )
        place = across, ahead
        lace = terrain.lumps(place, 6, self.drift, 133, 0.65)
        ring = np.sin(far * np.float32(9) + lace * 6) * np.float32(0.5) + np.float32(0.5)
        return clip(
            np.exp(-(far**2) * 0.9) * (0.35 + lace)
            + ring * ramp(lace, 0.45, 0.75) * np.exp(-far * 1.1) * 0.5
        )

    def _arc(self) -> None:
        moment = self.stage.moment
        high = self.stage.light.sun.elevation > 0.3 and not self.stage.light.sun.seen
        if moment.hour is Hour.DAY and moment.weather is Weather.CLEAR and high:
            aside = self.middle - self.stage.light.sun.side * 6
            falls.rainbow(self.stage, (aside, -2.0, self.ahead * 0.8), self.tall * 0.36)

    def _turf(self, across: Plane, ahead: Plane) -> Plane:
        """Return the shore where grass grows; where none does, far below."""
        height = self.relief(across, ahead)
        return np.where(height > 0.4, height, -50)

    def _overhead(self, rng: np.random.Generator) -> None:
        view = self.stage.view
        if "spruce" in self.kinds:
            return
        for _ in range(int(rng.integers(2, 5))):
            ahead = rng.uniform(6, 10)
            across = view.across(rng.choice([-1, 1]) * rng.uniform(0.75, 1.1), ahead)
            top = view.eye + view.horizon / view.focal * ahead
            self.grove.hang(
                "bough",
                Spot(across, top - rng.uniform(1.6, 2.6), ahead, rng.uniform(2.6, 4)),
                rng,
            )

    def _kinds(self) -> tuple[str, ...]:
        winter = self.stage.moment.season is Season.WINTER
        return ("spruce", "bare", "spruce") if winter else self.kinds

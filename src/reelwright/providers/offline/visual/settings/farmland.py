"""Farmland: strips of crops over rolling hills, hedges, a farm far off, rows or bales close by."""

from dataclasses import dataclass

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, times
from reelwright.providers.offline.visual.built import houses, landmarks
from reelwright.providers.offline.visual.nature import (
    farmyard,
    fields,
    grass,
    ground,
    heavens,
    ranges,
    terrain,
)
from reelwright.providers.offline.visual.nature.fields import Fields
from reelwright.providers.offline.visual.nature.grass import Sward
from reelwright.providers.offline.visual.nature.growth import BLADES, Grove, tints
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

CROPS = {
    Season.SPRING: ("#6f9a3a", "#d8c22a", "#5d4634", "#5f8a34", "#86a84a", "#6a4e38"),
    Season.SUMMER: ("#c8a24c", "#5a7f34", "#b8a85a", "#6f8f3e", "#d0b060", "#486e2c"),
    Season.AUTUMN: ("#b89858", "#5a4232", "#a87a3a", "#7d7a3a", "#66482f", "#c4aa70"),
    Season.WINTER: ("#5c4a38", "#6a7040", "#70604a", "#59683a", "#4e3d2e", "#7c7048"),
}
"""Fields by season."""
ROWED = {
    Season.SPRING: ("#5c8a34", "#7aa23e", "#4a762c"),
    Season.SUMMER: ("#4f7d30", "#6a9238", "#3f6a28"),
    Season.AUTUMN: ("#8a7a34", "#a07c34", "#6f6a30"),
    Season.WINTER: ("#5f6a38", "#727444", "#565c34"),
}
"""What stands in rows close by."""
EARED = {
    Season.SUMMER: ("#c9a24a", "#dab85e", "#b08a3c", "#e2c878"),
    Season.AUTUMN: ("#b4924c", "#9c7a3c", "#c8aa64"),
}
"""Standing corn, where there is any."""
WALLS, ROOFS = ("#d8ccb4", "#cbb894", "#b8a894"), ("#8a4630", "#5a4a44", "#7a5238")
BARNS = ("#8a2f22", "#6e4a34", "#7d6a55")


@dataclass(frozen=True, slots=True)
class Plan:
    """What lies close by: the eye's height, and how tall what grows there is, in metres."""

    eye: tuple[float, float]
    tall: float


PLANS = {
    "rows": Plan((2.8, 4.0), 0.42),
    "corn": Plan((2.8, 3.6), 0.6),
    "bales": Plan((2.6, 4.0), 0.1),
    "pasture": Plan((2.4, 3.4), 0.3),
    "vale": Plan((26, 40), 0.0),
}


class Farmland:
    """Fields around a farm whose walls and barn are the same in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        names = ["bales", "pasture"] if stage.stood else list(PLANS)
        self.name = str(rng.choice(names))
        self.plan = PLANS[self.name]
        eye = rng.uniform(1.8, 2.3) if stage.stood else rng.uniform(*self.plan.eye)
        stage.stand(rng.uniform(0.4, 0.48), rng.uniform(1.15, 1.45), eye)
        self.drift, turn = rng.random(4).astype(np.float32), rng.uniform(0.25, 0.95)
        self.side = int(rng.choice([-1, 1]))
        self.swell, self.slant = rng.uniform(26, 48), rng.uniform(-0.22, 0.22)
        self.fields = Fields(turn, rng.uniform(0, 6.28), self.drift[1:])
        peak = rng.uniform(0.06, 0.12) if rng.random() < 0.35 else None
        self.ranges = ranges.prospect(stage.view, rng, peak, 6_000) if peak else None
        film = stage.film_rng("farm")
        self.wall, self.roof = colour(WALLS[film.integers(3)]), colour(ROOFS[film.integers(3)])
        self.boards, self.mill = colour(BARNS[film.integers(3)]), bool(film.random() < 0.35)
        self.grove = Grove(stage, self.relief)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the land: gentle close by, rolling hills beyond."""
        place = across, ahead
        hills = terrain.lumps(place, 1_500, self.drift, 53, 0.25) - np.float32(0.45)
        lumps = terrain.lumps(place, 320, self.drift[2:], 152, 0.3) - np.float32(0.5)
        rise = ramp(ahead, 500, 2_600) * 34
        near = lumps * 9 * ramp(ahead, 12, 120)
        return np.asarray(
            hills * np.float32(self.swell * 3) * ramp(ahead, 60, 620) + near + rise, np.float32
        )

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            near = 6 if self.name != "vale" else 60
            return Footing(self.stage.view, near, near * 9, self.grove.foot)
        return aloft(self.stage.view, 0.1, 0.28) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "farmland", 0.34)
        self.stage.breathe(4_600, 0.8, 34)

    def far(self) -> None:
        """Paint the hills with their fields, and the woods on the last ones."""
        stage = self.stage
        if self.ranges is not None:
            ranges.paint(stage, self.ranges, Reach(3_000, 24_000, 300), 1_150)
        for band in terrain.survey(stage, self.relief, Reach(1.2, 3_600, 560)):
            land = ground.rough(ground.rough(band, 30, 0.5), 3, 0.06)
            lit = ground.shade(ground.cloud_shadow(land, stage), self._soil(land), stage.light)
            stage.lay(land, lit)
        self._hedges()

    def mid(self) -> None:
        """Set the farm, and trees that stand alone."""
        rng, stage = self.stage.rng("farm"), self.stage
        ahead = rng.uniform(170, 260) if self.name != "vale" else rng.uniform(300, 420)
        middle = stage.view.across(-self.side * rng.uniform(0.2, 0.5), ahead)
        self._farm(middle, ahead, rng)
        for _ in range(int(rng.integers(1, 4))):
            near = rng.uniform(45, 120) if self.name != "vale" else rng.uniform(120, 260)
            across = stage.view.across(self.side * rng.uniform(0.3, 0.95), near)
            self.grove.tree(self._kind(rng), across, near, rng.uniform(9, 14), rng)
        if self.name == "bales":
            self._bales(rng)
        if self.name in {"pasture", "bales"}:
            self._fence(rng)

    def near(self) -> None:
        """Paint what grows close by: rows, corn, or grass."""
        stage, season = self.stage, self.stage.moment.season
        if stage.moment.white or self.plan.tall == 0:
            return
        if self.name == "rows":
            blades = tints(ROWED[season])
            grass.grow(
                stage, stage.view, Sward(2.0, 70, self.plan.tall, 24_000, blades), self._rows
            )
            return
        blades = tints(
            EARED.get(season, BLADES[season]) if self.name == "corn" else self._stubble()
        )
        tall = self.plan.tall * (0.45 if self.name == "corn" and season not in EARED else 1.0)
        petals = (
            tints(("#d8342a", "#5a6ed0"))
            if season is Season.SUMMER and self.name == "corn"
            else None
        )
        sward = Sward(3.0, 36, tall, 24_000, blades, petals, 0.004)
        grass.grow(stage, stage.view, sward, self.relief)

    def _stubble(self) -> tuple[str, ...]:
        return (
            ("#c2a766", "#a88c50", "#d2bc80")
            if self.name == "bales"
            else BLADES[self.stage.moment.season]
        )

    def _kind(self, rng: np.random.Generator) -> str:
        winter = self.stage.moment.season is Season.WINTER
        return "bare" if winter else str(rng.choice(["oak", "oak", "elm"]))

    def _row(self, across: Plane, ahead: Plane) -> Plane:
        """Return how far along its row's width a place is: 0 on the ridge, 1 in the furrow."""
        place = across - ahead * np.float32(self.slant)
        part = place / np.float32(0.95)
        return np.abs(part - np.round(part)) * 2

    def _rows(self, across: Plane, ahead: Plane) -> Plane:
        """Return the ground where plants stand in rows; between them, far below."""
        return np.where(self._row(across, ahead) < 0.42, self.relief(across, ahead), -60)

    def _soil(self, land: Land) -> Plane:
        moment = self.stage.moment
        place = self.fields.at(land.across, land.ahead)
        seen = fields.sown(land, place, tints(CROPS[moment.season]))
        edge = self.fields.border(place)
        turf = ground.turf(land, moment)
        seen = blend(
            seen, turf * np.float32(0.8), ramp(-edge, -3.2, -1.4) * ramp(land.ahead, 30, 60)
        )
        seen = blend(
            seen,
            self._close(land, turf),
            ramp(-land.ahead, -95, -60) * np.float32(self.name != "vale"),
        )
        seen = blend(seen, ground.wooded(land, moment), ramp(land.ahead, 1_900, 2_700))
        if moment.white:
            lies = np.float32(0.94) - np.float32(0.35) * ramp(place[0], 0.4, 0.9) * ramp(
                ground.pattern(land, 9), 0.5, 0.7
            )
            seen = blend(seen, ground.snow(land), lies)
        track = np.abs(land.across - self._track(land.ahead))
        ruts = np.exp(-(((track - 0.8) / 0.3) ** 2)) * ramp(-land.ahead, -260, -200)
        shown = ruts * np.float32(0.85 * (self.name in {"pasture", "vale"}))
        return blend(seen, colour("#9a8a78" if moment.white else "#8a7350"), shown)

    def _track(self, ahead: Plane) -> Plane:
        """Return how far to the right the track to the farm runs."""
        sway = np.sin(ahead * np.float32(0.025) + self.drift[0] * 6) * 4
        return np.asarray(np.float32(-self.side * 0.16) * ahead + sway + self.side * 3, np.float32)

    def _close(self, land: Land, turf: Plane) -> Plane:
        """Return the ground close by, under what grows there."""
        fine = ground.pattern(land, 3, seed=63)
        if self.name == "rows":
            earth = blend(colour("#3f2e22"), colour("#7d6148"), fine)
            ridge = ramp(-self._row(land.across, land.ahead), -0.75, -0.2)
            green = tints(ROWED[self.stage.moment.season]).mean(axis=0) * np.float32(0.8)
            return blend(earth, green, ridge * ramp(land.ahead, 14, 55))
        if self.name in {"bales", "corn"}:
            gold = blend(colour("#8c7440"), colour("#c9b070"), fine)
            part = land.across - land.ahead * np.float32(self.slant)
            lines = np.cos(part * np.float32(2 * np.pi / 1.4)) * np.float32(0.2)
            return times(gold, 1 + lines / (1 + (land.ahead / 30) ** 2))
        return turf

    def _hedges(self) -> None:
        """Plant bushes and trees along the borders of fields, the farthest first."""
        rng, stage = self.stage.rng("hedges"), self.stage
        near, far = (70, 1_300) if self.name != "vale" else (110, 1_600)
        winter = stage.moment.season is Season.WINTER
        count = 1_500 if self.name == "vale" else 1_100
        ahead = np.sort(np.exp(rng.uniform(np.log(near), np.log(far), count)))[::-1].astype(
            np.float32
        )
        share = rng.uniform(-1.1, 1.1, count)
        across = np.array(
            [stage.view.across(s, z) for s, z in zip(share, ahead, strict=True)], np.float32
        )
        snapped = self.fields.snapped(across, ahead, rng)
        for x, z in sorted(zip(*snapped, strict=True), key=lambda place: -place[1]):
            if z < near * 0.8:
                continue
            tree = rng.random() < 0.1
            kind = ("bare" if winter else str(rng.choice(["oak", "elm"]))) if tree else "bush"
            tall = rng.uniform(6, 11) if tree else rng.uniform(1.6, 3.2)
            self.grove.tree(kind, float(x), float(z), tall, rng)

    def _farm(self, middle: float, ahead: float, rng: np.random.Generator) -> None:
        """Set a barn, a house and trees around them."""
        white = self.stage.moment.white
        roof = (
            self.roof * np.float32(0.3) + colour(ground.SNOW[1]) * np.float32(0.7)
            if white
            else self.roof
        )
        for _ in range(7):
            across = middle + rng.normal(0, 26)
            self.grove.tree(
                self._kind(rng), across, ahead + rng.uniform(8, 30), rng.uniform(8, 13), rng
            )
        if self.mill:
            place = middle + self.side * 34, ahead + 14, 17.0
            self.grove.set(landmarks.windmill(), Paint(roof, self.wall), place, rng)
        self.grove.set(farmyard.barn(), Paint(roof, self.boards), (middle, ahead, 10.5), rng)
        house = houses.cottage(int(self.stage.film_rng("house").integers(houses.VARIANTS)))
        self.grove.set(
            house, Paint(roof, self.wall), (middle - self.side * 19, ahead - 6, 8.5), rng
        )
        for _ in range(4):
            across = middle + rng.normal(0, 24)
            self.grove.tree("bush", across, ahead - rng.uniform(9, 14), rng.uniform(1.5, 2.6), rng)

    def _bales(self, rng: np.random.Generator) -> None:
        straw = colour("#c8a75c")
        for ahead in sorted(np.exp(rng.uniform(np.log(13), np.log(150), 16)), reverse=True):
            across = self.stage.view.across(rng.uniform(-1.0, 1.0), ahead)
            tone = straw * np.float32(rng.uniform(0.85, 1.1))
            paint = Paint(tone, tone, 0.9 * self.stage.moment.white)
            farmyard.shadow(self.stage, (across, self.grove.foot(across, ahead), ahead), 1.5)
            self.grove.set(farmyard.bale(), paint, (across, ahead, 1.5), rng, 0.03)

    def _fence(self, rng: np.random.Generator) -> None:
        view, side = self.stage.view, self.side
        near, far = rng.uniform(6.5, 9), rng.uniform(60, 90)
        start = view.across(side * rng.uniform(0.85, 1.1), near), near
        stop = view.across(side * rng.uniform(0.1, 0.35), far), far
        farmyard.fence(self.stage, self.grove, start, stop, colour("#8f8272"), rng)

"""A jungle: giants, lianas and broad leaves in humid light, a creek, the canopy from above."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, fit, ramp, tiled, tint
from reelwright.providers.offline.visual.nature import (
    foliage,
    giants,
    ground,
    heavens,
    rays,
    stream,
    terrain,
    trees,
)
from reelwright.providers.offline.visual.nature.canopy import Canopy
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.planting import Paint, Spot, plant
from reelwright.providers.offline.visual.nature.stream import Water
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

GREENS = ("#2f6a2a", "#4d8a30", "#23582e", "#6c9838", "#2b7044", "#7f9c3c")
HUMID = np.array([0.88, 1.02, 0.74], np.float32)
"""What green air does to the colour of the haze."""
STEAM = {Weather.FOG: 0.95, Weather.RAIN: 0.8, Weather.STORM: 0.6, Weather.CLOUDY: 0.45}
"""How far damp air hides the sky behind the leaves."""
LOW = {"fern": (0.5, 1.0), "ear": (0.8, 1.6), "fan": (0.9, 1.8), "banana": (1.8, 3.4)}
"""The plants of the floor, and how tall they are."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A kind of jungle: the gap between the trees, giants close by, lianas, the air's clearness."""

    gap: float
    giants: int
    lianas: int
    clear: float


PLANS = {
    "hall": Plan(5.5, 5, 8, 175),
    "thicket": Plan(2.6, 2, 14, 120),
    "creek": Plan(5.0, 2, 9, 185),
    "vista": Plan(0.0, 0, 0, 3_400),
}


class Jungle:
    """A jungle of the same greens in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        names = ["hall", "thicket"] if stage.stood else list(PLANS)
        self.name = "creek" if Place.WATER in stage.places else str(rng.choice(names))
        self.plan = PLANS[self.name]
        high = self.name == "vista"
        eye = rng.uniform(58, 76) if high else rng.uniform(1.5, 2.2)
        low = 0.36 if high else 0.58
        stage.stand(rng.uniform(low, low + 0.08), rng.uniform(1.05, 1.35), eye)
        self.phase, self.drift = rng.uniform(0, 6.28, 3), rng.random(4).astype(np.float32)
        film = stage.film_rng("jungle")
        chosen = film.choice(len(GREENS), 4, replace=False)
        self.greens = [colour(GREENS[number]) for number in chosen]
        self.kinds = (
            ["emergent", "emergent", "palm"]
            if film.random() < 0.6
            else ["emergent", "palm", "palm"]
        )
        first, second, third, _ = self.greens
        self.canopy = Canopy((first, second, third), self.drift, float(self.phase[1]))
        self.grove = Grove(stage, self.relief)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the floor, or of the canopy where one looks down on it."""
        place = across, ahead
        if self.name == "vista":
            return self.canopy.relief(across, ahead)
        away = np.abs(across - self._gap(ahead))
        lumps = terrain.lumps(place, 14, self.drift, 54, 0.5) - np.float32(0.5)
        bank = np.minimum(away / (5 + ahead * 0.1), 3.0) ** 1.5 * np.float32(0.35)
        creek = -ramp(np.float32(3.2) + 0.02 * ahead - away, 0, 2) * np.float32(
            0.75 * (self.name == "creek")
        )
        return np.asarray(bank + lumps * np.float32(0.7) * ramp(ahead, 3, 12) + creek, np.float32)

    def _gap(self, ahead: Plane) -> Plane:
        sway = np.sin(ahead * 0.06 + self.phase[0])
        return np.asarray(sway * np.minimum(ahead * 0.07, 2.6), np.float32)

    def _on(self, ahead: float) -> float:
        return float(self._gap(np.array(ahead, np.float32)))

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view = self.stage.view
        if place is Place.LAND and self.name in {"hall", "thicket"}:
            return Footing(view, 6, 18, self.grove.foot, edge=0.45)
        if place is Place.WATER and self.name == "creek":
            return Footing(view, 8, 16, lambda _across, _ahead: -0.25, edge=0.4)
        return aloft(view, 0.12, 0.3) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky, and fill the place with damp, green air."""
        heavens.paint(self.stage, "jungle", 0.3)
        vista = self.name == "vista"
        self.stage.breathe(self.plan.clear, 3.5 if vista else 1.0, 26 if vista else 5)
        air, light = self.stage.air, self.stage.light
        tone = HUMID if not vista else (1 + HUMID) / 2
        glow = (light.ambient * np.float32(0.75) + light.sun.colour * np.float32(0.16)) * tone
        share = np.float32(0.25 if vista else 0.62)
        haze = air.haze * tone * (1 - share) + glow * share
        self.stage.air = replace(air, haze=np.asarray(haze, np.float32), thin=None)
        if not vista:
            self._steam()

    def _steam(self) -> None:
        """Let damp air hide the sky: no gap between the leaves is darker than what stands in it."""
        stage = self.stage
        share = STEAM.get(stage.moment.weather, 0.3)
        if stage.moment.hour is Hour.NIGHT:
            share = max(share, 0.7)
        canvas = stage.canvas
        cover = np.full((canvas.height, canvas.width), share, np.float32)
        canvas.light = blend(canvas.light, stage.air.haze, cover)

    def far(self) -> None:
        """Paint the floor and the walls of leaves that stand in the damp."""
        if self.name == "vista":
            self.canopy.paint(self.stage, Reach(420, 9_000, 620))
            return
        self._floor()
        self._wall((46, 110), 46, (10, 19))
        self._stand((34, 100), 38, (20, 32))

    def mid(self) -> None:
        """Paint the trees around and what grows under them, and the creek."""
        if self.name == "vista":
            self.canopy.paint(self.stage, Reach(40, 430, 460))
            self._emergents()
            stream.fill(self.stage, Water(0.0, 0.006, colour("#1c3a2c"), 1.0, None, 3_000))
            return
        stage = self.stage
        self._wall((26, 46), 18, (6, 11))
        self._stand((17, 34), 15, (16, 26))
        self._undergrowth((9, 34), 95)
        self._shafts(0.5)
        if self.name == "creek":
            self._stones()
            stream.fill(stage, Water(-0.28, 0.01, colour("#10241a"), 0.5, self._foam, 60))

    def near(self) -> None:
        """Paint giants, lianas, the leaves close by and overhead, and light between them."""
        stage, rng = self.stage, self.stage.rng("near")
        if self.name == "vista":
            self._frame(rng, 3)
            return
        self._giants(rng)
        self._undergrowth((4.6, 9), 18)
        self._lianas(rng)
        rays.cast(stage, 0.35)
        self._shafts(0.16)
        self._frame(rng, 7)

    def _paint(self, rng: np.random.Generator) -> Paint:
        tone = self.greens[rng.integers(len(self.greens))] * np.float32(rng.uniform(0.75, 1.2))
        return Paint(tone, colour("#6a6048"), 0.85 * self.stage.moment.white)

    def _floor(self) -> None:
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(1.6, 150, 300)):
            land = ground.rough(band, 3, 0.14)
            dapple = ramp(ground.pattern(land, 17, seed=64), 0.52, 0.62)
            land = replace(land, lit=land.lit * (np.float32(0.1) + np.float32(0.9) * dapple))
            stage.lay(land, ground.shade(land, self._mould(land), stage.light))

    def _mould(self, land: Land) -> Plane:
        fine, wide = ground.pattern(land, 2.2), ground.pattern(land, 18, seed=63)
        earth = blend(colour("#21180f"), colour("#5f432a"), fine)
        green = blend(colour("#16300f"), colour("#4a7a2a"), fine)
        path = np.exp(-(((land.across - self._gap(land.ahead)) / 1.0) ** 2)) * np.float32(0.85)
        seen = blend(green, earth, np.clip(path + ramp(wide, 0.5, 0.72) * 0.7, 0, 1))
        return (
            blend(seen, ground.snow(land), ramp(land.level + fine * 0.2, 0.8, 0.95))
            if self.stage.moment.white
            else seen
        )

    def _place(
        self, reach: tuple[float, float], rng: np.random.Generator, least: float
    ) -> tuple[float, float]:
        """Return a place off the gap: metres to the right and ahead."""
        ahead = float(rng.uniform(reach[0] ** 0.5, reach[1] ** 0.5) ** 2)
        side, gap = rng.choice([-1, 1]), self._on(ahead)
        edge = abs(self.stage.view.across(1.1, ahead))
        across = gap + side * (least + abs(rng.random()) * max(1.0, edge - least))
        return float(across), ahead

    def _stand(self, reach: tuple[float, float], count: int, tall: tuple[float, float]) -> None:
        """Set trees, the farthest first."""
        rng = self.stage.rng(f"stand {reach[0]}")
        places = [self._place(reach, rng, self.plan.gap * 0.8) for _ in range(count)]
        for across, ahead in sorted(places, key=lambda place: -place[1]):
            kind, size = str(rng.choice(self.kinds)), rng.uniform(*tall)
            if kind == "palm":
                self.grove.tree("palm", across, ahead, size * 0.6, rng)
            else:
                self._set(kind, across, ahead, size, rng)

    def _wall(self, reach: tuple[float, float], count: int, tall: tuple[float, float]) -> None:
        """Hang masses of leaves at all heights, so that little sky is left."""
        rng, view = self.stage.rng(f"wall {reach[0]}"), self.stage.view
        for ahead in sorted(rng.uniform(*reach, count), reverse=True):
            share = rng.uniform(-1.15, 1.15)
            across, top = view.across(share, ahead), view.eye + view.horizon / view.focal * ahead
            size = rng.uniform(*tall)
            open_ = 0.5 - 0.35 * min(1.0, abs(share) * 1.6)
            up = rng.uniform(-0.1, 1.0 - open_) * top - size * 0.3
            sprite = trees.grow("bough", int(rng.integers(trees.VARIANTS)))
            spot = Spot(across, up, ahead, size, bool(rng.integers(2)))
            plant(self.stage, view, sprite, self._paint(rng), spot)

    def _set(
        self, kind: str, across: float, ahead: float, tall: float, rng: np.random.Generator
    ) -> None:
        sprite = foliage.grow(kind, int(rng.integers(foliage.VARIANTS)))
        self.grove.set(sprite, self._paint(rng), (across, ahead, tall), rng)

    def _undergrowth(self, reach: tuple[float, float], count: int) -> None:
        rng = self.stage.rng(f"undergrowth {reach[0]}")
        least = 1.5 if not self.stage.stood else 3.0
        if self.name == "creek":
            least = 3.4
        places = [self._place(reach, rng, least) for _ in range(count)]
        for across, ahead in sorted(places, key=lambda place: -place[1]):
            kind = str(rng.choice(list(LOW), p=[0.38, 0.27, 0.17, 0.18]))
            self._set(kind, across, ahead, rng.uniform(*LOW[kind]), rng)

    def _giants(self, rng: np.random.Generator) -> None:
        stage, view = self.stage, self.stage.view
        bark, moss = colour("#8a7f6c"), colour("#46702a")
        for ahead in sorted(rng.uniform(8, 22, self.plan.giants), reverse=True):
            across = view.across(rng.choice([-1, 1]) * rng.uniform(0.35, 0.98), ahead)
            spot = Spot(across, self.grove.foot(across, ahead) - 0.1, ahead, rng.uniform(0.9, 1.7))
            giants.stand(stage, spot, bark * np.float32(rng.uniform(0.6, 1.0)), moss, rng)

    def _lianas(self, rng: np.random.Generator) -> None:
        view = self.stage.view
        for _ in range(self.plan.lianas):
            ahead = rng.uniform(6, 16)
            x = view.width * rng.uniform(0, 1)
            stop = x + rng.normal(0, 0.16) * view.unit, view.height * rng.uniform(0.15, 0.7)
            if rng.random() < 0.4:
                stop = (
                    x + rng.choice([-1, 1]) * rng.uniform(0.2, 0.5) * view.unit,
                    -view.unit * 0.05,
                )
            sag = view.unit * rng.uniform(0.05, 0.2) if stop[1] < 0 else 0.0
            thick = max(1.2, view.focal / ahead * rng.uniform(0.025, 0.06))
            giants.liana(self.stage, ((x, -view.unit * 0.03), stop), ahead, sag, thick, rng)

    def _frame(self, rng: np.random.Generator, count: int) -> None:
        """Set leaves into the lower corners and hang some from the upper ones, close to the eye."""
        view = self.stage.view
        for number in range(count):
            side = -1 if number % 2 else 1
            ahead = rng.uniform(2.6, 4.2)
            across = view.across(side * rng.uniform(0.75, 1.1), ahead)
            kind = str(rng.choice(["fern", "ear", "fan", "banana"]))
            floor = view.eye + (view.horizon - view.height) / view.focal * ahead
            tall = (
                rng.uniform(0.36, 0.66)
                * view.unit
                / view.focal
                * ahead
                * (1.3 if kind == "banana" else 0.8)
            )
            up = floor - tall * rng.uniform(0.15, 0.45)
            sprite = foliage.grow(kind, int(rng.integers(foliage.VARIANTS)))
            spot = Spot(across, up, ahead, tall, bool(rng.integers(2)))
            paint = self._paint(rng)
            plant(
                self.stage, view, sprite, replace(paint, leaf=paint.leaf * np.float32(0.55)), spot
            )

    def _emergents(self) -> None:
        """Set trees that rise over the others."""
        rng, view = self.stage.rng("emergents"), self.stage.view
        for ahead in sorted(np.exp(rng.uniform(np.log(120), np.log(520), 46)), reverse=True):
            across, tall = view.across(rng.uniform(-1.1, 1.1), ahead), rng.uniform(24, 36)
            kind = str(rng.choice(self.kinds))
            base = self.grove.foot(across, ahead)
            if base < 4:
                continue
            foot = base - tall * 0.45
            sprite = foliage.grow("emergent", int(rng.integers(foliage.VARIANTS)))
            if kind == "palm":
                self.grove.hang("palm", Spot(across, foot + tall * 0.2, ahead, tall * 0.6), rng)
            else:
                plant(
                    self.stage,
                    view,
                    sprite,
                    self._paint(rng),
                    Spot(across, foot, ahead, tall, bool(rng.integers(2))),
                )

    def _stones(self) -> None:
        rng = self.stage.rng("stones")
        for ahead in sorted(rng.uniform(5, 34, 26), reverse=True):
            across = self._on(ahead) + rng.normal(0, 2.2)
            self.grove.rock(across, ahead, rng.uniform(0.3, 0.9), rng)

    def _foam(self, across: Plane, ahead: Plane) -> Plane:
        aside = across - self._gap(ahead)
        lace = terrain.lumps((aside, ahead * np.float32(0.3)), 3.2, self.drift, 62, 0.6)
        fine = terrain.lumps((aside, ahead * np.float32(0.4)), 0.9, self.drift[1:], 62, 0.6)
        step = terrain.lumps((aside * np.float32(0.3), ahead), 13, self.drift, 201, 0.4)
        broken = lace * np.float32(0.55) + step * np.float32(0.45)
        return ramp(broken, 0.58, 0.74) * ramp(fine, 0.3, 0.75) * np.float32(0.55)

    def _shafts(self, strength: float) -> None:
        """Let light fall through the roof in slanting shafts, where the sun is out."""
        stage, view = self.stage, self.stage.view
        sun = stage.light.sun
        clear = {Weather.CLEAR: 1.0, Weather.CLOUDY: 0.5, Weather.FOG: 0.6}.get(
            stage.moment.weather, 0.0
        )
        if clear == 0 or stage.moment.hour is Hour.NIGHT:
            return
        step = max(1, round(view.unit / 270))
        width, height = -(-view.width // step), -(-view.height // step)
        x = np.linspace(0, view.width / view.unit, width, dtype=np.float32)[None, :]
        y = np.linspace(0, view.height / view.unit, height, dtype=np.float32)[:, None]
        source = np.float32(view.width / view.unit * (0.5 + 0.55 * sun.side))
        angle = (x - source) / (y + np.float32(0.7))
        u = angle * np.float32(0.42) + self.drift[3]
        beams = ramp(
            tiled(noise.cloudy(125, gain=0.6), u, y * np.float32(0.02) + self.drift[2]), 0.5, 0.78
        )
        fade = np.exp(-y / np.float32(0.6)) * (np.float32(0.3) + ramp(y, 0.0, 0.2))
        depth = stage.canvas.depth[::step, ::step][:height, :width]
        deep = ramp(depth, 7, 34)
        share = beams * fade * deep * np.float32(strength * clear * 0.36)
        stage.canvas.light += fit(
            tint(np.asarray(share, np.float32), sun.colour * HUMID), view.width, view.height
        )

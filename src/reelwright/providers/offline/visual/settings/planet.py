"""The ground of another world: dust or ice, craters, pillars of rock, strange moons in its sky."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.brush.colour import colour, luma
from reelwright.providers.offline.visual.brush.plane import Plane, blend, mix, ramp
from reelwright.providers.offline.visual.built import outpost
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.nature import (
    ground,
    mesas,
    regolith,
    rocks,
    sky,
    terrain,
    worlds,
)
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.mesas import Mesas
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.nature.worlds import Planet
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft


@dataclass(frozen=True, slots=True)
class World:
    """A world: its dust and its rock, dark and pale; its air, low and high; the skin of its moons.

    `dense` is how bright its air is, as a share of our own.
    """

    dust: tuple[str, str]
    rock: tuple[str, str]
    air: tuple[str, str]
    moons: tuple[str, ...]
    dense: float


WORLDS = (
    World(("#7a5034", "#b98a60"), ("#4c3024", "#9c6a4c"), ("#e8b98a", "#8a5a44"), ("gas",), 0.8),
    World(("#2c4660", "#7f9fb4"), ("#1c2c40", "#5c7f98"), ("#a8d4e8", "#1c3c78"), ("rust",), 0.6),
    World(("#4a3660", "#a284ac"), ("#2c2040", "#7c5c90"), ("#e6b4d8", "#3c2870"), ("ice",), 0.6),
    World(("#7c94a8", "#bccdd8"), ("#506a80", "#9cb6c6"), ("#d4ecf4", "#30587c"), ("gas",), 0.7),
    World(("#5c4c34", "#a89468"), ("#383024", "#847450"), ("#d8dca0", "#4c6450"), ("violet",), 0.7),
    World(("#6a382e", "#a4685a"), ("#402220", "#855044"), ("#f0a488", "#5c2c44"), ("violet",), 0.7),
)
PLANS = ("craters", "waves", "pillars")
OWN = 0.5
"""How far the hour's own colours are left in the sky of a world."""
HIGH = 0.5
"""How high, in radians, the sun stands at most: a low one shows the shape of the ground."""


class Other:
    """Another world, the same in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng, film = stage, stage.rng("layout"), stage.film_rng("world")
        self.world = WORLDS[film.integers(len(WORLDS))]
        self.ringed, self.moon = bool(film.random() < 0.65), str(film.choice(self.world.moons))
        self.plan = str(rng.choice(PLANS))
        eye = rng.uniform(2.4, 4.0) if stage.stood else rng.uniform(5, 12)
        stage.stand(rng.uniform(0.56, 0.66), rng.uniform(1.0, 1.25), eye)
        stage.light = self._lit(stage.light)
        self.drift = rng.random(6).astype(np.float32)
        self.turn = rng.uniform(-0.9, 0.9)
        self.side = int(rng.choice([-1, 1]))
        self.grove = Grove(stage, self.relief)

    def _lit(self, light: Light) -> Light:
        """Return the hour's light as the air of this world has it."""
        low, high = (colour(text) for text in self.world.air)
        heights, colours = light.sky
        share = ramp(heights, 0.0, 0.6)[:, None]
        own = mix(low / luma(low), high / luma(high), share) * luma(colours)[:, None]
        thin = np.float32(self.world.dense) * (1 - np.float32(0.55) * share)
        stops = mix(own, colours, OWN) * thin
        ambient = mix(low / luma(low) * luma(light.ambient), light.ambient, 0.55)
        sun = replace(light.sun, elevation=min(light.sun.elevation, HIGH))
        glow = light.glow * np.float32(1 - light.stars)  # no moon of ours stands in this sky
        ambient = ambient * np.float32(0.85)
        return replace(light, sky=(heights, stops), ambient=ambient, sun=sun, glow=glow)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the ground."""
        place, near = (across, ahead), ramp(ahead, 6, 90)
        hills = terrain.lumps(place, 1600, self.drift, 231, 0.42) - np.float32(0.5)
        lumps = terrain.lumps(place, 130, self.drift[2:], 232, 0.4) - np.float32(0.5)
        land = hills * 90 * ramp(ahead, 60, 900) + lumps * 3 * near
        land = land + regolith.craters(place, 150, self.drift[2:]) * ramp(ahead, 3, 20)
        if self.plan == "craters":
            return land + regolith.craters(place, 1100, self.drift) * near
        if self.plan == "waves":
            size = terrain.lumps(place, 700, self.drift[4:], 233, 0.3)
            ridges = regolith.waves(place, 85, self.turn, self.drift)
            return land * np.float32(0.5) + ridges * size * near * 13
        far = ramp(ahead, 150, 380)
        return land + regolith.pillars(place, 1700, self.drift[4:]) * far * 120

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.stage.view, 6, 60, self.grove.foot)
        return aloft(self.stage.view, 0.12, 0.4) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint stars, moons before them, and the thin air before all."""
        stage = self.stage
        canvas, view, light = stage.canvas, stage.view, stage.light
        sky.paint(canvas, view, light)
        air = canvas.light.copy()
        canvas.light[:] = 0
        sky.stars(canvas, view, replace(light, stars=max(light.stars, 0.25)), stage.rng("stars"))
        self._moons()
        clear = 1.0 if stage.moment.weather is Weather.CLEAR else 0.25
        canvas.light *= np.float32(clear * (0.35 + 0.55 * float(luma(light.ambient))))
        canvas.light += air
        sky.sun(canvas, view, light)
        stage.breathe(6_500 if clear == 1 else 2_600, 1.2, 40)

    def _moons(self) -> None:
        """Paint the great moon with its ring, or two smaller ones."""
        stage, rng = self.stage, self.stage.rng("moons")
        right, up, ahead = (float(part) for part in stage.light.sun.direction)
        sun = np.array([right, up + 0.2, max(0.15, 0.35 - ahead)], np.float32)
        sun /= np.linalg.norm(sun)
        unit, wide = stage.view.unit, stage.size.width
        middle = wide * (0.5 + self.side * rng.uniform(0.1, 0.27))
        if self.ringed:
            row = stage.view.horizon * rng.uniform(0.36, 0.62)
            radius = min(unit * rng.uniform(0.15, 0.24), wide * 0.2)
            worlds.planet(stage, Planet(middle, row, radius, self.moon, sun, rings=True), rng)
        for number in range(1 if self.ringed else 2):
            x = wide * (0.5 + self.side * (0.6 * number - 0.24 + rng.uniform(-0.14, 0.14)))
            row = stage.view.horizon * rng.uniform(0.18, 0.5)
            radius = unit * (rng.uniform(0.02, 0.04) if number or self.ringed else 0.11)
            skin = "ice" if number else "rust"
            worlds.planet(stage, Planet(x, row, radius, skin, sun, fine=1.6), rng)

    def far(self) -> None:
        """Paint ranges of rock on the horizon."""
        tables = Mesas(3_000, 520, self.drift[2:])
        mesas.paint(self.stage, tables, lambda land: self._stone(land, 300))

    def mid(self) -> None:
        """Paint the ground, and now and then an outpost on it."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(2.2, 3_600, 900)):
            land = ground.rough(ground.rough(band, 90, 1.3), 10, 0.12)
            if self.plan == "waves":
                land = ground.ripples(land, self.turn, 1.1)
            steep = ramp(-land.level, -0.86, -0.62)
            albedo = blend(self._dust(land), self._stone(land, 46), steep)
            stage.lay(land, ground.shade(land, albedo, stage.light))
        rng = stage.rng("outpost place")
        if rng.random() < 0.35:
            outpost.build(stage, self.grove, self._height(rng), rng.uniform(7, 10))

    def _height(self, rng: np.random.Generator) -> tuple[float, float]:
        """Return the highest of some places to the right and ahead, where an outpost is seen."""
        view, found = self.stage.view, []
        for ahead in rng.uniform(130, 300, 24).tolist():
            across = view.across(-self.side * rng.uniform(0.15, 0.55), ahead)
            found.append((view.y(self.grove.foot(across, ahead), ahead), across, ahead))
        _, across, ahead = min(found)
        return across, ahead

    def near(self) -> None:
        """Scatter stones, many of them small."""
        rng, stage = self.stage.rng("stones"), self.stage
        dark, pale = (colour(text) for text in self.world.rock)
        for ahead in sorted(np.exp(rng.uniform(np.log(4.5), np.log(140), 110)), reverse=True):
            tall = float(min(0.10 * (1 + rng.pareto(1.5)), 2.2)) * (0.6 + ahead * 0.012)
            across = stage.view.across(rng.uniform(-1.08, 1.08), ahead)
            tone = mix(dark, pale, rng.uniform(0.5, 1.1))
            stone = rocks.boulder(int(rng.integers(rocks.VARIANTS)))
            self.grove.set(stone, Paint(tone, tone), (across, float(ahead), tall), rng, sunk=0.2)

    def _dust(self, land: Land) -> Plane:
        dark, pale = (colour(text) for text in self.world.dust)
        wide, fine = ground.pattern(land, 190), ground.pattern(land, 7, seed=63)
        share = wide * np.float32(0.55) + fine * np.float32(0.45)
        return blend(dark, pale, ramp(share, 0.2, 0.8))

    def _stone(self, land: Land, course: float) -> Plane:
        """Return rock in courses so many metres thick."""
        dark, pale = (colour(text) for text in self.world.rock)
        bend = ground.pattern(land, course * 5, seed=64) * np.float32(1.5)
        layer = land.up / np.float32(course * 0.35) + bend
        share = (
            np.float32(0.5)
            + np.float32(0.3) * np.sin(layer * 3)
            + np.float32(0.2) * np.sin(layer * 7)
        )
        return blend(dark, pale, np.asarray(share, np.float32))

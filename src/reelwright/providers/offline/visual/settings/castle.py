"""A castle on its hill above woods, sometimes with mountains behind."""

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp
from reelwright.providers.offline.visual.built import castles
from reelwright.providers.offline.visual.nature import ground, heavens, pond, ranges, terrain
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.nature.ridge import Ridge
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

STONES = ("#b0a696", "#9a9088", "#c4b8a2", "#8e8c90")
ROOFS = ("#38506e", "#7a3a30", "#4a4a58", "#2f5a5a")
LEVEL = -3.0
"""The height of the water in the moat, in metres."""


class Castle:
    """A castle, the same in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.58, 0.65), rng.uniform(1.25, 1.5), rng.uniform(6, 14))
        self.drift = rng.random(2).astype(np.float32)
        wide = 0.3 if stage.portrait else 1.0
        self.ahead = rng.uniform(190, 250) * (1.35 if stage.portrait else 1.0)
        self.middle = rng.choice([-1, 1]) * rng.uniform(0.0, 0.16) * self.ahead * wide
        self.hill = rng.uniform(24, 40)
        peak = rng.uniform(0.15, 0.24) if rng.random() < 0.7 else None
        self.ranges = ranges.prospect(stage.view, rng, peak, 4_500) if peak else None
        self.moat = rng.random() < 0.4 or Place.WATER in stage.places
        self.grove = Grove(stage, self.relief)
        self.bank = Ridge(stage, drop=0.72 if stage.stood else 0.86, far=14)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the castle's hill and the land around."""
        far = np.hypot((across - self.middle) / np.float32(1.15), ahead - self.ahead - 15)
        lumps = terrain.lumps((across, ahead), 420, self.drift, 171, 0.45) - np.float32(0.5)
        mound = ramp(-far, -150, -38) * self.hill
        crag = ramp(-far, -66, -44) * (4 + 16 * (lumps + np.float32(0.35)))
        land = lumps * 26 * ramp(far, 50, 160) + ramp(ahead, 330, 900) * 40
        return np.asarray(mound + crag + land * ramp(ahead, 30, 140) + LEVEL, np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.bank.view, 4, self.bank.far * 0.8, self.bank.grove.foot)
        if place is Place.WATER and self.moat:
            return Footing(self.stage.view, 26, 58, lambda _across, _ahead: LEVEL)
        return aloft(self.stage.view, 0.1, 0.26) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "castle", 0.34)
        self.stage.breathe(2_600, 1.4, 18)

    def far(self) -> None:
        """Paint mountains, the land and the hill."""
        stage = self.stage
        if self.ranges is not None:
            ranges.paint(stage, self.ranges, Reach(1_400, 24_000, 380), 1_000)
        for band in terrain.survey(stage, self.relief, Reach(20, 1_400, 420)):
            land = ground.rough(ground.rough(band, 60, 2.2), 9, 0.35)
            stage.lay(land, ground.shade(land, self._soil(land), stage.light))

    def _soil(self, land: Land) -> Plane:
        moment = self.stage.moment
        turf, woods = ground.turf(land, moment), ground.wooded(land, moment)
        rock = blend(colour("#5e574e"), colour("#9a9184"), ground.pattern(land, 12))
        green = blend(turf, woods, ramp(land.ahead, 240, 420))
        return blend(green, rock, ramp(-land.level, -0.72, -0.55))

    def mid(self) -> None:
        """Set the castle on its hill, with woods at the foot, and the ground it is seen from."""
        stage, rng = self.stage, self.stage.rng("woods")
        self._trees((self.ahead + 12, self.ahead + 120), 46, rng)
        self._castle(rng)
        self._trees((70, self.ahead - 8), 120, rng)
        if self.moat:
            pond.paint(stage, stage.view.y(LEVEL, 62) - 2, 0.006)
        if self.moat or stage.stood:
            self.bank.paint()

    def near(self) -> None:
        """Paint what grows on the ground it is seen from."""
        if self.moat or self.stage.stood:
            self.bank.dress(trees=0, rocks=6, kinds=(), tall=0.3)

    def _castle(self, rng: np.random.Generator) -> None:
        film = self.stage.film_rng("castle")
        stone = colour(STONES[film.integers(len(STONES))])
        roof = colour(ROOFS[film.integers(len(ROOFS))])
        if self.stage.moment.white:
            roof = roof * np.float32(0.35) + colour(ground.SNOW[1]) * np.float32(0.65)
        sprite = castles.castle(int(film.integers(castles.VARIANTS)))
        place = self.middle, self.ahead, castles.TALL
        self.grove.set(sprite, Paint(roof, stone), place, rng, sunk=0.1)

    def _trees(self, reach: tuple[float, float], count: int, rng: np.random.Generator) -> None:
        winter = self.stage.moment.season is Season.WINTER
        kinds = ["spruce", "spruce", "bare"] if winter else ["spruce", "oak", "elm", "spruce"]
        for ahead in sorted(rng.uniform(*reach, count), reverse=True):
            across = self.stage.view.across(rng.uniform(-1.1, 1.1), ahead)
            before = abs(across - self.middle) < 30 and ahead > self.ahead - 60
            if not before and self.grove.foot(across, ahead) > LEVEL + 1:
                self.grove.tree(str(rng.choice(kinds)), across, ahead, rng.uniform(8, 16), rng)

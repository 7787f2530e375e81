"""A desert of dunes, with tables of rock in the distance."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, tiled
from reelwright.providers.offline.visual.nature import ground, heavens, mesas, terrain
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.mesas import Mesas
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

SANDS = (("#a8743c", "#dcae70"), ("#a05a2c", "#d68a4c"), ("#b39460", "#e3cb98"))
LOW = 0.42
"""How high, in radians, the sun stands at most: a low one shows the shape of dunes."""


class Desert:
    """Dunes to the horizon, of the same sand in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        eye = rng.uniform(3.5, 5.5) if stage.stood else rng.uniform(16, 30)
        stage.stand(rng.uniform(0.44, 0.54), rng.uniform(1.1, 1.4), eye)
        sun = stage.light.sun
        stage.light = replace(stage.light, sun=replace(sun, elevation=min(sun.elevation, LOW)))
        self.drift = rng.random(4).astype(np.float32)
        self.turn = rng.choice([-1, 1]) * rng.uniform(0.8, 1.35)
        self.tables = rng.random() < 0.55
        self.tall, self.long = rng.uniform(20, 32), rng.uniform(170, 260)
        self.sand = SANDS[stage.film_rng("sand").integers(len(SANDS))]
        self.grove = Grove(stage, self.relief)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the dunes: gentle to windward, steep to leeward, sharp between."""
        cosine, sine = np.float32(np.cos(self.turn)), np.float32(np.sin(self.turn))
        place = across * cosine - ahead * sine, across * sine + ahead * cosine
        bend = terrain.lumps(place, 1500, self.drift, 56, 0.25) - np.float32(0.5)
        phase = place[1] / np.float32(self.long) + bend * np.float32(4.2) + self.drift[2]
        part = phase - np.floor(phase)
        windward, leeward = part / np.float32(0.72), (1 - part) / np.float32(0.28)
        sharp = 26 / (1 + ahead / np.float32(350))  # no sharper than the steps that look at it
        dune = -np.logaddexp(-sharp * windward ** np.float32(1.4), -sharp * leeward) / sharp
        size = clip(terrain.lumps(place, 900, self.drift[2:], 57, 0.3) * 2.2 - 0.35, 0.1, 1.4)
        near, rise = ramp(ahead, 10, 160), ramp(ahead, 600, 4000) * 18
        return np.asarray(dune * size * np.float32(self.tall) * near + rise, np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.stage.view, 7, 90, self.grove.foot)
        return aloft(self.stage.view) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "desert", 0.18)
        self.stage.breathe(6_500, 0.5, 60)

    def far(self) -> None:
        """Paint tables of rock, if there are any."""
        if self.tables:
            drift = self.stage.rng("tables").random(2).astype(np.float32)
            mesas.paint(self.stage, Mesas(2_600, 520, drift), _rock)

    def mid(self) -> None:
        """Paint the dunes."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(8, 6_000, 1_150)):
            land = ground.rough(ground.ripples(band, self.turn), 70, 0.5)
            albedo = ground.sand(land, *self.sand)
            if stage.moment.white:
                albedo = blend(albedo, ground.snow(land), ramp(land.level, 0.9, 0.99) * 0.85)
            stage.lay(land, ground.shade(land, albedo, stage.light))

    def near(self) -> None:
        """Set a few stones on the sand."""
        rng = self.stage.rng("stones")
        for ahead in sorted(rng.uniform(40, 120, rng.integers(2, 7)), reverse=True):
            self.grove.rock(self.grove.aside(ahead, 0.3, rng), ahead, rng.uniform(0.4, 1.6), rng)


def _rock(land: Land) -> Plane:
    """Return red rock in courses, and the sand at its foot."""
    level = np.full((1, 1), 0.5, np.float32)
    layer = tiled(noise.cloudy(59, gain=0.7), land.up / np.float32(420), level)
    return blend(colour("#7c3f24"), colour("#c08050"), layer)

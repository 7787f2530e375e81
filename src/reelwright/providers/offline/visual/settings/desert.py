"""A desert of dunes, with tables of rock in the distance."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, tiled
from reelwright.providers.offline.visual.nature import ground, heavens, terrain
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.terrain import Reach
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
        heavens.paint(self.stage, 0.18)
        self.stage.breathe(6_500, 0.5, 60)

    def far(self) -> None:
        """Paint tables of rock, if there are any."""
        if self.tables:
            self._rocks(self.stage.rng("tables").random(2).astype(np.float32))

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

    def _rocks(self, drift: Plane) -> None:
        stage = self.stage

        def relief(across: Plane, ahead: Plane) -> Plane:
            lumps = terrain.lumps((across, ahead), 5200, drift, 58, 0.5)
            steps = ramp(lumps, 0.52, 0.57) * 150 + ramp(lumps, 0.60, 0.64) * 190
            steps = steps + ramp(lumps, 0.66, 0.70) * 120 + lumps * 40
            return steps * ramp(ahead, 2500, 4000)

        for band in terrain.survey(stage, relief, Reach(2_600, 14_000, 420)):
            land = ground.rough(band, 220, 26)
            layer = tiled(
                noise.cloudy(59, gain=0.7),
                land.up / np.float32(420),
                np.full((1, 1), 0.5, np.float32),
            )
            albedo = blend(colour("#7c3f24"), colour("#c08050"), layer)
            stage.lay(land, ground.shade(land, albedo, stage.light))

"""A beach: sand, the foam of the last wave, the sea, and palms."""

import numpy as np

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, clip, ramp, times
from reelwright.providers.offline.visual.nature import ground, heavens, terrain, waves
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.nature.waves import Sea
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft


class Beach:
    """Sand that slopes into the sea, from one side or all along the lower edge."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.42, 0.5), rng.uniform(1.0, 1.25), rng.uniform(1.9, 2.8))
        self.side = int(rng.choice([-1, 1]))
        self.slant = self.side * rng.uniform(0.35, 0.9)
        self.edge = rng.uniform(11, 14) if stage.stood else rng.uniform(6.5, 9.0)
        self.drift = rng.random(3).astype(np.float32)
        self.grove = Grove(stage, self.relief)

    def inland(self, across: Plane, ahead: Plane) -> Plane:
        """Return how many metres from the water's edge a place lies, below 0 in the water."""
        small = np.sin(across * np.float32(0.16) + self.drift[0] * 6) * np.float32(0.7)
        large = np.sin(across * np.float32(0.05) + self.drift[1] * 6) * np.float32(2.0)
        straight = self.edge + self.slant * across + small + large - ahead
        return np.asarray(straight / np.hypot(1, self.slant), np.float32)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the sand, below 0 under water."""
        inland = self.inland(across, ahead)
        dunes = terrain.lumps((across, ahead), 40, self.drift[1:], 131)
        shore = clip(inland, -12, 30) * np.float32(0.055)
        return shore + ramp(inland, 8, 40) * (np.float32(0.8) + np.float32(3.2) * dunes)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view = self.stage.view
        if place is Place.LAND:
            return Footing(view, 4, 12, self.grove.foot, fits=lambda x, z: self._at(x, z) > 2.5)
        if place in {Place.WATER, Place.COAST}:
            return Footing(view, 30, 500, fits=lambda x, z: self._at(x, z) < -12)
        return aloft(view, 0.12, 0.3) if place is Place.AIR else None

    def _at(self, across: float, ahead: float) -> float:
        place = np.array([[across], [ahead]], np.float32)
        return float(self.inland(place[:1], place[1:])[0, 0])

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "beach", 0.32)
        self.stage.breathe(5_000, 0.3, 30)

    def far(self) -> None:
        """Paint a headland and the sea."""
        stage, rng = self.stage, self.stage.rng("headland")
        if rng.random() < 0.7:
            self._headland(rng.uniform(90, 190), rng.random(2).astype(np.float32))
        steep = 0.2 if stage.moment.weather is Weather.STORM else 0.10
        sea = Sea(steep, colour("#04323c"), colour("#1a8f8c"), 0.7)
        waves.paint(stage.canvas, stage.view, stage.light, sea, stage.rng("sea"))

    def _headland(self, tall: float, drift: Plane) -> None:
        stage = self.stage

        def relief(across: Plane, ahead: Plane) -> Plane:
            lumps = terrain.lumps((across, ahead), 1500, drift, 132, 0.5) + np.float32(0.5)
            reach = ramp(across * self.side / ahead, 0.05, 0.75) * np.float32(tall)
            return reach * lumps * ramp(ahead, 1200, 1700) - 6

        for land in terrain.survey(stage, relief, Reach(1_150, 2_800, 200)):
            albedo = ground.wooded(land, stage.moment)
            lit = ground.shade(ground.rough(land, 120, 14), albedo, stage.light)
            stage.lay(land, lit, land.cover * ramp(land.up, -2.0, 0.5))

    def mid(self) -> None:
        """Paint the sand, wet near the water, and the foam along its edge."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(1.0, 420, 460)):
            inland = self.inland(band.across, band.ahead)
            land = ground.rough(band, 2.2, 0.045)
            wet = ramp(-inland, -4.2, -1.6)
            albedo = times(ground.sand(land, "#b8966a", "#e0c898"), 1 - np.float32(0.55) * wet)
            lit = ground.shade(land, albedo, stage.light)
            lit = blend(lit, self._mirrored(land), wet * np.float32(0.42))
            open_ = ramp(land.up, -0.02, 0.015) * ramp(inland, -1.0, 0.5)
            stage.lay(land, lit, land.cover * open_)
            self._foam(land, inland)

    def _mirrored(self, land: Land) -> Plane:
        """Return the sky as wet sand shows it."""
        horizon = self.stage.view.horizon
        rows = 2 * horizon - np.arange(land.box.top, land.box.bottom)
        return np.ascontiguousarray(
            self.stage.canvas.light[np.clip(rows, 0, horizon - 2).astype(int)]
        )

    def _foam(self, land: Land, inland: Plane) -> None:
        place = land.across, land.ahead
        lace = terrain.lumps(place, 9, self.drift, 133, 0.65)
        wander = (terrain.lumps(place, 30, self.drift[1:], 134, 0.5) - np.float32(0.5)) * 3.5
        edge = inland + wander * np.float32(0.5)
        front = _ridge(edge, 0.4, 0.16) * ramp(lace, 0.25, 0.5) * np.float32(0.95)
        net = ramp(-np.abs(lace - np.float32(0.5)), -0.09, -0.02) * np.float32(0.9)
        behind = ramp(edge, -2.2, 0.3) * ramp(-edge, -0.55, -0.3) * net
        breaker = _ridge(inland + wander, -5.5, 0.5) * ramp(lace, 0.35, 0.6) * np.float32(0.9)
        light = self.stage.light
        white = light.ambient * np.float32(0.9) + light.sun.colour * np.float32(0.42)
        share = clip(front + behind + breaker, 0, 0.95) * land.cover
        share = share * np.exp(-land.ahead / 130)
        self.stage.canvas.lay(white, share, land.box, land.ahead)

    def near(self) -> None:
        """Set palms on the side of the land, and stones."""
        rng, view, grove = self.stage.rng("palms"), self.stage.view, self.grove
        for ahead in sorted(rng.uniform(13, 30, rng.integers(2, 5)), reverse=True):
            across = view.across(self.side * rng.uniform(0.62, 1.0), ahead)
            if grove.foot(across, ahead) > 0.15:
                grove.tree("palm", across, ahead, rng.uniform(6, 9), rng)
        for ahead in sorted(rng.uniform(3.5, 14, 5), reverse=True):
            across = grove.aside(ahead, 0.2, rng)
            if grove.foot(across, ahead) > 0.02:
                grove.rock(across, ahead, rng.uniform(0.12, 0.4), rng)


def _ridge(values: Plane, middle: float, wide: float) -> Plane:
    away = (values - np.float32(middle)) / np.float32(wide)
    return np.asarray(np.exp(-(away**2)), np.float32)

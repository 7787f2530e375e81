"""High alpine snow: a sharp crest over a glacier, a corniced ridge, a cirque, peaks above cloud."""

from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blend,
    ramp,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.nature import (
    ground,
    heavens,
    ranges,
    rocks,
    spindrift,
    terrain,
)
from reelwright.providers.offline.visual.nature.glacier import Glacier
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft
from reelwright.providers.offline.visual.view import View

LOW = 0.5
"""How high, in radians, the sun stands at most: a low one shows the shape of snow."""
ROCKS = (("#2b2a2b", "#6f6a66"), ("#24282e", "#626870"), ("#332b28", "#7a6658"))


@dataclass(frozen=True, slots=True)
class Plan:
    """A view of the heights: the eye's height, the summit's tangent, what lies before it."""

    eye: tuple[float, float]
    peak: tuple[float, float]
    horizon: float
    before: str


PLANS = {
    "clouds": Plan((420, 560), (0.24, 0.32), 0.6, "clouds"),
    "glacier": Plan((110, 150), (0.36, 0.46), 0.66, "glacier"),
    "cornice": Plan((330, 460), (0.28, 0.36), 0.58, "ridge"),
    "cirque": Plan((26, 40), (0.4, 0.5), 0.7, "snow"),
}


class SnowPeaks:
    """Peaks under snow, of the same rock in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        foul = stage.moment.weather in {Weather.RAIN, Weather.STORM, Weather.SNOW}
        if foul:  # so high up it is snow that falls, and snow all around that lights it
            more = np.float32(1.7 if stage.moment.weather is Weather.STORM else 1.0)
            stage.moment = replace(stage.moment, weather=Weather.SNOW)
            stage.light = replace(stage.light, ambient=stage.light.ambient * more)
        names = ["cornice", "cirque"] if stage.stood or foul else list(PLANS)
        self.plan = PLANS[str(rng.choice(names))]
        horizon = rng.uniform(self.plan.horizon, self.plan.horizon + 0.05)
        stage.stand(horizon, rng.uniform(1.2, 1.45), rng.uniform(*self.plan.eye))
        self._light()
        self.full = 4_200.0 if self.plan.before != "clouds" else 5_200.0
        peak = rng.uniform(*self.plan.peak) * (1.35 if stage.portrait else 1.0)
        self.worn = ranges.prospect(stage.view, rng, peak, self.full)
        self.drift = rng.random(6).astype(np.float32)
        dark, pale = ROCKS[stage.film_rng("peaks").integers(len(ROCKS))]
        self.dark, self.pale = colour(dark), colour(pale)
        self.glacier = Glacier(self.dark, self.pale, self.drift)
        self.side = int(rng.choice([-1, 1]))
        self.lean = rng.uniform(0.25, 0.5)
        self.slope = self._standing()
        self.grove = Grove(stage, self.bank, self.slope)

    def _light(self) -> None:
        """Let the sun of dawn and sunset stand behind the eye, so that the peaks glow in it."""
        stage, sun = self.stage, self.stage.light.sun
        sun = replace(sun, elevation=min(sun.elevation, LOW))
        if stage.moment.hour in {Hour.DAWN, Hour.SUNSET} and stage.rng("glow").random() < 0.75:
            glow = colour("#ff9a78", 1.35 * float(sun.colour.mean() / 0.9))
            turned = sun.side * stage.rng("turn").uniform(1.75, 2.3)
            sun = replace(sun, azimuth=turned, seen=False, colour=sun.colour * 0.35 + glow * 0.65)
        stage.light = replace(stage.light, sun=sun)

    def _standing(self) -> View:
        """Return the view of the slope close by: as if it began some metres under the eye."""
        drop = 0.78 if not self.stage.stood else 0.7
        row = self.stage.size.height * drop
        eye = max(0.6, (row - self.stage.view.horizon) * 26 / self.stage.view.focal)
        return replace(self.stage.view, eye=eye)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the peaks: worn ranges, sharpened to crests."""
        place = across, ahead
        worn = self.worn(across, ahead)
        fold = np.abs(terrain.lumps(place, 3_400, self.drift, 201, 0.5) - np.float32(0.5)) * 2
        small = np.abs(terrain.lumps(place, 900, self.drift[2:], 201, 0.5) - np.float32(0.5)) * 2
        high = ramp(worn, 150, 1_500)
        sharp = (np.float32(0.42) - fold) * 520 + (np.float32(0.4) - small) * 150
        tall = worn + sharp * high * ramp(ahead, self.full * 0.4, self.full)
        return np.asarray(tall, np.float32)

    def bank(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the snow close by, which ends in an edge and falls away."""
        place = across, ahead
        drifts = terrain.lumps(place, 40, self.drift, 54, 0.3) - np.float32(0.5)
        fine = terrain.lumps(place, 9, self.drift[2:], 54, 0.3) - np.float32(0.5)
        edge = (
            24
            + across * np.float32(self.lean * self.side)
            + np.sin(across * np.float32(0.13) + self.drift[0] * 6) * 5
        )
        edge = np.maximum(edge, 3)
        fall = np.maximum(ahead - edge, 0)
        lip = np.exp(-(((ahead - edge) / 4) ** 2)) * np.float32(0.5)
        rise = across * np.float32(0.09 * self.side)
        return np.asarray(drifts * 1.5 + fine * 0.3 + rise + lip - fall**1.5 * 0.35, np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND and self.plan.before in {"ridge", "snow"}:
            return Footing(self.slope, 5, 17, self.grove.foot)
        return aloft(self.stage.view) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "snow peaks", 0.2)
        self.stage.breathe(36_000, 1.0, 200)

    def far(self) -> None:
        """Paint the peaks, with plumes of blown snow at their crests."""
        stage = self.stage
        near = 500 if self.plan.before == "clouds" else 260
        for band in terrain.survey(stage, self.relief, Reach(near, 26_000, 900)):
            land = ground.rough(ground.rough(band, 700, 42), 130, 6)
            lit = self._shade(land, self._alpine(land))
            stage.lay(land, lit)
        if stage.moment.weather in {Weather.CLEAR, Weather.CLOUDY}:
            spindrift.blow(stage, -self.side)

    def mid(self) -> None:
        """Paint what lies below the peaks: clouds, a glacier, or the snow close by."""
        stage = self.stage
        if self.plan.before == "clouds":
            for land in terrain.survey(stage, self._clouds, Reach(300, 30_000, 620)):
                behind = stage.canvas.depth[land.box.window] - land.ahead
                cover = land.cover * ramp(behind, -150, 500)
                stage.lay(land, self._cloudy(land), np.asarray(cover, np.float32))
        elif self.plan.before == "glacier":
            for land in terrain.survey(stage, self.glacier.relief, Reach(120, 5_200, 620)):
                rough = ground.rough(land, 60, 0.9)
                behind = stage.canvas.depth[land.box.window] - land.ahead
                cover = land.cover * ramp(behind, -400, 500)
                stage.lay(rough, self._icy(rough), np.asarray(cover, np.float32))
        else:
            self._bank()

    def _bank(self) -> None:
        """Paint the snow that one stands on; what stands there is set on it later."""
        stage = self.stage
        for band in terrain.survey(stage, self.bank, Reach(0.9, 60, 260), self.slope):
            land = ground.rough(ground.ripples(band, 0.5 * self.side, 1.1), 6, 0.05)
            lit = self._shade(land, ground.snow(land))
            stage.canvas.lay(
                stage.air.veil(lit, land.ahead, land.up + 300, slice(None)),
                land.cover,
                land.box,
                land.ahead,
            )

    def near(self) -> None:
        """Paint the rocks that stand out of the snow close by."""
        rng = self.stage.rng("close")
        if self.plan.before in {"clouds", "glacier"}:
            return
        for ahead in sorted(rng.uniform(4, 22, 6), reverse=True):
            across = self.grove.aside(ahead, 0.3, rng)
            tone = self.pale * np.float32(rng.uniform(0.5, 0.9))
            sprite = rocks.boulder(int(rng.integers(rocks.VARIANTS)))
            size = rng.uniform(0.3, 1.1) * (0.6 + ahead * 0.05)
            self.grove.set(sprite, Paint(tone, tone, 0.95), (across, ahead, size), rng, 0.2)

    def _alpine(self, land: Land) -> Plane:
        """Return rock where it is steep, snow where it can lie, ice between."""
        wide, fine = ground.pattern(land, 1_800), ground.pattern(land, 160, seed=63)
        layer = tiled(noise.cloudy(181), land.up / np.float32(900), land.across / np.float32(9_000))
        rock = blend(
            self.dark, self.pale, ramp(wide * 0.4 + fine * 0.45 + layer * 0.15, 0.35, 0.65)
        )
        lies = (
            land.level
            + (fine - np.float32(0.5)) * np.float32(0.3)
            + (wide - np.float32(0.5)) * np.float32(0.3)
        )
        least = 0.38 if self.stage.moment.white else 0.46
        snow = ramp(lies, least - 0.06, least + 0.06)
        white = blend(colour("#b9cce2"), colour("#e9eef4"), ramp(lies, 0.5, 0.85))
        return blend(rock, white, snow)

    def _shade(self, land: Land, albedo: Plane) -> Plane:
        """Return snow and rock in the light: shadows on snow are blue with the sky."""
        lit = ground.shade(land, albedo, self.stage.light)
        return lit + albedo * tint(
            1 - land.lit, self.stage.light.ambient * np.array([0.02, 0.05, 0.12], np.float32)
        )

    def _clouds(self, across: Plane, ahead: Plane) -> Plane:
        swell = ramp(terrain.lumps((across, ahead), 9_000, self.drift, 91), 0.3, 0.8)
        domes = tiled(
            noise.downy(92, 4), across / 5_200 + self.drift[2], ahead / 5_200 + self.drift[3]
        )
        small = tiled(
            noise.downy(92, 3.5), across / 1_700 + self.drift[3], ahead / 1_700 + self.drift[2]
        )
        eye = np.float32(self.stage.view.eye)
        heap = swell * np.float32(0.2) + domes * np.float32(0.26) + small * np.float32(0.09)
        tall = (np.float32(0.34) + heap) * eye * ramp(ahead, 250, 1_500)
        return np.asarray(tall, np.float32)

    def _cloudy(self, land: Land) -> Plane:
        light = self.stage.light
        right, up, ahead = light.sun.direction
        facing = (up - land.east * right - land.north * ahead) * land.level
        shine = ramp(facing, -0.45, 1.1) * (np.float32(0.4) + np.float32(0.6) * land.lit)
        shine = shine * (
            np.float32(0.5)
            + np.float32(0.5)
            * ramp(land.up, self.stage.view.eye * 0.36, self.stage.view.eye * 0.75)
        )
        return blend(light.cloud_shade, light.cloud_lit, shine) * np.float32(0.95)

    def _icy(self, land: Land) -> Plane:
        """Return the glacier in the light, and the slopes beside it."""
        away = self.glacier.away(land.across, land.ahead)
        beside = ramp(away, 1.15, 1.4)
        return self._shade(land, blend(self.glacier.ice(land), self._alpine(land), beside))

"""High above a sea of clouds."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp, tiled
from reelwright.providers.offline.visual.nature import heaps, heavens, terrain, weather
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft


class Sky:
    """The tops of clouds to the horizon, and the sky over them."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        self.storm = stage.moment.weather is Weather.STORM
        if stage.moment.weather in {Weather.RAIN, Weather.STORM, Weather.SNOW}:
            stage.moment = replace(stage.moment, weather=Weather.CLOUDY)  # it falls further down
        stage.stand(rng.uniform(0.58, 0.7), rng.uniform(1.0, 1.3), rng.uniform(420, 620))
        self.drift = rng.random(6).astype(np.float32)
        self.tall = np.float32(rng.uniform(330, 460))

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the clouds' tops."""
        place = across, ahead
        swell = ramp(terrain.lumps(place, 15_000, self.drift, 91, 0.3), 0.3, 0.8)
        large = self._domes(place, 9_000, 2, 4) * (np.float32(0.3) + np.float32(0.8) * swell)
        small = self._domes(place, 2_600, 4, 3.5) * np.float32(0.2)
        wisps = terrain.lumps(place, 900, self.drift[1:], 91, 0.5) * np.float32(0.04)
        heap = swell * np.float32(0.35) + large + small + wisps
        return np.asarray(heap * self.tall * ramp(ahead, 250, 1800), np.float32)

    def _domes(self, place: tuple[Plane, Plane], size: float, first: int, soft: float) -> Plane:
        drift = self.drift[first : first + 2]
        across, ahead = place
        return tiled(noise.downy(92, soft), across / size + drift[0], ahead / size + drift[1])

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        return aloft(self.stage.view, 0.18, 0.5) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky, with towers of cloud on the horizon."""
        heavens.paint(self.stage, "above", 0.3)
        if self.storm:
            heaps.paint(self.stage, 4, 0.42, self.stage.rng("thunderheads"))
            self._flash(self.stage.rng("flash"))
        self.stage.breathe(14_000)

    def _flash(self, rng: np.random.Generator) -> None:
        """Let lightning within the clouds shine through them, at one place or two."""
        view, canvas = self.stage.view, self.stage.canvas
        for _ in range(int(rng.integers(1, 3))):
            x = view.width * rng.uniform(0.12, 0.88)
            y = view.horizon - view.unit * rng.uniform(0.03, 0.16)
            reach = view.unit * rng.uniform(0.06, 0.12)
            box = Box.around(x, y, reach * 3).within(view.box)
            far = np.hypot(*box.offsets(x, y, reach))
            glow = np.exp(-far * np.float32(1.6)) * (1 - ramp(far, 1.5, 3.0))
            bright = luma(canvas.light[box.window]) * np.float32(1.6) + np.float32(0.05)
            canvas.shine(weather.SPARK, glow * bright, box)

    def far(self) -> None:
        """Paint the sea of clouds."""
        for land in terrain.survey(self.stage, self.relief, Reach(260, 34_000, 620)):
            self.stage.lay(land, self._lit(land))

    def _lit(self, land: Land) -> Plane:
        light = self.stage.light
        right, up, ahead = light.sun.direction
        facing = (up - land.east * right - land.north * ahead) * land.level
        shine = ramp(facing, -0.45, 1.25) * (np.float32(0.45) + np.float32(0.55) * land.lit)
        shine *= np.float32(0.45) + np.float32(0.55) * ramp(land.up, 0, self.tall * 0.8)
        return blend(light.cloud_shade, light.cloud_lit, shine) * np.float32(0.95)

    def mid(self) -> None:
        """Leave the air open."""

    def near(self) -> None:
        """Leave the air open."""

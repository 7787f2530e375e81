"""The ground close by: a ridge or a bank from the lower edge up, and what grows on it."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, ramp
from reelwright.providers.offline.visual.nature import grass, ground, terrain
from reelwright.providers.offline.visual.nature.growth import BLADES, Grove, tints
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.stage import Stage


class Ridge:
    """Ground on which a person would stand; its far edge falls away at a row of the picture."""

    def __init__(self, stage: Stage, drop: float, far: float = 22.0) -> None:
        """Choose the ground: its edge is `far` metres ahead, about `drop` of the picture down."""
        self.stage, self.far = stage, far
        rng = stage.rng("ridge")
        row = stage.size.height * drop
        eye = max(0.4, (row - stage.view.horizon) * far / stage.view.focal)
        self.view = replace(stage.view, eye=eye)
        self.drift, self.tilt = rng.random(2).astype(np.float32), rng.uniform(-0.05, 0.05)
        self.swell = eye * rng.uniform(0.25, 0.45)
        self.grove = Grove(stage, self.relief, self.view)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the ground, which drops away beyond its edge."""
        lumps = terrain.lumps((across, ahead), 60, self.drift, 51, 0.42) - np.float32(0.5)
        edge = np.float32(self.far) * (
            1 + np.float32(0.25) * np.sin(across * np.float32(0.11) + self.drift[0] * 6)
        )
        fall = np.maximum(ahead - edge, 0)
        return np.asarray(
            lumps * 2 * self.swell * ramp(ahead, 1.5, 8) + across * self.tilt - fall**1.5 * 0.25,
            np.float32,
        )

    def paint(self) -> None:
        """Paint the ground."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(0.8, self.far * 2, 260), self.view):
            land = ground.rough(band, 6, 0.3)
            land = replace(land, lit=np.maximum(land.lit, 0.35))
            albedo = ground.turf(land, stage.moment)
            lit = ground.shade(land, albedo, stage.light)
            stage.canvas.lay(
                stage.air.veil(lit, land.ahead, land.up + 300, slice(None)),
                land.cover,
                land.box,
                land.ahead,
            )

    def dress(self, trees: int, rocks: int, kinds: tuple[str, ...], tall: float = 0.32) -> None:
        """Set rocks, trees of up to 7 metres towards the sides, and grass `tall` metres high."""
        rng = self.stage.rng("growth")
        for ahead in sorted(rng.uniform(3.0, self.far * 0.95, rocks), reverse=True):
            size = rng.uniform(0.25, 0.9) * (0.5 + ahead * 0.05)
            self.grove.rock(self.grove.aside(ahead, 0.25, rng), ahead, size, rng)
        for ahead in sorted(rng.uniform(self.far * 0.45, self.far, trees), reverse=True):
            kind = str(rng.choice(list(kinds)))
            self.grove.tree(
                kind, self.grove.aside(ahead, 0.6, rng), ahead, rng.uniform(3.5, 7.5), rng
            )
        if not self.stage.moment.white:
            sward = grass.Sward(
                1.6, self.far * 0.8, tall, 9000, tints(BLADES[self.stage.moment.season])
            )
            grass.grow(self.stage, self.view, sward, self.relief)

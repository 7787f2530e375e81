"""Under the sea: light from above, sand with corals and weed, the blue taking everything away."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.air import Air
from reelwright.providers.offline.visual.brush import noise
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import (
    Plane,
    blur,
    clip,
    fit,
    ramp,
    tiled,
    tint,
)
from reelwright.providers.offline.visual.brush.sprite import Sprite
from reelwright.providers.offline.visual.nature import ground, rocks, terrain, trees, weed
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.planting import Paint
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing

WATERS = {
    Hour.DAWN: ("#8fd0cc", "#2a8fa8", "#0b4a6a", 0.9),
    Hour.DAY: ("#a8f0ee", "#28a8c4", "#075a86", 1.0),
    Hour.SUNSET: ("#e8c8a0", "#3a8fa0", "#0c4464", 0.85),
    Hour.DUSK: ("#8a90c0", "#2a5a8c", "#0a2a50", 0.5),
    Hour.NIGHT: ("#5a8ac8", "#14406e", "#041634", 0.32),
}
"""Water by the hour: near the surface, in the middle, in the depth; and how bright it is."""
CORALS = ("#e0604c", "#e88a3c", "#c04a80", "#e8b04a", "#9a5ac0", "#e06a9a")
CLEAR = 17.0
"""How many metres of water let a third of the light through."""


class Underwater:
    """The sea from below its surface."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.5, 0.58), rng.uniform(0.95, 1.2), rng.uniform(1.6, 2.6))
        self.drift = rng.random(4).astype(np.float32)
        self.source = rng.uniform(0.25, 0.75)
        self.shallow, self.middle, self.deep = self._waters()
        aside = (self.source - 0.5) * 0.6
        shine = self.shallow * np.float32(2.2)
        sun = replace(stage.light.sun, azimuth=aside, elevation=1.1, colour=shine, seen=False)
        ambient = self.middle * np.float32(1.3) + self.shallow * np.float32(0.55)
        stage.light = replace(stage.light, sun=sun, ambient=ambient)
        stage.moment = replace(stage.moment, dry=True)
        self.grove = Grove(stage, self.relief)

    def _waters(self) -> tuple[Plane, Plane, Plane]:
        shallow, middle, deep, bright = WATERS[self.stage.moment.hour]
        return colour(shallow, 1.1 * bright), colour(middle, bright), colour(deep, bright)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the sea floor."""
        mounds = terrain.lumps((across, ahead), 60, self.drift, 121, 0.45) - np.float32(0.45)
        valley = np.minimum((across / 9) ** 2, 6) * np.float32(0.28)
        return (mounds * np.float32(4.5) + valley) * ramp(ahead, 2, 12)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.stage.view, 4, 14, self.grove.foot, tallest=4)
        deep = Footing(self.stage.view, 9, 9, rows=(0.26, 0.6))
        return deep if place is Place.DEEP else None

    def sky(self) -> None:
        """Paint the water, lighter towards the surface and around the sun above it."""
        stage, view = self.stage, self.stage.view
        x, y = view.box.offsets(self.source * view.width, 0, view.unit)
        down = y + np.abs(x) * np.float32(0.35)
        stops, tones = [0.0, 0.42, 1.05], np.stack([self.shallow, self.middle, self.deep])
        for channel in range(3):
            stage.canvas.light[..., channel] = np.interp(down, stops, tones[:, channel])
        far = np.hypot(x, (y + np.float32(0.06)) * np.float32(1.5))
        halo = np.exp(-((far / np.float32(0.30)) ** 1.3))
        stage.canvas.light += tint(halo, self.shallow * np.float32(1.1))
        row = int(np.clip(view.horizon, 1, view.height))
        haze = stage.canvas.light[max(0, row - 4) : row].mean(axis=0)
        stage.air = Air(haze=blur(haze[None], view.unit * 0.1)[0], clear=CLEAR)
        self._surface()

    def _surface(self) -> None:
        """Paint the bright underside of the waves along the upper edge."""
        view, rows = self.stage.view, max(1, int(self.stage.view.unit * 0.17))
        y = np.arange(rows, dtype=np.float32)[:, None] / np.float32(view.unit)
        depth = 1 / (np.float32(0.21) - y)
        u, v = view.columns[None, :] * depth * np.float32(0.05), depth * np.float32(0.03)
        wave = tiled(noise.cloudy(122, gain=0.5), u + self.drift[2], v) - np.float32(0.5)
        shine = clip(1 - np.abs(wave) * 7) ** 2 * (1 - y / np.float32(0.18)) ** 1.4
        self.stage.canvas.light[:rows] += tint(shine * np.float32(0.75), self.shallow)

    def far(self) -> None:
        """Paint the sea floor."""
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(1.0, 70, 420)):
            land = ground.rough(ground.ripples(band, 0.2, 0.34), 3, 0.06)
            lit = ground.shade(land, ground.sand(land, "#b8a684", "#e2d6b8"), stage.light)
            net = tint(self._caustics(land), stage.light.sun.colour * np.float32(0.32))
            stage.lay(land, lit + net)

    def _caustics(self, land: Land) -> Plane:
        """Return the net of light that waves throw on the floor."""
        u, v = land.across * np.float32(0.07), land.ahead * np.float32(0.07)
        first = tiled(noise.cloudy(123, gain=0.4), u + self.drift[0], v)
        second = tiled(noise.cloudy(124, gain=0.4), u, v + self.drift[1])
        net = clip(1 - np.abs(first - second) * np.float32(11)) ** 3
        return net / (1 + (land.ahead / 22) ** 2)

    def mid(self) -> None:
        """Set rocks and corals, the farthest first, then weed, and let light fall on them."""
        rng = self.stage.rng("reef")
        for ahead in sorted(np.exp(rng.uniform(np.log(4.2), np.log(34), 46)), reverse=True):
            across = self.grove.aside(ahead, 0.12, rng)
            if rng.random() < 0.34:
                self.grove.rock(across, ahead, rng.uniform(0.5, 2.0), rng)
            else:
                tone = colour(CORALS[rng.integers(len(CORALS))], 0.9)
                place = across, ahead, rng.uniform(0.4, 1.3)
                self.grove.set(_coral(rng), Paint(tone, tone), place, rng)
        weed.sway(self.stage, self.grove, rng, 10)
        self._shafts()

    def near(self) -> None:
        """Add bubbles and motes."""
        weed.bubbles(self.stage, self.shallow, self.stage.rng("bubbles"))

    def _shafts(self) -> None:
        """Let light fall through the water in slanting shafts."""
        view = self.stage.view
        step = max(1, round(view.unit / 270))
        width, height = -(-view.width // step), -(-view.height // step)
        x = np.linspace(0, view.width / view.unit, width, dtype=np.float32)[None, :]
        y = np.linspace(0, view.height / view.unit, height, dtype=np.float32)[:, None]
        source = np.float32(self.source * view.width / view.unit)
        angle = (x - source) / (y + np.float32(0.55))
        u, v = angle * np.float32(0.55) + self.drift[3], y * np.float32(0.02)
        beams = ramp(tiled(noise.cloudy(125, gain=0.6), u, v), 0.48, 0.8)
        fading = np.exp(-((angle / np.float32(0.55)) ** 2)) * np.exp(-y / np.float32(0.55))
        shafts = tint(beams * fading, self.shallow * np.float32(0.85))
        self.stage.canvas.light += fit(shafts, view.width, view.height)


def _coral(rng: np.random.Generator) -> Sprite:
    """Return a fan, a brush or a mound: small trees and rocks, as corals are shaped like both."""
    kind, variant = rng.integers(3), int(rng.integers(trees.VARIANTS))
    if kind == 2:
        return rocks.boulder(variant)
    return trees.grow("bare", variant, 2.4) if kind else trees.grow("bush", variant, 1.6)

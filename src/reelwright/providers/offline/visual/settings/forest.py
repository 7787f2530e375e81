"""A forest: walls of trees in the mist, trunks close by, light falling through to the floor."""

from dataclasses import replace

import numpy as np

from reelwright.providers.offline.lexicon import Hour, Season
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane, blend, ramp
from reelwright.providers.offline.visual.nature import (
    grass,
    ground,
    heavens,
    pond,
    rays,
    terrain,
    trunks,
)
from reelwright.providers.offline.visual.nature.growth import UNDERWOOD, Grove
from reelwright.providers.offline.visual.nature.planting import Spot
from reelwright.providers.offline.visual.nature.ridge import Ridge
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft

WOODS = (("spruce",), ("oak", "elm"), ("birch", "elm"), ("spruce", "birch"))
CHANCES = {Season.WINTER: (0.7, 0, 0, 0.3), Season.AUTUMN: (0, 0.6, 0.4, 0)}
USUAL = (0.4, 0.25, 0.15, 0.2)
"""How often a wood is of which kinds, by season."""
PLANS = {"glade": (7.5, 0.035), "thicket": (3.2, 0.02), "rise": (5.0, 0.03), "pool": (16.0, 0.02)}
"""How wide the gap between the trees is close by, in metres, and how fast it closes."""

NIGHT = 1.7
"""How much more of the sky's light falls into a wood by night than would, so that it is seen."""
MOONLIT = 0.55
"""How light the mist of a night is, at least, against what the sky sheds."""


class Forest:
    """A forest of one kind of tree or of two, the same in all pictures of a film."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        rng = stage.rng("layout")
        stood = stage.stood
        plans = ["glade", "thicket", "rise"] if stood else list(PLANS)
        self.plan = "pool" if Place.WATER in stage.places else str(rng.choice(plans))
        self.slope = rng.uniform(0.08, 0.16) if self.plan == "rise" else 0.0
        low = {"rise": 0.64, "pool": 0.5}.get(self.plan, 0.55)
        eye = rng.uniform(1.3, 1.6) if stood else rng.uniform(1.5, 2.6)
        aside = rng.uniform(-0.16, 0.16)
        stage.stand(rng.uniform(low, low + 0.09), rng.uniform(1.05, 1.5), eye, aside)
        if stage.moment.hour is Hour.NIGHT:
            stage.light = replace(stage.light, ambient=stage.light.ambient * np.float32(NIGHT))
        self.phase = rng.uniform(0, 6.28, 3)
        film = stage.film_rng("wood")
        self.kinds = WOODS[film.choice(4, p=CHANCES.get(stage.moment.season, USUAL))]
        self.grove = Grove(stage, self.relief)
        self.bank = Ridge(stage, drop=0.88, far=9)

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return the height of the floor: a hollow along the gap, a hillside, or a pool's shore."""
        bank = np.abs(across - self._gap(ahead)) / (6 + 0.12 * ahead)
        bumps = np.sin(across * 0.31 + self.phase[0]) * np.sin(ahead * 0.17 + self.phase[1]) * 0.22
        floor = np.minimum(bank, 3.0) ** 1.6 * 0.22 + bumps * ramp(ahead, 4, 14)
        shore = -1.2 * ramp(-ahead, -34, -26) if self.plan == "pool" else 0.0
        return np.asarray(floor + shore + np.maximum(ahead - 6, 0) * self.slope, np.float32)

    def _gap(self, ahead: Plane) -> Plane:
        sway = np.sin(ahead * 0.035 + self.phase[2])
        return np.asarray(sway * np.minimum(ahead * 0.05, 2.5), np.float32)

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        view = self.stage.view
        if place is Place.LAND and self.plan != "pool":
            return Footing(view, 6.5, 24, self.grove.foot, edge=0.5)
        if place is Place.WATER and self.plan == "pool":
            return Footing(view, 9, 22)
        return aloft(view, 0.14, 0.3) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky, of which little is seen."""
        stage = self.stage
        heavens.paint(stage, "forest")
        stage.breathe(330, 1.5, 7)
        if stage.moment.hour is Hour.NIGHT:  # mist under the moon, before which trees are seen
            pale = stage.light.ambient * np.float32(MOONLIT)
            stage.air = replace(stage.air, haze=np.maximum(stage.air.haze, pale), clear=150.0)
            self._mist()

    def _mist(self) -> None:
        """Let the mist rise before the sky: far trees are not lighter than what is behind."""
        stage, canvas = self.stage, self.stage.canvas
        _, down = canvas.box.offsets(0, 0, stage.view.horizon)
        share = np.float32(0.15) + np.float32(0.6) * ramp(down, 0.1, 1.0)
        cover = np.ascontiguousarray(np.broadcast_to(share, canvas.depth.shape))
        canvas.light = blend(canvas.light, stage.air.haze, cover)

    def far(self) -> None:
        """Paint the floor and the trees that stand in the mist."""
        self._floor()
        self._stand(62, 170, 150)

    def mid(self) -> None:
        """Paint the trees around, and what grows under them."""
        self._stand(32 if self.plan == "pool" else 22, 62, 56)
        close = 26 if self.stage.stood or self.plan == "pool" else 9
        self._shrubs(close, 60, 60)
        if self.plan == "pool":
            pond.paint(self.stage, self.stage.view.y(-0.3, 29), 0.007, "#10201c")
            self.bank.paint()

    def near(self) -> None:
        """Paint the undergrowth, the trunks at the edges and the leaves overhead."""
        stage = self.stage
        if self.plan == "pool":
            self.bank.dress(trees=0, rocks=6, kinds=(), tall=0.4)
        elif not stage.moment.white:
            tall = 0.18 if stage.stood else 0.28
            grass.grow(stage, stage.view, grass.Sward(2.0, 17, tall, 15000, UNDERWOOD), self.relief)
        rays.cast(stage, 0.35)
        self._trunks()
        self._overhead()
        rays.cast(stage, 0.2)

    def _floor(self) -> None:
        stage = self.stage
        for band in terrain.survey(stage, self.relief, Reach(2.0, 400, 300)):
            land = ground.rough(band, 5, 0.22)
            dapple = ramp(ground.pattern(land, 26, seed=64), 0.5, 0.6)
            land = replace(land, lit=land.lit * (np.float32(0.15) + np.float32(0.85) * dapple))
            stage.lay(
                land,
                ground.shade(
                    land,
                    ground.snow(land) if stage.moment.white else self._mould(land),
                    stage.light,
                ),
            )

    def _mould(self, land: Land) -> Plane:
        autumn = self.stage.moment.season is Season.AUTUMN
        fine, wide = ground.pattern(land, 3), ground.pattern(land, 30, seed=63)
        earth = blend(colour("#2c2117"), colour("#a0622a" if autumn else "#5a4630"), fine)
        green = blend(colour("#1c2c12"), colour("#44582a"), fine)
        path = np.exp(-(((land.across - self._gap(land.ahead)) / 0.9) ** 2))
        return blend(
            green, earth, np.clip(path + ramp(wide, 0.5, 0.7) * (0.9 if autumn else 0.45), 0, 1)
        )

    def _stand(self, near: float, far: float, count: int) -> None:
        rng, (wide, closing) = self.stage.rng(f"stand {near}"), PLANS[self.plan]
        for ahead in sorted(rng.uniform(near**0.5, far**0.5, count) ** 2, reverse=True):
            across = self.stage.view.across(rng.uniform(-1.15, 1.15), ahead)
            if abs(across - self._gap(ahead)) >= max(0.4, wide - closing * ahead):
                self.grove.tree(self._kind(rng), across, ahead, rng.uniform(14, 25), rng)

    def _shrubs(self, near: float, far: float, count: int) -> None:
        rng = self.stage.rng("shrubs")
        for ahead in sorted(rng.uniform(near**0.5, far**0.5, count) ** 2, reverse=True):
            across = self.stage.view.across(rng.uniform(-1.1, 1.1), ahead)
            if abs(across - self._gap(ahead)) < 1.8 + 0.04 * ahead:
                continue
            young = self.kinds == ("spruce",) or rng.random() < 0.3
            kind, tall = (
                ("spruce", rng.uniform(1.2, 5)) if young else ("bush", rng.uniform(0.8, 2.4))
            )
            self.grove.tree(kind, across, ahead, tall, rng)

    def _trunks(self) -> None:
        stage, rng = self.stage, self.stage.rng("trunks")
        for side in (-1, 1):
            for ahead in sorted(rng.uniform(5.5, 14, rng.integers(0, 4)), reverse=True):
                across = stage.view.across(side * rng.uniform(0.55, 1.0), ahead)
                spot = Spot(across, self.grove.foot(across, ahead), ahead, rng.uniform(0.35, 0.8))
                trunks.stand(stage, spot, colour("#4a3a2c"), rng)

    def _overhead(self) -> None:
        """Hang boughs into the upper corners, too close to be sharp."""
        view, rng = self.stage.view, self.stage.rng("overhead")
        for _ in range(0 if self.kinds == ("spruce",) else int(rng.integers(2, 7))):
            ahead = rng.uniform(4.5, 8)
            across = view.across(rng.choice([-1, 1]) * rng.uniform(0.45, 1.1), ahead)
            top = view.eye + view.horizon / view.focal * ahead
            self.grove.hang(
                "bough",
                Spot(across, top - rng.uniform(1.1, 1.9), ahead, rng.uniform(2.2, 3.4)),
                rng,
            )

    def _kind(self, rng: np.random.Generator) -> str:
        return self.kinds[rng.integers(len(self.kinds))]

"""What grows on a relief: single trees, woods, shrubs and rocks, in the colours of the season."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.brush.sprite import Sprite
from reelwright.providers.offline.visual.nature import planting, rocks, trees
from reelwright.providers.offline.visual.nature.planting import Paint, Spot
from reelwright.providers.offline.visual.nature.terrain import Relief
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.view import View

LEAVES = {
    Season.SPRING: ("#6f9238", "#83a040", "#5d8238"),
    Season.SUMMER: ("#486a2c", "#5a7834", "#3d5e28"),
    Season.AUTUMN: ("#c4762a", "#b5491f", "#d09c34", "#8f6a28"),
    Season.WINTER: ("#4a5a3a", "#56603c", "#3d4f33"),
}
BLOSSOMS = ("#e2aebe", "#ecd0d6", "#d89ab0")
"""The colours of trees in blossom."""
NEEDLES = ("#2c4728", "#345030", "#273f2a")
WOOD = {"birch": "#b8b0a4", "palm": "#8a7458"}
"""The bark of trees whose bark is not brown."""
BLADES = {
    Season.SPRING: ("#45602a", "#5c7a34", "#70903e", "#4a642c"),
    Season.SUMMER: ("#3a5224", "#50692e", "#667640", "#7c7848"),
    Season.AUTUMN: ("#5a5228", "#867038", "#a08040", "#66582c"),
    Season.WINTER: ("#5a5838", "#7a7450", "#8c8460", "#4a4a30"),
}
"""Grass by season."""


def tints(names: Sequence[str]) -> Plane:
    """Return colours as rows."""
    return np.stack([colour(name) for name in names])


UNDERWOOD = tints(("#2f4a1c", "#3d5a22", "#55652c", "#6b6a35"))
"""The colours of what grows on a forest's floor."""


class Grove:
    """Plants and rocks on a relief, as seen from a view (the stage's own where none is given)."""

    def __init__(self, stage: Stage, relief: Relief, view: View | None = None) -> None:
        self.stage, self.relief, self._view = stage, relief, view

    @property
    def view(self) -> View:
        """From where they are seen."""
        return self._view or self.stage.view

    def foot(self, across: float, ahead: float) -> float:
        """Return the height of the ground at a place."""
        place = np.array([[across], [ahead]], np.float32)
        return float(self.relief(place[:1], place[1:])[0, 0])

    def aside(
        self, ahead: float, least: float, rng: np.random.Generator, most: float = 1.08
    ) -> float:
        """Return a place to one side, from `least` to `most` of the way to the picture's edge."""
        return self.view.across(rng.choice([-1, 1]) * rng.uniform(least, most), ahead)

    def tree(
        self, kind: str, across: float, ahead: float, tall: float, rng: np.random.Generator
    ) -> None:
        """Set a tree of some metres on the ground."""
        self.set(self._grown(kind, rng), self._paint(kind, rng), (across, ahead, tall), rng)

    def hang(self, kind: str, spot: Spot, rng: np.random.Generator) -> None:
        """Set a tree, or a bough, anywhere, even off the ground."""
        turned = replace(spot, mirrored=bool(rng.integers(2)))
        paint = self._paint(kind, rng)
        planting.plant(self.stage, self.view, self._grown(kind, rng), paint, turned)

    def rock(self, across: float, ahead: float, tall: float, rng: np.random.Generator) -> None:
        """Set a rock of some metres, a little of it in the ground."""
        grey = colour("#6f6860") * np.float32(rng.uniform(0.7, 1.2))
        sprite = rocks.boulder(int(rng.integers(rocks.VARIANTS)))
        paint = Paint(grey, grey, 0.9 * self.stage.moment.white)
        self.set(sprite, paint, (across, ahead, tall), rng, sunk=0.1)

    def set(
        self,
        sprite: Sprite,
        paint: Paint,
        place: tuple[float, float, float],
        rng: np.random.Generator,
        sunk: float = 0.02,
    ) -> None:
        """Set any sprite on the ground: how far right, ahead and how tall; a share `sunk` below."""
        across, ahead, tall = place
        foot = self.foot(across, ahead) - tall * sunk
        spot = Spot(across, foot, ahead, tall, bool(rng.integers(2)))
        planting.plant(self.stage, self.view, sprite, paint, spot)

    def wood(self, kinds: Sequence[str], reach: tuple[float, float], clumps: int) -> None:
        """Plant clumps of trees between two distances, the farthest first."""
        rng = self.stage.rng(f"wood {reach[0]}")
        places: list[tuple[float, float]] = []
        for _ in range(clumps):
            ahead = float(np.exp(rng.uniform(*np.log(reach))))
            across = self.view.across(rng.uniform(-1.1, 1.1), ahead)
            shifts = rng.normal(0, 1, (int(rng.integers(3, 12)), 2))
            places.extend(
                (ahead * (1 + 0.02 * z), across + (18 + ahead * 0.02) * x) for z, x in shifts
            )
        for ahead, across in sorted(places, reverse=True):
            self.tree(str(rng.choice(list(kinds))), across, ahead, rng.uniform(9, 17), rng)

    def _grown(self, kind: str, rng: np.random.Generator) -> Sprite:
        return trees.grow(kind, int(rng.integers(trees.VARIANTS)), self.stage.look.grain)

    def _paint(self, kind: str, rng: np.random.Generator) -> Paint:
        season = Season.SUMMER if kind == "palm" else self.stage.moment.season
        names = NEEDLES if kind in {"spruce", "cypress"} else LEAVES[season]
        if season is Season.SPRING and kind in {"oak", "elm"} and rng.random() < 0.35:
            names = BLOSSOMS
        leaf = colour(names[rng.integers(len(names))]) * np.float32(rng.uniform(0.8, 1.2))
        return Paint(leaf, colour(WOOD.get(kind, "#4d3b2b")), 0.95 * self.stage.moment.white)

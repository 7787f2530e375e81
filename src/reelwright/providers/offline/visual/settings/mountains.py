"""Mountains across a valley, seen from a ridge with a few trees."""

from reelwright.providers.offline.visual.nature import heavens, ranges
from reelwright.providers.offline.visual.nature.ridge import Ridge
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.place import Place
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects.footing import Footing, aloft


class Mountains:
    """Ranges in the distance and a ridge close by."""

    def __init__(self, stage: Stage) -> None:
        self.stage, rng = stage, stage.rng("layout")
        stage.stand(rng.uniform(0.54, 0.6), rng.uniform(1.2, 1.5), rng.uniform(380, 620))
        self.relief = ranges.prospect(stage.view, rng, rng.uniform(0.24, 0.34))
        close, usual = Ridge(stage, drop=0.69, far=13), Ridge(stage, drop=0.77)
        self.ridge = close if stage.stood else usual

    def footing(self, place: Place) -> Footing | None:
        """Return where things of a kind can be here; None if nowhere."""
        if place is Place.LAND:
            return Footing(self.ridge.view, 5, self.ridge.far * 0.8, self.ridge.grove.foot)
        return aloft(self.stage.view) if place is Place.AIR else None

    def sky(self) -> None:
        """Paint the sky."""
        heavens.paint(self.stage, "mountains", 0.3)
        self.stage.breathe(24_000, 1.5, 240)

    def far(self) -> None:
        """Paint the ranges."""
        ranges.paint(self.stage, self.relief, Reach(650, 27_000, 620), 1_250)

    def mid(self) -> None:
        """Paint the ridge."""
        self.ridge.paint()

    def near(self) -> None:
        """Paint what grows on the ridge."""
        tall = 0.2 if self.stage.stood else 0.32
        self.ridge.dress(trees=6, rocks=9, kinds=("spruce",), tall=tall)

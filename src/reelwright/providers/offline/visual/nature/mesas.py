"""Tables of rock on the horizon: steep above, on slopes of what has fallen from them."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, ramp
from reelwright.providers.offline.visual.nature import ground, terrain
from reelwright.providers.offline.visual.nature.terrain import Land, Reach
from reelwright.providers.offline.visual.stage import Stage

CLEAR = 15_000.0
"""How many metres of the thin air above the plain let a third of the light through, at least."""
DIM = 0.8
"""How light the air before them is against that of the sky right on the horizon."""


@dataclass(frozen=True, slots=True)
class Mesas:
    """Where they begin, in metres ahead, how high they are, and where in the noise they lie."""

    near: float
    tall: float
    drift: Plane

    def relief(self, across: Plane, ahead: Plane) -> Plane:
        """Return their height: a slope, a cliff, a ledge, and now and then a second cliff."""
        place = across, ahead
        wide = terrain.lumps(place, 6_400, self.drift, 58, 0.3)
        fine = terrain.lumps(place, 620, self.drift, 58, 0.5) - np.float32(0.5)
        share = wide + fine * np.float32(0.03)
        slope, ledge = ramp(share, 0.46, 0.555) * 0.3, ramp(share, 0.57, 0.63) * 0.1
        first, second = ramp(share, 0.548, 0.566) * 0.34, ramp(share, 0.628, 0.645) * 0.26
        worn = fine * np.float32(0.1) * ramp(share, 0.5, 0.57)
        rise = self.tall * ramp(ahead, self.near, self.near * 1.5)
        return np.asarray((slope + ledge + first + second + worn) * rise, np.float32)


def paint(stage: Stage, mesas: Mesas, rock: Callable[[Land], Plane]) -> None:
    """Paint them in the colours that `rock` gives them, through air that foul weather thickens."""
    clear = max(stage.air.clear, CLEAR / stage.light.haze)
    air = replace(stage.air, clear=clear, haze=stage.air.haze * np.float32(DIM), thin=None)
    for band in terrain.survey(stage, mesas.relief, Reach(mesas.near, 15_000, 520)):
        land = ground.rough(ground.rough(band, 420, 26), 130, 7)
        lit = ground.shade(land, rock(land), stage.light)
        seen = air.veil(lit, land.ahead, land.up, slice(None))
        stage.canvas.lay(seen, land.cover, land.box, land.ahead)

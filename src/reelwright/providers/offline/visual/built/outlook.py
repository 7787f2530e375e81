"""What is seen from a window: the sky, hills and trees in the season."""

import numpy as np

from reelwright.providers.offline.visual.brush.plane import Plane, ramp
from reelwright.providers.offline.visual.nature import ground, terrain
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.stage import Stage


def paint(stage: Stage, near: float) -> None:
    """Paint a park and hills from `near` metres ahead on; the sky must have been painted."""
    drift = stage.rng("outside").uniform(0, 6.28, 2)

    def relief(across: Plane, ahead: Plane) -> Plane:
        hills = np.sin(across / 160 + drift[0]) * 14 + np.sin(across / 61 + drift[1]) * 5
        return np.asarray(
            hills * ramp(ahead, 120, 500) + ramp(ahead, 150, 700) * 34 - 4, np.float32
        )

    for land in terrain.survey(stage, relief, Reach(near, 900, 160)):
        stage.lay(land, ground.shade(land, ground.turf(land, stage.moment), stage.light))
    kinds = ("bare", "spruce") if stage.moment.white else ("oak", "elm")
    Grove(stage, relief).wood(kinds, (near + 22, 260), 8)

"""The roof of a jungle."""

from collections.abc import Callable

import numpy as np

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.nature.canopy import Canopy
from reelwright.providers.offline.visual.nature.terrain import Reach
from reelwright.providers.offline.visual.stage import Stage

DRIFT = np.array([0.2, 0.4, 0.6, 0.8], np.float32)
GREEN = rgb(0.05, 0.2, 0.04)
CANOPY = Canopy((GREEN, GREEN * 2, GREEN), DRIFT, 1.0)


def test_rivers_lie_below_the_leaves() -> None:
    ahead = np.geomspace(60, 800, 80).astype(np.float32)
    middle = CANOPY.river(ahead)
    assert CANOPY.relief(middle[None], ahead[None]).max() < 0
    assert CANOPY.relief(middle[None] + 60 + ahead * 0.05, ahead[None]).min() > 5


def test_crowns_are_rough() -> None:
    across, ahead = np.meshgrid(np.arange(100, 200), np.arange(200, 300))
    tall = CANOPY.relief(across.astype(np.float32), ahead.astype(np.float32))
    assert 2 < tall.std() < 12


def painted(staged: Callable[..., Stage], season: Season) -> np.ndarray:
    stage = staged((120, 90), eye=70.0, horizon=0.3, season=season)
    CANOPY.paint(stage, Reach(60, 2_000, 160))
    return np.asarray(stage.canvas.light[stage.canvas.depth < FAR * 0.5])


def test_leaves_are_green(staged: Callable[..., Stage]) -> None:
    red, green, _ = painted(staged, Season.SUMMER).mean(axis=0)
    assert green > red


def test_snow_whitens_the_roof(staged: Callable[..., Stage]) -> None:
    white, green = (
        painted(staged, season).mean(axis=0) for season in (Season.WINTER, Season.SUMMER)
    )
    assert white[0] > 1.4 * green[0]

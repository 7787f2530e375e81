"""Tables of rock on the horizon."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Weather
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.nature import mesas
from reelwright.providers.offline.visual.nature.mesas import Mesas
from reelwright.providers.offline.visual.nature.terrain import Land
from reelwright.providers.offline.visual.stage import Stage

TABLES = Mesas(2_600, 500, np.array([0.31, 0.62], np.float32))


def rock(land: Land) -> np.ndarray:
    return np.ones((*land.ahead.shape, 3), np.float32) * colour("#7c3f24")


def heights() -> np.ndarray:
    """Return the tables' heights over a wide plain."""
    across, ahead = np.meshgrid(np.linspace(-9_000, 9_000, 700), np.linspace(4_000, 13_000, 350))
    return TABLES.relief(across.astype(np.float32), ahead.astype(np.float32))


def test_tables_are_no_taller_than_asked() -> None:
    assert -40 < heights().min() < heights().max() < 560


def test_ground_close_by_stays_free() -> None:
    near = np.full((1, 50), 2_600, np.float32)
    assert TABLES.relief(np.linspace(-900, 900, 50, dtype=np.float32)[None], near).max() == 0


def test_cliffs_are_steeper_than_slopes() -> None:
    """Most land is level or sloped; a little of it, between, is a cliff."""
    steep = np.abs(np.diff(heights(), axis=1)) / (18_000 / 699)
    assert np.median(steep) < 0.15
    assert 0.005 < (steep > 0.9).mean() < 0.12


@pytest.mark.parametrize("weather", [Weather.CLEAR, Weather.STORM])
def test_tables_are_no_lighter_than_the_sky(staged: Callable[..., Stage], weather: Weather) -> None:
    stage = staged((240, 160), weather=weather, horizon=0.6, eye=20.0)
    sky = stage.canvas.light[60:94].mean()
    mesas.paint(stage, TABLES, rock)
    seen = stage.canvas.depth[:94] < FAR
    assert seen.any()
    assert stage.canvas.light[:94][seen].mean() < sky

"""What streets are paved with, and what stands along them."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.canvas import FAR, Box
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.built import lanterns, paving
from reelwright.providers.offline.visual.stage import Stage

Touched = Callable[[Stage, Callable[[], object]], np.ndarray]


def ground(*, white: bool = False, pixel: float = 0.02) -> np.ndarray:
    """Return eight metres of street from side to side, its kerbs at three."""
    line = np.arange(-4, 4, pixel, dtype=np.float32)
    across, ahead = (np.array(one) for one in np.broadcast_arrays(line[None], line[:, None]))
    return paving.cobbles(paving.STONES[0], 3.0, white)(across, ahead)


def test_pavements_are_lighter_than_the_road() -> None:
    grey = ground().mean(axis=(0, 2))
    assert grey[:40].mean() > 1.2 * grey[150:250].mean()


def test_cobbles_have_joints() -> None:
    near, far = (ground(pixel=pixel).mean(axis=-1) for pixel in (0.02, 0.4))
    assert np.abs(np.diff(near[:, 150:250], axis=0)).mean() > 3 * np.abs(
        np.diff(far[:, 8:12], axis=0)
    ).mean() * (0.02 / 0.4)


def test_snow_whitens_all_but_tracks() -> None:
    dry, white = (ground(white=one).mean(axis=-1) for one in (False, True))
    assert (white > dry).mean() > 0.85
    assert white.mean() > 1.6 * dry.mean()
    assert white.max() <= colour(paving.SNOW).max() * 1.2


def test_wet_ground_mirrors_what_stands_above(staged: Callable[..., Stage]) -> None:
    """A light high above one place is seen again below it, on ground and nowhere else."""
    stage = staged()
    view, canvas = stage.view, stage.canvas
    rows = np.arange(view.height, dtype=np.float32)[:, None] - view.horizon + 0.5
    flat = np.where(rows > 0.5, view.eye * view.focal / np.maximum(rows, 0.5), FAR)
    canvas.depth[:] = flat
    canvas.depth[:, :40] = 1.0
    canvas.light[:] = 0
    top = round(view.horizon)
    canvas.light[top - 30 : top - 10, 60:100] = 1
    paving.mirror(stage, 500)
    assert canvas.light[top + 12 : top + 28, 70:90].mean() > 0.2
    assert canvas.light[top + 12 : top + 28, :40].max() == 0


@pytest.mark.parametrize("hour", [Hour.DAY, Hour.NIGHT])
def test_lanterns_stand_where_they_are_put(
    staged: Callable[..., Stage], touched: Touched, hour: Hour
) -> None:
    stage = staged(hour=hour)
    view = stage.view
    touched(stage, lambda: lanterns.stand(stage, 1.0, 8.0))
    rows, columns = np.nonzero(stage.canvas.depth == 8.0)
    assert abs(columns.mean() + 0.5 - view.x(1.0, 8.0)) < 1
    assert abs(rows.max() + 1 - view.y(0.0, 8.0)) <= 2
    assert abs(rows.min() - view.y(4.0, 8.0)) <= 3


def test_lanterns_shine_at_night(staged: Callable[..., Stage], touched: Touched) -> None:
    seen = []
    for hour in (Hour.DAY, Hour.NIGHT):
        stage = staged(hour=hour)
        seen.append(touched(stage, partial(lanterns.stand, stage, 1.0, 8.0)).sum())
    assert seen[1] > 3 * seen[0]


def test_nothing_is_set_outside(staged: Callable[..., Stage], touched: Touched) -> None:
    stage = staged()
    assert Box(0, 0, 160, 120) == stage.canvas.box
    assert not touched(stage, lambda: lanterns.stand(stage, 60.0, 8.0)).any()

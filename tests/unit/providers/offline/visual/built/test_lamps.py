"""Street lamps."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.built import lamps
from reelwright.providers.offline.visual.stage import Stage

SIZE = (320, 240)
HALF = 6.0


def lined(stage: Stage) -> np.ndarray:
    """Return the light that lamps bring (or take, where a post stands)."""
    before = stage.canvas.light.copy()
    lamps.line(stage, HALF)
    return np.asarray(stage.canvas.light - before)


def test_posts_stand_every_so_far(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    lined(stage)
    ways = np.unique(stage.canvas.depth)
    assert ways.tolist() == [lamps.APART * count for count in (1, 2, 3, 4)] + [FAR]


def test_posts_are_as_tall_as_they_say(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    lined(stage)
    rows = np.flatnonzero((stage.canvas.depth == lamps.APART).any(axis=1))
    view = stage.view
    assert rows[0] == pytest.approx(view.y(lamps.TALL, lamps.APART), abs=1)
    assert rows[-1] + 1 == pytest.approx(view.y(0, lamps.APART), abs=1)


def test_farther_posts_are_smaller(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    lined(stage)
    sizes = [(stage.canvas.depth == lamps.APART * count).sum() for count in (1, 2, 3, 4)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 2 * sizes[3]


def test_posts_stand_on_both_pavements(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    lined(stage)
    near = stage.canvas.depth == lamps.APART
    low = np.flatnonzero(near[int(stage.view.y(1, lamps.APART))])
    wanted = (stage.view.x(-HALF, lamps.APART), stage.view.x(HALF, lamps.APART))
    assert (low.min(), low.max()) == pytest.approx(wanted, abs=1.5)
    assert near[:, 158:162].sum() == 0


def test_arms_reach_over_the_street(staged: Callable[..., Stage]) -> None:
    stage = staged((640, 480))
    lined(stage)
    near, view = stage.canvas.depth == lamps.APART, stage.view
    high = np.flatnonzero(near[round(view.y(lamps.TALL, lamps.APART))])
    assert high.max() + 1 == pytest.approx(view.x(HALF, lamps.APART), abs=3)
    inner = high[high > 320].min()
    assert inner == pytest.approx(view.x(HALF - lamps.ARM, lamps.APART), abs=2)


def test_lamps_are_out_by_day(staged: Callable[..., Stage]) -> None:
    assert lined(staged(SIZE, hour=Hour.DAY)).max() < 1e-3


@pytest.mark.parametrize("hour", [Hour.DAWN, Hour.SUNSET, Hour.DUSK, Hour.NIGHT])
def test_lamps_burn_in_the_dark(staged: Callable[..., Stage], hour: Hour) -> None:
    more = lined(staged(SIZE, hour=hour))
    row, column = np.unravel_index(more.sum(axis=-1).argmax(), more.shape[:2])
    view = staged(SIZE).view
    tips = [view.x(side * (HALF - lamps.ARM), lamps.APART) for side in (-1, 1)]
    assert more.max() > 0.8
    assert min(abs(column - tip) for tip in tips) < 3
    assert row == pytest.approx(view.y(lamps.TALL, lamps.APART), abs=4)


def test_light_is_warm(staged: Callable[..., Stage]) -> None:
    more = lined(staged(SIZE, hour=Hour.NIGHT))
    red, green, blue = more[more[..., 0] > 0.5].mean(axis=0)
    assert red > green > blue


def test_denser_air_dims_far_lamps(staged: Callable[..., Stage]) -> None:
    clear, foggy = (lined(staged(SIZE, hour=Hour.NIGHT, clear=away)).sum() for away in (4e3, 40.0))
    assert foggy < clear


def test_houses_hide_posts_behind_them(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE)
    stage.canvas.depth[:, 160:] = 10.0
    lined(stage)
    assert (stage.canvas.depth[:, 160:] == 10).all()
    assert (stage.canvas.depth[:, :160] == lamps.APART).any()

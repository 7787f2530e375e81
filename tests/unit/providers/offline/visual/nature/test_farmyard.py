"""Bales, a barn, and fences."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.sprite import COVER, GLOW, LEAF, Sprite
from reelwright.providers.offline.visual.nature import farmyard
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.stage import Stage

WOOD = rgb(0.3, 0.25, 0.2)


@pytest.mark.parametrize("draw", [farmyard.bale, farmyard.barn])
def test_drawings_touch_no_side(draw: Callable[[], Sprite]) -> None:
    cover = draw().planes[..., COVER]
    assert max(cover[0].max(), cover[:, 0].max(), cover[:, -1].max()) < 120
    assert (cover > 128).mean() > 0.3


def test_bales_are_straw_all_over() -> None:
    planes = farmyard.bale().sized(120)
    assert planes[planes[..., COVER] > 0.9, LEAF].min() > 0.9


def test_barns_have_roofs_and_windows() -> None:
    planes = farmyard.barn().sized(200)
    there = planes[..., COVER] > 0.9
    roof = (planes[..., LEAF] > 0.9) & there
    assert roof[:100].sum() > 5 * roof[120:].sum()
    assert 0.005 < (planes[there, GLOW] > 0.3).mean() < 0.1


def fenced(staged: Callable[..., Stage], rise: float = 0.0) -> Stage:
    stage = staged((240, 180), eye=2.0)
    grove = Grove(stage, lambda across, ahead: 0 * across * ahead + np.float32(rise))
    farmyard.fence(stage, grove, (-4.0, 8.0), (1.0, 40.0), WOOD, np.random.default_rng(1))
    return stage


def test_fences_run_between_their_ends(staged: Callable[..., Stage]) -> None:
    stage = fenced(staged)
    columns = np.flatnonzero((stage.canvas.depth < 60).any(axis=0))
    assert columns[0] == pytest.approx(stage.view.x(-4, 8), abs=4)
    assert columns[-1] == pytest.approx(stage.view.x(1, 40), abs=4)


def test_fences_stand_on_the_ground(staged: Callable[..., Stage]) -> None:
    flat, raised = (
        np.flatnonzero((fenced(staged, rise).canvas.depth < 60).any(axis=1)).max()
        for rise in (0.0, 1.0)
    )
    assert raised < flat


def test_near_posts_are_taller(staged: Callable[..., Stage]) -> None:
    there = fenced(staged).canvas.depth
    near, far = ((there > low) & (there < high) for low, high in ((7.5, 8.5), (38, 41)))
    assert np.ptp(np.flatnonzero(near.any(axis=1))) > 2 * np.ptp(np.flatnonzero(far.any(axis=1)))


def test_shadows_darken_the_ground(staged: Callable[..., Stage]) -> None:
    stage = staged((240, 180), sun=(1.2, 0.6, False))
    stage.canvas.light[:] = 1.0
    farmyard.shadow(stage, (0.0, 0.0, 12.0), 1.5)
    foot = int(stage.view.y(0, 12))
    assert 0.3 < stage.canvas.light[foot].min() < 0.8
    assert stage.canvas.light[:40].min() == pytest.approx(1.0)

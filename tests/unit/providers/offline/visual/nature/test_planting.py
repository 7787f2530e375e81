"""Setting sprites into a picture."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.brush.sprite import (
    COVER,
    GLOW,
    LEAF,
    RIGHT,
    SHADE,
    UP,
    Sprite,
    cut,
)
from reelwright.providers.offline.visual.nature import planting
from reelwright.providers.offline.visual.nature.planting import Paint, Spot
from reelwright.providers.offline.visual.stage import Stage

GREY = Paint(rgb(0.4, 0.4, 0.4), rgb(0.4, 0.4, 0.4))
SPOT = Spot(0.0, 0.0, 30.0, 10.0)


def channels(**values: float) -> np.ndarray:
    """Return one open, solid pixel of a sprite that looks at the eye, with some channels else."""
    names = {"cover": COVER, "right": RIGHT, "up": UP, "shade": SHADE, "leaf": LEAF, "glow": GLOW}
    pixel = np.zeros((1, 1, 6), np.float32)
    pixel[..., [COVER, SHADE]] = 1.0
    for name, value in values.items():
        pixel[..., names[name]] = value
    return pixel


@pytest.fixture(scope="module")
def block() -> Sprite:
    """A slab twice as tall as wide, its left half in shade and looking left."""
    planes = np.zeros((128, 128, 6), np.float32)
    planes[:, 32:96, COVER] = 1.0
    planes[:, 32:64, SHADE], planes[:, 64:96, SHADE] = 0.2, 1.0
    planes[:, 32:64, RIGHT], planes[:, 64:96, RIGHT] = -0.7, 0.7
    return cut(planes)


def planted(stage: Stage, sprite: Sprite, spot: Spot = SPOT, paint: Paint = GREY) -> np.ndarray:
    """Return where the picture changed."""
    before = stage.canvas.light.copy()
    planting.plant(stage, stage.view, sprite, paint, spot)
    return np.asarray(np.abs(stage.canvas.light - before).max(axis=-1) > 1e-4)


def lit(stage: Stage, paint: Paint = GREY, **values: float) -> np.ndarray:
    return np.asarray(planting.lit(channels(**values), paint, stage.light)[0, 0])


@pytest.mark.parametrize("side", [-1, 1])
def test_sunny_side_is_lighter(staged: Callable[..., Stage], side: int) -> None:
    stage = staged((16, 16), sun=(side * 1.3, 0.4, False))
    assert lit(stage, right=side * 0.8).sum() > 1.3 * lit(stage, right=-side * 0.8).sum()


def test_what_looks_up_is_lighter(staged: Callable[..., Stage]) -> None:
    stage = staged((16, 16), sun=(1.3, 0.9, False))
    assert lit(stage, up=0.8).sum() > lit(stage).sum() > lit(stage, up=-0.8).sum()


def test_what_is_closed_in_is_darker(staged: Callable[..., Stage]) -> None:
    stage = staged((16, 16), sun=(2.0, 0.9, False))
    assert lit(stage, shade=1.0).sum() > lit(stage, shade=0.5).sum() > lit(stage, shade=0.0).sum()


def test_leaf_and_wood_have_their_colours(staged: Callable[..., Stage]) -> None:
    stage, paint = staged((16, 16)), Paint(rgb(0, 1, 0), rgb(1, 0, 0))
    leaf, wood = lit(stage, paint, leaf=1.0), lit(stage, paint, leaf=0.0)
    assert (leaf > 0).tolist() == [False, True, False]
    assert (wood > 0).tolist() == [True, False, False]


def test_thin_leaves_let_a_low_sun_through(staged: Callable[..., Stage]) -> None:
    behind, before = (staged((16, 16), sun=(aside, 0.2, False)) for aside in (0.2, 2.9))
    assert lit(behind, leaf=1.0).sum() > 1.2 * lit(behind, leaf=0.0).sum()
    assert lit(before, leaf=1.0) == pytest.approx(lit(before, leaf=0.0))


def test_windows_are_lit_after_dark(staged: Callable[..., Stage]) -> None:
    more = {
        hour: (lit(stage, glow=1.0) - lit(stage, glow=0.0)).sum()
        for hour in Hour
        for stage in [staged((16, 16), hour=hour)]
    }
    assert more[Hour.DAY] == 0
    assert more[Hour.NIGHT] > more[Hour.DUSK] > more[Hour.SUNSET] > more[Hour.DAWN] > 0


def test_snow_lies_on_what_looks_up(staged: Callable[..., Stage]) -> None:
    stage, snowy = staged((16, 16)), replace(GREY, snow=1.0)
    assert lit(stage, snowy, up=0.9).sum() > 1.5 * lit(stage, up=0.9).sum()
    assert lit(stage, snowy, up=0.3) == pytest.approx(lit(stage, up=0.3))
    assert lit(stage, snowy, up=0.9, shade=0.2) == pytest.approx(lit(stage, up=0.9, shade=0.2))


def test_sprites_stand_where_the_view_says(staged: Callable[..., Stage], block: Sprite) -> None:
    stage = staged((120, 90), eye=4.0)
    rows, columns = np.nonzero(planted(stage, block, replace(SPOT, across=6.0)))
    view = stage.view
    assert rows.min() == pytest.approx(view.y(10, 30), abs=1)
    assert rows.max() + 1 == pytest.approx(view.y(0, 30), abs=1)
    assert (columns.min() + columns.max() + 1) / 2 == pytest.approx(view.x(6, 30), abs=1)
    assert np.ptp(columns) == pytest.approx(np.ptp(rows) / 2, abs=2)


@settings(max_examples=25, deadline=None)
@given(st.floats(12, 200), st.floats(1.1, 3))
def test_nearer_is_larger(
    staged: Callable[..., Stage], block: Sprite, away: float, times: float
) -> None:
    near, far = (
        planted(staged((120, 120)), block, replace(SPOT, ahead=ahead)).sum()
        for ahead in (away, away * times)
    )
    assert near >= far


@settings(max_examples=25, deadline=None)
@given(st.floats(-60, 60), st.floats(-30, 30), st.floats(2, 90))
def test_sprites_may_lie_anywhere(
    staged: Callable[..., Stage], block: Sprite, across: float, up: float, ahead: float
) -> None:
    stage = staged((40, 30))
    changed = planted(stage, block, Spot(across, up, ahead, 10.0))
    assert np.isfinite(stage.canvas.light).all()
    assert (stage.canvas.depth[changed] <= FAR).all()


def test_specks_are_left_out(staged: Callable[..., Stage], block: Sprite) -> None:
    assert not planted(staged((40, 30)), block, replace(SPOT, ahead=9_000.0)).any()


def test_nearer_things_hide_it(staged: Callable[..., Stage], block: Sprite) -> None:
    stage = staged((120, 90))
    stage.canvas.depth[:, :60] = 10.0
    changed = planted(stage, block)
    assert not changed[:, :60].any()
    assert changed[:, 60:].any()


def test_it_is_as_far_as_it_stands(staged: Callable[..., Stage], block: Sprite) -> None:
    stage = staged((120, 90))
    changed = planted(stage, block)
    assert set(np.unique(stage.canvas.depth)) == {np.float32(30), FAR}
    assert changed[stage.canvas.depth == 30].all()


def test_mirrored_sprites_are_mirrored(staged: Callable[..., Stage], block: Sprite) -> None:
    seen = []
    for mirrored in (False, True):
        stage = staged((120, 90), sun=(0.0, 0.6, False))
        stage.canvas.light[:] = 0.0
        stage.breathe(1e9)
        columns = np.flatnonzero(
            planted(stage, block, replace(SPOT, mirrored=mirrored)).any(axis=0)
        )
        seen.append(stage.canvas.light[:, columns[0] : columns[-1] + 1])
    assert seen[1] == pytest.approx(seen[0][:, ::-1], abs=0.02)
    assert not np.allclose(seen[0], seen[1], atol=0.05)


def test_mirrored_sprites_are_lit_from_where_the_sun_is(
    staged: Callable[..., Stage], block: Sprite
) -> None:
    for mirrored in (False, True):
        stage = staged((120, 90), sun=(1.3, 0.4, False), clear=1e9)
        spot = replace(SPOT, mirrored=mirrored)
        there = planted(stage, block, spot)
        columns = np.flatnonzero(there.any(axis=0))
        middle, row = (columns[0] + columns[-1]) // 2, np.flatnonzero(there.any(axis=1))[8]
        shade = planting.lit(channels(right=0.7, shade=0.2 if mirrored else 1.0), GREY, stage.light)
        assert stage.canvas.light[row, columns[-1] - 3] == pytest.approx(shade[0, 0], rel=0.1)
        assert middle > columns[0]


def test_denser_air_hides_more(staged: Callable[..., Stage], block: Sprite) -> None:
    away = []
    for clear in (10_000.0, 100.0, 20.0):
        stage = staged((120, 90), clear=clear)
        planted(stage, block)
        there = stage.canvas.depth == 30
        haze = np.broadcast_to(stage.air.haze[None], stage.canvas.light.shape)
        away.append(float(np.abs(stage.canvas.light - haze)[there].mean()))
    assert away[0] > away[1] > away[2]

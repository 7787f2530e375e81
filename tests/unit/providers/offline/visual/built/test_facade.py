"""The fronts of houses and towers."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.colour import luma, rgb
from reelwright.providers.offline.visual.built import facade
from reelwright.providers.offline.visual.built.facade import Front, Patch
from reelwright.providers.offline.visual.stage import Stage

KINDS = ("glass", "stone", "brick")
FRONT = Front(rgb(0.3, 0.3, 0.3), (3.0, 3.5), (0.5, 0.55), 0.5, 0.45, 7)


def patch(pixel: float = 0.05, wide: float = 12.0, tall: float = 14.0, foot: float = 0.0) -> Patch:
    """Return a stretch of wall in pixels of some metres."""
    along = np.arange(0, wide, pixel, dtype=np.float32)[None]
    up = np.arange(foot + tall, foot, -pixel, dtype=np.float32)[:, None]
    return Patch(*np.broadcast_arrays(along, up, np.full((1, 1), pixel, np.float32)))


def seen(front: Front, stage: Stage, facing: float = 0.3, **where: float) -> np.ndarray:
    return facade.paint(front, patch(**where), stage.light, facing)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("hour", Hour)
def test_fronts_have_colours(staged: Callable[..., Stage], kind: str, hour: Hour) -> None:
    front = facade.design(np.random.default_rng(3), kind, shop=True)
    painted = seen(front, staged(hour=hour))
    assert painted.shape == (280, 240, 3)
    assert painted.dtype == np.float32
    assert np.isfinite(painted).all()
    assert 0 <= painted.min() < painted.max() < 6


@pytest.mark.parametrize("kind", KINDS)
def test_designs_are_of_their_kind(kind: str) -> None:
    walls = facade.WALLS[kind]
    for seed in range(10):
        front = facade.design(np.random.default_rng(seed), kind)
        assert 1.5 < front.cell[0] < 3.5 < front.cell[1] + 0.31 < 4.3
        assert max(front.pane) < 1
        assert 0.2 < front.lit < 0.6
        assert not front.shop
    fronts = {facade.design(np.random.default_rng(seed), kind).wall.tobytes() for seed in range(10)}
    assert len(fronts) == 10
    assert len(walls) == 4


def test_towers_have_more_glass() -> None:
    shares = {}
    for kind in KINDS:
        panes = [facade.design(np.random.default_rng(seed), kind).pane for seed in range(10)]
        shares[kind] = min(wide * tall for wide, tall in panes)
    assert shares["glass"] > 1.3 * max(shares["stone"], shares["brick"])


def test_unknown_kinds_are_refused() -> None:
    with pytest.raises(KeyError, match="straw"):
        facade.design(np.random.default_rng(1), "straw")


def test_windows_are_unlit_by_day(staged: Callable[..., Stage]) -> None:
    none, all_ = (seen(replace(FRONT, lit=lit), staged(hour=Hour.DAY)) for lit in (0.0, 1.0))
    assert np.array_equal(none, all_)


@pytest.mark.parametrize("hour", [Hour.DAWN, Hour.SUNSET, Hour.DUSK, Hour.NIGHT])
def test_lamps_only_add_light(staged: Callable[..., Stage], hour: Hour) -> None:
    none, some = (seen(replace(FRONT, lit=lit), staged(hour=hour)) for lit in (0.0, 0.5))
    assert (some - none).min() >= -1e-5
    assert (some - none).max() > 0.1


def test_more_windows_are_lit_where_more_are_awake(staged: Callable[..., Stage]) -> None:
    stage = staged(hour=Hour.NIGHT)
    dark = seen(replace(FRONT, lit=0.0), stage, wide=36.0, tall=42.0)
    shares = [
        float((seen(replace(FRONT, lit=lit), stage, wide=36.0, tall=42.0) - dark > 0.05).mean())
        for lit in (0.2, 0.5, 1.0)
    ]
    assert shares[0] < shares[1] < shares[2]
    assert shares[2] < FRONT.pane[0] * FRONT.pane[1] * 1.1


def test_more_windows_are_lit_the_darker_it_is(staged: Callable[..., Stage]) -> None:
    shares = []
    for hour in (Hour.DAWN, Hour.DUSK, Hour.NIGHT):
        dark, lit = (
            seen(replace(FRONT, lit=lit), staged(hour=hour), wide=60.0, tall=70.0, pixel=0.1)
            for lit in (0.0, 0.5)
        )
        shares.append(float((np.abs(lit - dark) > 0.02).mean()))
    assert 1.8 * shares[0] < shares[1] <= shares[2]


def test_lit_panes_lie_within_their_cells(staged: Callable[..., Stage]) -> None:
    stage = staged(hour=Hour.NIGHT)
    more = seen(replace(FRONT, lit=1.0), stage) - seen(replace(FRONT, lit=0.0), stage)
    place = patch()
    across, up = np.mod(place.along / 3.0, 1), np.mod(place.up / 3.5, 1)
    inside = (np.abs(across - 0.5) < 0.27) & (np.abs(up - 0.5) < 0.295)
    assert more[~inside].max() < 1e-4
    assert more[inside].mean() > 0.05


def test_far_windows_melt_together(staged: Callable[..., Stage]) -> None:
    wide_open = replace(FRONT, pane=(0.85, 0.85), frame=1.0, wall=rgb(1.0, 1.0, 1.0))
    near, far = (
        luma(seen(wide_open, staged(), pixel=pixel, wide=60.0, tall=70.0, foot=20.0))
        for pixel in (0.1, 8.0)
    )
    assert far.std() < near.std() / 3
    assert far.mean() == pytest.approx(near.mean(), rel=0.15)


def test_sun_lights_what_it_faces(staged: Callable[..., Stage]) -> None:
    means = [luma(seen(FRONT, staged(), facing)).mean() for facing in (0.0, 0.3, 0.9)]
    assert means[0] < means[1] < means[2]


def test_walls_darken_towards_the_street(staged: Callable[..., Stage]) -> None:
    plain = replace(FRONT, pane=(1e-3, 1e-3))
    rows = luma(seen(plain, staged(), tall=21.0)).mean(axis=1)
    assert rows[:40].mean() > 1.2 * rows[-40:].mean()


def test_walls_have_the_colour_designed(staged: Callable[..., Stage]) -> None:
    red = replace(FRONT, wall=rgb(0.5, 0.0, 0.0), pane=(1e-3, 1e-3))
    painted = seen(red, staged(), foot=5.0)
    assert np.median(painted[..., 0]) > 20 * np.median(painted[..., 1])


def test_frames_differ_from_their_wall(staged: Callable[..., Stage]) -> None:
    plain, framed = (
        luma(seen(replace(FRONT, frame=frame), staged(), pixel=0.02)) for frame in (1.0, 1.5)
    )
    changed = np.abs(plain - framed) > 0.02
    assert 0.02 < changed.mean() < 0.4
    assert (framed >= plain - 1e-4).all()


def test_shops_open_only_the_ground_floor(staged: Callable[..., Stage]) -> None:
    plain, shop = (
        seen(replace(FRONT, shop=shop), staged(hour=Hour.NIGHT)) for shop in (False, True)
    )
    changed = np.abs(plain - shop).max(axis=(1, 2)) > 1e-3
    up = patch().up[:, 0]
    assert not changed[up > 4.4].any()
    assert changed[up < 3.0].any()


def test_signs_glow_after_dark(staged: Callable[..., Stage]) -> None:
    shops = replace(FRONT, shop=True)
    rows = np.abs(patch(wide=120.0).up[:, 0] - 3.75) < 0.2
    day, night = (
        seen(shops, staged(hour=hour), wide=120.0)[rows].max() for hour in (Hour.DAY, Hour.NIGHT)
    )
    assert night > 0.8 > day


def test_fronts_keep_their_seed(staged: Callable[..., Stage]) -> None:
    stage = staged(hour=Hour.NIGHT)
    first, again, other = (seen(replace(FRONT, seed=seed), stage) for seed in (7, 7, 8))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_a_window_is_lit_wherever_it_is_asked_for(staged: Callable[..., Stage]) -> None:
    """The same place on a front looks alike whatever patch it is painted in."""
    light = staged(hour=Hour.NIGHT).light
    whole = patch()
    part = Patch(whole.along[40:90, 30:80], whole.up[40:90, 30:80], whole.pixel[40:90, 30:80])
    all_, some = (facade.paint(FRONT, place, light, 0.3) for place in (whole, part))
    assert some == pytest.approx(all_[40:90, 30:80], abs=1e-4)

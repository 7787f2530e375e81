"""Land in perspective."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush.plane import Plane, ramp
from reelwright.providers.offline.visual.nature import terrain
from reelwright.providers.offline.visual.nature.terrain import Land, Reach, Relief
from reelwright.providers.offline.visual.stage import Stage

REACH = Reach(1.0, 5_000.0)


def flat(across: Plane, ahead: Plane) -> Plane:
    return 0 * across * ahead


def sloped(right: float, ahead: float) -> Relief:
    return lambda x, z: np.asarray(x * np.float32(right) + z * np.float32(ahead), np.float32)


def hilly(across: Plane, ahead: Plane) -> Plane:
    waves = np.sin(across * np.float32(0.02)) * np.cos(ahead * np.float32(0.015))
    return np.asarray(waves * np.minimum(ahead * np.float32(0.02), 12), np.float32)


def wall(tall: float, away: float) -> Relief:
    return lambda x, z: 0 * x + np.float32(tall) * ramp(z, away * 0.99, away * 1.01)


def only(stage: Stage, relief: Relief, reach: Reach = REACH) -> Land:
    (land,) = terrain.survey(stage, relief, reach)
    return land


@pytest.fixture
def stage(staged: Callable[..., Stage]) -> Stage:
    return staged((96, 72))


def test_unseen_land_gives_no_bands(stage: Stage) -> None:
    assert list(terrain.survey(stage, lambda x, z: flat(x, z) - 1e7, REACH)) == []


def test_land_spans_the_picture_from_its_skyline_down(stage: Stage) -> None:
    box = only(stage, flat).box
    assert (box.left, box.right, box.bottom) == (0, 96, 72)
    assert box.top == pytest.approx(stage.view.y(0, REACH.far), abs=1)


@pytest.mark.parametrize(
    "field", ["cover", "across", "ahead", "up", "east", "north", "lit", "level"]
)
def test_every_plane_is_as_large_as_the_box(stage: Stage, field: str) -> None:
    land = only(stage, hilly)
    plane = getattr(land, field)
    assert plane.shape == (land.box.bottom - land.box.top, 96)
    assert plane.dtype == np.float32
    assert np.isfinite(plane).all()


def test_flat_land_is_seen_where_the_view_says(stage: Stage) -> None:
    land = only(stage, flat)
    rows = range(land.box.top + 4, 72)
    wanted = [stage.view.ahead(row) for row in rows]
    assert land.ahead[4:, 48] == pytest.approx(np.array(wanted), rel=0.02)


def test_flat_land_is_flat(stage: Stage) -> None:
    land = only(stage, flat)
    level = np.broadcast_to(np.float32(0), land.east.shape)
    assert land.up[3:] == pytest.approx(level[3:], abs=0.03)
    assert land.east == pytest.approx(level, abs=1e-5)
    assert land.north == pytest.approx(level, abs=1e-5)
    assert land.level.min() > 0.999
    assert land.lit.min() > 0.999


@pytest.mark.parametrize(("right", "ahead"), [(0.1, 0.0), (0.0, 0.15), (-0.2, 0.1)])
def test_slopes_are_what_they_are(stage: Stage, right: float, ahead: float) -> None:
    land = only(stage, sloped(right, ahead))
    inner = land.cover[2:, 2:-2] == 1
    assert land.east[2:, 2:-2][inner] == pytest.approx(np.full(inner.sum(), right), abs=0.01)
    assert land.north[2:, 2:-2][inner] == pytest.approx(np.full(inner.sum(), ahead), abs=0.02)


@settings(max_examples=25, deadline=None)
@given(st.floats(4, 40), st.floats(60, 2_000))
def test_skyline_is_where_the_view_says(
    staged: Callable[..., Stage], tall: float, away: float
) -> None:
    stage = staged((64, 96), horizon=0.6)
    land = only(stage, wall(tall, away))
    wanted = np.clip(stage.view.y(tall, away * 1.01), 0, 96)
    assert land.box.top == pytest.approx(wanted, abs=1.5)


def test_near_land_hides_far_land(stage: Stage) -> None:
    land = only(stage, wall(60, 80))
    assert land.ahead[land.cover > 0].max() < 90


def test_heights_agree_with_the_relief(stage: Stage) -> None:
    land = only(stage, hilly)
    there = land.cover == 1
    pixel = land.ahead / land.focal
    error = np.abs(hilly(land.across, land.ahead) - land.up)
    assert np.quantile((error / pixel)[there], 0.98) < 1.0


def test_land_lies_nearer_further_down(stage: Stage) -> None:
    land = only(stage, hilly)
    assert (np.diff(land.ahead, axis=0) <= 1e-3).all()


def test_land_reaches_across_the_frame_without_a_break(stage: Stage) -> None:
    land = only(stage, sloped(0.05, 0.02))
    steps = np.abs(np.diff(np.log(land.ahead[6:]), axis=1))
    assert steps.max() < 0.1


def test_cover_is_softened_only_at_the_skyline(stage: Stage) -> None:
    cover = only(stage, hilly).cover
    assert cover.min() >= 0
    assert cover.max() == 1
    assert (np.diff(cover, axis=0) >= 0).all()
    assert ((cover > 0) & (cover < 1)).sum(axis=0).max() <= 2


def test_other_views_see_other_land(stage: Stage) -> None:
    high = replace(stage.view, eye=20.0)
    (land,) = terrain.survey(stage, flat, REACH, high)
    assert land.ahead[-1] == pytest.approx(only(stage, flat).ahead[-1] * 20 / 1.7, rel=0.02)


def test_bands_join_without_a_seam(staged: Callable[..., Stage]) -> None:
    stage = staged((1600, 1400))
    lands = list(terrain.survey(stage, flat, Reach(1.0, 4_000.0, 120)))
    assert len(lands) > 1
    for above, below in pairwise(lands):
        assert above.box.bottom == below.box.top
        before, after = above.ahead[-2:, 800], below.ahead[0, 800]
        assert 0 < before[1] - after < 1.5 * (before[0] - before[1])


@pytest.mark.parametrize("side", [-1, 1])
def test_walls_shade_what_is_behind_them(staged: Callable[..., Stage], side: int) -> None:
    stage = staged((96, 72), sun=(side * 1.4, 0.25, False), eye=30.0)

    def fence(across: Plane, ahead: Plane) -> Plane:
        return np.asarray(6 * np.exp(-(((across - side * 8) / 2) ** 2)) + 0 * ahead, np.float32)

    land = only(stage, fence)
    near = (land.ahead > 40) & (land.ahead < 90) & (land.cover == 1)
    behind = near & (land.across * side < 2) & (land.across * side > -4)
    before = near & (land.across * side > 14)
    assert land.lit[behind].mean() < 0.1
    assert land.lit[before].mean() > 0.9


def test_high_sun_casts_shorter_shadows(staged: Callable[..., Stage]) -> None:
    shares = [
        only(staged((96, 72), sun=(1.4, high, False)), hilly).lit.mean() for high in (0.02, 0.9)
    ]
    assert shares[0] < shares[1] == pytest.approx(1, abs=0.01)


@given(st.floats(0.02, 1.5), st.floats(-3, 3))
def test_level_land_faces_the_sun_by_its_height(
    staged: Callable[..., Stage], landed: Callable[..., Land], high: float, aside: float
) -> None:
    sun = staged((16, 16), sun=(aside, high, False)).light.sun
    facing = landed().facing(sun)
    assert facing == pytest.approx(np.full_like(facing, np.sin(high)), abs=float(terrain.ROUGH) / 2)


def test_shadowed_land_faces_no_sun(
    staged: Callable[..., Stage], landed: Callable[..., Land]
) -> None:
    sun = staged((16, 16), sun=(0.5, 0.8, False)).light.sun
    assert landed(lit=0.0).facing(sun).max() == 0
    assert landed(east=9.0).facing(sun).max() < 0.03


@pytest.mark.parametrize("side", [-1, 1])
def test_slopes_towards_the_sun_face_it_more(
    staged: Callable[..., Stage], landed: Callable[..., Land], side: int
) -> None:
    sun = staged((16, 16), sun=(side * 1.2, 0.4, False)).light.sun
    towards, level, away = (
        landed(east=-side * rise).facing(sun).mean() for rise in (0.5, 0.0, -0.5)
    )
    assert towards > level > away


@given(st.floats(-500, 500), st.floats(10, 800), st.floats(20, 400))
def test_lumps_move_with_their_drift(x: float, z: float, size: float) -> None:
    place = np.array([[x]], np.float32), np.array([[z]], np.float32)
    drift = np.array([0.3, 0.6], np.float32)
    moved = terrain.lumps((place[0] + size / 4, place[1]), size, drift, 51)
    drifted = terrain.lumps(place, size, drift + np.array([0.25, 0], np.float32), 51)
    assert moved == pytest.approx(drifted, abs=0.02)


@given(st.floats(-5_000, 5_000), st.floats(1, 5_000))
def test_lumps_are_shares(x: float, z: float) -> None:
    place = np.array([[x]], np.float32), np.array([[z]], np.float32)
    assert 0 <= terrain.lumps(place, 60, np.array([0, 0], np.float32), 52).item() <= 1

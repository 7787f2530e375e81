"""A room seen from inside."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma, rgb
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.chamber import (
    ACROSS,
    AHEAD,
    UP,
    Chamber,
    Lamp,
    Opening,
)
from reelwright.providers.offline.visual.stage import Stage

Touched = Callable[[Stage, Callable[[], object]], np.ndarray]
WHITE = skins.plain("#ffffff")
WINDOW = Opening(-1.0, 1.0, 0.85, 2.3)
UPWARD, FORTH = (0.0, 1.0, 0.0), (0.0, 0.0, -1.0)


def clear(x: float, y: float) -> float:
    return float(WINDOW.clear(np.array([[x]], np.float32), np.array([[y]], np.float32)).item())


def place(across: float, up: float, ahead: float) -> list[np.ndarray]:
    return [np.full((1, 1), part, np.float32) for part in (across, up, ahead)]


def light(
    room: Chamber, where: tuple[float, float, float], normal: tuple[float, float, float]
) -> float:
    return float(room.light(place(*where), normal).mean())


@given(st.floats(-3, 3), st.floats(-1, 4))
def test_glass_is_only_in_the_window(x: float, y: float) -> None:
    seen = clear(x, y)
    outside = abs(x) > 1.02 or not 0.83 < y < 2.32
    assert 0 <= seen <= 1
    assert not (outside and seen)


def test_panes_are_parted_by_bars() -> None:
    step = (2.3 - 0.85) / 3
    middles = [clear(x, 0.85 + step * (row + 0.5)) for x in (-0.5, 0.5) for row in range(3)]
    bars = [clear(0.0, 1.1), clear(-0.5, 0.85 + step), clear(0.5, 0.85 + 2 * step)]
    assert min(middles) == 1
    assert max(bars) < 0.1


def test_faces_are_seen_where_the_view_says(
    walled: Callable[..., Chamber], touched: Touched
) -> None:
    room = walled()
    view = room.stage.view
    seen = touched(room.stage, lambda: room.face(AHEAD, 4.0, ((-1.0, 0.5), (0.5, 2.0)), WHITE))
    rows, columns = np.nonzero(seen)
    assert (columns.min(), columns.max() + 1) == pytest.approx(
        (view.x(-1, 4), view.x(0.5, 4)), abs=1.1
    )
    assert (rows.min(), rows.max() + 1) == pytest.approx((view.y(2, 4), view.y(0.5, 4)), abs=1.1)


@pytest.mark.parametrize(
    ("axis", "at", "spans", "turned"),
    [
        (ACROSS, -2.5, ((0.0, 2.75), (0.3, 5.0)), 1),
        (UP, 0.0, ((-2.5, 2.5), (0.3, 5.0)), 1),
        (UP, 2.75, ((-2.5, 2.5), (0.3, 5.0)), -1),
        (AHEAD, 5.0, ((-2.5, 2.5), (0.0, 2.75)), -1),
    ],
)
def test_depth_is_the_way_ahead(
    walled: Callable[..., Chamber],
    axis: int,
    at: float,
    spans: tuple[tuple[float, float], tuple[float, float]],
    turned: int,
) -> None:
    room = walled()
    room.face(axis, at, spans, WHITE, turned)
    depth = room.stage.canvas.depth
    there = depth < FAR
    assert there.any()
    assert depth[there].min() >= 0.3
    assert depth[there].max() <= 5.01


def test_rooms_hide_all_behind_them(walled: Callable[..., Chamber]) -> None:
    room = walled()
    for side in (-1, 1):
        room.face(ACROSS, side * 2.5, ((0.0, 2.75), (0.3, 5.0)), WHITE, -side)
    room.face(UP, 0.0, ((-2.5, 2.5), (0.3, 5.0)), WHITE, 1)
    room.face(UP, 2.75, ((-2.5, 2.5), (0.3, 5.0)), WHITE, -1)
    room.face(AHEAD, 5.0, ((-2.5, 2.5), (0.0, 2.75)), WHITE)
    assert (room.stage.canvas.depth < FAR).mean() > 0.985


def test_nearer_faces_hide_farther_ones(walled: Callable[..., Chamber], touched: Touched) -> None:
    room = walled()
    room.face(AHEAD, 2.0, ((-0.5, 0.5), (0.0, 2.75)), WHITE)
    near = room.stage.canvas.depth == 2
    black = skins.plain("#000000")
    seen = touched(room.stage, lambda: room.face(AHEAD, 4.0, ((-2, 2), (0.0, 2.75)), black))
    assert not seen[near].any()
    assert seen[~near].any()


@pytest.mark.parametrize("at", [0.1, -4.0])
def test_what_is_at_the_eye_is_left_out(walled: Callable[..., Chamber], at: float) -> None:
    room = walled()
    room.face(AHEAD, at, ((-2, 2), (0.0, 2.75)), WHITE)
    assert (room.stage.canvas.depth == FAR).all()


def test_skins_are_asked_in_metres(walled: Callable[..., Chamber]) -> None:
    room, asked = walled(), []

    def skin(first: np.ndarray, second: np.ndarray) -> np.ndarray:
        asked.append((first, second))
        return np.ones((*np.broadcast_shapes(first.shape, second.shape), 3), np.float32)

    room.face(AHEAD, 4.0, ((-1.0, 1.0), (0.5, 2.0)), skin)
    (first, second), pixel = asked[0], 4 / room.stage.view.focal
    assert (first.min(), first.max()) == pytest.approx((-1, 1), abs=3.5 * pixel)
    assert (second.min(), second.max()) == pytest.approx((0.5, 2.0), abs=3.5 * pixel)


@pytest.mark.parametrize(
    ("across", "sides"), [((0.5, 1.5), {0.5}), ((-1.5, -0.5), {-0.5}), ((-0.5, 0.5), set())]
)
def test_blocks_show_the_side_towards_the_eye(
    walled: Callable[..., Chamber], across: tuple[float, float], sides: set[float]
) -> None:
    room = walled()
    room.block(across, (0.0, 0.6), (3.0, 4.0), WHITE)
    depth, view = room.stage.canvas.depth, room.stage.view
    front = depth == 3
    top = (depth > 3.02) & (depth < 4)
    rows, columns = np.nonzero(front)
    assert (columns.min(), columns.max() + 1) == pytest.approx(
        (view.x(across[0], 3), view.x(across[1], 3)), abs=1.5
    )
    assert top[: rows.min()].any()
    beside = top[rows.min() + 2 :]
    assert bool(beside.any()) == bool(sides)


def test_high_blocks_show_their_underside(walled: Callable[..., Chamber]) -> None:
    room = walled()
    room.block((-0.5, 0.5), (2.2, 2.5), (3.0, 4.0), WHITE)
    front = np.flatnonzero((room.stage.canvas.depth == 3).any(axis=1))
    behind = np.flatnonzero(
        ((room.stage.canvas.depth > 3.02) & (room.stage.canvas.depth < 4)).any(axis=1)
    )
    assert behind.max() > front.max()


@pytest.mark.parametrize("normal", [UPWARD, FORTH])
def test_daylight_weakens_away_from_the_window(
    walled: Callable[..., Chamber], normal: tuple[float, float, float]
) -> None:
    room = walled()
    falls = [light(room, (0.0, 0.8, ahead), normal) for ahead in (4.0, 2.5, 1.0)]
    assert falls[0] > falls[1] > falls[2] > 0


def test_corners_are_darker(walled: Callable[..., Chamber]) -> None:
    room = replace(walled(), daylight=rgb(0, 0, 0))
    middle = light(room, (0.0, 0.0, 2.5), UPWARD)
    wall = light(room, (2.4, 0.0, 2.5), UPWARD)
    corner = light(room, (2.4, 0.0, 4.9), UPWARD)
    assert middle > wall > corner > 0.3 * middle


@pytest.mark.parametrize("reach", [0.8, 2.0])
def test_lamplight_weakens_with_distance(walled: Callable[..., Chamber], reach: float) -> None:
    dark, lit = walled(), walled(Lamp((1.5, 1.5, 3.0), rgb(2, 1, 0.5), reach))
    places = [(1.5 - far, 0.0, 3.0) for far in (0.2, 1.0, 2.0, 3.5)]
    more = [light(lit, where, UPWARD) - light(dark, where, UPWARD) for where in places]
    assert more[0] > more[1] > more[2] > more[3] > 0


def test_wider_lamps_reach_further(walled: Callable[..., Chamber]) -> None:
    narrow, wide = (
        light(walled(Lamp((1.5, 1.5, 3.0), rgb(1, 1, 1), reach)), (-1.5, 0.0, 3.0), UPWARD)
        for reach in (0.8, 2.0)
    )
    assert wide > narrow


def test_lamps_light_what_faces_them(walled: Callable[..., Chamber]) -> None:
    room = replace(walled(Lamp((1.5, 1.5, 3.0), rgb(1, 1, 1), 1.5)), daylight=rgb(0, 0, 0))
    towards, away = (light(room, (0.0, 1.5, 3.0), (side, 0.0, 0.0)) for side in (1.0, -1.0))
    assert towards > 1.5 * away


def sunlit(room: Chamber) -> np.ndarray:
    """Return how brightly the sun shines on the floor, by metres across and ahead."""
    across = np.linspace(-2.4, 2.4, 97, dtype=np.float32)[None] * np.ones((90, 1), np.float32)
    ahead = np.linspace(0.4, 4.9, 90, dtype=np.float32)[:, None] * np.ones((1, 97), np.float32)
    where = [across, 0 * across, ahead]
    return luma(
        room.light(where, UPWARD) - replace(room, sunlight=rgb(0, 0, 0)).light(where, UPWARD)
    )


def test_sun_throws_the_window_on_the_floor(walled: Callable[..., Chamber]) -> None:
    patch = sunlit(walled(sunny=True, sun=(0.0, 0.6))) > 0.2
    rows, columns = np.nonzero(patch)
    ahead, across = 0.4 + rows * 4.5 / 89, -2.4 + columns * 4.8 / 96
    reach = np.cos(0.6) / np.sin(0.6)
    assert ahead.max() == pytest.approx(5 - 0.85 * reach, abs=0.15)
    assert ahead.min() == pytest.approx(max(0.4, 5 - 2.3 * reach), abs=0.15)
    assert (across.min(), across.max()) == pytest.approx((-1, 1), abs=0.1)
    assert patch.sum() < 0.95 * (np.ptp(rows) + 1) * (np.ptp(columns) + 1)


@pytest.mark.parametrize("side", [-1, 1])
def test_slanting_sun_falls_aside(walled: Callable[..., Chamber], side: int) -> None:
    columns = np.nonzero(sunlit(walled(sunny=True, sun=(side * 0.4, 0.6))) > 0.2)[1]
    assert (48 - columns.mean()) * side > 10


def test_sun_behind_the_eye_does_not_shine_in(walled: Callable[..., Chamber]) -> None:
    room = walled(sunny=True, sun=(0.2, 0.6))
    with_, without = (
        one.light(place(0.0, 1.5, 5.0), FORTH)
        for one in (room, replace(room, sunlight=rgb(0, 0, 0)))
    )
    assert with_ == pytest.approx(without)

"""What rooms are furnished with."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import luma, rgb
from reelwright.providers.offline.visual.built import furniture, skins
from reelwright.providers.offline.visual.built.chamber import Chamber, Lamp
from reelwright.providers.offline.visual.stage import Stage

Touched = Callable[[Stage, Callable[[], object]], np.ndarray]
WALL = skins.plain("#c8b292")


def lamp_at(x: float) -> Lamp:
    return Lamp((x, 1.5, 3.2), rgb(3, 2, 1), 1.5)


def bounds(room: Chamber, left: float, right: float, ahead: float) -> tuple[float, float]:
    view = room.stage.view
    return view.x(left, ahead) - 2, view.x(right, ahead) + 2


def test_shells_leave_the_window_open(walled: Callable[..., Chamber]) -> None:
    room = walled()
    furniture.shell(room, WALL, "#8a5a34")
    open_, view = room.stage.canvas.depth == FAR, room.stage.view
    rows = np.flatnonzero(open_.sum(axis=1) > 9)
    columns = np.flatnonzero(open_.sum(axis=0) > 9)
    left, right = view.x(-1, 5), view.x(1, 5)
    assert (columns[0], columns[-1] + 1) == pytest.approx((left, right), abs=1.5)
    top, bottom = view.y(2.3, 5), view.y(0.85, 5)
    assert (rows[0], rows[-1] + 1) == pytest.approx((top, bottom), abs=1.5)
    assert open_[rows[1] : rows[-1], columns[1] : columns[-1]].all()


def test_shells_keep_the_sky_out(walled: Callable[..., Chamber]) -> None:
    seen = []
    for level in (0.0, 1.0):
        room = walled()
        room.stage.canvas.light[:] = level
        furniture.shell(room, WALL, "#8a5a34")
        seen.append(room.stage.canvas.light.mean(axis=-1))
    through = seen[1] - seen[0]
    assert through[45:60, 70:90].min() > 0.99
    through[30:75, 55:105] = 0
    assert through.max() < 0.02


def test_floors_are_wooden_and_ceilings_white(walled: Callable[..., Chamber]) -> None:
    room = walled()
    furniture.shell(room, WALL, "#8a5a34")
    light = room.stage.canvas.light
    floor, ceiling = light[-8:, 60:100].mean(axis=(0, 1)), light[:3, 60:100].mean(axis=(0, 1))
    assert floor[0] > 2 * floor[2]
    assert ceiling[0] == pytest.approx(ceiling[2], rel=0.35)


def test_windows_get_bars_and_curtains(walled: Callable[..., Chamber]) -> None:
    room = walled(size=(480, 360))
    furniture.shell(room, WALL, "#8a5a34")
    before = int((room.stage.canvas.depth == FAR).sum())
    furniture.window(room, "#a84a40")
    after = room.stage.canvas.depth == FAR
    assert 0.35 * before < after.sum() < 0.9 * before
    view = room.stage.view
    step = (2.3 - 0.85) / 3
    for up in (0.85 + step, 0.85 + 2 * step):
        assert not after[round(view.y(up, 5))].any()
    across = after[round(view.y(0.85 + step / 2, 5)), 80:400]
    assert len(np.flatnonzero(np.diff(across.astype(int)) == 1)) == 2


@pytest.mark.parametrize("side", [-1, 1])
def test_bookcases_stand_on_their_side(
    walled: Callable[..., Chamber], touched: Touched, side: int
) -> None:
    room = walled()
    seen = touched(room.stage, lambda: furniture.bookcase(room, side))
    columns = np.flatnonzero(seen.any(axis=0))
    assert columns.size
    assert ((columns - room.stage.view.middle) * side > 20).all()
    depth = room.stage.canvas.depth[seen & (room.stage.canvas.depth < FAR)]
    assert 2.6 <= depth.min() < depth.max() <= 4.6


@pytest.mark.parametrize("side", [-1, 1])
def test_pictures_hang_on_their_side(
    walled: Callable[..., Chamber], touched: Touched, side: int
) -> None:
    room = walled(size=(640, 480))
    rng = np.random.default_rng(1)
    seen = touched(room.stage, lambda: furniture.pictures(room, side, rng))
    rows, columns = np.nonzero(seen)
    assert ((columns - room.stage.view.middle) * side > 80).all()
    assert rows.max() < room.stage.view.y(1.2, 2.5)
    hung = room.stage.canvas.depth[room.stage.canvas.depth < FAR]
    assert 3.49 < hung.min() < hung.max() < 4.07


def test_tables_are_as_high_as_things_stand(walled: Callable[..., Chamber]) -> None:
    room = walled(size=(320, 240))
    furniture.table(room)
    depth, view = room.stage.canvas.depth, room.stage.view
    rows = np.flatnonzero((depth < FAR).any(axis=1))
    assert rows[0] == pytest.approx(view.y(furniture.TOP, 3.55), abs=1.5)
    assert rows[-1] + 1 == pytest.approx(view.y(0, 2.79), abs=2)
    assert 2.74 < depth.min() < depth[depth < FAR].max() < 3.56


def test_tables_stand_on_legs(walled: Callable[..., Chamber]) -> None:
    room = walled(size=(320, 240))
    furniture.table(room)
    depth, view = room.stage.canvas.depth, room.stage.view
    row = depth[int(view.y(0.3, 2.79))] < 2.9
    assert row[140:180].sum() == 0
    assert row.any()


def test_rugs_lie_on_the_floor(walled: Callable[..., Chamber]) -> None:
    room = walled()
    furniture.rug(room, "#7a2e2a", "#d8b070")
    depth, view = room.stage.canvas.depth, room.stage.view
    rows = np.flatnonzero((depth < FAR).any(axis=1))
    assert rows[0] == pytest.approx(view.y(0, 4.3), abs=1.5)
    assert depth[depth < FAR].max() < 4.4


@pytest.mark.parametrize("x", [-1.5, 1.5])
def test_lamps_glow_where_they_stand(
    walled: Callable[..., Chamber], touched: Touched, x: float
) -> None:
    room = walled()
    room.stage.canvas.light[:] = 0.05
    seen = touched(room.stage, lambda: furniture.lamp(room, (x, 1.5, 4.0)))
    view, light = room.stage.view, luma(room.stage.canvas.light)
    row, column = np.unravel_index(light.argmax(), light.shape)
    assert (column, row) == pytest.approx((view.x(x, 4), view.y(1.5, 4)), abs=0.25 * view.focal / 4)
    far = np.hypot(*view.box.offsets(view.x(x, 4), view.y(1.52, 4), view.focal / 4))
    above = np.broadcast_to(np.arange(120)[:, None] < view.y(1.5, 4), far.shape)
    assert not seen[(far > 0.95) & above].any()


def test_lamps_out_of_sight_do_not_glow(walled: Callable[..., Chamber], touched: Touched) -> None:
    room = walled()
    assert not touched(room.stage, lambda: furniture.lamp(room, (60.0, 1.5, 4.0))).any()


def test_furniture_is_lit_by_the_lamp(walled: Callable[..., Chamber]) -> None:
    from_left, from_right = (
        walled(furniture_lamp) for furniture_lamp in (lamp_at(-2.0), lamp_at(2.0))
    )
    sides = []
    for room in (from_left, from_right):
        furniture.table(room)
        light = luma(room.stage.canvas.light)
        there = room.stage.canvas.depth < FAR
        sides.append(light[:, :80][there[:, :80]].mean() / light[:, 80:][there[:, 80:]].mean())
    assert sides[0] > sides[1]

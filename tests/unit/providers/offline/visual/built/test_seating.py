"""What one sits on in a room."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.built import seating
from reelwright.providers.offline.visual.built.chamber import Chamber

SIZE = (320, 240)


def filled(room: Chamber) -> np.ndarray:
    return np.asarray(room.stage.canvas.depth < FAR)


def test_sofas_stand_where_they_are_asked_to(walled: Callable[..., Chamber]) -> None:
    room = walled(size=SIZE)
    seating.sofa(room, (-1.0, 1.0), 4.8, "#6a7a5c")
    view, there = room.stage.view, filled(room)
    columns, rows = np.flatnonzero(there.any(axis=0)), np.flatnonzero(there.any(axis=1))
    left, right = view.x(-1.0, 3.88), view.x(1.0, 3.88)
    assert (columns[0], columns[-1] + 1) == pytest.approx((left, right), abs=2)
    assert rows[0] == pytest.approx(view.y(0.84, 4.56), abs=2)
    assert rows[-1] + 1 == pytest.approx(view.y(0.08, 3.88), abs=2)


def test_one_sits_lower_than_one_leans(walled: Callable[..., Chamber]) -> None:
    """Up the middle of a sofa the seat comes first, and the back is behind it."""
    room = walled(size=SIZE)
    seating.sofa(room, (-1.0, 1.0), 4.8, "#6a7a5c")
    column = room.stage.canvas.depth[:, 150]
    column = column[column < FAR]
    assert column[0] > 4.4
    assert column[-1] < 4.0


@pytest.mark.parametrize("side", [-1, 1])
def test_armchairs_stand_on_their_side(walled: Callable[..., Chamber], side: int) -> None:
    room = walled(size=SIZE)
    seating.armchair(room, side, 3.3, "#8a4a3c")
    columns = np.flatnonzero(filled(room).any(axis=0))
    assert ((columns - room.stage.view.middle) * side > 40).all()
    depth = room.stage.canvas.depth
    assert 3.29 < depth.min() < depth[depth < FAR].max() < 4.17


def test_low_tables_are_low(walled: Callable[..., Chamber]) -> None:
    room = walled(size=SIZE)
    seating.low_table(room, 0.8, (2.75, 3.4))
    rows = np.flatnonzero(filled(room).any(axis=1))
    assert rows[0] == pytest.approx(room.stage.view.y(seating.LOW, 3.4), abs=1.5)


def test_cloth_is_a_little_worn() -> None:
    place = np.linspace(0, 2, 200, dtype=np.float32)
    seen = seating.cloth("#8a4a3c")(place[None] + 0 * place[:, None], place[:, None] + 0 * place)
    assert seen.min() > 0
    assert 0.02 < seen.std(axis=(0, 1)).max() / seen.mean(axis=(0, 1)).max() < 0.2

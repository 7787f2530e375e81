"""A fireplace in the side wall of a room."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.built import hearth
from reelwright.providers.offline.visual.built.chamber import Chamber
from reelwright.providers.offline.visual.stage import Stage

Touched = Callable[[Stage, Callable[[], object]], np.ndarray]
SIZE = (320, 240)


@pytest.mark.parametrize("side", [-1, 1])
def test_hearths_are_built_on_their_side(
    walled: Callable[..., Chamber], touched: Touched, side: int
) -> None:
    room = walled(size=SIZE)
    seen = touched(room.stage, lambda: hearth.build(room, side, "#d8d2c6", 0.0))
    columns = np.flatnonzero(seen.any(axis=0))
    assert columns.size
    assert ((columns - room.stage.view.middle) * side > 40).all()


def test_fires_burn_in_the_dark_alone(walled: Callable[..., Chamber]) -> None:
    lit = []
    for burning in (0.0, 1.0):
        room = walled(size=SIZE)
        hearth.build(room, 1, "#d8d2c6", burning)
        lit.append(room.stage.canvas.light)
    more = lit[1] - lit[0]
    assert luma(more).max() > 0.5
    red, _, blue = more[luma(more) > 0.1].mean(axis=0)
    assert red > 3 * blue


def test_firelight_comes_out_of_the_hearth() -> None:
    lamp = hearth.fire(2.5, 5.0, -1, 1.0)
    assert -2.5 < lamp.place[0] < -1.5
    assert 0 < lamp.place[1] < 0.8
    assert lamp.colour[0] > 2 * lamp.colour[2]

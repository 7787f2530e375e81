"""Faces in space: where they are seen, what hides them, and how their light is worked out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.built import skins
from reelwright.providers.offline.visual.built.massing import (
    ABOVE,
    AWAY,
    RIGHT,
    Drum,
    Massing,
    Normal,
    Panel,
    spread,
)
from reelwright.providers.offline.visual.stage import Stage

WHITE, GREY = skins.plain("#ffffff"), skins.plain("#808080")


@dataclass(frozen=True, slots=True)
class Even:
    """Light that is one, on whatever looks down or up or to the side."""

    strength: float = 1.0

    def falls(self, place: Sequence[Plane], normal: Normal) -> Plane:
        return np.full((*place[0].shape, 3), self.strength, np.float32)


def massing(stage: Stage, strength: float = 1.0) -> Massing:
    return Massing(stage, Even(strength))


def test_panels_are_seen_where_the_view_says(staged: Callable[..., Stage]) -> None:
    stage = staged()
    wall = Panel((0.0, 0.0, 5.0), RIGHT, ABOVE)
    massing(stage).panel(wall, ((-1.0, 1.0), (1.0, 2.0)), WHITE)
    rows, columns = np.nonzero(stage.canvas.depth < FAR)
    view = stage.view
    sides = [view.x(-1, 5), view.x(1, 5), view.y(2, 5), view.y(1, 5)]
    seen = [columns.min(), columns.max() + 1, rows.min(), rows.max() + 1]
    assert np.abs(np.array(seen) - sides).max() <= 1


def test_panels_are_as_far_as_they_are(staged: Callable[..., Stage]) -> None:
    """Along a wall that leads away, depth grows towards the middle of the view."""
    stage = staged()
    massing(stage).panel(Panel((2.0, 0.0, 0.0), AWAY, ABOVE), ((3.0, 12.0), (0.0, 3.0)), WHITE)
    line = stage.canvas.depth[round(stage.view.horizon)]
    seen = line[line < FAR]
    assert (np.diff(seen) < 0).all()
    assert 2.8 < seen.min() < 3.2
    assert 10 < seen.max() <= 12.5


@pytest.mark.parametrize("order", [(4.0, 8.0), (8.0, 4.0)])
def test_what_is_nearer_hides_the_rest(
    staged: Callable[..., Stage], order: tuple[float, float]
) -> None:
    stage = staged()
    for ahead in order:
        skin = {4.0: GREY, 8.0: WHITE}[ahead]
        panel = Panel((0.0, 0.0, ahead), RIGHT, ABOVE)
        massing(stage).panel(panel, ((-1.0, 1.0), (0.0, 3.0)), skin)
    row, column = round(stage.view.horizon) - 5, round(stage.view.middle)
    assert stage.canvas.depth[row, column] == 4
    assert stage.canvas.light[row, column].max() < 0.3


@given(st.floats(0.0, 4.0))
def test_light_is_what_falls(staged: Callable[..., Stage], strength: float) -> None:
    stage = staged((40, 30))
    wall = Panel((0.0, 0.0, 3.0), RIGHT, ABOVE)
    massing(stage, strength).panel(wall, ((-9.0, 9.0), (-9.0, 9.0)), WHITE)
    assert np.allclose(stage.canvas.light, strength, atol=1e-5)


def test_shining_faces_take_no_light(staged: Callable[..., Stage]) -> None:
    stage = staged((40, 30))
    wall = Panel((0.0, 0.0, 3.0), RIGHT, ABOVE)
    massing(stage, 0.0).panel(wall, ((-9.0, 9.0), (-9.0, 9.0)), WHITE, shining=True)
    assert np.allclose(stage.canvas.light, 1, atol=1e-4)


def test_holes_are_not_there(staged: Callable[..., Stage]) -> None:
    stage = staged()
    wall = Panel((0.0, 0.0, 3.0), RIGHT, ABOVE)

    def right(first: Plane, second: Plane) -> Plane:
        return (first > 0).astype(np.float32) * np.ones_like(second)

    massing(stage).panel(wall, ((-9.0, 9.0), (-9.0, 9.0)), WHITE, right)
    middle = round(stage.view.middle)
    assert (stage.canvas.depth[:, : middle - 1] == FAR).all()
    assert (stage.canvas.depth[:, middle + 1 :] == 3).all()


def test_drums_are_round(staged: Callable[..., Stage]) -> None:
    """From outside the middle of a column is nearest, from inside a wall's is farthest."""
    depths = {}
    for inside in (False, True):
        stage = staged()
        massing(stage).drum(Drum(0.0, 5.0, 1.0, inside), (0.0, 3.0), WHITE)
        line = stage.canvas.depth[round(stage.view.horizon)]
        seen = line[line < FAR]
        depths[inside] = seen[len(seen) // 2], seen[0]
    assert depths[False][0] == pytest.approx(4, abs=0.01)
    assert depths[True][0] == pytest.approx(6, abs=0.01)
    assert depths[False][1] > 4.4
    assert depths[True][1] < 5.6


def test_blocks_show_three_faces(staged: Callable[..., Stage]) -> None:
    """Its front, the side towards the middle, and the top of what is lower than the eye."""
    stage = staged()
    massing(stage).block((1.0, 2.0), (0.0, 1.0), (4.0, 6.0), WHITE)
    depth = stage.canvas.depth[stage.canvas.depth < FAR]
    front = np.isclose(depth, 4.0)
    assert 0.3 < front.mean() < 0.9
    assert depth[~front].max() > 5


def test_behind_the_eye_is_nothing(staged: Callable[..., Stage]) -> None:
    stage = staged((40, 30))
    before = stage.canvas.light.copy()
    massing(stage).panel(Panel((0.0, 0.0, -2.0), RIGHT, ABOVE), ((-9.0, 9.0), (0.0, 9.0)), WHITE)
    assert np.array_equal(stage.canvas.light, before)


def test_spread_is_the_step_to_the_next() -> None:
    ramp = np.arange(5, dtype=np.float32)[None] * 0.5 + np.zeros((3, 1), np.float32)
    assert spread(ramp)[:, :-1].tolist() == [[0.5] * 4] * 3

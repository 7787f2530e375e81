"""Flanks of rock."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.nature import flank
from reelwright.providers.offline.visual.nature.crag import Rock
from reelwright.providers.offline.visual.nature.flank import Flank
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.stage import Stage

ROCK = Rock(colour("#333333"), colour("#999999"), 2.0)
DRIFT = np.array([0.3, 0.7], np.float32)


def built(stage: Stage, seed: int = 1) -> Flank:
    """Return a wall on the left half of a picture, high outside and low inside."""
    return flank.wall(stage, 40.0, (-1.1, 0.0), (-1.0, 14.0, 3.0), np.random.default_rng(seed))


@pytest.mark.parametrize("seed", range(3))
def test_crests_run_from_first_to_last(staged: Callable[..., Stage], seed: int) -> None:
    crest = built(staged((160, 120)), seed).crest
    assert crest[:50].mean() > 9 > 7 > crest[-50:].mean()
    assert np.ptp(np.diff(crest)) > 0


def test_tops_are_read_between_places(staged: Callable[..., Stage]) -> None:
    wall = built(staged((160, 120)))
    assert wall.top(wall.left) == pytest.approx(float(wall.crest[0]))
    assert wall.top(wall.right) == pytest.approx(float(wall.crest[-1]))


def test_walls_stand_between_their_sides(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120), eye=3.0)
    flank.paint(stage, built(stage), ROCK, DRIFT)
    there = stage.canvas.depth == 40.0
    assert there[:, :70].any()
    assert not there[:, 84:].any()
    assert not there[int(stage.view.y(-1.0, 40)) + 3 :].any()


def test_nearer_things_hide_walls(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120), eye=3.0)
    stage.canvas.depth[:, :40] = 5.0
    flank.paint(stage, built(stage), ROCK, DRIFT)
    assert (stage.canvas.depth[:, :40] == 5.0).all()
    assert (stage.canvas.depth[:, 40:80] == 40.0).any()


def test_dress_changes_the_light(staged: Callable[..., Stage]) -> None:
    plain, dressed = staged((160, 120), eye=3.0), staged((160, 120), eye=3.0)
    flank.paint(plain, built(plain), ROCK, DRIFT)
    flank.paint(dressed, built(dressed), ROCK, DRIFT, lambda _face, seen: seen * 0)
    there = plain.canvas.depth == 40.0
    assert dressed.canvas.light[there].mean() < plain.canvas.light[there].mean()
    assert np.array_equal(plain.canvas.depth, dressed.canvas.depth)


def test_crowns_grow_along_the_crest(staged: Callable[..., Stage]) -> None:
    stage = staged((160, 120), eye=3.0)
    grove = Grove(stage, lambda across, ahead: 0 * across * ahead)
    wall = built(stage)
    flank.crown(grove, wall, ("spruce",), 12, (4, 6), np.random.default_rng(1))
    rows = np.flatnonzero((stage.canvas.depth < FAR).any(axis=1))
    assert rows.size
    assert rows[0] < stage.view.y(float(wall.crest.mean()), 40) - 3

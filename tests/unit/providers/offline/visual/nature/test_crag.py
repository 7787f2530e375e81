"""Walls of rock."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import colour, luma
from reelwright.providers.offline.visual.nature import crag
from reelwright.providers.offline.visual.nature.crag import Face, Rock
from reelwright.providers.offline.visual.stage import Stage

ROCK = Rock(colour("#333333"), colour("#999999"), 3.0)
MOSSY = Rock(colour("#333333"), colour("#999999"), 3.0, 0.5, colour("#00ff00"), 0.6)
DRIFT = np.array([0.3, 0.7], np.float32)


def faced(stage: Stage, rock: Rock = ROCK, ahead: float = 30.0) -> Face:
    """Return a wall over the whole of a small picture."""
    (face,) = crag.faces(stage, Box(0, 0, 120, 90), ahead, rock, DRIFT)
    return face


def test_tiles_have_no_seam() -> None:
    tile = crag.chipped(182)
    across = np.abs(np.diff(tile, axis=1)).mean()
    assert np.abs(tile[:, 0] - tile[:, -1]).mean() < 2 * across
    assert np.abs(tile[0] - tile[-1]).mean() < 2 * np.abs(np.diff(tile, axis=0)).mean()
    assert 0 <= tile.min() < tile.max() <= 1


def test_facets_are_flat() -> None:
    """Inside a facet the slope does not change: the second difference is mostly nothing."""
    bend = np.abs(np.diff(crag.chipped(182), n=2, axis=1))
    assert np.median(bend) < 0.1 * bend.mean()


def test_walls_know_where_they_are(staged: Callable[..., Stage]) -> None:
    stage = staged((120, 90))
    face = faced(stage)
    assert face.x[10, 30] == pytest.approx(
        (30 - stage.view.middle) * 30 / stage.view.focal, rel=1e-3
    )
    assert np.all(np.diff(face.y[:, 0]) < 0)


def test_normals_have_at_most_length_one(staged: Callable[..., Stage]) -> None:
    face = faced(staged((120, 90)))
    assert np.hypot(face.right, face.up).max() <= 1.001
    assert 0.1 <= face.open.min() <= face.open.max() <= 1


def test_bands_join_without_a_seam(staged: Callable[..., Stage]) -> None:
    """A picture wide enough to be cut into bands has the same slopes on both sides of a cut."""
    stage = staged((1_400, 900))
    bands = list(crag.faces(stage, Box(0, 0, 1_400, 900), 30.0, ROCK, DRIFT))
    assert len(bands) == 2
    joined = np.concatenate([band.bulge for band in bands])
    steps = np.abs(np.diff(joined, axis=0)).mean(axis=1)
    cut = bands[0].bulge.shape[0]
    assert steps[cut - 1] < 3 * np.median(steps)


@pytest.mark.parametrize("side", [-1, 1])
def test_walls_are_light_towards_the_sun(staged: Callable[..., Stage], side: int) -> None:
    stage = staged((120, 90), sun=(side * 1.5, 0.3, False))
    face = faced(stage)
    grey = luma(crag.lit(face, np.ones((90, 120, 3), np.float32), stage.light))
    assert np.corrcoef(face.right.ravel(), grey.ravel())[0, 1] * side > 0.5


def test_moss_grows_on_what_looks_up(staged: Callable[..., Stage]) -> None:
    face = faced(staged((120, 90)), MOSSY)
    more = crag.stone(face, MOSSY)[..., 1] - crag.stone(face, ROCK)[..., 1]
    assert np.corrcoef(face.up.ravel(), more.ravel())[0, 1] > 0.3


def test_snow_lies_on_what_looks_up(staged: Callable[..., Stage]) -> None:
    face = faced(staged((120, 90)))
    white = crag.stone(face, ROCK, 1.0).mean(axis=-1) - crag.stone(face, ROCK).mean(axis=-1)
    assert white.min() >= -1e-6
    assert white[face.up > 0.6].mean() > 0.2 > 0.02 > white[face.up < 0.1].mean()


def test_wet_rock_is_darker(staged: Callable[..., Stage]) -> None:
    face = faced(staged((120, 90)))
    dry = np.full((90, 120, 3), 0.5, np.float32)
    wet = crag.wet(dry, np.ones((90, 120), np.float32), np.ones(3, np.float32), face)
    assert wet.mean() < 0.7 * dry.mean()
    assert crag.wet(dry, np.zeros((90, 120), np.float32), np.ones(3, np.float32), face) == (
        pytest.approx(dry)
    )


def test_rougher_rock_is_broken_finer(staged: Callable[..., Stage]) -> None:
    fine = []
    for rough in (0.2, 1.0):
        face = faced(staged((120, 90)), replace(ROCK, rough=rough), ahead=6.0)
        fine.append(float(np.median(np.abs(np.diff(face.bulge, n=2, axis=1)))))
    assert fine[0] < 0.8 * fine[1]

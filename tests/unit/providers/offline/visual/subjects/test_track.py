"""The railway under a train."""

from collections.abc import Callable

import numpy as np

from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import track
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.marks import Mark

MARK = Mark(80.0, 70.0, 20, 20.0, mirrored=False)
METRE = 5.0


def laid(stage: Stage, footing: Footing | None = None) -> np.ndarray:
    """Return where a track is, on a stage whose ground is bright."""
    stage.canvas.light[:] = 4.0
    track.lay(stage, footing or Footing(stage.view, 4, 60), MARK, METRE)
    return np.asarray(stage.canvas.light.mean(axis=-1) < 3)


def test_tracks_run_from_edge_to_edge(staged: Callable[..., Stage]) -> None:
    there = laid(staged(ground=20.0))
    assert there[71:74].all()
    assert not there[:70].any()
    assert not there[78:].any()


def test_tracks_are_banked_where_the_land_falls(staged: Callable[..., Stage]) -> None:
    """Where the ground lies lower on the right, more of the bank is seen there."""
    stage = staged(ground=20.0)
    slope = Footing(stage.view, 4, 60, lambda across, _ahead: -0.4 * max(0.0, across))
    tall = laid(stage, slope).sum(axis=0)
    assert tall[-4] > 2 * tall[4]
    assert np.all(np.diff(tall[85:150:8]) >= 0)


def test_nearer_things_hide_tracks(staged: Callable[..., Stage]) -> None:
    stage = staged(ground=20.0)
    stage.canvas.depth[:, :40] = 5.0
    assert laid(stage)[71:74].any(axis=0).tolist() == [False] * 40 + [True] * 120


def test_tracks_below_the_picture_are_left_out(staged: Callable[..., Stage]) -> None:
    stage = staged(ground=20.0)
    stage.canvas.light[:] = 1.0
    below = Mark(80.0, 130.0, 20, 20.0, mirrored=False)
    track.lay(stage, Footing(stage.view, 4, 60), below, METRE)
    assert (stage.canvas.light == 1).all()

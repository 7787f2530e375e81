"""Lines where one thing ends and another begins."""

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush import ink


def depths(near: float, far: float) -> np.ndarray:
    plane = np.full((40, 60), far, np.float32)
    plane[:, :30] = near
    return plane


@pytest.mark.parametrize(("near", "far"), [(5, 40), (30, 200), (80, 1e6)])
def test_lines_follow_jumps_in_depth(near: float, far: float) -> None:
    lines = ink.outlines(depths(near, far), 1.5)
    assert lines[:, 28:32].max() > 0.8
    assert max(lines[:, :22].max(), lines[:, 38:].max()) < 0.02


def test_level_ground_has_no_lines() -> None:
    ahead = np.geomspace(400, 5, 200, dtype=np.float32)[:, None] * np.ones((1, 60), np.float32)
    assert ink.outlines(ahead, 1.5).max() == 0


def test_far_lines_are_fainter() -> None:
    near, far = (
        float(ink.outlines(depths(*pair), 1.5).max()) for pair in ((10, 15), (9_000, 13_500))
    )
    assert near > far + 0.2


def test_wider_pens_draw_wider_lines() -> None:
    inked = [float((ink.outlines(depths(5, 50), width) > 0.3).sum()) for width in (1.0, 4.0)]
    assert inked[1] > 1.8 * inked[0]


def test_single_specks_are_not_inked() -> None:
    plane = np.full((40, 60), 50, np.float32)
    plane[20, 30] = 4
    assert ink.outlines(plane, 1.5).max() == 0


def test_strokes_lie_on_the_dark_side() -> None:
    grey = np.full((30, 60), 0.9, np.float32)
    grey[:, :30] = 0.2
    lines = ink.strokes(grey, 1.5)
    assert lines[:, 26:30].max() > 0.5
    assert lines[:, 31:].max() < 1e-3
    assert lines[:, :20].max() < 0.01


def test_even_pictures_have_no_strokes() -> None:
    assert ink.strokes(np.full((20, 20), 0.4, np.float32), 2.0, 0.002).max() == 0


def test_thresholds_drop_faint_strokes() -> None:
    grey = np.random.default_rng(1).random((30, 60), dtype=np.float32) * 0.1
    loose, strict = (float(ink.strokes(grey, 1.2, limit).mean()) for limit in (0.0, 0.01))
    assert loose > 2 * strict

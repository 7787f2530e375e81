"""Sheltered water."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.plane import blur
from reelwright.providers.offline.visual.nature import pond
from reelwright.providers.offline.visual.stage import Stage

SHORE = 60


def scene(staged: Callable[..., Stage], seed: int = 1) -> Stage:
    """Return a stage whose upper half is blotched all over."""
    stage = staged((160, 120), seed=seed, horizon=0.45, eye=3.0)
    noise = np.random.default_rng(5).random((120, 160, 3), dtype=np.float32)
    stage.canvas.light[:] = blur(noise, 3.0) * 2
    return stage


def filled(
    staged: Callable[..., Stage], ripple: float, seed: int = 1, deep: str = "#0a2430"
) -> Stage:
    stage = scene(staged, seed)
    pond.paint(stage, SHORE, ripple, deep)
    return stage


def likeness(stage: Stage) -> float:
    """Return how alike, line by line, the water and what stands above it are, upside down."""
    above, below = stage.canvas.light[SHORE - 40 : SHORE][::-1], stage.canvas.light[SHORE:][:40]
    lines = zip(above[4:, :, 0], below[4:, :, 0], strict=True)
    return float(np.mean([np.corrcoef(*pair)[0, 1] for pair in lines]))


def test_water_lies_below_its_shore(staged: Callable[..., Stage]) -> None:
    before, after = scene(staged), filled(staged, 0.004)
    assert np.array_equal(after.canvas.light[:SHORE], before.canvas.light[:SHORE])
    assert (np.abs(after.canvas.light[SHORE:] - before.canvas.light[SHORE:]).max(axis=-1) > 0).all()


def test_still_water_mirrors(staged: Callable[..., Stage]) -> None:
    assert likeness(filled(staged, 0.0005)) > 0.9


def test_ripples_shake_the_image(staged: Callable[..., Stage]) -> None:
    alike = [likeness(filled(staged, ripple)) for ripple in (0.0005, 0.01, 0.05)]
    assert alike[0] > alike[1] > alike[2]


def test_images_are_darker_than_what_they_mirror(staged: Callable[..., Stage]) -> None:
    light = filled(staged, 0.004).canvas.light
    assert light[SHORE + 4 :].mean() < light[:SHORE].mean()


def test_near_water_shows_its_own_colour(staged: Callable[..., Stage]) -> None:
    black, white = (
        filled(staged, 0.004, deep=deep).canvas.light for deep in ("#000000", "#ffffff")
    )
    own = (white - black).mean(axis=(1, 2))
    assert own.min() >= -1e-6
    assert own[110:].mean() > 1.5 * own[70:80].mean()


def test_shore_has_a_dark_edge(staged: Callable[..., Stage]) -> None:
    stage = scene(staged)
    stage.canvas.light[:] = 1.0
    pond.paint(stage, SHORE, 0.0005)
    rows = stage.canvas.light.mean(axis=(1, 2))
    assert rows[SHORE] < rows[SHORE + 3] < rows[SHORE - 1]


def test_water_is_as_far_as_the_view_says(staged: Callable[..., Stage]) -> None:
    stage = filled(staged, 0.004)
    wanted = [stage.view.ahead(row) for row in range(SHORE, 120)]
    assert stage.canvas.depth[SHORE:, 10] == pytest.approx(np.array(wanted), rel=1e-4)


@pytest.mark.parametrize("shore", [-50, 0, 400])
def test_shores_out_of_the_picture_are_moved_in(staged: Callable[..., Stage], shore: float) -> None:
    stage = scene(staged)
    pond.paint(stage, shore, 0.004)
    assert np.isfinite(stage.canvas.light).all()


def test_ponds_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (filled(staged, 0.02, seed).canvas.light[SHORE:] for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

"""Grass and flowers."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.look import Look
from reelwright.providers.offline.visual.nature import grass
from reelwright.providers.offline.visual.nature.grass import Sward
from reelwright.providers.offline.visual.nature.growth import tints
from reelwright.providers.offline.visual.nature.terrain import Relief
from reelwright.providers.offline.visual.stage import Stage

GREEN = tints(("#3a5224", "#50692e"))
RED = tints(("#ff0000",))
SWARD = Sward(2.0, 20.0, 0.4, 900, GREEN)


def level(across: Plane, ahead: Plane) -> Plane:
    return 0 * across * ahead


def raised(metres: float) -> Relief:
    return lambda across, ahead: level(across, ahead) + np.float32(metres)


def grown(
    staged: Callable[..., Stage],
    sward: Sward = SWARD,
    change: Callable[[Stage], object] = lambda _: None,
    **asked: object,
) -> tuple[Stage, np.ndarray]:
    """Return the stage and where grass was grown."""
    stage = staged((120, 90), **asked)
    change(stage)
    before = stage.canvas.light.copy()
    grass.grow(stage, stage.view, sward, level)
    return stage, np.asarray(np.abs(stage.canvas.light - before).max(axis=-1) > 2e-3)


def test_grass_grows_between_its_distances(staged: Callable[..., Stage]) -> None:
    stage, there = grown(staged)
    rows = np.flatnonzero(there.any(axis=1))
    assert rows[0] >= stage.view.y(0.4 * 1.25 * 1.4, 20) - 3
    assert rows[-1] <= stage.view.y(0, 2.0) + 2
    assert there.mean() > 0.1


def test_more_blades_cover_more(staged: Callable[..., Stage]) -> None:
    covered = [grown(staged, replace(SWARD, blades=count))[1].mean() for count in (50, 300, 1_500)]
    assert covered[0] < covered[1] < covered[2]


def test_taller_grass_reaches_higher(staged: Callable[..., Stage]) -> None:
    tops = [
        int(np.flatnonzero(grown(staged, replace(SWARD, tall=tall))[1].any(axis=1))[0])
        for tall in (0.15, 0.5, 1.2)
    ]
    assert tops[0] > tops[1] > tops[2]


def test_grass_stands_on_its_relief(staged: Callable[..., Stage]) -> None:
    tops = []
    for rise in (0.0, 0.8):
        stage = staged((120, 90))
        before = stage.canvas.light.copy()
        grass.grow(stage, stage.view, SWARD, raised(rise))
        changed = np.abs(stage.canvas.light - before).max(axis=(1, 2)) > 2e-3
        tops.append(int(np.flatnonzero(changed)[0]))
    assert tops[1] < tops[0] - 1


def test_grass_is_of_the_colours_asked(staged: Callable[..., Stage]) -> None:
    means = []
    for colours in (GREEN, RED):
        stage, there = grown(
            staged,
            replace(SWARD, colours=colours),
            lambda stage: stage.canvas.light.fill(0.0),
            clear=1e9,
        )
        means.append(stage.canvas.light[there].mean(axis=0))
    assert means[0][1] > means[0][0] > 0
    assert means[1][1] == pytest.approx(0, abs=1e-4)


def test_tips_are_lighter_than_feet(staged: Callable[..., Stage]) -> None:
    stage, _ = grown(
        staged,
        Sward(3.0, 3.2, 1.2, 400, RED),
        lambda stage: stage.canvas.light.fill(0.0),
        clear=1e9,
    )
    red = stage.canvas.light[..., 0]
    rows = np.flatnonzero(red.max(axis=1) > 1e-3)
    third = len(rows) // 3
    tips, feet = red[rows[:third]], red[rows[-third:]]
    assert tips[tips > 1e-3].mean() > feet[feet > 1e-3].mean()


def test_nearer_things_hide_grass(staged: Callable[..., Stage]) -> None:
    def curtain(stage: Stage) -> None:
        stage.canvas.depth[:, :60] = 0.5

    _, there = grown(staged, SWARD, curtain)
    assert not there[:, :60].any()
    assert there[:, 60:].any()


@pytest.mark.parametrize("blooming", [0.0, 0.1, 0.6])
def test_blossoms_are_as_many_as_asked(staged: Callable[..., Stage], blooming: float) -> None:
    sward = replace(SWARD, petals=RED, blooming=blooming, blades=500)
    stage, _ = grown(staged, sward, clear=1e9)
    red = stage.canvas.light[..., 0] > 2.5 * stage.canvas.light[..., 1]
    assert (red.sum() > 0) == (blooming > 0)
    assert red.sum() <= 500 * blooming * 12


def test_coarser_styles_grow_fewer_blades(staged: Callable[..., Stage]) -> None:
    """Blades this short are one pixel wide whatever the style."""
    short = Sward(4.0, 20.0, 0.05, 900, GREEN)
    fine, coarse = (grown(staged, short, look=Look(grain=grain))[1].sum() for grain in (1.0, 6.0))
    assert coarse < fine / 2


def test_grass_keeps_its_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (grown(staged, seed=seed)[0].canvas.light for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

"""What grows on a relief."""

from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Season
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.brush.colour import colour
from reelwright.providers.offline.visual.brush.plane import Plane
from reelwright.providers.offline.visual.nature import growth, trees
from reelwright.providers.offline.visual.nature.growth import Grove
from reelwright.providers.offline.visual.nature.planting import Paint, Spot
from reelwright.providers.offline.visual.stage import Stage

SIZE = (120, 90)


def level(across: Plane, ahead: Plane) -> Plane:
    return 0 * across * ahead


def tilted(across: Plane, ahead: Plane) -> Plane:
    return np.asarray(across * np.float32(0.1) + ahead * np.float32(0.02), np.float32)


def changed(stage: Stage, act: Callable[[], object]) -> np.ndarray:
    before = stage.canvas.light.copy()
    act()
    return np.asarray(np.abs(stage.canvas.light - before).max(axis=-1) > 1e-3)


def tree(stage: Stage, kind: str, ahead: float = 30.0, tall: float = 10.0) -> np.ndarray:
    grove, rng = Grove(stage, level), np.random.default_rng(2)
    return changed(stage, lambda: grove.tree(kind, 0.0, ahead, tall, rng))


def leaf(staged: Callable[..., Stage], kind: str, season: Season) -> np.ndarray:
    """Return the mean colour of a tree, seen through no air."""
    stage = staged(SIZE, season=season, eye=5.0, clear=1e9)
    seen = tree(stage, kind)
    return np.asarray(stage.canvas.light[seen & (stage.canvas.depth < FAR)].mean(axis=0))


def test_tints_are_rows_of_colours() -> None:
    rows = growth.tints(("#ff0000", "#00ff00"))
    assert rows == pytest.approx(np.array([[1, 0, 0], [0, 1, 0]], np.float32))


@given(st.floats(-50, 50), st.floats(1, 500))
def test_feet_stand_on_the_relief(
    staged: Callable[..., Stage], across: float, ahead: float
) -> None:
    foot = Grove(staged((16, 16)), tilted).foot(across, ahead)
    assert foot == pytest.approx(across * 0.1 + ahead * 0.02, abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 1_000), st.floats(2, 200), st.floats(0, 0.9))
def test_places_aside_are_aside(
    staged: Callable[..., Stage], seed: int, ahead: float, least: float
) -> None:
    grove = Grove(staged(SIZE), level)
    place = grove.aside(ahead, least, np.random.default_rng(seed), 1.0)
    share = abs(2 * grove.view.x(place, ahead) / 120 - 1)
    assert least - 1e-3 <= share <= 1.0 + 1e-3


def test_both_sides_are_used(staged: Callable[..., Stage]) -> None:
    grove, rng = Grove(staged(SIZE), level), np.random.default_rng(1)
    places = [grove.aside(20, 0.5, rng) for _ in range(20)]
    assert min(places) < 0 < max(places)


@pytest.mark.parametrize("kind", ["oak", "spruce", "palm", "bare"])
def test_trees_are_as_tall_as_asked(staged: Callable[..., Stage], kind: str) -> None:
    stage = staged(SIZE, eye=5.0)
    rows = np.flatnonzero(tree(stage, kind).any(axis=1))
    view = stage.view
    assert rows[-1] + 1 == pytest.approx(view.y(-0.2, 30), abs=2)
    assert np.ptp(rows) + 1 == pytest.approx(view.focal * 10 / 30, rel=0.2)


def test_nearer_trees_are_larger(staged: Callable[..., Stage]) -> None:
    sizes = [tree(staged(SIZE, eye=5.0), "oak", ahead).sum() for ahead in (20, 40, 80)]
    assert sizes[0] > 2 * sizes[1] > 4 * sizes[2] > 0


def test_autumn_reddens_leaves(staged: Callable[..., Stage]) -> None:
    summer, autumn = (leaf(staged, "oak", season) for season in (Season.SUMMER, Season.AUTUMN))
    assert autumn[0] / autumn[1] > 1.4 * summer[0] / summer[1]


@pytest.mark.parametrize("kind", ["spruce", "palm"])
def test_evergreens_stay_green(staged: Callable[..., Stage], kind: str) -> None:
    summer, autumn = (leaf(staged, kind, season) for season in (Season.SUMMER, Season.AUTUMN))
    assert autumn == pytest.approx(summer, rel=1e-4)


def test_winter_whitens_spruces(staged: Callable[..., Stage]) -> None:
    summer, winter = (leaf(staged, "spruce", season) for season in (Season.SUMMER, Season.WINTER))
    assert winter.sum() > 1.5 * summer.sum()


def test_some_trees_blossom_in_spring(staged: Callable[..., Stage]) -> None:
    pink = 0
    for seed in range(14):
        stage = staged((40, 30), season=Season.SPRING, eye=5.0, clear=1e9)
        Grove(stage, level).tree("oak", 0.0, 30.0, 10.0, np.random.default_rng(seed))
        red, green, blue = stage.canvas.light[stage.canvas.depth < FAR].mean(axis=0)
        pink += bool(red > green and blue > green * 0.7)
    assert 1 <= pink <= 10


def test_boughs_hang_off_the_ground(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, eye=5.0)
    grove, spot = Grove(stage, level), Spot(0.0, 8.0, 20.0, 4.0)
    seen = changed(stage, lambda: grove.hang("bough", spot, np.random.default_rng(1)))
    rows = np.flatnonzero(seen.any(axis=1))
    assert rows[-1] < stage.view.y(8, 20) + 2
    assert rows[0] >= stage.view.y(12, 20) - 2


def test_rocks_are_a_little_in_the_ground(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, eye=5.0)
    grove = Grove(stage, level)
    seen = changed(stage, lambda: grove.rock(0.0, 12.0, 3.0, np.random.default_rng(1)))
    rows = np.flatnonzero(seen.any(axis=1))
    assert rows[-1] + 1 == pytest.approx(stage.view.y(-0.3, 12), abs=2)
    assert rows[0] >= stage.view.y(2.7, 12) - 1


def test_set_sinks_as_far_as_asked(staged: Callable[..., Stage]) -> None:
    lowest, view = [], staged(SIZE, eye=5.0).view
    for sunk in (0.0, 0.3):
        stage = staged(SIZE, eye=5.0)
        paint = Paint(colour("#fff000"), colour("#fff000"))
        act = partial(
            Grove(stage, level).set,
            trees.grow("spruce", 0),
            paint,
            (0.0, 30.0, 10.0),
            np.random.default_rng(1),
            sunk,
        )
        lowest.append(int(np.flatnonzero(changed(stage, act).any(axis=1))[-1]))
    assert lowest[1] - lowest[0] == pytest.approx(3 * view.focal / 30, abs=2)


def test_woods_stand_between_their_distances(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, eye=20.0)
    Grove(stage, level).wood(("spruce",), (100, 300), 10)
    depth = stage.canvas.depth[stage.canvas.depth < FAR]
    assert 85 < depth.min() < depth.max() < 350


def test_near_trees_stand_before_far_ones(staged: Callable[..., Stage]) -> None:
    stage = staged(SIZE, eye=20.0, clear=1e9)
    grove = Grove(stage, level)
    grove.wood(("spruce",), (60, 300), 30)
    first = stage.canvas.depth.copy()
    grove.wood(("spruce",), (60, 300), 30)
    assert np.array_equal(first, stage.canvas.depth)


def test_denser_woods_cover_more(staged: Callable[..., Stage]) -> None:
    covered = []
    for clumps in (2, 12, 40):
        stage = staged(SIZE, eye=20.0)
        Grove(stage, level).wood(("spruce",), (100, 300), clumps)
        covered.append(int((stage.canvas.depth < FAR).sum()))
    assert covered[0] < covered[1] < covered[2]


def test_woods_keep_their_seed(staged: Callable[..., Stage]) -> None:
    seen = []
    for seed in (1, 1, 2):
        stage = staged(SIZE, seed=seed, eye=20.0)
        Grove(stage, level).wood(("spruce",), (100, 300), 8)
        seen.append(stage.canvas.depth)
    assert np.array_equal(seen[0], seen[1])
    assert not np.array_equal(seen[0], seen[2])

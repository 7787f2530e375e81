"""A street between two rows of houses."""

from collections.abc import Callable

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season
from reelwright.providers.offline.visual.brush.canvas import FAR
from reelwright.providers.offline.visual.built import street
from reelwright.providers.offline.visual.built.street import Street
from reelwright.providers.offline.visual.stage import Stage

HALF = 8.0


def housed(staged: Callable[..., Stage], **asked: object) -> Stage:
    stage = staged((240, 180), horizon=0.55, **asked)
    Street(stage, HALF, "stone").houses()
    return stage


def paved(staged: Callable[..., Stage], wet: float = 0.0, **asked: object) -> Stage:
    stage = staged((240, 180), horizon=0.55, **asked)
    Street(stage, HALF, "stone").road(wet)
    return stage


def test_houses_line_both_sides(staged: Callable[..., Stage]) -> None:
    depth = housed(staged).canvas.depth
    row = depth[90]
    assert (row[:60] < FAR).mean() > 0.9
    assert (row[-60:] < FAR).mean() > 0.9


def test_middle_of_the_street_is_open(staged: Callable[..., Stage]) -> None:
    stage = housed(staged)
    view = stage.view
    left, right = int(view.x(-HALF, street.LONG)) + 2, int(view.x(HALF, street.LONG)) - 2
    assert (stage.canvas.depth[:80, left:right] == FAR).all()
    foot = stage.canvas.depth[
        int(view.y(0, 20)), int(view.x(-HALF + 1, 20)) : int(view.x(HALF - 1, 20))
    ]
    assert (foot == FAR).all()


def test_houses_are_nearer_at_the_sides(staged: Callable[..., Stage]) -> None:
    row = housed(staged).canvas.depth[96]
    left = row[:100][row[:100] < FAR]
    assert left[0] < left[-1]
    assert np.mean(np.diff(left) >= -0.5) > 0.85


def test_houses_end_where_they_should(staged: Callable[..., Stage]) -> None:
    depth = housed(staged).canvas.depth
    near = depth[depth < FAR]
    assert near.min() >= 4
    assert near.max() < street.LONG + 30


def test_walls_stand_on_the_pavement(staged: Callable[..., Stage]) -> None:
    stage = housed(staged)
    view, depth = stage.view, stage.canvas.depth
    for ahead in (12.0, 30.0):
        column = int(view.x(HALF, ahead))
        rows = np.flatnonzero(depth[:, column] < FAR)
        assert rows[-1] + 1 == pytest.approx(view.y(0, ahead), abs=5)


def test_towers_are_taller_than_houses(staged: Callable[..., Stage]) -> None:
    covered = []
    for kind in ("stone", "glass"):
        counts = []
        for seed in range(1, 4):
            stage = staged((120, 160), seed=seed, horizon=0.7)
            Street(stage, HALF, kind).houses()
            counts.append(float((stage.canvas.depth[:100] < FAR).mean()))
        covered.append(np.mean(counts))
    assert covered[1] > covered[0]


def test_windows_are_lit_at_night(staged: Callable[..., Stage]) -> None:
    contrast = []
    for hour in (Hour.DAY, Hour.NIGHT):
        canvas = housed(staged, hour=hour).canvas
        grey = canvas.light.sum(axis=-1)[canvas.depth < FAR]
        contrast.append(float(np.quantile(grey, 0.97) / np.quantile(grey, 0.25)))
    assert contrast[1] > 1.5 * contrast[0]


@pytest.mark.parametrize("side", [-1, 1])
def test_sun_lights_the_houses_across(staged: Callable[..., Stage], side: int) -> None:
    light = []
    for at in (side, -side):
        canvas = housed(staged, sun=(at * 1.5, 0.5)).canvas
        half = slice(0, 100) if side > 0 else slice(-100, None)
        light.append(canvas.light[:, half][canvas.depth[:, half] < FAR].mean())
    assert light[0] > 1.2 * light[1]


def test_road_lies_below_the_horizon(staged: Callable[..., Stage]) -> None:
    before, after = staged((240, 180), horizon=0.55), paved(staged)
    assert np.array_equal(after.canvas.light[:99], before.canvas.light[:99])
    assert (after.canvas.depth[-10:, 80:160] < 10).all()


def test_road_is_as_wide_as_the_street(staged: Callable[..., Stage]) -> None:
    stage = paved(staged)
    row = int(stage.view.y(0, 20))
    there = np.flatnonzero(stage.canvas.depth[row] < FAR)
    ahead = float(stage.canvas.depth[row, 120])
    wanted = stage.view.x(-HALF, ahead), stage.view.x(HALF, ahead)
    assert (there[0], there[-1]) == pytest.approx(wanted, abs=2)


def test_road_is_as_far_as_the_view_says(staged: Callable[..., Stage]) -> None:
    stage = paved(staged)
    wanted = [stage.view.ahead(row) for row in range(110, 180)]
    assert stage.canvas.depth[110:, 120] == pytest.approx(np.array(wanted), rel=1e-3)


def test_pavements_are_lighter_than_asphalt(staged: Callable[..., Stage]) -> None:
    stage = paved(staged)
    view, row = stage.view, 118
    ahead = view.ahead(row)
    line = stage.canvas.light[row].mean(axis=1)
    road = line[int(view.x(0.5, ahead)) : int(view.x(HALF - 4, ahead))]
    pavement = line[int(view.x(HALF - 2.8, ahead)) : int(view.x(HALF - 1, ahead))]
    assert pavement.mean() > 1.5 * road.mean()


def test_dashes_run_along_the_middle(staged: Callable[..., Stage]) -> None:
    stage = paved(staged)
    middle = stage.canvas.light[130:, 119:121].mean(axis=(1, 2))
    beside = stage.canvas.light[130:, 126:130].mean(axis=(1, 2))
    white = middle > 1.4 * beside
    assert 0.15 < white.mean() < 0.85


def test_wet_roads_mirror_what_stands_above(staged: Callable[..., Stage]) -> None:
    changed = []
    for wet in (0.0, 0.5, 1.0):
        seen = []
        for tone in ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)):
            stage = staged((240, 180), horizon=0.55, clear=1e9)
            stage.canvas.light[:99] = tone
            Street(stage, HALF, "stone").road(wet)
            seen.append(float(stage.canvas.light[130:, 100:140, 0].mean()))
        changed.append(seen[0] - seen[1])
    assert changed[0] == pytest.approx(0, abs=1e-4)
    assert changed[2] > 1.5 * changed[1] > 0.05


def test_lamps_lay_pools_on_the_road(staged: Callable[..., Stage]) -> None:
    stage = paved(staged, hour=Hour.NIGHT)
    ahead = stage.canvas.depth[105:150, 120]
    red = stage.canvas.light[105:150, 123:132, 0].mean(axis=1)
    pools = np.cos(2 * np.pi * ahead / 22) ** 2 / (1 + (ahead / 60) ** 2)
    assert np.corrcoef(pools, red)[0, 1] > 0.8


def test_snow_whitens_the_pavement(staged: Callable[..., Stage]) -> None:
    bare, snowy = (paved(staged, season=season).canvas for season in (Season.SUMMER, Season.WINTER))
    there = bare.depth < FAR
    assert snowy.light[there].mean() > 1.4 * bare.light[there].mean()


def test_streets_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (housed(staged, seed=seed).canvas.light for seed in (1, 1, 2))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)

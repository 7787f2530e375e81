"""What a figure leaves around itself."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour
from reelwright.providers.offline.visual.brush.canvas import Box
from reelwright.providers.offline.visual.brush.colour import rgb
from reelwright.providers.offline.visual.light import Light
from reelwright.providers.offline.visual.stage import Stage
from reelwright.providers.offline.visual.subjects import traces
from reelwright.providers.offline.visual.subjects.figure import Figure
from reelwright.providers.offline.visual.subjects.footing import Footing
from reelwright.providers.offline.visual.subjects.marks import Mark

MARK = Mark(80.0, 84.0, 24, 10.0, mirrored=False)
BOX = Box(74, 60, 86, 84)


@pytest.fixture(scope="module")
def post() -> Figure:
    """An upright orange slab, 24 pixels tall and 12 wide."""
    ones = np.ones((24, 12), np.float32)
    return Figure(ones[..., None] * rgb(1.0, 0.5, 0.1), ones, 0 * ones, 0 * ones)


def scene(staged: Callable[..., Stage], level: float = 0.5, **asked: object) -> Stage:
    stage = staged(ground=10.0, **asked)
    stage.canvas.light[:] = level
    return stage


def shaded(stage: Stage, post: Figure, light: Light | None = None) -> np.ndarray:
    """Return how much of the light a shadow takes."""
    traces.shadow(stage, post, MARK, Footing(stage.view, 4, 60, light=light))
    return np.asarray(1 - stage.canvas.light.mean(axis=-1) / 0.5)


def test_shadows_only_darken(staged: Callable[..., Stage], post: Figure) -> None:
    dark = shaded(scene(staged, sun=(0.8, 0.5)), post)
    assert dark.min() >= -1e-5
    assert 0.3 < dark.max() < 0.8


def test_feet_touch_their_shadow(staged: Callable[..., Stage], post: Figure) -> None:
    dark = shaded(scene(staged, sun=(0.8, 0.5)), post)
    assert dark[84, 80] > 0.4
    assert dark[84, 80] > dark[88, 80]


@pytest.mark.parametrize("side", [-1, 1])
def test_shadows_fall_away_from_the_sun(
    staged: Callable[..., Stage], post: Figure, side: int
) -> None:
    dark = shaded(scene(staged, sun=(side * 1.2, 0.4)), post)
    left, right = dark[:, :72].sum(), dark[:, 88:].sum()
    assert (left - right) * side > 1


def test_low_suns_throw_longer_shadows(staged: Callable[..., Stage], post: Figure) -> None:
    reach = [
        int(np.flatnonzero((shaded(scene(staged, sun=(-1.0, high)), post) > 0.1).any(axis=0))[-1])
        for high in (0.3, 0.6, 1.2)
    ]
    assert reach[0] > reach[1] > reach[2]


def test_sun_behind_throws_shadows_forwards(staged: Callable[..., Stage], post: Figure) -> None:
    lowest = [
        int(np.flatnonzero((shaded(scene(staged, sun=(turn, 0.4)), post) > 0.1).any(axis=1))[-1])
        for turn in (0.2, 2.9)
    ]
    assert lowest[0] > lowest[1] + 2


def test_shadows_are_paler_under_a_bright_sky(staged: Callable[..., Stage], post: Figure) -> None:
    light = scene(staged, sun=(1.2, 0.4)).light
    strengths = []
    for times in (0.2, 1.0, 6.0):
        under = replace(light, ambient=light.ambient * np.float32(times))
        strengths.append(shaded(scene(staged, sun=(1.2, 0.4)), post, under)[:, :72].max())
    assert strengths[0] > strengths[1] > strengths[2]


def test_no_shadow_falls_on_the_sky(staged: Callable[..., Stage], post: Figure) -> None:
    dark = shaded(scene(staged, sun=(-1.57, 0.1)), post)
    assert dark[:60].max() < 1e-5


def test_no_shadow_falls_on_what_is_close_by(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged, sun=(1.2, 0.4))
    stage.canvas.depth[80:] = 3.0
    assert shaded(stage, post)[80:].max() < 1e-5


def mirrored(stage: Stage, post: Figure) -> np.ndarray:
    before = stage.canvas.light.copy()
    traces.image(stage, post, post.colour, MARK, BOX)
    return np.asarray(np.abs(stage.canvas.light - before).max(axis=-1))


def test_images_lie_under_their_figure(staged: Callable[..., Stage], post: Figure) -> None:
    changed = mirrored(scene(staged), post)
    assert changed[:84].max() == 0
    assert changed[108:].max() == 0
    assert changed[84:96, 74:86].min() > 0.02
    assert changed[:, :70].max() < 1e-5


def test_images_of_what_ends_ashore_are_in_water_only(
    staged: Callable[..., Stage], post: Figure
) -> None:
    stage = scene(staged)
    stage.canvas.water[:, 80:] = True
    before = stage.canvas.light.copy()
    traces.image(stage, post, post.colour, MARK, BOX, ashore=True)
    changed = np.abs(stage.canvas.light - before).max(axis=-1)
    assert changed[:, :80].max() < 1e-4
    assert changed[84:96, 80:86].min() > 0.02


def test_images_fade_with_depth(staged: Callable[..., Stage], post: Figure) -> None:
    rows = mirrored(scene(staged), post)[:, 74:86].mean(axis=1)
    assert rows[85] > rows[95] > rows[106]


def test_images_are_upside_down(staged: Callable[..., Stage], post: Figure) -> None:
    flagged = post.colour.copy()
    flagged[-6:] = rgb(0, 0, 3)  # a blue foot
    stage = scene(staged, level=0.0)
    traces.image(stage, post, flagged, MARK, BOX)
    light = stage.canvas.light
    assert light[85:88, 78:82, 2].mean() > 5 * light[94:100, 78:82, 2].mean()


def test_images_outside_the_picture_are_left_out(
    staged: Callable[..., Stage], post: Figure
) -> None:
    stage = scene(staged)
    low = replace(MARK, y=120.0)
    traces.image(stage, post, post.colour, low, Box(74, 96, 86, 120))
    assert (stage.canvas.light == 0.5).all()


def test_wash_is_white_along_the_hull(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged, level=0.0)
    traces.wash(stage, post, MARK)
    rows, columns = np.nonzero(stage.canvas.light.mean(axis=-1) > 0.05)
    assert rows.size
    assert rows.min() >= 82
    assert rows.max() <= 88
    assert columns.mean() == pytest.approx(80, abs=1.5)
    assert np.ptp(columns) <= 12 * 1.25
    assert stage.canvas.light.max() < 1.5


@pytest.mark.parametrize("glow", [0.3, 0.9])
def test_halos_only_add_light(staged: Callable[..., Stage], post: Figure, glow: float) -> None:
    stage = scene(staged, level=0.1, hour=Hour.NIGHT)
    traces.halo(stage, post, MARK, glow)
    more = stage.canvas.light - np.float32(0.1)
    assert more.min() >= 0
    row, column = np.unravel_index(more[..., 0].argmax(), more.shape[:2])
    assert (column, row) == pytest.approx((80, 84 - 0.4 * 24), abs=1)


def test_halos_are_as_strong_as_the_glow(staged: Callable[..., Stage], post: Figure) -> None:
    sums = []
    for glow in (0.3, 0.9):
        stage = scene(staged, level=0.0, hour=Hour.NIGHT)
        traces.halo(stage, post, MARK, glow)
        sums.append(float(stage.canvas.light.sum()))
    assert sums[1] == pytest.approx(3 * sums[0], rel=1e-3)


def test_halos_have_the_colour_of_their_figure(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged, level=0.0, hour=Hour.NIGHT)
    traces.halo(stage, post, MARK, 0.9)
    tone = stage.canvas.light[74, 80]
    assert tone / tone[0] == pytest.approx([1.0, 0.5, 0.1], rel=1e-3)


def test_halos_shine_most_at_night(staged: Callable[..., Stage], post: Figure) -> None:
    more = {}
    for hour in Hour:
        stage = scene(staged, level=0.0, hour=hour)
        traces.halo(stage, post, MARK, 0.9)
        more[hour] = float(stage.canvas.light.sum())
    assert more[Hour.NIGHT] > more[Hour.DUSK] > more[Hour.SUNSET] > more[Hour.DAY] > 0


def test_halos_end(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged, level=0.0, hour=Hour.NIGHT)
    traces.halo(stage, post, MARK, 0.9)
    assert stage.canvas.light[:, 0].max() == 0


def test_ground_is_as_it_is_seen_at_the_foot(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged, level=0.1)
    stage.canvas.light[78:90, 70:92] = rgb(0.6, 0.4, 0.2)
    assert traces.ground(stage, post, MARK) == pytest.approx([0.6, 0.4, 0.2], abs=0.01)


def test_far_land_is_no_ground(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged)
    stage.canvas.depth[:] = 400.0
    assert traces.ground(stage, post, MARK) is None


def test_water_throws_little_light_up(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged)
    dry = traces.ground(stage, post, MARK)
    stage.canvas.water[:] = True
    wet = traces.ground(stage, post, MARK)
    assert dry == pytest.approx([0.5] * 3)
    assert wet == pytest.approx([0.15] * 3)


def test_cables_run_across_behind_what_is_near(staged: Callable[..., Stage], post: Figure) -> None:
    stage = scene(staged)
    stage.canvas.depth[:], stage.canvas.depth[:, :40] = 1e6, 2.0
    traces.cable(stage, post, MARK)
    dark = stage.canvas.light.mean(axis=-1) < 0.4
    assert not dark[:, :40].any()
    assert dark[:, 44:].any(axis=0).all()
    assert (dark.sum(axis=0) <= 3).all()

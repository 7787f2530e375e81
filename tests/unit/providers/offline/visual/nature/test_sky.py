"""The sky without its clouds."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush.canvas import Canvas
from reelwright.providers.offline.visual.nature import sky
from reelwright.providers.offline.visual.stage import Stage

SEEN = (0.1, 0.25, True)


def dark(stage: Stage) -> Canvas:
    stage.canvas.light[:] = 0.0
    return stage.canvas


def starry(stage: Stage, strength: float, seed: int = 3) -> np.ndarray:
    canvas, light = dark(stage), replace(stage.light, stars=strength)
    sky.stars(canvas, stage.view, light, np.random.default_rng(seed))
    return canvas.light.copy()


def moonlit(stage: Stage, phase: float) -> np.ndarray:
    """Return the moon alone, without the light around it."""
    sun = replace(stage.light.sun, colour=np.zeros(3, np.float32))
    canvas = dark(stage)
    sky.moon(canvas, stage.view, replace(stage.light, sun=sun), phase)
    return np.asarray(canvas.light.max(axis=-1))


@pytest.mark.parametrize("weather", Weather)
@pytest.mark.parametrize("hour", Hour)
def test_every_sky_is_light(staged: Callable[..., Stage], hour: Hour, weather: Weather) -> None:
    seen = staged((48, 32), hour=hour, weather=weather).canvas.light
    assert seen.dtype == np.float32
    assert np.isfinite(seen).all()
    assert seen.min() >= 0
    assert 0.01 < seen.max() < 8


def test_day_takes_its_colours_from_the_stops(staged: Callable[..., Stage]) -> None:
    stage = staged(hour=Hour.DAY)
    heights, colours = stage.light.sky
    row = 10
    up = (stage.view.horizon - row - 0.5) / stage.view.focal
    wanted = [np.interp(up, heights, colours[:, channel]) for channel in range(3)]
    assert stage.canvas.light[row] == pytest.approx(np.tile(wanted, (96, 1)), abs=1e-4)


@pytest.mark.parametrize("hour", Hour)
def test_horizon_colour_goes_on_below(staged: Callable[..., Stage], hour: Hour) -> None:
    below = staged(hour=hour).canvas.light[34:]
    assert below == pytest.approx(np.broadcast_to(below[:1], below.shape), abs=1e-5)


def test_low_sun_warms_its_own_side(staged: Callable[..., Stage]) -> None:
    seen = staged((128, 64), hour=Hour.SUNSET, sun=(0.4, 0.08, True)).canvas.light[:30]
    assert seen[:, 64:, 0].mean() > seen[:, :64, 0].mean() * 1.1


@pytest.mark.parametrize("elevation", [0.05, 0.3])
def test_air_glows_around_a_low_sun(staged: Callable[..., Stage], elevation: float) -> None:
    stage = staged((192, 128), hour=Hour.SUNSET, sun=(0.2, elevation, True))
    glowing = stage.canvas.light.copy()
    plain = replace(stage.light, glow=np.zeros(3, np.float32))
    sky.paint(stage.canvas, stage.view, plain)
    more = (glowing - stage.canvas.light).sum(axis=-1)
    row, column = (int(part) for part in np.unravel_index(more.argmax(), more.shape))
    assert (column, row) == pytest.approx(stage.view.towards(0.2, elevation), abs=2)
    assert more.min() >= -1e-5


@pytest.mark.parametrize(
    ("hour", "seen"), [(Hour.DAY, False), (Hour.SUNSET, False), (Hour.NIGHT, True)]
)
def test_no_disc_without_a_sun_in_sight(
    staged: Callable[..., Stage], hour: Hour, seen: bool
) -> None:
    stage = staged(hour=hour, sun=(0.1, 0.25, seen))
    before = stage.canvas.light.copy()
    sky.sun(stage.canvas, stage.view, stage.light)
    assert np.array_equal(stage.canvas.light, before)


@pytest.mark.parametrize("azimuth", [-0.3, 0.0, 0.25])
def test_disc_stands_where_the_sun_is(staged: Callable[..., Stage], azimuth: float) -> None:
    stage = staged((192, 128), hour=Hour.SUNSET, sun=(azimuth, 0.25, True))
    canvas = dark(stage)
    sky.sun(canvas, stage.view, stage.light)
    x, y = stage.view.towards(azimuth, 0.25)
    rows, columns = np.nonzero(canvas.light[..., 0] > canvas.light[..., 0].max() * 0.7)
    assert (columns.mean(), rows.mean()) == pytest.approx((x, y), abs=0.6)


def test_sun_shines_only_around_itself(staged: Callable[..., Stage]) -> None:
    stage = staged((192, 128), hour=Hour.SUNSET, sun=SEEN)
    canvas = dark(stage)
    sky.sun(canvas, stage.view, stage.light)
    far = np.hypot(*canvas.box.offsets(*stage.view.towards(0.1, 0.25), stage.view.unit * 0.026))
    assert canvas.light[far < 6].min() > 0
    assert canvas.light[far > 7.5].max() == 0


def test_half_seen_sun_stays_in_the_picture(staged: Callable[..., Stage]) -> None:
    stage = staged(hour=Hour.SUNSET, sun=(0.74, 0.25, True))
    canvas = dark(stage)
    sky.sun(canvas, stage.view, stage.light)
    assert canvas.light[:, -1].max() > 0
    assert canvas.light[:, :48].max() == 0


@pytest.mark.parametrize("hour", [Hour.DAWN, Hour.DAY, Hour.SUNSET])
def test_no_moon_by_day(staged: Callable[..., Stage], hour: Hour) -> None:
    assert moonlit(staged(hour=hour, sun=SEEN), 1.0).max() == 0


@pytest.mark.parametrize("phase", [0.2, 0.5, 0.8, 1.0])
def test_phase_is_the_lit_share(staged: Callable[..., Stage], phase: float) -> None:
    stage = staged((720, 540), hour=Hour.NIGHT, sun=SEEN)
    lit = (moonlit(stage, phase) > 0.3).sum()
    assert lit / (np.pi * (stage.view.unit * 0.034) ** 2) == pytest.approx(phase, abs=0.06)


def test_moon_is_round_in_small_pictures(staged: Callable[..., Stage]) -> None:
    rows, columns = np.nonzero(moonlit(staged(hour=Hour.NIGHT, sun=SEEN), 1.0) > 0.3)
    assert np.ptp(rows) == pytest.approx(np.ptp(columns), abs=1)
    assert np.ptp(rows) >= 4


def test_no_stars_by_day(staged: Callable[..., Stage]) -> None:
    assert starry(staged(), 0.0).max() == 0


def test_stars_stay_above_the_horizon(staged: Callable[..., Stage]) -> None:
    seen = starry(staged((128, 96), hour=Hour.NIGHT), 1.0)
    assert seen[:40].max() > 0.05
    assert seen[56:].max() == 0


def test_stars_thin_out_towards_the_horizon(staged: Callable[..., Stage]) -> None:
    seen = starry(staged((320, 240), hour=Hour.NIGHT), 1.0)
    assert seen[:60].mean() > 2 * seen[60:120].mean()


def test_brighter_hours_have_brighter_stars(staged: Callable[..., Stage]) -> None:
    faint, strong = (starry(staged(hour=Hour.NIGHT), strength) for strength in (0.35, 1.0))
    assert (strong >= faint).all()
    assert strong.sum() > 2 * faint.sum()


def test_stars_keep_their_seed(staged: Callable[..., Stage]) -> None:
    first, again, other = (starry(staged(hour=Hour.NIGHT), 1.0, seed) for seed in (3, 3, 4))
    assert np.array_equal(first, again)
    assert not np.array_equal(first, other)


def test_field_covers_all_of_it(staged: Callable[..., Stage]) -> None:
    stage = staged((192, 128))
    canvas = dark(stage)
    sky.field(canvas, stage.view, np.random.default_rng(1), 3.0)
    quarters = [canvas.light[i : i + 64, j : j + 96].max() for i in (0, 64) for j in (0, 96)]
    assert min(quarters) > 0.05


def test_denser_fields_hold_more_light(staged: Callable[..., Stage]) -> None:
    stage = staged((192, 128))
    sums = []
    for density in (0.5, 2.0, 8.0):
        canvas = dark(stage)
        sky.field(canvas, stage.view, np.random.default_rng(1), density)
        sums.append(float(canvas.light.sum()))
    assert sums[0] * 2 < sums[1] < sums[2] / 2


def test_points_shine_at_their_places() -> None:
    canvas = Canvas(40, 30)
    place = np.array([11.2]), np.array([7.9])
    sky.scatter(canvas, *place, np.array([[0.2, 0.1, 0.05]]))
    assert canvas.light[..., 0].argmax() == 7 * 40 + 11
    assert canvas.light[7, 11] / canvas.light[7, 11, 0] == pytest.approx([1, 0.5, 0.25], rel=1e-4)
    assert canvas.light[20:].max() == 0


def test_points_at_one_place_add_up() -> None:
    one, two = Canvas(40, 30), Canvas(40, 30)
    sky.scatter(one, np.array([11.0]), np.array([7.0]), np.full((1, 3), 0.2))
    sky.scatter(two, np.array([11.0, 11.0]), np.array([7.0, 7.0]), np.full((2, 3), 0.2))
    assert two.light == pytest.approx(2 * one.light)

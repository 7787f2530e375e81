"""A waterfall is white between dark walls, ends in spray, and wears a rainbow by day."""

import numpy as np
import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

SEEDS = [1, 3]


def falling(picture) -> np.ndarray:
    """Return how light the lightest column of the wall is, and the middle one of all."""
    columns = np.sort(picture.rows(0.35, 0.6).light.mean(axis=0))
    return columns[[-1, len(columns) // 2]]


@pytest.mark.parametrize("hour", [Hour.DAY, Hour.SUNSET, Hour.NIGHT])
@pytest.mark.parametrize("seed", SEEDS)
def test_water_shines_before_the_wall(paint, hour, seed):
    fall, wall = falling(paint(Setting.WATERFALL, hour, seed=seed))
    assert fall > 1.8 * wall


@pytest.mark.parametrize("seed", SEEDS)
def test_falls_are_upright(paint, seed):
    """The lightest column of the upper half is near that of the lower one."""
    fall = paint(Setting.WATERFALL, seed=seed)
    upper, lower = (
        int(fall.rows(*part).light.mean(axis=0).argmax()) for part in ((0.36, 0.46), (0.5, 0.6))
    )
    assert abs(upper - lower) < 12


def test_pools_mirror_the_fall(paint):
    fall = paint(Setting.WATERFALL, seed=1)
    above, below = (
        fall.rows(*part).light.mean(axis=0).argmax() for part in ((0.4, 0.6), (0.76, 0.86))
    )
    assert abs(int(above) - int(below)) < 10


def test_days_alone_have_rainbows(paint):
    """A rainbow is the one thing here that is far more red than green beside far more blue."""
    strong = [
        np.ptp(paint(Setting.WATERFALL, Hour.DAY, one, seed=1).rows(0.5, 0.7).pixels, axis=-1).max()
        for one in (Weather.CLEAR, Weather.RAIN)
    ]
    assert strong[0] > strong[1] + 20


def test_moss_dies_down_in_autumn(paint):
    autumn, summer = (
        paint(Setting.WATERFALL, one, seed=1).rows(0.15, 0.6)
        for one in (Season.AUTUMN, Season.SUMMER)
    )
    assert autumn.redness > summer.redness + 5


def test_winter_leaves_the_water(paint):
    """Snow lies on the shores; the fall still shines before its wall."""
    winter = paint(Setting.WATERFALL, Season.WINTER, seed=1)
    fall, wall = falling(winter)
    assert winter.rows(0.65, 0.8).white > 0.3
    assert fall > 1.3 * wall


def test_plans_are_unlike(paint):
    pictures = [paint(Setting.WATERFALL, Weather.CLOUDY, seed=seed) for seed in (1, 3, 5, 9)]
    apart = [a.apart(b).mean() for n, a in enumerate(pictures) for b in pictures[n + 1 :]]
    assert min(apart) > 10


@pytest.mark.parametrize("seed", SEEDS)
def test_land_water_and_air_are_here(paint, seed):
    placed = paint(Setting.WATERFALL, seed=seed, names="deer canoe eagle camel")
    assert placed.unplaced == ()


@pytest.mark.parametrize("seed", SEEDS)
def test_storms_leave_the_fall_to_be_seen(paint, seed):
    fall, wall = falling(paint(Setting.WATERFALL, Hour.DUSK, Weather.STORM, seed=seed))
    assert fall > 1.5 * wall


def test_falls_swell_in_the_rain(paint):
    """More of the wall is as light as water."""
    shares = []
    for weather in (Weather.RAIN, Weather.CLOUDY):
        columns = paint(Setting.WATERFALL, weather, seed=1).rows(0.4, 0.6).light.mean(axis=0)
        shares.append(float((columns > (columns.max() + np.median(columns)) / 2).mean()))
    assert shares[0] > 1.2 * shares[1]

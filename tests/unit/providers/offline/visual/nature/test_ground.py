"""What land is made of."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Hour, Season, Weather
from reelwright.providers.offline.visual.brush.colour import colour, luma
from reelwright.providers.offline.visual.nature import ground
from reelwright.providers.offline.visual.nature.terrain import Land
from reelwright.providers.offline.visual.stage import Moment, Stage

SUMMER = Moment(Hour.DAY, Weather.CLEAR, Season.SUMMER)
WINTER = replace(SUMMER, season=Season.WINTER)
SKINS: dict[str, Callable[[Land], np.ndarray]] = {
    "alpine": lambda land: ground.alpine(land, 600, 1_250),
    "turf": lambda land: ground.turf(land, SUMMER),
    "snow": ground.snow,
    "sand": ground.sand,
    "wooded": lambda land: ground.wooded(land, SUMMER),
}


def between(seen: np.ndarray, first: str, second: str) -> bool:
    """Say whether every pixel is a blend of two colours."""
    ends = np.stack([colour(first), colour(second)])
    low, high = ends.min(axis=0) - 1e-4, ends.max(axis=0) + 1e-4
    return bool(((seen >= low) & (seen <= high)).all())


@pytest.mark.parametrize("skin", SKINS)
def test_every_colour_is_one(landed: Callable[..., Land], skin: str) -> None:
    seen = SKINS[skin](landed(40, 20))
    assert seen.shape == (20, 40, 3)
    assert seen.dtype == np.float32
    assert seen.min() >= 0
    assert seen.max() <= 1


@given(st.floats(2, 3_000), st.floats(1, 20_000))
def test_patterns_are_shares(landed: Callable[..., Land], size: float, away: float) -> None:
    seen = ground.pattern(landed(16, 8, ahead=away), size)
    assert seen.min() >= 0
    assert seen.max() <= 1


def test_patterns_fade_where_too_fine(landed: Callable[..., Land]) -> None:
    spreads = [ground.pattern(landed(ahead=away), 6).std() for away in (20, 400, 8_000)]
    assert spreads[0] > 5 * spreads[1] > 25 * spreads[2]


def test_patterns_yield_to_the_style(landed: Callable[..., Land]) -> None:
    full, half, none = (ground.pattern(landed(texture=texture), 8) for texture in (1.0, 0.5, 0.0))
    assert (none == 0.5).all()
    assert half - 0.5 == pytest.approx((full - 0.5) / 2, abs=1e-6)


def test_patterns_of_another_seed_differ(landed: Callable[..., Land]) -> None:
    first, other = (ground.pattern(landed(), 30, seed=seed) for seed in (61, 63))
    assert np.abs(first - other).mean() > 0.02


def test_deeper_bumps_are_steeper(landed: Callable[..., Land]) -> None:
    level, low, high = (ground.rough(landed(), 9, depth).east for depth in (0.0, 0.3, 0.9))
    assert not level.any()
    assert high == pytest.approx(3 * low, rel=1e-4, abs=1e-6)
    assert np.abs(low).mean() > 0.01


def test_bumps_leave_the_rest(landed: Callable[..., Land]) -> None:
    before = landed(north=0.1)
    after = ground.rough(before, 9, 0.3)
    assert after.up is before.up
    assert after.north.mean() == pytest.approx(0.1, abs=0.1)


@pytest.mark.parametrize(("turn", "still"), [(0.0, "east"), (np.pi / 2, "north")])
def test_ripples_lie_across_the_wind(landed: Callable[..., Land], turn: float, still: str) -> None:
    land = ground.ripples(landed(ahead=20.0), turn)
    moved = {"east": "north", "north": "east"}[still]
    assert np.abs(getattr(land, still)).max() < 1e-6
    assert np.abs(getattr(land, moved)).max() > 0.02


def test_far_ripples_vanish(landed: Callable[..., Land]) -> None:
    near, far = (np.abs(ground.ripples(landed(ahead=away), 0.4).north).max() for away in (20, 9e3))
    assert far < near / 20


def test_clouds_only_take_light(staged: Callable[..., Stage], landed: Callable[..., Land]) -> None:
    land = landed(96, 64, ahead=np.float32(3_000), across=np.arange(96) * 60)
    shaded = ground.cloud_shadow(land, staged())
    assert (shaded.lit <= land.lit).all()
    assert shaded.lit.min() > 0.2
    assert shaded.lit.min() < 0.5 < shaded.lit.max()


def test_more_clouds_take_more_light(
    staged: Callable[..., Stage], landed: Callable[..., Land]
) -> None:
    land = landed(96, 8, ahead=3_000, across=np.arange(96) * 90)
    clear, cloudy = (
        ground.cloud_shadow(land, staged(weather=weather)).lit
        for weather in (Weather.CLEAR, Weather.CLOUDY)
    )
    assert (cloudy <= clear + 1e-6).all()
    assert cloudy.mean() < clear.mean() - 0.05


def test_no_cloud_shades_the_eye(staged: Callable[..., Stage], landed: Callable[..., Land]) -> None:
    assert (
        ground.cloud_shadow(landed(96, 8, ahead=4.0, across=np.arange(96) * 90), staged()).lit == 1
    ).all()


@pytest.mark.parametrize("side", [-1, 1])
def test_sunny_slopes_are_lighter(
    staged: Callable[..., Stage], landed: Callable[..., Land], side: int
) -> None:
    light = staged((16, 16), sun=(side * 1.2, 0.5, False)).light
    white = np.ones((24, 32, 3), np.float32)
    sunny, shady = (
        luma(ground.shade(landed(east=-side * rise), white, light)).mean() for rise in (0.6, -0.6)
    )
    assert sunny > 1.2 * shady


def test_shadows_keep_the_light_of_the_sky(
    staged: Callable[..., Stage], landed: Callable[..., Land]
) -> None:
    light = staged((16, 16)).light
    dark = ground.shade(landed(lit=0.0), np.ones((24, 32, 3), np.float32), light)
    wanted = light.ambient + np.float32(0.06) * light.sun.colour
    assert dark == pytest.approx(np.broadcast_to(wanted, dark.shape), rel=1e-4)


def test_land_sends_back_its_colour_only(
    staged: Callable[..., Stage], landed: Callable[..., Land]
) -> None:
    green = np.zeros((24, 32, 3), np.float32)
    green[..., 1] = 0.5
    seen = ground.shade(landed(), green, staged((16, 16)).light)
    assert not seen[..., [0, 2]].any()
    assert seen[..., 1].min() > 0


def test_snow_lies_above_its_line(landed: Callable[..., Land]) -> None:
    high = ground.alpine(landed(up=9_000.0), 600, 1_250)
    assert high == pytest.approx(np.broadcast_to(colour(ground.SNOW[1]), high.shape), abs=1e-4)


def test_woods_stand_below_theirs(landed: Callable[..., Land]) -> None:
    low = ground.alpine(landed(up=-3_000.0, texture=0.0), 600, 1_250)
    bare = ground.alpine(landed(up=-3_000.0, texture=0.0, east=3.0), 600, 1_250)
    assert luma(low).max() < 0.06
    assert luma(bare).min() > 2 * luma(low).max()


def test_snow_line_rises_with_what_is_asked(landed: Callable[..., Land]) -> None:
    land = landed(8, 200, up=np.linspace(3_000, 0, 200)[:, None])
    white = [
        int((luma(ground.alpine(land, line / 2, line)) > 0.5).sum()) for line in (400, 1_200, 2_400)
    ]
    assert white[0] > white[1] > white[2] > 0


@pytest.mark.parametrize("season", Season)
def test_turf_keeps_to_its_season(landed: Callable[..., Land], season: Season) -> None:
    bare = replace(SUMMER, season=season, dry=True)
    seen = ground.turf(landed(), bare)
    ends = np.stack([colour(text) for text in ground.TURF[season]])
    assert (seen >= ends.min(axis=0) - 1e-4).all()
    assert (seen <= ends.max(axis=0) + 1e-4).all()


def test_level_turf_is_white_in_winter(landed: Callable[..., Land]) -> None:
    assert between(ground.turf(landed(), WINTER), *ground.SNOW)


def test_steep_turf_keeps_no_snow(landed: Callable[..., Land]) -> None:
    steep = landed(east=2.5)
    bare = ground.turf(steep, replace(WINTER, dry=True))
    assert ground.turf(steep, WINTER) == pytest.approx(bare, abs=1e-4)


def test_snowfall_whitens_summer(landed: Callable[..., Land]) -> None:
    falling = replace(SUMMER, weather=Weather.SNOW)
    assert luma(ground.turf(landed(), falling)).mean() > 0.4


@pytest.mark.parametrize(
    ("seen", "ends"), [(ground.snow, ground.SNOW), (ground.sand, ("#b08a55", "#d9b880"))]
)
def test_snow_and_sand_have_two_colours(
    landed: Callable[..., Land], seen: Callable[[Land], np.ndarray], ends: tuple[str, str]
) -> None:
    assert between(seen(landed(64, 48)), *ends)


def test_sand_is_of_the_colours_asked(landed: Callable[..., Land]) -> None:
    assert between(ground.sand(landed(), "#202020", "#404040"), "#202020", "#404040")


def test_woods_are_lighter_under_snow(landed: Callable[..., Land]) -> None:
    land = landed(ahead=300.0, across=np.arange(32) * 30)
    assert luma(ground.wooded(land, WINTER)).mean() > 2 * luma(ground.wooded(land, SUMMER)).mean()


def test_woods_turn_in_autumn(landed: Callable[..., Land]) -> None:
    land = landed(ahead=300.0, across=np.arange(32) * 30)
    autumn = ground.wooded(land, replace(SUMMER, season=Season.AUTUMN)).mean(axis=(0, 1))
    summer = ground.wooded(land, SUMMER).mean(axis=(0, 1))
    assert autumn[0] / autumn[1] > 1.5 * summer[0] / summer[1]

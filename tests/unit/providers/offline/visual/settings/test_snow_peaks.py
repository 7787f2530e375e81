"""Snow peaks are white in summer, sharp against the sky, and red when the sun is low."""

import pytest

from reelwright.providers.offline.lexicon import Hour, Season, Setting, Weather

SEEDS = [1, 3]


@pytest.mark.parametrize("seed", SEEDS)
def test_snow_lies_in_summer(paint, seed):
    assert paint(Setting.SNOW_PEAKS, seed=seed).rows(0.6, 1).white > 0.8


@pytest.mark.parametrize("seed", SEEDS)
def test_rock_stands_out_of_the_snow(paint, seed):
    peaks = paint(Setting.SNOW_PEAKS, seed=seed).rows(0.2, 0.55)
    assert peaks.spread > 25
    assert (peaks.light < 110).mean() > 0.04


def test_winter_leaves_less_rock(paint):
    bare = [
        (paint(Setting.SNOW_PEAKS, one, seed=3).rows(0.2, 0.5).light < 110).mean()
        for one in (Season.WINTER, Season.SUMMER)
    ]
    assert bare[0] < bare[1]


@pytest.mark.parametrize("hour", [Hour.DAWN, Hour.SUNSET])
def test_low_suns_redden_the_peaks(paint, hour):
    low, day = (paint(Setting.SNOW_PEAKS, one, seed=3).rows(0.3, 0.6) for one in (hour, Hour.DAY))
    assert low.redness > day.redness + 15


def test_clouds_hide_the_valleys(paint):
    """Seed 2 stands above a sea of clouds, seed 3 on snow: clouds by night are darker than snow."""
    clouds, snow = (
        paint(Setting.SNOW_PEAKS, Hour.NIGHT, seed=seed).rows(0.8, 1).mean for seed in (2, 3)
    )
    assert clouds < 0.8 * snow


def test_plans_are_unlike(paint):
    pictures = [paint(Setting.SNOW_PEAKS, Hour.SUNSET, seed=seed) for seed in (2, 3, 5)]
    apart = [pictures[a].apart(pictures[b]).mean() for a, b in ((0, 1), (0, 2), (1, 2))]
    assert min(apart) > 12


def test_fog_hides_the_peaks(paint):
    fog, clear = (
        paint(Setting.SNOW_PEAKS, one, seed=3).rows(0.2, 0.5)
        for one in (Weather.FOG, Weather.CLEAR)
    )
    assert fog.spread < 0.5 * clear.spread


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_climbers_and_eagles_are_here(paint, seed):
    placed = paint(Setting.SNOW_PEAKS, seed=seed, names="goat eagle sailboat")
    assert placed.unplaced == ("sailboat",)


@pytest.mark.parametrize("weather", [Weather.RAIN, Weather.STORM])
def test_it_is_snow_that_falls_so_high(paint, weather):
    """Flakes are lighter than the sky; the ground stays lighter than the rock above."""
    foul = paint(Setting.SNOW_PEAKS, weather, seed=3)
    assert foul.rows(0.75, 1).white > 0.6


def test_no_one_stands_above_the_clouds_when_it_snows(paint):
    """Seed 2 looks over a sea of clouds in fair weather."""
    fair, foul = (paint(Setting.SNOW_PEAKS, one, seed=2) for one in (Weather.CLEAR, Weather.SNOW))
    assert foul.apart(fair).mean() > 20

"""What styles ask of the light."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.light import Light, light
from reelwright.providers.offline.visual.look import HIGH, OVERCAST, Look


def lit(hour: Hour = Hour.DAY) -> Light:
    return light(hour, Weather.CLEAR, np.random.default_rng(1))


def chroma(colour: np.ndarray) -> float:
    return float(np.ptp(colour) / luma(colour))


@pytest.mark.parametrize("hour", Hour)
def test_plain_looks_change_nothing(hour: Hour) -> None:
    before, after = lit(hour), Look().relit(lit(hour))
    assert after.sky[1] == pytest.approx(before.sky[1], abs=1e-5)
    assert after.ambient == pytest.approx(before.ambient, abs=1e-5)
    assert after.sun.colour == pytest.approx(before.sun.colour, abs=1e-5)
    assert (after.sun.elevation, after.haze) == (before.sun.elevation, before.haze)


@given(st.floats(0.3, 2), st.floats(0.3, 2), st.floats(0.3, 3))
def test_factors_are_factors(key: float, fill: float, haze: float) -> None:
    before, after = lit(), Look(key=key, fill=fill, haze=haze).relit(lit())
    assert after.sun.colour == pytest.approx(before.sun.colour * key, rel=1e-4)
    assert after.ambient == pytest.approx(before.ambient * fill, rel=1e-4)
    assert after.haze == pytest.approx(before.haze * haze)


@given(st.floats(0, 1.2))
def test_chroma_keeps_brightness(rich: float) -> None:
    before, after = lit(Hour.SUNSET), Look(chroma=rich).relit(lit(Hour.SUNSET))
    assert luma(after.ambient) == pytest.approx(luma(before.ambient), rel=1e-3)
    assert chroma(after.ambient) == pytest.approx(chroma(before.ambient) * rich, abs=1e-3)


@pytest.mark.parametrize("hour", Hour)
def test_strong_colours_stay_colours(hour: Hour) -> None:
    after = Look(chroma=3.0).relit(lit(hour))
    tints = [*after.sky[1], after.ambient, after.cloud_lit, after.cloud_shade, after.sun.colour]
    assert min(float(tint.min()) for tint in tints) >= 0


def test_only_high_suns_are_lowered() -> None:
    look = Look(lower=0.5)
    assert look.relit(lit()).sun.elevation == pytest.approx(lit().sun.elevation / 2)
    assert lit().sun.elevation > HIGH > lit(Hour.DAWN).sun.elevation
    assert look.relit(lit(Hour.DAWN)).sun.elevation == lit(Hour.DAWN).sun.elevation


def test_warmth_is_amber_by_day() -> None:
    before, after = lit().sun.colour, Look(warmth=1.0).relit(lit()).sun.colour
    assert after[0] / after[2] > 1.5 * before[0] / before[2]
    cold = Look(warmth=1.0).relit(lit(Hour.NIGHT)).sun.colour
    assert cold == pytest.approx(lit(Hour.NIGHT).sun.colour, abs=1e-5)


def test_negative_warmth_is_cool() -> None:
    before, after = lit().sun.colour, Look(warmth=-0.5).relit(lit()).sun.colour
    assert after[0] / after[2] < 0.85 * before[0] / before[2]


@pytest.mark.parametrize("hour", Hour)
def test_skies_are_dyed_by_height(hour: Hour) -> None:
    before = lit(hour).sky[1]
    after = Look(horizon=(2, 1, 1), zenith=(1, 1, 0.5)).relit(lit(hour)).sky[1]
    assert after[0] == pytest.approx(before[0] * [2, 1, 1], rel=1e-4)
    assert after[-1] == pytest.approx(before[-1] * [1, 1, 0.5], rel=1e-4)
    assert (after[1:-1, 0] > before[1:-1, 0]).all()
    assert (after[1:-1, 2] < before[1:-1, 2]).all()


def test_shade_is_what_the_sun_does_not_reach() -> None:
    before, after = lit(), Look(shade=(0.5, 1, 2)).relit(lit())
    assert after.ambient == pytest.approx(before.ambient * [0.5, 1, 2], rel=1e-4)
    assert after.cloud_shade == pytest.approx(before.cloud_shade * [0.5, 1, 2], rel=1e-4)
    assert after.cloud_lit == pytest.approx(before.cloud_lit, rel=1e-4)
    assert after.sun.colour == pytest.approx(before.sun.colour, rel=1e-4)


def test_only_fair_skies_are_cleared() -> None:
    fair, storm = (
        light(Hour.DAY, weather, np.random.default_rng(1))
        for weather in (Weather.CLEAR, Weather.STORM)
    )
    clearing = Look(cover=0.5)
    assert clearing.relit(fair).cover == pytest.approx(fair.cover / 2)
    assert clearing.relit(storm).cover == storm.cover


def test_clouds_keep_dyes_from_skies() -> None:
    blue = Look(zenith=(0.5, 1, 1))
    shares = [
        blue.relit(given).sky[1][-1, 0] / given.sky[1][-1, 0]
        for given in (
            light(Hour.DAY, weather, np.random.default_rng(1))
            for weather in (Weather.CLEAR, Weather.RAIN)
        )
    ]
    assert shares == pytest.approx([0.5, 1 - 0.5 * OVERCAST], rel=1e-3)


def test_exposure_is_a_factor() -> None:
    assert Look(exposure=0.8).relit(lit()).exposure == pytest.approx(lit().exposure * 0.8)

"""The light of every hour and weather."""

from dataclasses import fields
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelwright.providers.offline.lexicon import Hour, Weather
from reelwright.providers.offline.visual.brush.colour import luma
from reelwright.providers.offline.visual.light import Light, Sun, light

ALL = list(product(Hour, Weather))
LOW = (Hour.DAWN, Hour.SUNSET, Hour.DUSK)


def lit(hour: Hour = Hour.DAY, weather: Weather = Weather.CLEAR, seed: int = 1) -> Light:
    return light(hour, weather, np.random.default_rng(seed))


def bright(colour: np.ndarray) -> float:
    return float(luma(colour))


@pytest.mark.parametrize(("hour", "weather"), ALL)
def test_tables_are_complete_and_sane(hour: Hour, weather: Weather) -> None:
    here = lit(hour, weather)
    heights, colours = here.sky
    assert (np.diff(heights) > 0).all()
    assert heights[0] == 0
    assert colours.shape == (len(heights), 3)
    tints = [*colours, here.ambient, here.glow, here.cloud_lit, here.cloud_shade, here.sun.colour]
    assert all(tint.shape == (3,) and tint.min() >= 0 and tint.max() < 4 for tint in tints)
    assert 0 <= here.cover <= 1
    assert 0 <= here.stars <= 1
    assert 0 <= here.lamps <= 1
    assert 0 <= here.blue <= 1
    assert here.haze >= 1
    assert 0.5 < here.exposure < 2.5


@pytest.mark.parametrize(("hour", "weather"), ALL)
def test_clouds_are_brighter_where_lit(hour: Hour, weather: Weather) -> None:
    here = lit(hour, weather)
    assert bright(here.cloud_lit) > bright(here.cloud_shade) > 0


@pytest.mark.parametrize(("hour", "weather"), ALL)
def test_light_keeps_its_seed(hour: Hour, weather: Weather) -> None:
    first, again = lit(hour, weather, 7), lit(hour, weather, 7)
    for field in fields(Light):
        one, other = getattr(first, field.name), getattr(again, field.name)
        assert str(one) == str(other)


@given(st.integers(0, 10_000), st.sampled_from(ALL))
def test_suns_stand_where_the_hour_allows(seed: int, when: tuple[Hour, Weather]) -> None:
    sun = lit(*when, seed=seed).sun
    assert 0 < sun.elevation < 1
    assert (sun.elevation < 0.4) == (when[0] is not Hour.DAY)
    assert (abs(sun.azimuth) < 0.3) == sun.seen
    assert 0.02 <= abs(sun.azimuth) <= 2.0


@given(st.integers(0, 10_000), st.sampled_from(Hour))
def test_overcast_hides_the_sun(seed: int, hour: Hour) -> None:
    assert not lit(hour, Weather.RAIN, seed).sun.seen
    assert not lit(hour, Weather.FOG, seed).sun.seen


def test_seeds_move_the_sun() -> None:
    places = {round(lit(Hour.DAWN, seed=seed).sun.azimuth, 3) for seed in range(12)}
    assert len(places) == 12
    assert {lit(Hour.DAWN, seed=seed).sun.side for seed in range(12)} == {-1, 1}


@given(st.floats(-2, 2), st.floats(0.01, 1.5))
def test_directions_are_of_length_one(azimuth: float, elevation: float) -> None:
    sun = Sun(azimuth, elevation, np.ones(3, np.float32), seen=False)
    right, up, ahead = sun.direction
    assert np.hypot(np.hypot(right, up), ahead) == pytest.approx(1, abs=1e-5)
    assert up == pytest.approx(np.sin(elevation), abs=1e-5)
    assert sun.side == (-1 if azimuth < 0 else 1)
    assert right * sun.side >= 0


def test_nights_are_the_darkest() -> None:
    shed = {hour: bright(lit(hour).ambient + lit(hour).sun.colour) for hour in Hour}
    assert max(shed, key=shed.__getitem__) is Hour.DAY
    assert shed[Hour.NIGHT] < shed[Hour.DAWN] / 2
    assert shed[Hour.DUSK] < shed[Hour.SUNSET] / 2


@pytest.mark.parametrize("hour", Hour)
def test_overcast_takes_the_sun_and_the_colours(hour: Hour) -> None:
    clear, rain = lit(hour), lit(hour, Weather.RAIN)
    assert bright(rain.sun.colour) < bright(clear.sun.colour) / 4
    assert np.ptp(rain.sky[1], axis=-1).max() < np.ptp(clear.sky[1], axis=-1).max()
    assert rain.cover > clear.cover


@pytest.mark.parametrize("weather", [Weather.FOG, Weather.RAIN, Weather.STORM, Weather.SNOW])
def test_bad_weather_thickens_the_air(weather: Weather) -> None:
    assert lit(weather=weather).haze > 2


def test_fog_is_the_thickest() -> None:
    thick = {weather: lit(weather=weather).haze for weather in Weather}
    assert max(thick, key=thick.__getitem__) is Weather.FOG


@pytest.mark.parametrize("hour", LOW)
def test_low_suns_are_warm(hour: Hour) -> None:
    red, _, blue = lit(hour).sun.colour
    assert red > blue


def test_skies_are_blue_overhead_by_day() -> None:
    red, green, blue = lit().sky[1][-1]
    assert blue > green > red


def test_closed_clouds_let_light_through() -> None:
    dusk, storm = (lit(Hour.DUSK, weather) for weather in (Weather.CLEAR, Weather.STORM))
    shares = [bright(one.cloud_shade) / bright(one.cloud_lit) for one in (dusk, storm)]
    assert shares[0] < 0.1 < shares[1]


def test_closed_skies_are_exposed_longer_in_the_dark() -> None:
    more = [lit(hour, Weather.STORM).exposure / lit(hour).exposure for hour in Hour]
    assert more[list(Hour).index(Hour.DAY)] == 1
    assert more[list(Hour).index(Hour.NIGHT)] == max(more) > 1.3


def test_stars_come_after_sunset() -> None:
    stars = [lit(hour).stars for hour in (Hour.DAY, Hour.SUNSET, Hour.DUSK, Hour.NIGHT)]
    assert stars[0] == stars[1] == 0 < stars[2] < stars[3]
    assert lit(Hour.NIGHT, Weather.STORM).stars < 0.05


def test_lamps_are_lit_in_the_dark_and_in_storms() -> None:
    assert lit().lamps == 0
    assert lit(Hour.NIGHT).lamps == 1
    assert lit(weather=Weather.STORM).lamps > 0.3


def test_horizon_is_the_lowest_of_the_sky() -> None:
    assert lit().horizon == pytest.approx(lit().sky[1][0])
